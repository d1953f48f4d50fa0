"""`/care idea …` and `/care ideas`: ideas of staff and customers, and what becomes of them, which managers decide."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database
from handlers.forms import answer_aside, is_in_form, open_view, value_of
from handlers.words import as_typed, rest_of, word
from models.customer import ACTIVE, Customer, find_customer
from models.idea import Status, Value, gets_briefs, ideas_of, reads_of_it, shares
from models.member import Member, find_member, members_by_id
from models.roles import Act, may
from models.saying import Saying, SayingKind, find_saying
from models.saying_acts import decide, note
from models.workspace import working_time_of
from templates import render

LONGEST_WORDS = 3000


def register(app: App) -> None:
    app.command("/care", matchers=[word("idea")])(typed)
    app.command("/care", matchers=[word("ideas")])(listed)
    app.action("home_ideas")(opened)
    app.action("idea_open")(open_form)
    app.view("idea_form")(submitted)
    app.action("idea_status")(decided)


def typed(ack: Ack, command: dict[str, Any], client: WebClient, member: Member) -> None:
    """Open the form with the idea in it."""
    words = as_typed(rest_of(command))[:LONGEST_WORDS]
    client.views_open(trigger_id=command["trigger_id"], view=form(member, words))
    ack()


def form(member: Member, words: str = "") -> dict[str, Any]:
    """Return the form of an idea."""
    return render("idea/form", member, words=words, values=list(Value))


def open_form(ack: Ack, body: dict[str, Any], client: WebClient, member: Member) -> None:
    """Open an empty form from the list."""
    open_view(client, body, form(member))
    ack()


def submitted(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Keep the idea."""
    chosen, words = value_of(view, "customer"), (value_of(view, "words") or "").strip()
    with database.begin() as session:
        customer = find_customer(session, member.team_id, chosen)
        if not words or (chosen and (customer is None or customer.state != ACTIVE)):
            said = render("idea/form_errors", member, problem="gone" if words else "no_words")
        else:
            idea = Saying(
                team_id=member.team_id,
                customer_id=customer.id if customer else None,
                kind=SayingKind.IDEA,
                words=words,
                said_by=(value_of(view, "said_by") or "").strip(),
                value=Value(value_of(view, "value")),
                status=Status.NEW,
                by=member.user_id,
                day=working_time_of(session, member.team_id, member).today(now),
                created_at=now,
            )
            told = gets_briefs(session, member, now)
            said = render("idea/saved", member, idea=note(session, idea), customer=customer, told=told)
    ack(**said)


def listed(ack: Ack, reading: Database, member: Member, now: datetime) -> None:
    """Answer with all ideas."""
    with reading.begin() as session:
        said = render("idea/ideas", member, **_facts(session, member, now))
    ack(**said)


def opened(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime) -> None:
    """Open the same from Home, or on top of the form."""
    with reading.begin() as session:
        view = render("idea/view", member, **_facts(session, member, now))
    open_view(client, body, view)
    ack()


def decided(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
) -> None:
    """Keep what becomes of an idea, and draw the list again, which says how who had it is told."""
    status, _, idea_id = action["selected_option"]["value"].partition(" ")
    inside = is_in_form(body)
    with database.begin() as session:
        idea = find_saying(session, member.team_id, idea_id)
        if idea is None or idea.undone_at:
            said = None
        else:
            told = _decide(session, idea, Status(status), member, now)
            said = render("idea/view" if inside else "idea/ideas", member, **_facts(session, member, now, **told))
    if said is None:
        answer_aside(client, body, respond, member, render("undo/refused", member, why="gone", fact=None))
    elif inside:
        client.views_update(view_id=body["view"]["id"], view=said)
    else:
        respond(replace_original=True, **said)
    ack()


def _decide(session: Session, idea: Saying, status: Status, member: Member, now: datetime) -> dict[str, Any]:
    if idea.status != status:
        decide(session, idea, status, member, now)
    author = find_member(session, member.team_id, idea.by)
    session.flush()
    return {"done": idea, "author": author, "reads": reads_of_it(session, idea, author, member, now)}


def _facts(session: Session, member: Member, now: datetime, **told: Any) -> dict[str, Any]:
    """Return what the list is drawn from; `told` is what was decided just now."""
    ideas = ideas_of(session, member.team_id)
    return {
        "ideas": ideas,
        "shares": shares(ideas),
        "customers": _customers(session, ideas),
        "people": members_by_id(session, member.team_id),
        "today": working_time_of(session, member.team_id, member).today(now),
        "statuses": list(Status),
        "may_decide": may(member, Act.CHOOSE_IDEA),
        **({"done": None, "author": None, "reads": None} | told),
    }


def _customers(session: Session, ideas: Any) -> dict[str, Customer]:
    found = (find_customer(session, idea.team_id, idea.customer_id) for idea in ideas if idea.customer_id)
    return {customer.id: customer for customer in found if customer}
