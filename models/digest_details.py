"""What is behind a digest: which customers wait and which bookings came to nothing; and one person's own week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.complaint_waiting import WaitingComplaint, unanswered_of
from models.customer import ACTIVE, Customer, customers_of
from models.member import Member
from models.outlook import AtRisk, Load, Waiting, at_risk, coming_load, who_waits
from models.plan_and_actual import Tally, tallies
from models.touch import DONE, DROPPED, PLANNED, SLACK, Touch
from models.week import Week
from models.working_time import WorkingTime


@dataclass(frozen=True)
class Behind:
    """What a digest counts, by customer: what is at risk, who waits, the most valuable first, and bookings not made.

    Champions are left out on purpose: who is late is told privately.
    """

    at_risk: AtRisk
    waiting: Sequence[Waiting]
    not_made: Sequence[tuple[Touch, Customer]]
    unanswered: Sequence[WaitingComplaint]


@dataclass(frozen=True)
class MyWeek:
    """One person's own numbers: what was made and planned with their customers, what they did, who waits, what comes.

    `tally` counts touches with their customers by anybody, `mine` those that they made with anybody's.
    """

    customers: int
    tally: Tally
    mine: int
    at_risk: AtRisk
    waiting: Sequence[Waiting]
    unanswered: Sequence[WaitingComplaint]
    load: Load


def behind(session: Session, team_id: str, week: Week, today: date) -> Behind:
    """Return what is behind the digest of a week, as things stand on `today`, a day in the workspace's zone."""
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    customers = {customer.id: customer for customer in found}
    rows = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, col(Touch.day).between(week.monday, week.sunday), Touch.day < today)
        .where(col(Touch.state).in_((PLANNED, DROPPED)), col(Touch.undone_at).is_(None))
        .order_by(col(Touch.day))
    )
    waiting = who_waits(session, team_id, today)
    return Behind(
        at_risk=at_risk(waiting),
        waiting=waiting,
        not_made=[(touch, customers[touch.customer_id]) for touch in rows if touch.customer_id in customers],
        unanswered=unanswered_of(session, team_id, found),
    )


def my_week(session: Session, member: Member, week: Week, working: WorkingTime, now: datetime) -> MyWeek:
    """Return a person's own numbers of a week, whatever else the digest says."""
    team_id, today = member.team_id, working.today(now)
    theirs = [one for one in customers_of(session, team_id, member.user_id) if one.state == ACTIVE]
    customers = {customer.id: customer for customer in theirs}
    waiting = who_waits(session, team_id, today, among=customers)
    made = session.exec(
        select(Touch.id, Touch.customer_id, Touch.source)
        .where(Touch.team_id == team_id, col(Touch.day).between(week.monday, week.sunday))
        .where(Touch.by == member.user_id, Touch.state == DONE, col(Touch.undone_at).is_(None))
    ).all()
    [tally] = tallies(session, team_id, theirs, [week], working, only=customers)
    return MyWeek(
        customers=len(customers),
        tally=tally,
        mine=len({customer_id if source == SLACK else id_ for id_, customer_id, source in made}),
        at_risk=at_risk(waiting),
        waiting=waiting,
        unanswered=unanswered_of(session, team_id, theirs),
        load=coming_load(session, team_id, customers, today),
    )
