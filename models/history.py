"""What is known of customers, gathered for the clocks: few queries for one customer or for thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.clock_history import History
from models.complaint import OPEN, Complaint
from models.complaint_clock import RESTS_AT_MOST
from models.customer import Customer
from models.decision import ASIDE, LAST_SPOKE, Decision
from models.first_purchase import last_and_first_bought
from models.hand_over import handed_over
from models.history_facts import Facts
from models.lost import parting
from models.nudge import Nudge
from models.rhythm import rhythms
from models.rung import PROSPECTS
from models.statements import IDS, TEAM, among
from models.touch import CALENDAR, DONE, DROPPED, IN_CALENDAR, PLANNED, Touch
from models.working_time import DAY, WorkingTime

HAPPENED, PLANNED_ONE = col(Touch.state) == DONE, col(Touch.state) == PLANNED
# what an import brought moves the clocks, but nobody has acted now; nor did they by having the calendar put in,
# and a dropped plan is no act either
OWN = col(Touch.external_id).is_(None)
TOUCHES = (
    select_columns(
        col(Touch.customer_id),
        func.max(case((HAPPENED, Touch.day))),
        func.max(case((HAPPENED & col(Touch.two_way), Touch.day))),
        func.max(case((OWN & (col(Touch.source) != CALENDAR), Touch.created_at))),
        func.max(case((OWN & (HAPPENED | PLANNED_ONE), Touch.changed_at))),
    )
    .where(col(Touch.team_id) == TEAM, col(Touch.customer_id).in_(IDS), col(Touch.undone_at).is_(None))
    .group_by(col(Touch.customer_id))
)
PLANS = (
    select(Touch.customer_id, Touch.id, col(Touch.day), case((IN_CALENDAR, CALENDAR), else_=Touch.state))
    .where(col(Touch.team_id) == TEAM, col(Touch.customer_id).in_(IDS), col(Touch.undone_at).is_(None))
    .where(PLANNED_ONE | ((col(Touch.state) == DROPPED) & (col(Touch.source) == CALENDAR)))
    .order_by(col(Touch.day), col(Touch.created_at), Touch.id)
)
DECISIONS = (
    select(Decision)
    .where(col(Decision.team_id) == TEAM, col(Decision.customer_id).in_(IDS), col(Decision.undone_at).is_(None))
    .where(col(Decision.kind).not_in(ASIDE))
)
COMPLAINTS = (
    select(Complaint.customer_id, func.max(Complaint.round_opened_at))
    .where(col(Complaint.team_id) == TEAM, col(Complaint.customer_id).in_(IDS), col(Complaint.state).in_(OPEN))
    .where(col(Complaint.withdrawn_at).is_(None))
    .group_by(Complaint.customer_id)
)
NUDGES = (
    select(Nudge.customer_id, Nudge.step, Nudge.plan_id, Nudge.sent_at)
    .where(col(Nudge.team_id) == TEAM, col(Nudge.customer_id).in_(IDS), col(Nudge.sent_at).is_not(None))
    .where(col(Nudge.complaint_id).is_(None), col(Nudge.known_id).is_(None))
)


def histories(session: Session, customers: Sequence[Customer], working: dict[str, WorkingTime]) -> dict[str, History]:
    """Return each customer's history by id; `working` gives, by customer id, whose calendar days count."""
    if not customers:
        return {}
    team_id, ids = customers[0].team_id, [customer.id for customer in customers]
    facts = _gather(session, team_id, ids)
    return {customer.id: _history(customer, facts[customer.id], working[customer.id]) for customer in customers}


def plans_in_question(session: Session, team_id: str, customer_ids: Sequence[str]) -> dict[str, str]:
    """Return by customer id the plan that is asked about next: a booking, else what the calendar has planned."""
    facts = _gather(session, team_id, customer_ids)
    return {id_: plan_id for id_ in customer_ids if (plan_id := facts[id_].plan[0] or facts[id_].calendar[0])}


