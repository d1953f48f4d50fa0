"""A Slack status that looks like leave: whether it does, until when, and the one question that comes of it.

Of the status itself only a fingerprint is kept, in the key of that question, so that it is never asked twice.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, col, select

from models.absence import Absence, absences_of
from models.cover import Rota
from models.customer import customers_of
from models.kind import fold
from models.leave_words import HERE, LEAVE, SIGNS
from models.member import Member
from models.message import Message, promise
from models.working_time import DAY, WorkingTime, morning
from models.workspace import working_time_of

LEAVE_QUESTION = "leave"
SAME_STATUS = timedelta(days=60)
"""How long the same words without an end are taken for the same leave."""
AT_LEAST = timedelta(days=1)


@dataclass(frozen=True)
class Status:
    """What somebody says of themselves in Slack; `until` is the instant at which it ends by itself, None: never."""

    text: str
    emoji: str
    until: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """Return what tells this status from others, from which it cannot be read again."""
        said = f"{self.text}|{self.emoji}|{self.until.isoformat() if self.until else ''}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def looks_like_leave(self) -> bool:
        """Tell whether the words say so, in any of some languages; without words the emoji."""
        said = " ".join(fold(word) for word in self.text.split())
        if HERE.search(said):
            return False
        return bool(LEAVE.search(said)) or (not said and self.emoji in SIGNS)


def status_of(profile: dict[str, object]) -> Status:
    """Return the status that stands in what Slack says of a person."""
    ends = profile.get("status_expiration")
    until = datetime.fromtimestamp(ends, UTC) if isinstance(ends, int) and ends > 0 else None
    return Status(str(profile.get("status_text") or ""), str(profile.get("status_emoji") or ""), until)


def last_day(status: Status, working: WorkingTime) -> date | None:
    """Return the last day of a status, in the zone of whose it is; one that ends at midnight ends the day before."""
    return working.today(status.until - timedelta(seconds=1)) if status.until else None


def ask_about_leave(session: Session, member: Member, status: Status, now: datetime) -> Message | None:
    """Promise the question whether a champion is away, once for each status; None where there is nothing to ask."""
    if not (member.belongs and status.looks_like_leave):
        return None
    working = working_time_of(session, member.team_id, member)
    today, last = working.today(now), last_day(status, working)
    # it ends before the next brief, which nobody needs to be spared
    if last and (last < today or (last == today and now >= morning(today, working))):
        return None
    if _is_away(session, member, today, last) or _asked_before(session, member, status, now):
        return None
    # nobody waits for somebody without customers
    if not customers_of(session, member.team_id, member.user_id):
        return None
    return promise(
        session,
        team_id=member.team_id,
        key=f"{_key(member, status)}{today.isoformat()}",
        recipient=member.user_id,
        feature=LEAVE_QUESTION,
        subject=last.isoformat() if last else "",
        now=now,
        expires_at=now + AT_LEAST,
    )


def asked_until(message: Message) -> date | None:
    """Return the last day that a question speaks of; None where the status named none."""
    return date.fromisoformat(message.subject) if message.subject else None


def is_idle(session: Session, message: Message, member: Member, today: date) -> bool:
    """Tell whether a question need not be asked any more: they are known to be away, or it is over."""
    last = asked_until(message)
    return not member.belongs or bool(last and last < today) or _is_away(session, member, today, last)


def usual_cover(session: Session, member: Member, rota: Rota) -> Member | None:
    """Return who covered for somebody the last time, if they are here now."""
    last = session.exec(
        select(Absence)
        .where(Absence.team_id == member.team_id, Absence.user_id == member.user_id)
        .where(col(Absence.cover_id).is_not(None), col(Absence.undone_at).is_(None))
        .order_by(col(Absence.created_at).desc())
    ).first()
    return rota.people[last.cover_id] if last and last.cover_id and rota.is_here(last.cover_id) else None


def _is_away(session: Session, member: Member, today: date, last: date | None) -> bool:
    known = absences_of(session, member.team_id, member.user_id, today)
    return any(absence.first_day <= (last or today + DAY) for absence in known)


def _asked_before(session: Session, member: Member, status: Status, now: datetime) -> bool:
    return (
        session.exec(
            select(Message.key)
            .where(Message.team_id == member.team_id, Message.recipient == member.user_id)
            .where(col(Message.key).startswith(_key(member, status), autoescape=True))
            .where(col(Message.created_at) > now - SAME_STATUS)
        ).first()
        is not None
    )


def _key(member: Member, status: Status) -> str:
    return f"{LEAVE_QUESTION}:{member.team_id}:{member.user_id}:{status.fingerprint}:"
