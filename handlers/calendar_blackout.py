"""Days without touches: `/care calendar blackout 24 Dec - 2 Jan inventory`, the form for them, and taking them out."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database
from handlers.forms import answer_aside, open_view, value_of
from handlers.refusal import for_managers
from handlers.words import as_typed, between_edges
from models.blackout import Blackout, free_again, keep_free, planned_between
from models.days_away import read_days
from models.member import Member, managers
from models.roles import Act, may
from models.working_time import working_time
from models.workspace import Workspace
from templates import render


def register(app: App) -> None:
    app.action("calendar_blackout")(open_form)
    app.action("calendar_blackout_remove")(remove)
    app.view("calendar_blackout_form")(chosen)


def typed(session: Session, member: Member, text: str, now: datetime) -> dict[str, Any]:
    """Keep the days that were typed free of touches; without days, return the form."""
    if not may(member, Act.CALENDAR):
        typed = f"/care calendar blackout {as_typed(text)}"
        return for_managers(member, Act.CALENDAR, managers(session, member.team_id), typed)
    today = _today(session, member, now)
    if not text:
        return render("calendar/blackout", member, first=today, last=today)
    span = read_days(as_typed(text), today, month_first=member.writes_month_first)
    if span is None:
        return render("calendar/which_days", member, text=as_typed(text))
    kept = keep_free(session, member.team_id, (span.first, span.last), between_edges(span.rest), member.user_id, now)
    return render("calendar/blackout_kept", member, **_around(session, kept, today), removed=False)


def _today(session: Session, member: Member, now: datetime) -> date:
    return working_time(session.get_one(Workspace, member.team_id)).today(now)


def _around(session: Session, blackout: Blackout, today: date) -> dict[str, Any]:
    first, last = max(blackout.first_day, today), blackout.last_day
    planned = planned_between(session, blackout.team_id, first, last)
    return {"blackout": blackout, "planned": planned, "today": today}


def open_form(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the form."""
    with reading.begin() as session:
        today = _today(session, member, now)
    open_view(client, body, render("calendar/blackout", member, first=today, last=today))
    ack()


def chosen(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Keep the days of the form free, or say beside them what is wrong."""
    first, last = (date.fromisoformat(value_of(view, name)) for name in ("first", "last"))
    reason = (value_of(view, "reason") or "").strip()
    with database.begin() as session:
        today = _today(session, member, now)
        if problem := "order" if last < first else "past" if last < today else "":
            answer = render("calendar/blackout_errors", member, problem=problem)
        else:
            kept = keep_free(session, member.team_id, (first, last), reason, member.user_id, now)
            answer = render("calendar/blackout_saved", member, **_around(session, kept, today))
    ack(**answer)


def remove(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
) -> None:
    """Take days out again, on which touches may be planned from now on."""
    with database.begin() as session:
        blackout = free_again(session, member.team_id, action["value"], member.user_id, now)
        facts = _around(session, blackout, _today(session, member, now)) if blackout else {}
        said = render("calendar/blackout_kept", member, **facts, removed=True) if facts else None
    answer_aside(client, body, respond, member, said or render("nudge/gone", member))
    ack()
