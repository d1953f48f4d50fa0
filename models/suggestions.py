"""Type-ahead: the customers that a few typed letters may mean, at once among a hundred thousand."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from models.customer import ACTIVE, Alias, Customer, names_of
from models.names import Names, normalise

MOST = 20
MOST_OWN = 100
MOST_REMEMBERED = 4

State = tuple[object, ...]


def own(session: Session, team_id: str, user_id: str) -> Sequence[Customer]:
    """Return the first hundred of a member's own customers: what is offered while nothing is typed."""
    return session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.champion_id == user_id, Customer.state == ACTIVE)
        .order_by(col(Customer.name))
        .limit(MOST_OWN)
    ).all()


def suggested(session: Session, team_id: str, typed: str) -> list[Customer]:
    """Return whom a typed beginning may mean: names that begin so, then names with a word that does, then the likest.

    The database finds what is spelled right; only a typo has all names looked at.
    """
    wanted = normalise(typed)
    found = _spelled(session, team_id, wanted)
    if found or not wanted:
        return found
    choices = REMEMBERED.names(session, team_id).find(typed).choices
    known = {one.id: one for one in _customers(session, team_id, [choice.customer_id for choice in choices])}
    return [known[choice.customer_id] for choice in choices if choice.customer_id in known]


def _spelled(session: Session, team_id: str, wanted: str) -> list[Customer]:
    found: dict[str, Customer] = {}
    for pattern in (f"{_literal(wanted)}%", f"% {_literal(wanted)}%"):
        for ids in (_named(session, team_id, pattern), _named_otherwise(session, team_id, pattern)):
            if len(found) < MOST:
                found |= {one.id: one for one in _customers(session, team_id, ids) if one.id not in found}
    return list(found.values())[:MOST]


def _literal(text: str) -> str:
    """Take the special meaning from the wildcards of LIKE."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _named(session: Session, team_id: str, pattern: str) -> Sequence[str]:
    return session.exec(
        select(Customer.id)
        .where(Customer.team_id == team_id, Customer.state == ACTIVE, col(Customer.normal).like(pattern, escape="/"))
        .order_by(col(Customer.normal))
        .limit(MOST)
    ).all()


def _named_otherwise(session: Session, team_id: str, pattern: str) -> Sequence[str]:
    return session.exec(
        select(Alias.customer_id)
        .where(Alias.team_id == team_id, col(Alias.normal).like(pattern, escape="/"))
        .order_by(col(Alias.normal))
        .limit(MOST)
    ).all()


def _customers(session: Session, team_id: str, ids: Sequence[str]) -> list[Customer]:
    """Return the active customers with these ids, in this order."""
    wanted = (Customer.team_id == team_id, Customer.state == ACTIVE, col(Customer.id).in_(ids))
    known = {customer.id: customer for customer in session.exec(select(Customer).where(*wanted))} if ids else {}
    return [known[id_] for id_ in dict.fromkeys(ids) if id_ in known]


class Remembered:
    """The names of a few workspaces, made ready to be searched for typos, until one is added, lost or changed.

    That is told by their number, their length and the latest customer: so cheap that it can be asked at each letter.
    A name that was changed for one of the same length is found as it was before until something else changes.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[State, Names]] = {}

    def names(self, session: Session, team_id: str) -> Names:
        """Return the names of all active customers of a workspace, other names included."""
        place, state = (str(session.get_bind()), team_id), _state(session, team_id)
        before, names = self._known.get(place, ((), Names([])))
        if before != state:
            names = Names(names_of(session, team_id))
            while len(self._known) >= MOST_REMEMBERED:
                self._known.pop(next(iter(self._known)), None)
            self._known[place] = (state, names)
        return names


REMEMBERED = Remembered()


def _state(session: Session, team_id: str) -> State:
    customers = session.exec(
        select(func.count(), func.sum(func.length(Customer.normal)), func.max(Customer.created_at)).where(
            Customer.team_id == team_id, Customer.state == ACTIVE
        )
    ).one()
    aliases = select(func.count(), func.sum(func.length(Alias.normal))).where(Alias.team_id == team_id)
    return (*customers, *session.exec(aliases).one())
