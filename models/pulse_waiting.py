"""What a pulse leaves to managers: to end the last one in a change, and to say what became of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from models.pulse import PulseCount
from models.pulse_change import PulseChange, change_for, changes_of
from models.pulse_results import shown
from models.quarter import Quarter, quarter_of
from models.workspace import working_time_of

CHOOSE, ASK = "choose", "ask"


@dataclass(frozen=True)
class PulseWaiting:
    """CHOOSE: no change came yet of the pulse of `quarter`. ASK: was this change done, and did it help?"""

    what: str
    quarter: Quarter
    change: PulseChange | None = None


def pulse_waiting(session: Session, team_id: str, now: datetime) -> list[PulseWaiting]:
    """Return what waits: a change is asked after when the quarter in which it was chosen is over, and its day past."""
    today = working_time_of(session, team_id).today(now)
    current, changes = quarter_of(today), changes_of(session, team_id)
    asked = [
        PulseWaiting(ASK, current, one)
        for one in changes
        if one.outcome is None and one.due < today and quarter_of(one.created_at.date()) < current
    ]
    last = current.later(-1)
    if change_for(changes, last) is None and shown(_counts(session, team_id, last)):
        asked.append(PulseWaiting(CHOOSE, last))
    return asked


def _counts(session: Session, team_id: str, quarter: Quarter) -> Sequence[PulseCount]:
    return session.exec(
        select(PulseCount).where(PulseCount.team_id == team_id, PulseCount.quarter == quarter.name)
    ).all()
