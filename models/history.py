"""What is known of customers, gathered for the clocks: few queries for one customer or for thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.clocks import LAST_STEP, History
from models.complaint import OPEN, Complaint
from models.complaint_clock import RESTS_AT_MOST
from models.customer import Customer
from models.decision import ASIDE, LAST_SPOKE, LATER, NOT_NEEDED, WON, Decision
from models.hand_over import handed_over
from models.lost import parting
from models.nudge import Nudge
from models.sign_of_life import SignOfLife
from models.touch import DONE, PLANNED, Touch
from models.working_time import DAY, WorkingTime


@dataclass
class _Facts:
    """One customer's facts while they are gathered.

    `complaint_at`: when the latest round of a complaint began that is not put right. `acted_at`: when somebody last
    logged, booked, confirmed or moved a touch; `reset_at`: when the step was set back.
    """

    last_touch: date | None = None
    last_two_way: date | None = None
    plans: list[tuple[str, date]] = field(default_factory=list)
    last_sign: date | None = None
    complaint_at: datetime | None = None
    acted_at: datetime | None = None
    reset_at: datetime | None = None
    decisions: list[Decision] = field(default_factory=list)
    nudges: list[tuple[int, str | None, datetime]] = field(default_factory=list)
    answer_by: datetime | None = None

    def reset(self, at: datetime | None) -> None:
        """Note an act that sets the step back: the latest one counts."""
        self.reset_at = max((moment for moment in (self.reset_at, at) if moment), default=None)

    def latest(self, *kinds: str) -> Decision | None:
        """Return the latest decision of a kind, or of several."""
        return max((d for d in self.decisions if d.kind in kinds), key=lambda d: (d.created_at, d.id), default=None)

    def steps(self, plan_id: str | None) -> list[tuple[int, datetime]]:
        """Return the steps since the step was set back, and when: of one plan's question, or of the ordinary nudges."""
        since = self.reset_at or datetime.min.replace(tzinfo=UTC)
        return [(step, at) for step, asked_of, at in self.nudges if step and at > since and asked_of == plan_id]

    @property
    def plan(self) -> tuple[str, date] | tuple[None, None]:
        """Return the plan to ask about, id and day: the earliest one not asked about three times, else the earliest."""
        open_to_ask = (plan for plan in self.plans if all(step < LAST_STEP for step, _ in self.steps(plan[0])))
        return next(open_to_ask, self.plans[0] if self.plans else (None, None))

    @property
    def later_until(self) -> date | None:
        """Return the day a *Later* holds to; a touch or plan recorded after it has used it up."""
        later = self.latest(LATER)
        return later.until if later and not (self.acted_at and self.acted_at > later.created_at) else None


def histories(session: Session, customers: Sequence[Customer], working: dict[str, WorkingTime]) -> dict[str, History]:
    """Return each customer's history by id; `working` gives, by customer id, whose calendar days count."""
    if not customers:
        return {}
    team_id, ids = customers[0].team_id, [customer.id for customer in customers]
    facts = _gather(session, team_id, ids)
    return {customer.id: _history(customer, facts[customer.id], working[customer.id]) for customer in customers}


def plans_in_question(session: Session, team_id: str, customer_ids: Sequence[str]) -> dict[str, str]:
    """Return by customer id the plan of which it is asked next whether it happened."""
    facts = _gather(session, team_id, customer_ids)
    return {id_: plan_id for id_ in customer_ids if (plan_id := facts[id_].plan[0])}


def _gather(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, _Facts]:
    facts: dict[str, _Facts] = defaultdict(_Facts)
    _gather_touches(session, team_id, ids, facts)
    _gather_plans(session, team_id, ids, facts)
    _gather_signs(session, team_id, ids, facts)
    _gather_decisions(session, team_id, ids, facts)
    _gather_complaints(session, team_id, ids, facts)
    _gather_nudges(session, team_id, ids, facts)
    for id_, (at, answer_by) in handed_over(session, team_id, ids).items():
        facts[id_].reset(at)
        facts[id_].answer_by = answer_by
    return facts


