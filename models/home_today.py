"""Who needs a member now, what the rest of the week holds for them, and what they did today: the top of their Home."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from models.brief import Line
from models.clocks import CALENDAR, DUE, HAPPENED, LAST_STEP, SILENT
from models.cover import Rota
from models.customer import ACTIVE, Customer
from models.decision import CADENCE, LAST_SPOKE, LATER, NOT_NEEDED, Decision
from models.fact import Fact, recorded_at
from models.follow_up import FOLLOW_UP
from models.member import Member
from models.nudge import Nudge
from models.reminder import CUSTOMER, Reminder
from models.sign_of_life import REPLY, SignOfLife
from models.spread import money_at_risk
from models.standing import Standing, standings
from models.touch import Touch
from models.working_time import WorkingTime

LOOKED_AT = 60
"""So many customers, those with most money at risk, are looked at closely: more than anybody sees to in a day."""
MOST_LINES, MOST_THIS_WEEK = 20, 8
MOST_DONE = 5
A_WHILE_AGO = timedelta(days=62)


@dataclass(frozen=True)
class Today:
    """Who needs a member now, the first of them, most money at risk first, and how many; others of this week by day."""

    lines: Sequence[Line]
    count: int
    week: Sequence[Standing]
    week_count: int


def today_of(session: Session, member: Member, rota: Rota, working: WorkingTime) -> Today:
    """Return who needs a member now and until Sunday, of the customers they read of, in a handful of queries."""
    today = working.today(rota.now)
    struck = _struck(session, member, rota, today + timedelta(days=6 - today.weekday()))
    now = sorted((one for one in struck if _is_now(one, today)), key=_weight(today))
    later = sorted((one for one in struck if not _is_now(one, today)), key=lambda one: (one[1], one[0].name))
    close = [customer for customer, _, _ in now[:LOOKED_AT]]
    known = standings(session, [*close, *(one[0] for one in later[:MOST_THIS_WEEK])], working, today)
    needing = [standing for standing in known[: len(close)] if not rests(standing)]
    return Today(
        [line_of(standing, member) for standing in needing[:MOST_LINES]],
        len(needing) + len(now) - len(close),
        known[len(close) :],
        len(later),
    )


def _is_now(one: "Struck", today: date) -> bool:
    """Tell whether a clock has struck, or the day of a plan is over: whether it happened is asked the morning after."""
    return one[1] < today or (one[1] == today and not one[2])


def rests(standing: Standing) -> bool:
    """Tell whether nothing is asked about a customer now: put off, a colleague is asked, or a complaint is open."""
    until = max(filter(None, (standing.history.later_until, standing.history.rest_until)), default=standing.today)
    return until > standing.today and not standing.plan_is_over


def reasons_of(standing: Standing) -> list[str]:
    """Return why a customer needs somebody now; none where nothing does."""
    return standing.reasons


def line_of(standing: Standing, member: Member) -> Line:
    """Return a customer as a line of a brief that was never sent: what is tapped there names the customer itself."""
    customer, plan = standing.customer, standing.plan or standing.calendar
    nudge = Nudge(
        team_id=customer.team_id,
        id=customer.id,
        message_key="",
        customer_id=customer.id,
        plan_id=plan.id if plan else None,
        reasons=reasons_of(standing),
        step=1,
        full=False,
        position=0,
    )
    return Line(nudge, standing, plan, member)


Struck = tuple[Customer, date, bool]
"""A customer, the day on which the earlier clock strikes or the plan's, and whether it is a plan's."""


def _struck(session: Session, member: Member, rota: Rota, until: date) -> list[Struck]:
    """Return the customers that a member reads of and whose clocks strike until that day; a plan lets them rest."""
    champions = {member.user_id, *(absence.user_id for absence in rota.absences)}
    # what rests beside the calendar or a booking
    speaks = col(Reminder.remind_at).is_not(None) | (col(Reminder.step) >= LAST_STEP)
    rows = session.exec(
        select(Customer, Reminder)
        .join(Reminder, (col(Reminder.team_id) == Customer.team_id) & (col(Reminder.subject_id) == Customer.id))
        .where(Customer.team_id == member.team_id, Customer.state == ACTIVE, Reminder.subject_kind == CUSTOMER)
        .where(col(Customer.champion_id).in_(champions) | col(Customer.id).in_(rota.keepers))
        .where(
            (col(Reminder.reason).in_((DUE, SILENT, FOLLOW_UP, CALENDAR)) & (col(Reminder.due_on) <= until) & speaks)
            | (col(Reminder.reason) == HAPPENED)
        )
    ).all()
    days: dict[str, dict[str, date]] = defaultdict(dict)
    customers = {}
    for customer, reminder in rows:
        customers[customer.id] = customer
        days[customer.id][reminder.reason] = reminder.due_on or until
    found = [
        (customers[id_], known.get(HAPPENED) or min(known.values()), HAPPENED in known) for id_, known in days.items()
    ]
    return [one for one in found if one[1] <= until and rota.reads(member.user_id, one[0])]


def _weight(today: date) -> Callable[[Struck], tuple[bool, int, str]]:
    def weigh(one: Struck) -> tuple[bool, int, str]:
        return not one[2], -money_at_risk(one[0], one[1], today), one[0].name

    return weigh


def done_today(session: Session, member: Member, since: datetime) -> list[tuple[Customer, Fact]]:
    """Return what a member did since an instant and has not taken back, with whom, latest first; imports are none."""
    found = [*_touches(session, member, since), *_signs(session, member, since), *_decisions(session, member, since)]
    latest = sorted(found, key=recorded_at, reverse=True)[:MOST_DONE]
    customers = {
        customer.id: customer
        for customer in session.exec(
            select(Customer)
            .where(Customer.team_id == member.team_id, Customer.state == ACTIVE)
            .where(col(Customer.id).in_({fact.customer_id for fact in latest}))
        )
    }
    return [(customers[fact.customer_id], fact) for fact in latest if fact.customer_id in customers]


def _touches(session: Session, member: Member, since: datetime) -> Sequence[Fact]:
    logged = (col(Touch.by) == member.user_id) & (col(Touch.created_at) >= since)
    changed = (col(Touch.changed_by) == member.user_id) & (col(Touch.changed_at) >= since)
    return session.exec(
        select(Touch)
        .where(Touch.team_id == member.team_id, logged | changed)
        .where(col(Touch.day) >= since.date() - A_WHILE_AGO)  # an index goes by the day; older ones are imported
        .where(col(Touch.undone_at).is_(None), col(Touch.external_id).is_(None))
        .order_by(func.coalesce(Touch.changed_at, Touch.created_at).desc())
        .limit(MOST_DONE)
    ).all()


def _signs(session: Session, member: Member, since: datetime) -> Sequence[Fact]:
    return session.exec(
        select(SignOfLife)
        .where(SignOfLife.team_id == member.team_id, SignOfLife.by == member.user_id, SignOfLife.kind == REPLY)
        .where(col(SignOfLife.created_at) >= since, col(SignOfLife.undone_at).is_(None))
        .order_by(col(SignOfLife.created_at).desc())
        .limit(MOST_DONE)
    ).all()


def _decisions(session: Session, member: Member, since: datetime) -> Sequence[Fact]:
    return session.exec(
        select(Decision)
        .where(Decision.team_id == member.team_id, Decision.by == member.user_id)
        .where(col(Decision.kind).in_((LATER, NOT_NEEDED, CADENCE, LAST_SPOKE)))
        .where(col(Decision.created_at) >= since, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at).desc())
        .limit(MOST_DONE)
    ).all()
