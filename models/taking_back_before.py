"""What an import can change, written down before it and compared after it, so that it can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.customer import Contact, Customer
from models.importing.own_plans import OWN_PLAN
from models.importing.past_contacts import STAND_IN, TABLES
from models.workspace import Workspace

SET_BY_IMPORTS = (
    "name",
    "normal",
    "source",
    "external_id",
    "champion_id",
    "parent_id",
    "tier",
    "tier_suggested",
    "revenue_minor",
    "rung",
    *OWN_PLAN,
    "first_ask_on",
    "ask_last_spoke",
)
GAPS = ("role", "phone", "email", "likes")
"""What an import fills in of people who are known already, where nothing stands there."""

State = dict[str, dict[str, Any]]
People = dict[str, dict[str, str]]
StandIns = dict[str, tuple[str, dict[str, Any]]]
"""By id the table and the values of what stands for a last contact or order, until the real one comes."""


@dataclass(frozen=True)
class Before:
    """What an import can change, as it was before it."""

    customers: State
    people: People
    currency: str
    stand_ins: StandIns


def before_import(session: Session, team_id: str) -> Before:
    """Write down what an import may change."""
    currency = session.get_one(Workspace, team_id).currency
    return Before(_states(session, team_id), _people(session, team_id), currency, _stand_ins(session, team_id))


def _people(session: Session, team_id: str) -> People:
    columns = [getattr(Contact, name) for name in ("id", *GAPS)]
    rows = session.execute(select(*columns).where(Contact.team_id == team_id))
    return {row[0]: dict(zip(GAPS, row[1:], strict=True)) for row in rows}


def _states(session: Session, team_id: str) -> State:
    columns = [getattr(Customer, name) for name in ("id", *SET_BY_IMPORTS)]
    rows = session.execute(select(*columns).where(Customer.team_id == team_id))
    return {row[0]: {name: _plain(value) for name, value in zip(SET_BY_IMPORTS, row[1:], strict=True)} for row in rows}


def _stand_ins(session: Session, team_id: str) -> StandIns:
    return {
        row.id: (str(table.__tablename__), row.model_dump(mode="json"))
        for table in TABLES
        for row in session.exec(
            select(table).where(table.team_id == team_id, col(table.external_id).startswith(STAND_IN))
        )
    }


def _brought_to(session: Session, team_id: str, at: datetime) -> set[str]:
    """Return the customers to whom the import of that instant brought contacts or orders."""
    return {
        customer_id
        for table in TABLES
        for customer_id in session.exec(
            select(table.customer_id)
            .where(table.team_id == team_id, table.created_at == at, col(table.external_id).is_not(None))
            .distinct()
        )
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def done_since(session: Session, team_id: str, before: Before, at: datetime) -> dict[str, Any]:
    """Return what the import of the instant `at` did: new customers and people by id, of changed ones each value.

    Of a value the old and the new one. Customers to whom it brought contacts count as changed; `replaced` are the
    stand-ins in whose place they came.

    Of people known before it tells what was filled in, and of the currency the old and the new one, if it was set.
    """
    session.flush()
    after = _states(session, team_id)
    changed = {
        id_: {name: [was[name], after[id_][name]] for name in SET_BY_IMPORTS if was[name] != after[id_][name]}
        for id_, was in before.customers.items()
        if id_ in after and was != after[id_]
    }
    for id_ in _brought_to(session, team_id, at) & before.customers.keys():
        changed.setdefault(id_, {})
    stay = _stand_ins(session, team_id)
    people = session.execute(select(Contact.id, Contact.customer_id).where(Contact.team_id == team_id))
    new_people = [id_ for id_, owner in people if id_ not in before.people and owner in before.customers]
    currency = session.get_one(Workspace, team_id).currency
    return {
        "new": sorted(after.keys() - before.customers.keys()),
        "changed": changed,
        "people": new_people,
        "replaced": [kept for id_, kept in before.stand_ins.items() if id_ not in stay],
        "filled": _filled(before.people, _people(session, team_id)),
        "currency": [before.currency, currency] if currency != before.currency else None,
    }


def _filled(before: People, after: People) -> People:
    """Return by person what they have now where nothing stood before."""
    found = {
        id_: {part: after[id_][part] for part in GAPS if after[id_][part] and not was[part]}
        for id_, was in before.items()
        if id_ in after
    }
    return {id_: parts for id_, parts in found.items() if parts}
