"""Going away and coming back: absences are kept, replaced, ended and taken back, and who has to hear of them does."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.absence import Absence, absences_from, absences_of
from models.audit import record
from models.day import A_YEAR
from models.days_away import AGO
from models.home import draw_again
from models.member import Member, find_member
from models.message import SENT, find_message
from models.outbox import NOTHING_TO_SAY
from models.reminder import MEMBER, Reminder, look_who_reads
from models.undo import ALREADY_UNDONE, NOT_YOURS, TOO_LATE, UNDO_WITHIN
from models.working_time import DAY, next_working_morning
from models.workspace import working_time_of

BACK, COVERING, HANDED = "back", "covering", "handed"
"""What has a brief come even when nothing is due: a return, covering for somebody, word of a customer handed over."""


def go_away(
    session: Session, person: Member, days: tuple[date, date], cover_id: str | None, by: str, now: datetime
) -> Absence:
    """Keep that somebody is away from the first of these days of theirs through the last.

    Absences that overlap with it end, since the latest word counts; one that has begun goes on in it. One that is to
    come loses no more than the days that a time off from today on takes of it.
    """
    first, last = days
    today = working_time_of(session, person.team_id, person).today(now)
    replaced = [one for one in absences_of(session, person.team_id, person.user_id, first) if one.first_day <= last]
    for other in replaced:
        other.ended_at = now
        if other.first_day <= today:
            first = min(first, other.first_day)
        elif first <= today and other.last_day > last:
            _keep_rest(session, other, last + DAY, by, now)
    absence = Absence(
        team_id=person.team_id,
        user_id=person.user_id,
        first_day=first,
        last_day=last,
        cover_id=cover_id,
        by=by,
        created_at=now,
    )
    session.add(absence)
    _tell(session, absence, "away", by, now, {one.cover_id for one in replaced})
    return absence


def come_back(session: Session, absence: Absence, by: str, now: datetime) -> None:
    """End an absence today, before its time; one that has not begun is called off."""
    absence.ended_at = now
    _tell(session, absence, "back", by, now)
    person = find_member(session, absence.team_id, absence.user_id)
    today = working_time_of(session, absence.team_id, person).today(now)
    if absence.first_day <= today:
        expect(session, absence.team_id, absence.user_id, BACK, today, now)


def take_back(session: Session, absence: Absence, by: str, now: datetime) -> None:
    """Take back that somebody is away, or that they came back before its time: what was before holds again."""
    if absence.ended_at:
        absence.ended_at = None
    else:
        absence.undone_at = now
        for other in replaced_by(session, absence):
            other.ended_at = None
        if rest := rest_beside(session, absence):
            rest.undone_at = now
    _tell(session, absence, "away.undone", by, now)


def replaced_by(session: Session, absence: Absence) -> Sequence[Absence]:
    """Return the absences that ended because this one was set."""
    return session.exec(
        select(Absence)
        .where(Absence.team_id == absence.team_id, Absence.user_id == absence.user_id)
        .where(Absence.ended_at == absence.created_at)
        .order_by(col(Absence.first_day))
    ).all()


def _keep_rest(session: Session, absence: Absence, first: date, by: str, now: datetime) -> None:
    rest = Absence(**absence.model_dump(exclude={"id", "ended_at"}) | {"first_day": first, "by": by, "created_at": now})
    session.add(rest)


def rest_beside(session: Session, absence: Absence) -> Absence | None:
    """Return what this absence has left of one that was to come: the days right after it, kept at the same instant."""
    return session.exec(
        select(Absence)
        .where(Absence.team_id == absence.team_id, Absence.user_id == absence.user_id)
        .where(Absence.created_at == absence.created_at, Absence.first_day == absence.last_day + DAY)
    ).first()


def too_far(first: date, last: date, today: date) -> str | None:
    """Return "far" for days that nobody means: begun more than a month ago, or over only in more than a year."""
    return None if today - AGO <= first and last <= today + A_YEAR else "far"


def why_not_back(session: Session, absence: Absence, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take this back; for 24 hours who is away, who said so and managers can (None)."""
    instead = select(Absence).where(
        Absence.team_id == absence.team_id,
        Absence.user_id == absence.user_id,
        Absence.created_at == absence.ended_at,
        col(Absence.undone_at).is_(None),
    )
    if absence.undone_at or session.exec(instead).first():
        return ALREADY_UNDONE
    if actor.user_id not in (absence.user_id, absence.by) and not actor.manager:
        return NOT_YOURS
    return TOO_LATE if now - (absence.ended_at or absence.created_at) > UNDO_WITHIN else None


