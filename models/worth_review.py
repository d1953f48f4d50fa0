"""A review of what customers are worth: the best of them, who should be a key customer, the unprofitable tail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from models.cost import costs_of
from models.customer import ACTIVE, Customer, customers_of
from models.decision import MANAGED, NOT_KEY, Decision
from models.member import Member
from models.worth import Costs, Worth, best, last_year, ranked, share_of, tail
from models.worth_figures import newcomers, worths_in

REMEMBERED = {NOT_KEY: timedelta(days=365), MANAGED: timedelta(days=182)}
"""So long nobody is asked again about who shall be no key customer, or is being managed."""


@dataclass(frozen=True)
class Review:
    """What customers were worth in the last 365 days, worth most first.

    `best` are a fifth of them, `share` what part of all worth they are; `suggested` those of them who could become key
    customers; `fallen` the key customers who are not among the best; `tail` the unprofitable ones, the worst first,
    without those `managed` and the `new` ones, who are in their first 100 days.
    """

    costs: Costs
    customers: Sequence[Customer]
    worths: Mapping[str, Worth]
    best: Sequence[Customer]
    share: Decimal | None
    suggested: Sequence[Customer]
    fallen: Sequence[Customer]
    tail: Sequence[Customer]
    managed: int
    new: int = 0

    @property
    def total(self) -> Worth:
        return sum(self.worths.values(), Worth(unknown=True))

    @property
    def best_minor(self) -> int:
        return sum(self.worths[customer.id].minor for customer in self.best)

    @property
    def tail_minor(self) -> int:
        return sum(self.worths[customer.id].minor for customer in self.tail)

    @property
    def doubtful(self) -> int:
        return sum(worth.is_doubtful for worth in self.worths.values())

    @property
    def unknown(self) -> int:
        return sum(worth.unknown for worth in self.worths.values())


def review_of(session: Session, team_id: str, member: Member | None, today: date) -> Review:
    """Return the review of all active customers; for a member who is no manager, of their own."""
    whose = member and not member.manager and member.user_id
    everybody = select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)
    found = customers_of(session, team_id, whose) if whose else session.exec(everybody).all()
    worths, costs = worths_in(session, found, last_year(today)), costs_of(session, team_id)
    by_id, order = {customer.id: customer for customer in found}, ranked(worths)
    top, all_last, said = best(worths), tail(worths, costs), _said(session, team_id, today)
    new = newcomers(session, [by_id[id_] for id_ in all_last], today)
    last = [id_ for id_ in all_last if id_ not in new]
    return Review(
        costs=costs,
        customers=[by_id[id_] for id_ in order],
        worths=worths,
        best=[by_id[id_] for id_ in top],
        share=share_of(worths, top),
        suggested=[by_id[id_] for id_ in top if not by_id[id_].key and (NOT_KEY, id_) not in said],
        fallen=[by_id[id_] for id_ in order if by_id[id_].key and id_ not in top],
        tail=[by_id[id_] for id_ in last if (MANAGED, id_) not in said],
        managed=sum((MANAGED, id_) in said for id_ in last),
        new=len(new),
    )


def _said(session: Session, team_id: str, today: date) -> set[tuple[str, str]]:
    """Return who was said to be no key customer or managed, and is not asked about now."""
    rows = session.exec(
        select(Decision.kind, Decision.customer_id, col(Decision.day))
        .where(Decision.team_id == team_id, col(Decision.kind).in_(REMEMBERED), col(Decision.undone_at).is_(None))
        .where(col(Decision.day) > today - max(REMEMBERED.values()))
    )
    return {(kind, id_) for kind, id_, day in rows if day > today - REMEMBERED[kind]}
