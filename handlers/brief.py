"""The morning brief: promised to who has something to do, composed from what is still true when it is sent."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlmodel import Session

from models import brief, decide
from models.customer import find_customer
from models.member import Member, find_member, members_by_id
from models.message import SENT, Message, find_message, promise
from models.nudge import nudges_in
from models.reminder import DECIDE, MEMBER, OF_CUSTOMERS, Reminder, due_reminders, next_week, reader_of
from models.working_time import DAY, WorkingTime, morning, next_working_morning, working_time
from models.workspace import Workspace
from templates import render


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Promise one brief to every person of whom a reminder's time has come, if this is a working morning of theirs."""
    workspace = session.get_one(Workspace, team_id)
    people = members_by_id(session, team_id)
    for user_id, rows in _by_reader(session, due_reminders(session, team_id, (*OF_CUSTOMERS, DECIDE), now), people):
        working = working_time(workspace, people[user_id])
        today = working.today(now)
        if working.is_working_day(today) and now >= morning(today, working):
            _promise(session, people[user_id], rows, working, now)
        else:
            for row in rows:
                row.remind_at = next_working_morning(today, working, now)


def _by_reader(
    session: Session, rows: Sequence[Reminder], people: dict[str, Member]
) -> list[tuple[str, list[Reminder]]]:
    """Group reminders by who reads of them; one that nobody reads falls silent until a champion is found."""
    grouped: dict[str, list[Reminder]] = defaultdict(list)
    for row in rows:
        if row.subject_kind == MEMBER:
            reader = people.get(row.subject_id)
            reader = reader if reader and reader.belongs and reader.manager else None
        else:
            customer = find_customer(session, row.team_id, row.subject_id)
            reader = reader_of(customer, people) if customer else None
        if reader:
            grouped[reader.user_id].append(row)
        else:
            row.remind_at = None
    return sorted(grouped.items())


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
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    workspace = session.get_one(Workspace, message.team_id)
    working = working_time(workspace, member)
    today = working.today(message.claimed_at or now)
    sent = message.state == SENT
    nudges = nudges_in(session, message) if sent else brief.write_nudges(session, message, today)
    decisions = decide.waiting(session, message.team_id, now) if message.subject == DECIDE else None
    if not (nudges or decisions or sent):
        return None
    told = {nudge.customer_id for nudge in nudges}
    return render(
        "brief/brief",
        member,
        member=member,
        workspace=workspace,
        today=today,
        lines=brief.lines_of(session, nudges, working, today),
        week=brief.week_ahead(session, message.team_id, member.user_id, told, today),
        decisions=decisions,
        people=members_by_id(session, message.team_id),
        most_full=brief.MOST_FULL,
    )