def _gather(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Facts]:
    facts: dict[str, Facts] = defaultdict(Facts)
    _gather_touches(session, team_id, ids, facts)
    _gather_plans(session, team_id, ids, facts)
    _gather_signs(session, team_id, ids, facts)
    _gather_decisions(session, team_id, ids, facts)
    _gather_complaints(session, team_id, ids, facts)
    _gather_nudges(session, team_id, ids, facts)
    for id_, rhythm in rhythms(session, team_id, ids).items():
        facts[id_].rhythm = rhythm
    for id_, (at, answer_by) in handed_over(session, team_id, ids).items():
        facts[id_].reset(at)
        facts[id_].answer_by = answer_by
    return facts


def _history(customer: Customer, facts: Facts, working: WorkingTime) -> History:
    spoke = facts.latest(LAST_SPOKE)
    questions = [at for step, _, at in facts.nudges if not step]
    plan_id, planned_on = facts.plan
    calendar_id, calendar_on = facts.calendar
    return History(
        added_on=customer.added_on,
        key=customer.key and customer.rung not in PROSPECTS,  # their fortnight needs no warning
        last_touch=facts.last_touch,
        last_two_way=facts.last_two_way,
        last_sign=facts.last_sign,
        rhythm=None if customer.silence_days else facts.rhythm,
        first_bought=facts.first_bought,
        last_spoke=spoke.until if spoke else None,
        not_needed=facts.not_needed,
        later_until=_rests_until(facts, working),
        put_off=facts.put_off,
        plan=planned_on,
        plan_id=plan_id,
        first_ask_on=customer.first_ask_on,
        rest_until=working.today(facts.complaint_at) + RESTS_AT_MOST if facts.complaint_at else None,
        ask_last_spoke=customer.ask_last_spoke and not (questions or spoke),
        asked=tuple((step, working.today(at)) for step, at in facts.steps(None)),
        asked_happened=tuple((step, working.today(at)) for step, at in facts.steps(plan_id)) if plan_id else (),
        calendar=calendar_on,
        calendar_id=calendar_id,
        asked_calendar=tuple((s, working.today(at)) for s, at in facts.steps(calendar_id)) if calendar_id else (),
        skipped=tuple(facts.skipped),
        **parting(customer, facts.decisions, questions),
    )


def _rests_until(facts: Facts, working: WorkingTime) -> date | None:
    """Return the day a *Later* holds to; while a colleague is asked to take the customer, the day after the last."""
    asked = working.today(facts.answer_by) + DAY if facts.answer_by else None
    return max((day for day in (facts.later_until, asked) if day), default=None)


def _gather_touches(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, Facts]) -> None:
    rows = session.connection().execute(TOUCHES, among(team_id, ids))
    for customer_id, touched, spoke, created_at, changed_at in rows:
        known = facts[customer_id]
        known.last_touch, known.last_two_way = touched, spoke
        known.acted_at = max((at for at in (created_at, changed_at) if at), default=None)
        known.reset(known.acted_at)


def _gather_plans(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, Facts]) -> None:
    rows = session.exec(PLANS, params=among(team_id, ids))
    for customer_id, plan_id, day, sort in rows:
        known = facts[customer_id]
        if sort == DROPPED:
            known.skipped.append(day)
        else:
            (known.in_calendar if sort == CALENDAR else known.plans).append((plan_id, day))


def _gather_signs(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, Facts]) -> None:
    for customer_id, day, bought in last_and_first_bought(session, team_id, ids):
        facts[customer_id].last_sign, facts[customer_id].first_bought = day, bought


def _gather_decisions(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, Facts]) -> None:
    rows = session.exec(DECISIONS, params=among(team_id, ids))
    for decision in rows:
        facts[decision.customer_id].decisions.append(decision)
        facts[decision.customer_id].reset(decision.created_at)


def _gather_complaints(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, Facts]) -> None:
    rows = session.exec(COMPLAINTS, params=among(team_id, ids))
    for customer_id, at in rows:
        facts[customer_id].complaint_at = at


def _gather_nudges(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, Facts]) -> None:
    rows = session.exec(NUDGES, params=among(team_id, ids))
    for customer_id, step, plan_id, sent_at in rows:
        if sent_at:
            facts[customer_id].nudges.append((step, plan_id, sent_at))
