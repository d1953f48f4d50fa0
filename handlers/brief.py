"""The morning brief: promised to who has something to do, composed from what is still true when it is sent."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlmodel import Session

from handlers.brief_facts import lines_said, since_last
from models import (
    brief,
    decide,
    know_reminder,
    moment_brief,
    pulse_part,
    pulse_reminder,
    quality_month,
    stocktake_waiting,
)
from models.away import BACK, COVERING, HANDED, told
from models.brief_room import beside_questions
from models.clocks import OF_CUSTOMERS
from models.complaint_clock import OF_COMPLAINTS
from models.complaint_reminder import COMPLAINT, complaint_of
from models.complaint_waiting import unanswered_of
from models.cover import Rota, customers_read_by, rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.hand_over_news import news_for
from models.know import SUBJECT
from models.know_clock import OF_KNOWN
from models.meanwhile import brief_before, covered, while_away
from models.member import Member
from models.message import SENT, Message, find_message, promise
from models.moment import MOMENT
from models.moment import SUBJECT as MOMENT_CHECK
from models.nudge import nudges_in
from models.reminder import DECIDE, MEMBER, Reminder, due_reminders, next_week
from models.stocktake_reminder import CONVERSION, GRADING
from models.week_ahead import week_ahead
from models.working_time import DAY, WorkingTime, morning, next_working_morning, working_time
from models.workspace import Workspace
from templates import render

PERSONAL = (BACK, COVERING, HANDED, GRADING, CONVERSION, pulse_reminder.CHANGE)
"""Reminders of a person, not of a customer: they have the brief come even when nothing is due."""
REASONS = (*OF_CUSTOMERS, *OF_COMPLAINTS, *OF_KNOWN, MOMENT, DECIDE, *PERSONAL)
LOOKED_AT_AGAIN = (COMPLAINT, SUBJECT, MOMENT_CHECK)
"""What nobody reads of is asked about again the next morning."""
TOLD = {
    GRADING: stocktake_waiting.told,
    CONVERSION: stocktake_waiting.told,
    pulse_reminder.CHANGE: pulse_reminder.told,
}


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Promise one brief to every person of whom a reminder's time has come, if this is a working morning of theirs.

    What came due after their own morning, by the champion's clock, waits for their next one.
    """
    workspace, rota = session.get_one(Workspace, team_id), rota_of(session, team_id, now)
    due = due_reminders(session, team_id, REASONS, now)
    for user_id, rows in _by_reader(session, due, rota):
        working = working_time(workspace, rota.people[user_id])
        rows = _of_this_morning(rows, rota, working)
        if rows:
            _promise(session, rota.people[user_id], rows, working, now)


def _of_this_morning(rows: Sequence[Reminder], rota: Rota, working: WorkingTime) -> list[Reminder]:
    """Return the reminders that belong into a brief of this morning; the others wait for the next one."""
    now, today = rota.now, working.today(rota.now)
    this_morning = morning(today, working)
    begun = now >= this_morning and working.is_working_day(today)
    in_time = [
        row for row in rows if begun and not _rests(row, rota) and row.remind_at and row.remind_at <= this_morning
    ]
    for row in rows:
        if row not in in_time:
            row.remind_at = next_working_morning(today + DAY if begun else today, working, now)
    return in_time


def _rests(row: Reminder, rota: Rota) -> bool:
    """Tell whether what is for one person waits until they are back; one manager always sees what is to be decided."""
    if row.subject_kind != MEMBER or rota.is_here(row.subject_id):
        return False
    return row.reason != DECIDE or row.subject_id not in {manager.user_id for manager in rota.managers()}


def _by_reader(session: Session, rows: Sequence[Reminder], rota: Rota) -> list[tuple[str, list[Reminder]]]:
    """Group reminders by who reads of them; one that nobody reads falls silent until a champion is found."""
    grouped: dict[str, list[Reminder]] = defaultdict(list)
    for row in rows:
        if row.reason in PERSONAL and TOLD.get(row.reason, told)(session, row, rota.now):
            continue
        if reader := _reader_of(session, row, rota):
            grouped[reader.user_id].append(row)
        else:
            row.remind_at = _tomorrow(session, row, rota.now) if row.subject_kind in LOOKED_AT_AGAIN else None
    return sorted(grouped.items())