def _history(customer: Customer, facts: _Facts, working: WorkingTime) -> History:
    spoke, not_needed = facts.latest(LAST_SPOKE), facts.latest(NOT_NEEDED, WON)
    questions = [at for step, _, at in facts.nudges if not step]
    plan_id, planned_on = facts.plan
    return History(
        added_on=customer.added_on,
        key=customer.key,
        last_touch=facts.last_touch,
        last_two_way=facts.last_two_way,
        last_sign=facts.last_sign,
        last_spoke=spoke.until if spoke else None,
        not_needed=not_needed.day if not_needed else None,
        later_until=_rests_until(facts, working),
        plan=planned_on,
        plan_id=plan_id,
        first_ask_on=customer.first_ask_on,
        rest_until=working.today(facts.complaint_at) + RESTS_AT_MOST if facts.complaint_at else None,
        ask_last_spoke=customer.ask_last_spoke and not (questions or spoke),
        asked=tuple((step, working.today(at)) for step, at in facts.steps(None)),
        asked_happened=tuple((step, working.today(at)) for step, at in facts.steps(plan_id)) if plan_id else (),
        **parting(customer, facts.decisions, questions),
    )


def _rests_until(facts: _Facts, working: WorkingTime) -> date | None:
    """Return the day a *Later* holds to; while a colleague is asked to take the customer, the day after the last."""
    asked = working.today(facts.answer_by) + DAY if facts.answer_by else None
    return max((day for day in (facts.later_until, asked) if day), default=None)


def _gather_touches(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    done, planned = col(Touch.state) == DONE, col(Touch.state) == PLANNED
    # what an import brought moves the clocks, but nobody has acted now; a dropped plan is no act either
    own = col(Touch.external_id).is_(None)
    rows = session.connection().execute(
        select_columns(
            col(Touch.customer_id),
            func.max(case((done, Touch.day))),
            func.max(case((done & col(Touch.two_way), Touch.day))),
            func.max(case((own, Touch.created_at))),
            func.max(case((own & (done | planned), Touch.changed_at))),
        )
        .where(col(Touch.team_id) == team_id, col(Touch.customer_id).in_(ids), col(Touch.undone_at).is_(None))
        .group_by(col(Touch.customer_id))
    )
    for customer_id, touched, spoke, created_at, changed_at in rows:
        known = facts[customer_id]
        known.last_touch, known.last_two_way = touched, spoke
        known.acted_at = max((at for at in (created_at, changed_at) if at), default=None)
        known.reset(known.acted_at)


def _gather_plans(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(Touch.customer_id, Touch.id, col(Touch.day))
        .where(Touch.team_id == team_id, col(Touch.customer_id).in_(ids), Touch.state == PLANNED)
        .where(col(Touch.undone_at).is_(None))
        .order_by(col(Touch.day), col(Touch.created_at), Touch.id)
    )
    for customer_id, plan_id, day in rows:
        facts[customer_id].plans.append((plan_id, day))


def _gather_signs(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    theirs = select(SignOfLife.customer_id, func.max(SignOfLife.day)).group_by(SignOfLife.customer_id)
    mine = (SignOfLife.team_id == team_id, col(SignOfLife.customer_id).in_(ids), col(SignOfLife.undone_at).is_(None))
    for customer_id, day in session.exec(theirs.where(*mine)):
        facts[customer_id].last_sign = day


def _gather_decisions(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, col(Decision.customer_id).in_(ids), col(Decision.undone_at).is_(None))
        .where(col(Decision.kind).not_in(ASIDE))
    )
    for decision in rows:
        facts[decision.customer_id].decisions.append(decision)
        facts[decision.customer_id].reset(decision.created_at)


def _gather_complaints(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(Complaint.customer_id, func.max(Complaint.round_opened_at))
        .where(Complaint.team_id == team_id, col(Complaint.customer_id).in_(ids), col(Complaint.state).in_(OPEN))
        .where(col(Complaint.withdrawn_at).is_(None))
        .group_by(Complaint.customer_id)
    )
    for customer_id, at in rows:
        facts[customer_id].complaint_at = at


def _gather_nudges(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(Nudge.customer_id, Nudge.step, Nudge.plan_id, Nudge.sent_at)
        .where(Nudge.team_id == team_id, col(Nudge.customer_id).in_(ids), col(Nudge.sent_at).is_not(None))
        .where(col(Nudge.complaint_id).is_(None))
    )
    for customer_id, step, plan_id, sent_at in rows:
        if sent_at:
            facts[customer_id].nudges.append((step, plan_id, sent_at))