def _tell(
    session: Session, absence: Absence, action: str, by: str, now: datetime, covers: Collection[str | None] = ()
) -> None:
    days = {"first_day": absence.first_day.isoformat(), "last_day": absence.last_day.isoformat()}
    record(
        session,
        team_id=absence.team_id,
        at=now,
        actor=by,
        action=action,
        subject=f"member:{absence.user_id}",
        after=days | {"cover": absence.cover_id},
    )
    session.flush()
    expect_back(session, absence.team_id, absence.user_id, now)
    for cover_id in {*covers, absence.cover_id}:
        expect_covering(session, absence.team_id, cover_id, now)
    look_who_reads(session, absence.team_id, now)
    draw_again(session, absence.team_id, now)


def expect_back(session: Session, team_id: str, user_id: str, now: datetime) -> None:
    """Have the first brief after somebody's next absence tell what happened meanwhile."""
    today = working_time_of(session, team_id, find_member(session, team_id, user_id)).today(now)
    lasting = absences_of(session, team_id, user_id, today)
    back_on = min((absence.last_day + DAY for absence in lasting), default=None)
    row = session.get(Reminder, (team_id, MEMBER, user_id, BACK))
    if row and row.remind_at and row.due_on and any(row.due_on < absence.first_day for absence in lasting):
        return  # of the return before that one nothing has been told yet
    expect(session, team_id, user_id, BACK, back_on, now)


def expect_covering(session: Session, team_id: str, user_id: str | None, now: datetime) -> None:
    """Have a person's brief come on the first morning on which they cover for somebody next."""
    if not user_id:
        return
    today = working_time_of(session, team_id, find_member(session, team_id, user_id)).today(now)
    begins = min(
        (
            one.first_day
            for one in absences_from(session, team_id, today)
            if one.cover_id == user_id and one.first_day >= today
        ),
        default=None,
    )
    expect(session, team_id, user_id, COVERING, begins, now)


def expect(session: Session, team_id: str, user_id: str, reason: str, day: date | None, now: datetime) -> None:
    """Have a person's brief come on the first working morning from a day of theirs on; None: nothing is to be told."""
    row = session.get(Reminder, (team_id, MEMBER, user_id, reason))
    if row is None:
        if day is None:
            return
        row = Reminder(team_id=team_id, subject_kind=MEMBER, subject_id=user_id, reason=reason)
    working = working_time_of(session, team_id, find_member(session, team_id, user_id))
    row.due_on, row.remind_at, row.brief = day, next_working_morning(day, working, now) if day else None, None
    session.add(row)


def told(session: Session, row: Reminder, now: datetime) -> bool:
    """Tell whether a brief has spoken of this, or had nothing to say of it; then the next return or cover is expected.

    A brief that could not be sent on its day has not.
    """
    message = find_message(session, row.team_id, row.brief) if row.brief else None
    if message is None or not (message.state == SENT or message.reason == NOTHING_TO_SAY):
        return False
    row.remind_at = None
    if row.reason == BACK:
        expect_back(session, row.team_id, row.subject_id, now)
    elif row.reason == COVERING:
        expect_covering(session, row.team_id, row.subject_id, now)
    return True
