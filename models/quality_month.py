"""Once a month the brief asks whether nudges are of use, and where they are not, the bot slows itself down.

Slower is one nudge fewer in full, never fewer than one; the others stay as lines. It is taken back with one tap, and
then left alone for three months. When quality is good again, one comes back each month.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, Session, SQLModel, col, select

from models.audit import record
from models.brief_room import fully_shown
from models.member import Member
from models.message import SENT, Message, find_message
from models.quality import quality_of
from models.workspace import working_time_of

ASKED_FROM = 5
"""Of fewer nudges in sixty days nobody is asked."""
AGAIN_AFTER = timedelta(days=28)
"""Who was asked at the end of a month is not asked at the beginning of the next."""
LEFT_ALONE = 3
"""So many months a person is left alone who has taken back that the bot slowed down."""


class Answer(StrEnum):
    """What a champion says of their nudges."""

    USEFUL = "useful"
    SO_SO = "so_so"
    NOT_USEFUL = "not_useful"


class QualityMonth(SQLModel, table=True):
    """What was asked and done in one month ("2026-12") about one person's nudges.

    `asked_in` is the brief that asked. `before` and `after` are how many nudges their brief showed in full and shows
    since, where that was changed; `taken_back` tells they would not have it.
    """

    __tablename__ = "quality_month"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    asked_in: str | None = None
    answer: str | None = None
    before: int | None = None
    after: int | None = None
    taken_back: bool = False

    @property
    def slowed(self) -> bool:
        return bool(self.before and self.after and self.after < self.before)


def months_of(session: Session, team_id: str, user_id: str | None = None) -> Sequence[QualityMonth]:
    """Return what was asked and done, of everybody or of one person, latest first."""
    mine = [QualityMonth.user_id == user_id] if user_id else []
    return session.exec(
        select(QualityMonth).where(QualityMonth.team_id == team_id, *mine).order_by(col(QualityMonth.month).desc())
    ).all()


def asked_in(session: Session, brief: Message, member: Member, at: datetime) -> QualityMonth | None:
    """Return what a brief asks about its reader's nudges: the first of a month does, before it is written."""
    month = working_time_of(session, brief.team_id, member).today(at).strftime("%Y-%m")
    row = session.get(QualityMonth, (brief.team_id, member.user_id, month))
    if row and row.asked_in == brief.key:
        return row
    if brief.state == SENT or (row and _was_sent(session, row)):
        return None
    quality = quality_of(session, brief.team_id, member.user_id, at)
    past = [one for one in months_of(session, brief.team_id, member.user_id) if one.month < month]
    if quality.total < ASKED_FROM or (past and _was_sent(session, past[0], since=at - AGAIN_AFTER)):
        return None
    row = row or QualityMonth(team_id=brief.team_id, user_id=member.user_id, month=month)
    row.asked_in = brief.key
    session.add(row)
    if quality.is_low:
        slow_down(session, row, member, past, at)
    elif quality.is_enough and _is_slowed(member, past):
        _show(session, row, member, fully_shown(member) + 1, at)
    return row


def say(session: Session, row: QualityMonth, member: Member, answer: Answer, now: datetime) -> None:
    """Keep what a champion says; "not useful" slows the bot down as a low number does."""
    row.answer = answer
    if answer == Answer.NOT_USEFUL and row.after is None:
        past = [one for one in months_of(session, row.team_id, row.user_id) if one.month < row.month]
        slow_down(session, row, member, past, now)


def slow_down(session: Session, row: QualityMonth, member: Member, past: Sequence[QualityMonth], now: datetime) -> None:
    """Show one nudge fewer in full, unless that was taken back lately."""
    if fully_shown(member) > 1 and not any(one.taken_back for one in past[:LEFT_ALONE]):
        _show(session, row, member, fully_shown(member) - 1, now)


def take_back(session: Session, row: QualityMonth, member: Member, now: datetime) -> None:
    """Show as many in full as before; only what the bot itself changed, and nobody has since."""
    if row.before and row.after == fully_shown(member) and not row.taken_back:
        row.taken_back = True
        _change(session, member, row.before, member.user_id, now)


def _show(session: Session, row: QualityMonth, member: Member, size: int, now: datetime) -> None:
    row.before, row.after = fully_shown(member), size
    _change(session, member, size, None, now)


def _change(session: Session, member: Member, size: int, actor: str | None, now: datetime) -> None:
    """Change the preference, with an audit row; no reminder moves by it."""
    before, member.brief_size = member.brief_size, size
    session.add(member)
    record(
        session,
        team_id=member.team_id,
        at=now,
        actor=actor,
        action="preferences",
        subject=f"member:{member.user_id}",
        before={"brief_size": before},
        after={"brief_size": size},
    )


def _is_slowed(member: Member, past: Sequence[QualityMonth]) -> bool:
    """Tell whether their brief shows fewer in full since the bot slowed down, and nobody has changed that."""
    changed = [one for one in past if one.after]
    stands = bool(changed) and changed[0].after == fully_shown(member) and not changed[0].taken_back
    return stands and fully_shown(member) < max(one.before or 0 for one in changed)


def _was_sent(session: Session, row: QualityMonth, since: datetime | None = None) -> bool:
    before = find_message(session, row.team_id, row.asked_in) if row.asked_in else None
    if before is None or before.state != SENT:
        return False
    return since is None or (before.sent_at is not None and before.sent_at > since)
