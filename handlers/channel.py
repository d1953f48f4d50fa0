"""`/care channel acme #acme-shared`: what is said in a channel that is shared with a customer logs itself."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers.about import Asked, allowed, carry_out, refused, refused_form, register_picks, unread
from handlers.context import Database, Wake
from handlers.forms import is_form, value_of
from handlers.words import rest_of, to_type_again, word
from models.channel import channels_of, find_channel, tie, untie
from models.customer import Customer, find_customer
from models.draft import draft_of
from models.member import Member
from models.roles import Act
from templates import render

REFERENCE = re.compile(r"<#([A-Z0-9]+)(?:\|[^>]*)?>")
NONE = ("none", "no", "off", "remove", "-")
PLAIN = re.compile(r"#\S*")


@dataclass(frozen=True)
class Place:
    """A channel as Slack describes it: why it cannot be tied (None: it can), and whether the bot hears what is said."""

    problem: str | None
    is_member: bool = False


def register(app: App) -> None:
    app.command("/care", matchers=[word("channel")])(typed)
    register_picks(app, "channel", Act.CHANNEL, change)
    app.view("channel_form")(submitted)
    app.action("channel_undo")(undo)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Tie or untie what is named; without a name open the form. What cannot be heard is said before anything else."""
    text = in_order(rest_of(command))
    named = REFERENCE.search(text)
    place = look_at(client, named[1]) if named else Place(None)
    if place.problem and not unties(text):
        said = render("channel/refused", member, why=place.problem, text=to_type_again("channel", plainly(text)))
    else:
        with database.begin() as session:
            draft = draft_of(member, "channel", text, now)
            answer = partial(change, heard=place.is_member)
            said = carry_out(session, member, now, Act.CHANNEL, answer, draft) if text else form(member)
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def in_order(text: str) -> str:
    """Put the channel behind the customer's name, whichever was typed first."""
    found = REFERENCE.match(text)
    return f"{text[found.end() :].strip()} {found[0]}" if found and text[found.end() :].strip() else text


def unties(text: str) -> bool:
    """Tell whether the words say that a channel shall be nobody's."""
    return any(said in NONE for said in REFERENCE.sub(" ", text).lower().split()[-1:])


def plainly(text: str) -> str:
    """Return the text as it was typed, with the channel's name in it."""
    return REFERENCE.sub(lambda found: "#" + found[0].partition("|")[2].rstrip(">"), text)


def look_at(client: WebClient, channel_id: str) -> Place:
    """Ask Slack whether a channel is shared with another company and whether the bot hears what is said there."""
    try:
        info = client.conversations_info(channel=channel_id)["channel"]
    except SlackApiError:
        return Place("unseen")  # a private one without us
    if not (info.get("is_ext_shared") or info.get("is_pending_ext_shared")):
        return Place("internal")
    return Place("archived" if info.get("is_archived") else None, bool(info.get("is_member")))


def form(member: Member, customer: Customer | None = None) -> dict[str, Any]:
    """Return the form that asks which channel is whose."""
    return render("channel/form", member, customer=customer)


def change(asked: Asked, customer: Customer, heard: bool | None = None) -> dict[str, Any]:
    """Tie the channel that was named, or untie; without one the form asks."""
    named = REFERENCE.search(asked.draft.text)
    rest = PLAIN.sub(" ", asked.rest).strip(" ,;:").lower()
    if rest in NONE:
        known = channels_of(asked.session, customer.team_id, customer.id)
        which = [named[1]] if named else known
        untied = untie(asked.session, customer, which, asked.member.user_id, asked.now)
        return render("channel/untied", asked.member, customer=customer, channels=untied)
    if rest:
        return unread(asked, customer, rest)
    if named is None and not asked.rest:
        return form(asked.member, customer)
    if named is None:
        return render("channel/refused", asked.member, why="unknown", text=asked.typed)
    return render(
        "channel/tied", asked.member, **_tie(asked.session, asked.member, customer, named[1], heard, asked.now)
    )


def _tie(
    session: Session, member: Member, customer: Customer, channel_id: str, heard: bool | None, now: datetime
) -> dict[str, Any]:
    """Tie a channel, and return what is to be said of it; `heard`: is the bot a member there? None: nobody asked."""
    before = find_customer(session, member.team_id, tie(session, customer, channel_id, member.user_id, now))
    return {"customer": customer, "channel": channel_id, "heard": heard, "before": before}


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Tie the channel that was chosen; what is wrong with it is said beside it."""
    place = look_at(client, value_of(view, "channel"))
    if place.problem:
        ack(**render("channel/errors", member, why=place.problem))
        return
    with database.begin() as session:
        customer = find_customer(session, member.team_id, value_of(view, "customer"))
        answer = refused_form(session, member, Act.CHANNEL, customer, "", now)
        if answer is None and customer:
            facts = _tie(session, member, customer, value_of(view, "channel"), place.is_member, now)
            answer = render("channel/tied_form", member, **facts)
    wake()
    ack(**(answer or {}))


def undo(
    ack: Ack,
    action: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
) -> None:
    """Take back what the button stands under, as far as nobody has changed it since."""
    done, customer_id, *rest = action["value"].split()
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        if customer is None:
            said = render("nudge/gone", member)
        elif not allowed(session, member, Act.CHANNEL, customer, now):
            said = refused(session, member, Act.CHANNEL, customer)
        else:
            take_back = _untie_again if done == "tied" else _tie_again
            changed = take_back(session, customer, rest, member.user_id, now)
            said = render("channel/undone", member, customer=customer, changed=changed)
    respond(replace_original=True, **said)
    ack()


def _untie_again(session: Session, customer: Customer, named: list[str], by: str, now: datetime) -> bool:
    """Make a channel nobody's again, or whose it was before."""
    channel_id, *before = named
    if not untie(session, customer, [channel_id], by, now):
        return False
    if owner := find_customer(session, customer.team_id, before[0] if before else None):
        tie(session, owner, channel_id, by, now)
    return True


def _tie_again(session: Session, customer: Customer, named: list[str], by: str, now: datetime) -> bool:
    """Tie channels again that nobody has tied to another customer since."""
    free = [id_ for id_ in named if not find_channel(session, customer.team_id, id_)]
    for channel_id in free:
        tie(session, customer, channel_id, by, now)
    return bool(free)
