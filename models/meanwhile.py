"""While you were away: what others did for a person's customers, and for whom a person covers, told in their brief."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from models.absence import Absence, last_absence
from models.clocks import ORDINARY
from models.complaint import CAUSE, RECOVERED, REOPENED, THOUGHT_HAPPY, ComplaintStep
from models.cover import Rota
from models.customer import ACTIVE, Customer, customers_of, find_customer
from models.decision import CHAMPION, Decision
from models.fact import Fact, Kept, recorded_at, recorded_by
from models.hand_over import ACCEPTED, HandOver
from models.member import Member
from models.message import SENT, Message
from models.reminder import CUSTOMER, Reminder
from models.sign_of_life import SignOfLife
from models.spread import worth
from models.touch import Touch
from models.working_time import DAY, WorkingTime

Happening = Fact | HandOver
TOLD_STEPS = (RECOVERED, THOUGHT_HAPPY, REOPENED, CAUSE)
"""What is told of a complaint as such; its other steps are told as the touch or sign of life that they are."""


@dataclass(frozen=True)
class Meanwhile:
    """What happened to one customer while their champion was away, in the order in which it did."""

    customer: Customer
    happened: Sequence[Happening]


@dataclass(frozen=True)
class Covered:
    """Somebody for whom a person covers, and how many of their customers come due in that time."""

    person: Member
    absence: Absence
    due: int


def brief_before(session: Session, message: Message, now: datetime) -> datetime | None:
    """Return when the brief before this one was sent to the same person."""
    return session.exec(
        select(func.max(Message.sent_at))
        .where(Message.team_id == message.team_id, Message.recipient == message.recipient, Message.state == SENT)
        .where(Message.feature == message.feature, col(Message.sent_at) < (message.claimed_at or now))
        .where(Message.key != message.key)
    ).one()


def while_away(
    session: Session, member: Member, working: WorkingTime, at: datetime, before: datetime | None
) -> list[Meanwhile]:
    """Return what others did for a person's customers while they were away, for the first brief after it.

    `at` is when this brief was sent, `before` when the one before it was.
    """
    absence = last_absence(session, member.team_id, member.user_id, working.today(at))
    if absence is None:
        return []
    since = datetime.combine(absence.first_day, time.min, working.zone).astimezone(UTC)
    until = absence.ended_at or datetime.combine(absence.last_day + DAY, time.min, working.zone).astimezone(UTC)
    if until > at or (before and before >= until):
        return []
    return _happened(session, member, since, until)


def _happened(session: Session, member: Member, since: datetime, until: datetime) -> list[Meanwhile]:
    steps = [one for one in _recorded(session, ComplaintStep, member.team_id, since, until) if one.kind in TOLD_STEPS]
    told_as_steps = {step.fact_id for step in steps}
    known: list[Happening] = [
        *_recorded(session, Touch, member.team_id, since, until),
        *_recorded(session, SignOfLife, member.team_id, since, until),
        *_recorded(session, Decision, member.team_id, since, until),
        *steps,
        *_kept_for_now(session, member.team_id, since, until),
    ]
    mine = {customer.id: customer for customer in customers_of(session, member.team_id, member.user_id)}
    found: dict[str, list[Happening]] = defaultdict(list)
    for one in sorted(known, key=_when):
        if one.id in told_as_steps:
            continue
        if not isinstance(one, HandOver) and recorded_by(one) in (None, member.user_id):
            continue
        if _gave_away(one, member) and (customer := find_customer(session, member.team_id, one.customer_id)):
            mine[customer.id] = customer
        found[one.customer_id].append(one)
    told = [Meanwhile(mine[id_], happened) for id_, happened in found.items() if id_ in mine]
    return sorted(told, key=lambda one: (worth(one.customer), one.customer.name), reverse=True)


def _recorded(session: Session, table: type[Kept], team_id: str, since: datetime, until: datetime) -> Sequence[Kept]:
    """Return the facts of a table that stand and were recorded within that time."""
    within: ColumnElement[bool] = col(table.created_at).between(since, until)
    if table is Touch:
        within = (within | col(Touch.changed_at).between(since, until)) & col(Touch.external_id).is_(None)
    return session.exec(select(table).where(table.team_id == team_id, col(table.undone_at).is_(None), within)).all()


def _kept_for_now(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[HandOver]:
    return session.exec(
        select(HandOver)
        .where(HandOver.team_id == team_id, HandOver.state == ACCEPTED, col(HandOver.until).is_not(None))
        .where(col(HandOver.answered_at).between(since, until))
    ).all()


def _gave_away(one: Happening, member: Member) -> bool:
    return isinstance(one, Decision) and one.kind == CHAMPION and one.before == {"champion_id": member.user_id}


def _when(one: Happening) -> datetime:
    return one.answered_at or one.asked_at if isinstance(one, HandOver) else recorded_at(one)


def covered(
    session: Session, member: Member, rota: Rota, working: WorkingTime, at: datetime, before: datetime | None
) -> list[Covered]:
    """Return for whom a person covers, of what was arranged since their last brief or begins with this one.

    Of one that is over, or ends today and did not begin today, nothing is said.
    """
    today = working.today(at)
    return [
        Covered(rota.people[one.user_id], one, due_until(session, one))
        for one in rota.absences
        if one.cover_id == member.user_id and one.user_id in rota.people and one.created_at <= at
        if one.last_day > today or one.first_day == today
        if before is None or one.created_at > before or working.today(before) < one.first_day <= today
    ]


def due_until(session: Session, absence: Absence) -> int:
    """Count the customers of somebody away who come due before they are back."""
    return session.exec(
        select(func.count(col(Reminder.subject_id).distinct()))
        .join(Customer, (col(Customer.team_id) == Reminder.team_id) & (col(Customer.id) == Reminder.subject_id))
        .where(Reminder.team_id == absence.team_id, Reminder.subject_kind == CUSTOMER, Customer.state == ACTIVE)
        .where(Customer.champion_id == absence.user_id, col(Reminder.reason).in_(ORDINARY))
        .where(col(Reminder.due_on) <= absence.last_day, col(Reminder.remind_at).is_not(None))
    ).one()
