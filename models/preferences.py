"""What a member chooses about their own brief: its hour, the weekdays without one, how much of it is shown in full."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.audit import record
from models.customer import customers_of
from models.home import draw_again
from models.member import Member
from models.reminder import BATCH, MEMBER, Reminder, settle_all
from models.settling import settle_workspace_soon
from models.working_time import next_working_morning
from models.workspace import working_time_of


@dataclass(frozen=True)
class Preferences:
    """`brief_at` is "HH:MM" in their own zone, `rests_on` weekdays (Monday = 0) in a row, `brief_size` a number.

    Empty: as the workspace has it.
    """

    brief_at: str | None = None
    rests_on: str = ""
    brief_size: int | None = None


def choose(session: Session, member: Member, wanted: Preferences, now: datetime) -> None:
    """Keep what a member chose; whatever waits for their brief comes at the new hour, on a day that is left."""
    names = ("brief_at", "rests_on", "brief_size")
    before = {name: getattr(member, name) for name in names}
    after = {name: getattr(wanted, name) for name in names}
    if before == after:
        return
    for name in names:
        setattr(member, name, after[name])
    session.add(member)
    session.flush()
    subject = f"member:{member.user_id}"
    team_id = member.team_id
    record(
        session,
        team_id=team_id,
        at=now,
        actor=member.user_id,
        action="preferences",
        subject=subject,
        before=before,
        after=after,
    )
    _move_own(session, member, now)
    customers = customers_of(session, team_id, member.user_id)
    if len(customers) > BATCH:
        settle_workspace_soon(session, team_id, now)
    else:
        settle_all(session, team_id, customers, now)
    draw_again(session, team_id, now, {member.user_id})


def _move_own(session: Session, member: Member, now: datetime) -> None:
    """Move the reminders that are a person's own, such as the manager's list, to the hour of their brief."""
    working = working_time_of(session, member.team_id, member)
    for row in session.exec(
        select(Reminder)
        .where(Reminder.team_id == member.team_id, Reminder.subject_kind == MEMBER)
        .where(Reminder.subject_id == member.user_id, col(Reminder.remind_at).is_not(None))
    ):
        if row.remind_at and row.remind_at > now:
            row.remind_at = next_working_morning(working.today(row.remind_at), working, now)