def _reader_of(session: Session, row: Reminder, rota: Rota) -> Member | None:
    if row.subject_kind == MOMENT_CHECK:
        return moment_brief.who_reads(session, row, rota)
    if row.subject_kind != MEMBER:
        customer = _customer_of(session, row)
        return rota.reader_of(customer) if customer else None
    reader = rota.people.get(row.subject_id)
    return reader if reader and reader.belongs and (reader.manager or row.reason != DECIDE) else None


def _tomorrow(session: Session, row: Reminder, now: datetime) -> datetime:
    """Return the next working morning: what nobody reads of is looked at again, until somebody is champion."""
    working = working_time(session.get_one(Workspace, row.team_id))
    return next_working_morning(working.today(now) + DAY, working, now)


def _customer_of(session: Session, row: Reminder) -> Customer | None:
    if row.subject_kind == COMPLAINT:
        found = complaint_of(session, row)
        return found[1] if found and found[1].state == ACTIVE else None
    if row.subject_kind == SUBJECT:
        return know_reminder.customer_of(session, row)
    return find_customer(session, row.team_id, row.subject_id)


def _promise(session: Session, member: Member, rows: list[Reminder], working: WorkingTime, now: datetime) -> None:
    today = working.today(now)
    key = brief.brief_key(member.team_id, member.user_id, today)
    said_today = find_message(session, member.team_id, key)
    if said_today is None or said_today.state != SENT:
        message = promise(
            session,
            team_id=member.team_id,
            key=key,
            recipient=member.user_id,
            feature="brief",
            now=now,
            expires_at=datetime.combine(today + DAY, time.min, working.zone).astimezone(UTC),
        )
        if any(row.reason == DECIDE for row in rows):
            message.subject = DECIDE
    brief.take_up(rows, key, working, now)
    for row in rows:
        if row.reason == DECIDE and said_today is None:
            next_week(row, working, now)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word a brief: at the claim from the reminders that still stand, on a redraw from the nudges it was sent with."""
    rota = rota_of(session, message.team_id, now)
    member = rota.people.get(message.recipient)
    if member is None or not member.belongs:
        return None
    workspace = session.get_one(Workspace, message.team_id)
    working = working_time(workspace, member)
    at, before, sent = message.claimed_at or now, brief_before(session, message, now), message.state == SENT
    today, theirs = working.today(at), customers_read_by(session, message.team_id, member.user_id, rota)
    asks, pulse = quality_month.asked_in(session, message, member, at), pulse_part.offered(session, message, member, at)
    news = since_last(session, message, member, theirs, rota, at, before)
    changes = pulse_reminder.wanted_in(session, message, today)
    size = beside_questions(member, asks, pulse, news["to_tell"], *changes)
    nudges = nudges_in(session, message) if sent else brief.write_nudges(session, message, rota, working, today, size)
    decisions = _decisions(session, message, now) if message.subject == DECIDE and member.manager else None
    personal = {
        "meanwhile": while_away(session, member, working, at, before),
        "covers": covered(session, member, rota, working, at, before),
        "news": news_for(session, message, at, before),
        "stocktake": stocktake_waiting.news(session, message, rota, today),
        "changes": changes,
    }
    moments = moment_brief.moment_lines(session, message, member, today, now)
    if not (nudges or moments or decisions or any(personal.values()) or sent):
        return None
    return render(
        "brief/brief",
        member,
        member=member,
        workspace=workspace,
        today=today,
        drawn_on=working.today(now),
        week=week_ahead(session, message.team_id, theirs, {nudge.customer_id for nudge in nudges}, today),
        decisions=decisions,
        unanswered=unanswered_of(session, message.team_id, theirs),
        **news,
        **lines_said(session, nudges, rota, working, member, today, news["to_tell"]),
        **personal | {"moments": moments, "rota": rota, "people": rota.people, "pulse": pulse, "quality": asks},
    )


def _decisions(session: Session, message: Message, now: datetime) -> decide.Waiting:
    """Return what waits for a manager; of failures only those since they were told last."""
    return decide.waiting(session, message.team_id, now, decide.told_before(session, message))
