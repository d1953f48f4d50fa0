"""Leavers: people who have left the company while customers are still in their care, and giving those away at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.customer import Customer
from models.member import Member

AT_ONCE = 2
"""With so many customers a leaver is one line on the managers' list instead of a line for each customer."""


@dataclass(frozen=True)
class Leaver:
    """Somebody who has left, and the customers who were in their care, most valuable first."""

    person: Member
    customers: Sequence[Customer]

    @property
    def revenue_minor(self) -> int:
        """Return a year's revenue of these customers."""
        return sum(customer.revenue_minor or 0 for customer in self.customers)


def leavers_of(without_champion: Iterable[Customer], people: Mapping[str, Member]) -> list[Leaver]:
    """Return who has left several customers behind, of those for whom nobody cares now."""
    left: dict[str, list[Customer]] = defaultdict(list)
    for customer in without_champion:
        if customer.champion_id and customer.champion_id in people:
            left[customer.champion_id].append(customer)
    found = [Leaver(people[id_], customers) for id_, customers in left.items() if len(customers) >= AT_ONCE]
    return sorted(found, key=lambda leaver: leaver.revenue_minor, reverse=True)
