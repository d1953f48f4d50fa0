"""Which customer a row of an import means: source + external id, else the normalised name."""

from collections import defaultdict
from functools import lru_cache

from sqlmodel import Session, select

from models.customer import REMOVED, Alias, Customer
from models.importing.report import RefusedError, Trouble
from models.names import normalise


@lru_cache(maxsize=10_000)
def normal_of(name: str) -> str:
    """Return the normalised name; files name the same customer in row after row."""
    return normalise(name)


class KnownCustomers:
    """A workspace's customers, loaded once, so that a hundred thousand rows need no query of their own."""

    def __init__(self, session: Session, team_id: str, source: str) -> None:
        self._source = source
        self.by_id: dict[str, Customer] = {}
        self._by_external: dict[tuple[str, str], Customer] = {}
        self._by_normal: dict[str, list[Customer]] = defaultdict(list)
        self._by_alias: dict[str, list[Customer]] = defaultdict(list)
        mine = select(Customer).where(Customer.team_id == team_id, Customer.state != REMOVED)
        for customer in session.exec(mine.order_by(Customer.id)):
            self.add(customer)
        for alias in session.exec(select(Alias).where(Alias.team_id == team_id)):
            if customer_of := self.by_id.get(alias.customer_id):
                self._by_alias[alias.normal].append(customer_of)

    def add(self, customer: Customer) -> None:
        """Learn a customer, or what an import has taught us about it."""
        self.by_id[customer.id] = customer
        if customer.external_id:
            self._by_external[customer.source, customer.external_id] = customer
        if customer not in self._by_normal[customer.normal]:
            self._by_normal[customer.normal].append(customer)

    def find(self, name: str, external_id: str | None) -> Customer | None:
        """Return the customer that a row means, None where it is a new one.

        With an external id the name still finds a customer that has none of this source yet. Raises RefusedError
        where a name alone means several.
        """
        if external_id and (known := self._by_external.get((self._source, external_id))):
            return known
        normal = normal_of(name)
        named = self._by_normal.get(normal) or self._by_alias.get(normal) or []
        if external_id:
            same = [customer for customer in named if customer.external_id == external_id]
            named = same or [c for c in named if not (c.source == self._source and c.external_id)]
        if len(named) > 1:
            raise RefusedError(Trouble.SAME_NAME, name)
        return named[0] if named else None
