"""The one change that a pulse ends in: what, who sees to it, by when, and afterwards whether it was done and helped."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.audit import record
from models.member import Member
from models.quarter import Quarter
from models.row import Row
from models.undo import ALREADY_UNDONE, NOT_YOURS, TOO_LATE, UNDO_WITHIN


class Outcome(StrEnum):
    """What became of a change; NONE: none was wanted of that quarter's results."""

    HELPED = "helped"
    TOO_EARLY = "too_early"
    NO_HELP = "no_help"
    NOT_DONE = "not_done"
    NONE = "none"


class PulseChange(Row, table=True):
    """One change made of the results of `quarter`, seen to by `owner_id` until `due`, a day of the workspace's.

    `done_on` is the day on which the owner said so; `outcome` what managers said of it afterwards; `told_in` the key of
    the brief that reminded the owner last.
    """

    __tablename__ = "pulse_change"

    quarter: str
    area: str
    words: str
    owner_id: str
    due: date
    by: str
    created_at: datetime
    told_in: str | None = None
    done_on: date | None = None
    outcome: str | None = None
    undone_at: datetime | None = None


def find_change(session: Session, team_id: str, change_id: str | None) -> PulseChange | None:
    """Return this workspace's change with that id."""
    return session.get(PulseChange, (team_id, change_id)) if change_id else None


def changes_of(session: Session, team_id: str) -> Sequence[PulseChange]:
    """Return the changes that stand, latest first; those quarters too of which none was wanted."""
    stands = (PulseChange.team_id == team_id, col(PulseChange.undone_at).is_(None))
    return session.exec(select(PulseChange).where(*stands).order_by(col(PulseChange.created_at).desc())).all()


def change_for(changes: Sequence[PulseChange], quarter: Quarter) -> PulseChange | None:
    """Return what was decided of the results of one quarter."""
    return next((one for one in changes if one.quarter == quarter.name), None)


def keep_change(session: Session, change: PulseChange) -> PulseChange:
    """Keep a change, or that none is wanted."""
    session.add(change)
    session.flush()
    _tell(
        session, change, "pulse.change", change.by, change.created_at, {"quarter": change.quarter, "area": change.area}
    )
    return change


def done(session: Session, change: PulseChange, today: date, by: str, now: datetime) -> None:
    """Its owner has done it."""
    change.done_on = today
    _tell(session, change, "pulse.done", by, now, {"done_on": today.isoformat()})


def move(session: Session, change: PulseChange, day: date, by: str, now: datetime) -> None:
    """It is wanted by another day."""
    change.due = day
    _tell(session, change, "pulse.moved", by, now, {"due": day.isoformat()})


def judge(session: Session, change: PulseChange, outcome: Outcome, by: str, now: datetime) -> None:
    """Say what became of it; said once more, the last word counts."""
    change.outcome = outcome
    _tell(session, change, "pulse.judged", by, now, {"outcome": outcome.value})


def why_not(change: PulseChange, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take it back; for 24 hours who kept it and managers can (None)."""
    if change.undone_at:
        return ALREADY_UNDONE
    if actor.user_id != change.by and not actor.manager:
        return NOT_YOURS
    return TOO_LATE if now - change.created_at > UNDO_WITHIN else None


def take_back(session: Session, change: PulseChange, by: str, now: datetime) -> None:
    """Mark it undone: it is reminded of and shown nowhere any more."""
    change.undone_at = now
    _tell(session, change, "pulse.undone", by, now, None)


def _tell(
    session: Session, change: PulseChange, action: str, by: str, now: datetime, after: dict[str, str] | None
) -> None:
    """Write the audit row, without the words: they stand in the change, where they can be forgotten."""
    subject = f"pulse:{change.id}"
    record(session, team_id=change.team_id, at=now, actor=by, action=action, subject=subject, after=after)
