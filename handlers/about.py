"""Commands about one customer (`/care tier acme B`, `/complaint acme late again`): find the customer, ask which one.

What is not theirs to do is refused; nothing that was typed is lost.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import is_form
from handlers.gone import gone_of, lost_names, register_return, said_gone
from handlers.words import as_typed, first_word, rest_of, to_type_again, word
from models.cover import rota_of
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.draft import Draft, draft_of, find_draft
from models.member import Member, find_member, managers
from models.named import split_name
from models.names import Names
from models.roles import WHO_MAY, Act, Role, may
from models.workspace import working_time_of
from templates import render

OF_THE_LOST = (Act.SHOW, Act.LOST, Act.WON, Act.WORTH)
"""What can be asked about customers who have left, too."""
MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
LABEL = re.compile(r"<@[A-Z0-9]+>|@\S+")
FIRST = "0"
"""The place of the first name in a draft's text, to which a customer may have been picked."""


@dataclass(frozen=True)
class Asked:
    """A command about a customer: who asks, the whole text, the rest of it after the name, and who is mentioned.

    `mentions` are all of them, in order, `mentioned` the first. `draft` is what was typed, not kept yet: whoever asks
    back by buttons adds it to the session. `chosen` says by their place which customers were picked for names in it.
    """

    session: Session
    member: Member
    draft: Draft
    text: str
    rest: str
    mentioned: str | None
    today: date
    now: datetime
    mentions: tuple[str, ...] = ()
    chosen: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> str:
        """Return the whole command, to be pasted again."""
        return to_type_again(self.draft.command, self.text)

    @property
    def words(self) -> str:
        """Return what stands behind the name, mentions aside."""
        return " ".join(LABEL.sub(" ", self.rest).split())


Answer = Callable[[Asked, Customer], dict[str, Any]]


def about_customer(app: App, name: str, act: Act, answer: Answer, *, two_words: str = "") -> None:
    """Register `/care <name> <customer> …` and the buttons that ask which customer is meant.

    `two_words` is another way to write the name: "hand over" for "handover".
    """
    first, _, second = two_words.partition(" ")

    def typed(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
        text = rest_of(command)
        if second and first_word(command) == first:
            text = re.sub(rf"^{second}\b\s*", "", text, flags=re.IGNORECASE)
        with database.begin() as session:
            said = carry_out(session, member, now, act, answer, draft_of(member, name, text, now))
        wake()
        ack(**said)

    app.command("/care", matchers=[word(name, *filter(None, [first]))])(typed)
    register_picks(app, name, act, answer)


def register_picks(app: App, name: str, act: Act, answer: Answer) -> None:
    """Register the buttons by which somebody says which customer the command `name` is about."""

    def picked(
        ack: Ack,
        action: dict[str, Any],
        body: dict[str, Any],
        client: WebClient,
        respond: Respond,
        database: Database,
        member: Member,
        now: datetime,
        wake: Wake,
    ) -> None:
        draft_id, customer_id, *place = action["value"].split()
        with database.begin() as session:
            said = render("about/forgotten", member)
            if draft := find_draft(session, member.team_id, draft_id, member.user_id):
                chosen = {**draft.chosen, (place or [FIRST])[0]: customer_id}
                said = carry_out(session, member, now, act, answer, draft, chosen=chosen)
        if is_form(said):
            client.views_open(trigger_id=body["trigger_id"], view=said)
        else:
            respond(replace_original=True, **said)
        wake()
        ack()

    def go_on(session: Session, member: Member, draft: Draft, now: datetime) -> dict[str, Any]:
        return carry_out(session, member, now, act, answer, draft)

    for place in range(1, 6):
        app.action(f"care_{name}_{place}")(picked)
    register_return(app, name, go_on)


def carry_out(
    session: Session,
    member: Member,
    now: datetime,
    act: Act,
    answer: Answer,
    draft: Draft,
    form: str | None = None,
    chosen: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Answer a command about a customer, or ask which one is meant; `form` names the button that opens its form.

    `chosen` says by their place which customers were picked for names in the text.
    """
    chosen = chosen or draft.chosen
    text, mentions = as_typed(draft.text), tuple(MENTION.findall(draft.text))
    found, rest = split_name(text, Names(names_of(session, member.team_id, lost=act in OF_THE_LOST)))
    if not text:
        return render("about/whom", member, command=draft.command)
    customer = find_customer(session, member.team_id, chosen.get(FIRST) or found.customer_id)
    if customer is None:
        session.add(draft)
        if gone := gone_of(session, member, split_name(text, lost_names(session, member))[0], found):
            return said_gone(session, member, draft, gone, now, form)
        facts = {"text": to_type_again(draft.command, text), "form": form, "place": None}
        return render("about/which", member, found=found, draft=draft, **facts)
    if not allowed(session, member, act, customer, now):
        return refused(session, member, act, customer, to_type_again(draft.command, text))
    today = working_time_of(session, member.team_id, member).today(now)
    asked = Asked(session, member, draft, text, rest, next(iter(mentions), None), today, now, mentions, chosen)
    return answer(asked, customer)


def allowed(session: Session, member: Member, act: Act, customer: Customer, now: datetime) -> bool:
    """Tell whether a person may do this to a customer: by their role, or because they read of the customer now."""
    if may(member, act, customer):
        return True
    return may(member, act, customer, rota_of(session, member.team_id, now).reader_of(customer))


def refused(session: Session, member: Member, act: Act, customer: Customer, typed: str = "") -> dict[str, Any]:
    """Return the words for somebody who may not do this to this customer, and whom to ask."""
    return render("about/refused", member, typed=typed, **_around(session, member, act, customer))


def refused_form(
    session: Session, member: Member, act: Act, customer: Customer | None, typed: str | None, now: datetime
) -> dict[str, Any] | None:
    """Return what takes a form's place where the customer is gone or somebody else's by now; None where all is well."""
    if customer and customer.state == ACTIVE and allowed(session, member, act, customer, now):
        return None
    return render("about/refused_form", member, typed=typed, **_around(session, member, act, customer))


def _around(session: Session, member: Member, act: Act, customer: Customer | None) -> dict[str, Any]:
    return {
        "customer": customer,
        "champion": find_member(session, member.team_id, customer.champion_id if customer else None),
        "needs_manager": WHO_MAY.get(act) is Role.MANAGER,
        "managers": managers(session, member.team_id),
    }


def unread(asked: Asked, customer: Customer, words: str, can_be: Iterable[str] = ()) -> dict[str, Any]:
    """Return the question about words behind a customer's name that mean nothing to the command; some can be named."""
    facts = {"words": words, "can_be": list(can_be), "text": asked.typed}
    return render("about/unread", asked.member, customer=customer, **facts)
