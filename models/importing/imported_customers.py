"""Taking over customers and their people from an export."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, select

from models.customer import ACTIVE, LEFT, Alias, Contact, Customer
from models.decision import CADENCE, CHAMPION, RUNG, TIER, Decision
from models.ids import new_id
from models.importing.customer_rows import CustomerRow, Person
from models.importing.known_customers import normal_of
from models.importing.own_plans import OWN_PLAN
from models.importing.run import ImportRun

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
DECIDED = {CHAMPION: ("champion_id",), TIER: ("tier",), RUNG: ("rung",), CADENCE: OWN_PLAN}


@dataclass
class NewPerson:
    """A row of Contact to be; an object of the table itself for each would take most of the time of a large file."""

    team_id: str
    id: str
    customer_id: str
    name: str
    role: str
    phone: str
    email: str
    likes: str


class ImportedCustomers:
    """Takes over rows one by one.

    The first row of a customer sets what the file says, except what people decided in Touchbase; later rows of the same
    customer, such as one per contact person, only fill gaps.
    """

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._met: dict[str, str] = {}
        self._new_people: list[NewPerson] = []
        self._people: dict[str, list[Contact | NewPerson]] = defaultdict(list)
        for person in run.session.exec(select(Contact).where(Contact.team_id == run.team_id)):
            self._people[person.customer_id].append(person)
        decisions = run.session.exec(
            select(Decision.customer_id, Decision.kind).where(
                Decision.team_id == run.team_id, col(Decision.kind).in_(DECIDED), col(Decision.undone_at).is_(None)
            )
        )
        self._decided = {(customer_id, name) for customer_id, kind in decisions for name in DECIDED[kind]}

    def take(self, row: CustomerRow) -> Customer:
        """Find or make a row's customer and take over what it says. Raises RefusedError if the name means several."""
        customer = self._run.known.find(row.name, row.external_id)
        is_new = customer is None
        customer = customer or self._make(row)
        changed = self._follow(customer, row) | self._add_person(customer, row.person)
        outcome = NEW if is_new else CHANGED if changed else UNCHANGED
        if outcome != UNCHANGED:
            self._run.change(customer)
        if self._met.get(customer.id, UNCHANGED) == UNCHANGED:
            self._met[customer.id] = outcome
        return customer

    def connect(self, connected: Iterable[Customer]) -> None:
        """Count those who belong to somebody else now as changed."""
        for customer in connected:
            self._run.report.connected += 1
            if self._met[customer.id] == UNCHANGED:
                self._met[customer.id] = CHANGED

    def finish(self) -> None:
        """Write the new people, whose customers have to be there first, and count what came of the rows."""
        self._run.session.flush()
        if self._new_people:
            self._run.session.execute(insert(Contact), [vars(person) for person in self._new_people])
        self._run.report.people = len(self._new_people)
        report, outcomes = self._run.report, Counter(self._met.values())
        report.new, report.changed, report.unchanged = outcomes[NEW], outcomes[CHANGED], outcomes[UNCHANGED]
        report.without_champion = sum(not self._run.known.by_id[id_].champion_id for id_ in self._met)

    def _make(self, row: CustomerRow) -> Customer:
        customer = Customer(
            team_id=self._run.team_id,
            name=row.name,
            normal=normal_of(row.name),
            source=self._run.source,
            external_id=row.external_id,
            champion_id=self._run.champion_id,
            state=LEFT if row.has_left else ACTIVE,
            left_on=row.left_on if row.has_left else None,
            left_reason=row.left_because if row.has_left else None,
            added_on=self._run.today,
            created_at=self._run.now,
        )
        self._run.session.add(customer)
        self._run.known.add(customer)
        return customer

    def _follow(self, customer: Customer, row: CustomerRow) -> bool:
        """Set what the row says; returns whether anything is different now."""
        first = customer.id not in self._met
        changed = self._identify(customer, row, first)
        if row.tier_said and first:
            self._run.report.unknown_tiers[row.tier_said] += 1
        champion_id = self._run.champion(row.owner)
        if row.owner and not champion_id:
            self._run.report.orphan = self._run.report.orphan or customer.name
        said: dict[str, Any] = {
            "champion_id": champion_id,
            "tier": row.tier,
            "revenue_minor": row.revenue_minor,
            "rung": row.rung,
        }
        for name, value in (said | dict(row.own_plan)).items():
            known = None if name == "tier" and customer.tier_suggested else getattr(customer, name)
            may = (customer.id, name) not in self._decided and (first or known is None)
            if value is not None and value != known and may:
                setattr(customer, name, value)
                customer.tier_suggested = customer.tier_suggested and name != "tier"
                changed = True
        return changed

    def _identify(self, customer: Customer, row: CustomerRow, first: bool) -> bool:
        """Take over the id of one known by name only, and the new name of one known by id; the old name stays too."""
        before = (customer.external_id, customer.name)
        if row.external_id and not customer.external_id:
            customer.source, customer.external_id = self._run.source, row.external_id
        if first and row.external_id == customer.external_id and row.name != customer.name and row.external_id:
            if normal_of(row.name) != customer.normal:
                self._run.session.add(
                    Alias(team_id=customer.team_id, customer_id=customer.id, name=customer.name, normal=customer.normal)
                )
            customer.name, customer.normal = row.name, normal_of(row.name)
        self._run.known.add(customer)
        return before != (customer.external_id, customer.name)

    def _add_person(self, customer: Customer, person: Person) -> bool:
        """Add a person, or fill what is not known of them yet; an unnamed one goes under the customer's name."""
        if not person:
            return False
        name = person.name or customer.name
        known = next((each for each in self._people[customer.id] if _is_same(each, name, person.email)), None)
        if known is None:
            new = NewPerson(customer.team_id, new_id(), customer.id, name, **_parts(person))
            self._people[customer.id].append(new)
            self._new_people.append(new)
            return True
        gaps = {part: said for part, said in _parts(person).items() if said and not getattr(known, part)}
        for part, said in gaps.items():
            setattr(known, part, said)
        return bool(gaps)


def _parts(person: Person) -> dict[str, str]:
    return {"role": person.role, "phone": person.phone, "email": person.email, "likes": person.likes}


def _is_same(known: Contact | NewPerson, name: str, email: str) -> bool:
    return known.name.casefold() == name.casefold() or bool(email and known.email.casefold() == email.casefold())
