"""What is known of customers, gathered for the clocks: few queries for one customer or for thousands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from models.clocks import History
from models.customer import Customer
from models.decision import LAST_SPOKE, LATER, NOT_NEEDED, Decision
from models.nudge import Nudge
from models.sign_of_life import SignOfLife
from models.touch import DONE, PLANNED, Touch
from models.working_time import WorkingTime


@dataclass
class _Facts:
    """One customer's facts while they are gathered."""

    last_touch: date | None = None
    last_two_way: date | None = None
    plan: date | None = None
    last_sign: date | None = None
    acted_at: datetime | None = None
    reset_at: datetime | None = None
    decisions: list[Decision] = field(default_factory=list)
    nudges: list[tuple[int, datetime]] = field(default_factory=list)

    def reset(self, at: datetime | None) -> None:
        """Note an act that sets the step back: the latest one counts."""
        self.reset_at = max((moment for moment in (self.reset_at, at) if moment), default=None)

    def latest(self, kind: str) -> Decision | None:
        """Return the latest decision of a kind."""
        return max((d for d in self.decisions if d.kind == kind), key=lambda d: d.created_at, default=None)

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
    facts: dict[str, _Facts] = defaultdict(_Facts)
    _gather_touches(session, team_id, ids, facts)
    _gather_signs(session, team_id, ids, facts)
    _gather_decisions(session, team_id, ids, facts)
    _gather_nudges(session, team_id, ids, facts)
    return {customer.id: _history(customer, facts[customer.id], working[customer.id]) for customer in customers}


def _history(customer: Customer, facts: _Facts, working: WorkingTime) -> History:
    spoke, not_needed = facts.latest(LAST_SPOKE), facts.latest(NOT_NEEDED)
    asked = ((step, at) for step, at in facts.nudges if facts.reset_at is None or at > facts.reset_at)
    return History(
        added_on=customer.added_on,
        key=customer.key,
        last_touch=facts.last_touch,
        last_two_way=facts.last_two_way,
        last_sign=facts.last_sign,
        last_spoke=spoke.until if spoke else None,
        not_needed=not_needed.day if not_needed else None,
        later_until=facts.later_until,
        plan=facts.plan,
        first_ask_on=customer.first_ask_on,
        ask_last_spoke=customer.ask_last_spoke,
        asked=tuple((step, working.today(at)) for step, at in asked),
    )


def _gather_touches(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    done = col(Touch.state) == DONE
    rows = session.connection().execute(
        select_columns(
            col(Touch.customer_id),
            func.max(case((done, Touch.day))),
            func.max(case((done & col(Touch.two_way), Touch.day))),
            func.min(case((col(Touch.state) == PLANNED, Touch.day))),
            func.max(col(Touch.created_at)),
            func.max(col(Touch.changed_at)),
        )
        .where(col(Touch.team_id) == team_id, col(Touch.customer_id).in_(ids), col(Touch.undone_at).is_(None))
        .group_by(col(Touch.customer_id))
    )
    for customer_id, touched, spoke, plan, created_at, changed_at in rows:
        known = facts[customer_id]
        known.last_touch, known.last_two_way, known.plan = touched, spoke, plan
        known.acted_at = max((at for at in (created_at, changed_at) if at), default=None)
        known.reset(known.acted_at)


def _gather_signs(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(SignOfLife.customer_id, func.max(SignOfLife.day))
        .where(SignOfLife.team_id == team_id, col(SignOfLife.customer_id).in_(ids), col(SignOfLife.undone_at).is_(None))
        .group_by(SignOfLife.customer_id)
    )
    for customer_id, day in rows:
        facts[customer_id].last_sign = day


def _gather_decisions(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(Decision).where(
            Decision.team_id == team_id, col(Decision.customer_id).in_(ids), col(Decision.undone_at).is_(None)
        )
    )
    for decision in rows:
        facts[decision.customer_id].decisions.append(decision)
        facts[decision.customer_id].reset(decision.created_at)


def _gather_nudges(session: Session, team_id: str, ids: Iterable[str], facts: dict[str, _Facts]) -> None:
    rows = session.exec(
        select(Nudge.customer_id, Nudge.step, Nudge.sent_at)
        .where(Nudge.team_id == team_id, col(Nudge.customer_id).in_(ids), col(Nudge.sent_at).is_not(None))
        .order_by(col(Nudge.sent_at))
    )
    for customer_id, step, sent_at in rows:
        if sent_at:
            facts[customer_id].nudges.append((step, sent_at))
