"""`/care voice acme "they called before the problem"`: what customers and others say of us, noted in one form."""

from datetime import UTC, date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_in_form, is_in_form, open_view, value_of
from handlers.message_words import as_said
from handlers.show_card import draw_below
from handlers.touch_from_message import link_to
from handlers.voice_overview import SUMMED_UP, overview
from handlers.words import as_typed, between_edges, rest_of, word
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.member import Member
from models.moment import Moment, moment_names, moments_of
from models.named import split_name
from models.names import Names
from models.saying import VOICE, Commitment, Saying, SayingKind, find_saying
from models.saying_acts import note, take_back, why_not
from models.workspace import working_time_of
from templates import render

LONGEST_WORDS = 3000
MARKS = '"“”„«»'


def register(app: App) -> None:
    app.command("/care", matchers=[word("voice")])(typed)
    app.shortcut("voice_note_message")(from_message)
    app.action("voice_open")(open_form)
    app.view("voice_form")(submitted)
    app.action("voice_undo")(undo)


def typed(
    ack: Ack, command: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the form with what was typed: whom it names, if one alone, and the rest as the words; or sum up."""
    text = as_typed(rest_of(command))
    with reading.begin() as session:
        if text.lower() in SUMMED_UP:
            said, view = overview(session, member, now), None
        else:
            found, rest = split_name(text, Names(names_of(session, member.team_id)))
            customer = find_customer(session, member.team_id, found.customer_id)
            today = working_time_of(session, member.team_id, member).today(now)
            moments = moments_of(session, member.team_id)
            said, view = {}, form(member, today, moments, customer, between_edges(rest) if customer else text)
    if view:
        client.views_open(trigger_id=command["trigger_id"], view=view)
    ack(**said)


def open_form(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the form empty, from Home or the menu."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        view = form(member, today, moments_of(session, member.team_id))
    open_view(client, body, view)
    ack()


def form(
    member: Member,
    day: date,
    moments: list[Moment],
    customer: Customer | None = None,
    words: str = "",
    metadata: str | None = None,
) -> dict[str, Any]:
    """Return the form, filled with what is known; `metadata` is the link to the message that it comes from."""
    facts = {"day": day, "customer": customer, "said": unquoted(words)[:LONGEST_WORDS], "metadata": metadata}
    return render(
        "voice/form",
        member,
        kinds=VOICE,
        moments=moments,
        answers=list(Commitment),
        **facts,
    )


def unquoted(words: str) -> str:
    """Return words without the quotation marks around all of them; marks that belong to a part of them stay."""
    words = words.strip()
    inside = words[1:-1]
    if len(words) > 1 and words[0] in MARKS and words[-1] in MARKS and not any(mark in inside for mark in MARKS):
        return inside.strip()
    return words


def from_message(ack: Ack, shortcut: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form with a message's words, for the day on which it was written."""
    message = shortcut["message"]
    written_at = datetime.fromtimestamp(float(message["ts"]), UTC)
    with reading.begin() as session:
        day = working_time_of(session, member.team_id, member).today(written_at)
        words = as_said(session, member.team_id, message.get("text") or "")
        moments = moments_of(session, member.team_id)
    link = link_to(client, shortcut["channel"]["id"], message["ts"])
    client.views_open(trigger_id=shortcut["trigger_id"], view=form(member, day, moments, words=words, metadata=link))
    ack()


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep what the form says, or say beside the input what is missing."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, value_of(view, "customer"))
        today = working_time_of(session, member.team_id, member).today(now)
        saying = _read(view, member, customer, now)
        problem = _problem(saying, value_of(view, "customer"), customer, today)
        if problem:
            said = render("voice/form_errors", member, problem=problem)
        else:
            note(session, saying)
            names = moment_names(session, member.team_id)
            said = render("voice/saved", member, saying=saying, customer=customer, moments=names)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**said)


def _read(view: dict[str, Any], member: Member, customer: Customer | None, now: datetime) -> Saying:
    return Saying(
        team_id=member.team_id,
        customer_id=customer.id if customer else None,
        kind=SayingKind(value_of(view, "kind")),
        words=(value_of(view, "words") or "").strip(),
        said_by=(value_of(view, "said_by") or "").strip(),
        moment=value_of(view, "moment"),
        answer=value_of(view, "answer"),
        may_quote=bool(value_of(view, "may_quote")),
        by=member.user_id,
        day=date.fromisoformat(value_of(view, "day")),
        permalink=view["private_metadata"] or None,
        created_at=now,
    )


def _problem(saying: Saying, chosen: str | None, customer: Customer | None, today: date) -> str | None:
    """Return what is wrong with the form; None where it can be kept."""
    if chosen and (customer is None or customer.state != ACTIVE):
        return "gone"
    if customer is None and not saying.said_by:
        return "nobody"
    if saying.kind == SayingKind.COMMITMENT and not saying.answer:
        return "no_answer"
    if not saying.words and not saying.answer:
        return "no_words"
    return "ahead" if saying.day > today else None


def undo(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Take back what was noted, an idea too: for who noted it and managers, for a day."""
    with database.begin() as session:
        said = _taken_back(session, member, action["value"], now)
    if is_in_form(body):
        answer_in_form(client, body, member, said)
        draw_below(client, reading, member, body["view"], now)
    else:
        respond(response_type="ephemeral", replace_original=False, **said)
    ack()


def _taken_back(session: Session, member: Member, saying_id: str, now: datetime) -> dict[str, Any]:
    saying = find_saying(session, member.team_id, saying_id)
    if saying is None:
        return render("undo/refused", member, why="gone", fact=None)
    if why := why_not(saying, member, now):
        return render("undo/refused", member, why=why, fact=saying)
    take_back(session, saying, member, now)
    return render("voice/undone", member, saying=saying)
