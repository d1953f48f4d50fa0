"""`/care away 1–14 Dec @bob` and `/care back`: who is away, who covers meanwhile, and the form that asks for both."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import MENTION
from handlers.away_words import A_FEW_DAYS, COVERING, arranged, asked_about, bare, form, problem_of, taken_back
from handlers.context import Database, Wake
from handlers.forms import is_form, value_of
from handlers.words import as_typed, rest_of, to_type_again, word
from models import away
from models.absence import Absence, absences_of, find_absence
from models.days_away import read_days
from models.draft import find_draft
from models.member import Member, find_member
from models.message import redraw_post
from models.roles import may_set_away
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("away")])(typed)
    app.command("/care", matchers=[word("back")])(back)
    app.action("away_sure")(meant)
    app.action("away_undo")(undo)
    app.action("away_back")(back_by_button)
    app.action("away_change")(change)
    app.view("away_form")(chosen)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep the days that were typed; a bare command shows what is kept, or opens the form."""
    text = rest_of(command)
    with database.begin() as session:
        said = _set(session, member, text, now) if text else bare(session, member, now)
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
    ack(**({} if is_form(said) else said))


def _set(session: Session, member: Member, text: str, now: datetime, sure: bool = False) -> dict[str, Any]:
    """Read "@bob 1–14 Dec @alice": a mention before the days is who is away, one after them covers."""
    mentioned = list(MENTION.finditer(text))
    others = bool(mentioned) and mentioned[0].start() == 0 and (len(mentioned) > 1 or mentioned[0].end() < len(text))
    person = find_member(session, member.team_id, mentioned[0][1]) if others else member
    covers = list(dict.fromkeys(mention[1] for mention in mentioned[others:]))
    cover_id = next(iter(covers), None)
    days = as_typed(MENTION.sub(" ", text)).strip()
    if person is None or not person.belongs or not may_set_away(member, person):
        return render("away/not_yours", member, person=person, text=to_type_again("away", as_typed(text)))
    today = working_time_of(session, member.team_id, person).today(now)
    span = read_days(days, today, month_first=member.writes_month_first)
    if span is None or not COVERING.fullmatch(span.rest):
        return render("away/which_days", member, text=as_typed(text), rest=span.rest.strip() if span else "")
    if problem := "several" if len(covers) > 1 else problem_of(session, person, cover_id):
        return render("away/wrong_cover", member, problem=problem, cover_id=cover_id, text=as_typed(text))
    if today - span.first > A_FEW_DAYS and not sure:
        return asked_about(session, member, person, span, text, now)
    absence = away.go_away(session, person, (span.first, span.last), cover_id, member.user_id, now)
    return render("away/set", member, **arranged(session, member, absence, now))


def meant(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Keep days that began a while ago: they were no slip."""
    with database.begin() as session:
        draft = find_draft(session, member.team_id, action["value"], member.user_id)
        said = _set(session, member, draft.text, now, sure=True) if draft else render("about/forgotten", member)
    respond(replace_original=True, **said)
    wake()
    ack()


def chosen(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep the days that the form names."""
    first, last = (date.fromisoformat(value_of(view, name)) for name in ("first", "last"))
    cover_id, whose = value_of(view, "cover"), value_of(view, "person") or member.user_id
    with database.begin() as session:
        person = find_member(session, member.team_id, whose)
        today = working_time_of(session, member.team_id, person).today(now)
        if person is None or not person.belongs or not may_set_away(member, person):
            answer = render("away/wrong", member, block="person", problem="person")
        elif problem := "order" if last < first else "past" if last < today else away.too_far(first, last, today):
            answer = render("away/wrong", member, block="last", problem=problem)
        elif problem := problem_of(session, person, cover_id):
            answer = render("away/wrong", member, block="cover", problem=problem)
        else:
            absence = away.go_away(session, person, (first, last), cover_id, member.user_id, now)
            redraw_post(session, member.team_id, *where_asked(view), now)
            answer = render("away/set_form", member, **arranged(session, member, absence, now))
    wake()
    ack(**answer)


def where_asked(view: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the channel and ts of the message that asked for the days; nothing where nobody did."""
    channel, _, ts = (view["private_metadata"] or "").partition(" ")
    return channel or None, ts or None


def back(ack: Ack, command: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """End today the absence of who asks, or of who is mentioned; one that has not begun is called off."""
    mentioned = MENTION.search(rest_of(command))
    with database.begin() as session:
        person = find_member(session, member.team_id, mentioned[1]) if mentioned else member
        if person is None or not may_set_away(member, person):
            said = render(
                "away/not_yours", member, person=person, text=to_type_again("back", as_typed(rest_of(command)))
            )
        else:
            today = working_time_of(session, member.team_id, person).today(now)
            absence = next(iter(absences_of(session, member.team_id, person.user_id, today)), None)
            said = _end(session, member, person, absence, now)
    wake()
    ack(**said)


def _end(session: Session, member: Member, person: Member, absence: Absence | None, now: datetime) -> dict[str, Any]:
    today = working_time_of(session, member.team_id, person).today(now)
    if absence is None or absence.ended_at or absence.undone_at:
        return render("away/not_away", member, person=person, member=member)
    away.come_back(session, absence, member.user_id, now)
    return render("away/back", member, member=member, person=person, absence=absence, today=today)


def back_by_button(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """End the absence that the button names."""
    with database.begin() as session:
        absence = find_absence(session, member.team_id, action["value"])
        person = find_member(session, member.team_id, absence.user_id) if absence else member
        theirs = person is not None and may_set_away(member, person)
        if person is None or not theirs:
            said = render("away/not_yours", member, person=person, text="")
        else:
            said = _end(session, member, person, absence, now)
    respond(response_type="ephemeral", replace_original=theirs, **said)
    wake()
    ack()


def change(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form with the days of an absence, to name others."""
    with reading.begin() as session:
        today = working_time_of(session, member.team_id, member).today(now)
        absence = find_absence(session, member.team_id, action["value"])
        person = find_member(session, member.team_id, absence.user_id) if absence else member
    if person and may_set_away(member, person):
        client.views_open(trigger_id=body["trigger_id"], view=form(member, today, absence))
    else:
        refusal = render("away/not_yours", member, person=person, text="")
        respond(response_type="ephemeral", replace_original=False, **refusal)
    ack()


def undo(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Take back that somebody is away, or that they came back."""
    with database.begin() as session:
        absence = find_absence(session, member.team_id, action["value"])
        said, done = taken_back(session, member, absence, now)
    respond(response_type="ephemeral", replace_original=done, **said)
    wake()
    ack()
