"""Coverage: who has no champion, who cares for too many, whose grade is missing, who is cared for in their own way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.care_model import Policy, care_model_of, policy_of
from models.customer import ACTIVE, Customer
from models.member import Member, members_by_id
from models.reminder import reader_of
from models.sharing import Load, without_champion

MOST_TOUCHES_A_YEAR = 220
"""More than five a week in 44 working weeks are too many for one champion."""


@dataclass(frozen=True)
class Varied:
    """A customer with a cadence, threshold or activities of their own, beside what the model says."""

    customer: Customer
    own: Policy
    model: Policy


@dataclass(frozen=True)
class Coverage:
    """How the active customers are covered; `loads` holds each champion's, the heaviest first."""

    customers: int
    without_champion: Sequence[Customer]
    loads: Sequence[tuple[Member, Load]]
    ungraded: Sequence[Customer]
    suggested: int
    varied: Sequence[Varied]

    @property
    def too_many(self) -> Sequence[tuple[Member, Load]]:
        """Return the champions who are owed more touches a year than one person can make."""
        return [(member, load) for member, load in self.loads if load.touches > MOST_TOUCHES_A_YEAR]


def coverage(session: Session, team_id: str) -> Coverage:
    """Return the coverage of a workspace, in a handful of queries."""
    model, people = care_model_of(session, team_id), members_by_id(session, team_id)
    active = select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)
    customers = session.exec(active.order_by(col(Customer.normal), col(Customer.id))).all()
    loads: dict[str, Load] = {}
    for customer in customers:
        if champion := reader_of(customer, people):
            loads[champion.user_id] = loads.get(champion.user_id, Load()).with_one(customer, model)
    heaviest = sorted(loads.items(), key=lambda one: (-one[1].touches, -one[1].customers, one[0]))
    return Coverage(
        customers=len(customers),
        without_champion=without_champion(session, team_id),
        loads=[(people[user_id], load) for user_id, load in heaviest],
        ungraded=[customer for customer in customers if not customer.tier and not customer.key],
        suggested=sum(customer.tier_suggested for customer in customers),
        varied=[
            Varied(customer, policy_of(customer, model), model.rows[model.row_of(customer)])
            for customer in customers
            if customer.is_varied
        ],
    )
