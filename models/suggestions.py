"""Type-ahead: the customers that a few typed letters may mean, at once among a hundred thousand."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from models.customer import ACTIVE, LEFT, Alias, Customer
from models.names import Names, Row, normalise

MOST = 20
MOST_OWN = 100
MOST_LEFT = 5
MOST_REMEMBERED = 60
ANY = ""

State = tuple[object, ...]


def own(session: Session, team_id: str, user_id: str) -> Sequence[Customer]:
    """Return the first hundred of a member's own customers: what is offered while nothing is typed."""
    return session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.champion_id == user_id, Customer.state == ACTIVE)
        .order_by(col(Customer.name))
        .limit(MOST_OWN)
    ).all()


def suggested(session: Session, team_id: str, typed: str, *, lost: bool = False) -> list[Customer]:
    """Return whom a typed beginning may mean: names that begin so, then names with a word that does, then the likest.

    The database finds what is spelled right; only a typo has all names looked at. With `lost` some of those who have
    left follow below.
    """
    wanted = normalise(typed)
    found = _spelled(session, team_id, wanted)
    left = _spelled(session, team_id, wanted, LEFT)[:MOST_LEFT] if lost else []
    if wanted and not found and not left:
        found = _likest(session, team_id, wanted, typed)
        left = _likest(session, team_id, wanted, typed, LEFT)[:MOST_LEFT] if lost else []
    return [*found[: MOST - len(left)], *left]


def _likest(session: Session, team_id: str, wanted: str, typed: str, state: str = ACTIVE) -> list[Customer]:
    for letter in (wanted[0], ANY):
        if choices := REMEMBERED.names(session, team_id, letter, state).find(typed).choices:
            return _customers(session, team_id, [choice.customer_id for choice in choices], state)
    return []


def _spelled(session: Session, team_id: str, wanted: str, state: str = ACTIVE) -> list[Customer]:
    found: dict[str, Customer] = {}
    for pattern in (f"{_literal(wanted)}%", f"% {_literal(wanted)}%"):
        for ids in (_named(session, team_id, pattern, state), _named_otherwise(session, team_id, pattern)):
            if len(found) < MOST:
                found |= {one.id: one for one in _customers(session, team_id, ids, state) if one.id not in found}
    return list(found.values())[:MOST]


def _literal(text: str) -> str:
    """Take the special meaning from the wildcards of LIKE."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _named(session: Session, team_id: str, pattern: str, state: str) -> Sequence[str]:
    return session.exec(
        select(Customer.id)
        .where(Customer.team_id == team_id, Customer.state == state, col(Customer.normal).like(pattern, escape="/"))
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


def _customers(session: Session, team_id: str, ids: Sequence[str], state: str) -> list[Customer]:
    """Return the customers in this state with these ids, in this order."""
    wanted = (Customer.team_id == team_id, Customer.state == state, col(Customer.id).in_(ids))
    known = {customer.id: customer for customer in session.exec(select(Customer).where(*wanted))} if ids else {}
    return [known[id_] for id_ in dict.fromkeys(ids) if id_ in known]


class Remembered:
    """The names of a few workspaces, ready to be searched for typos, until one is added, lost or changed.

    They are kept by the letter that one of their words begins with: few typos are in the first one, and who types on
    is not kept waiting for all the others. That something has changed is told by the number of names, their length and
    the latest customer, which is cheap enough to be asked at each letter; a name that was changed for one of the same
    length is found as it was before until something else changes.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str, str], tuple[State, Names]] = {}

    def names(self, session: Session, team_id: str, letter: str, of_state: str) -> Names:
        """Return the names, others included, of a workspace's customers in a state with a word that begins so."""
        place, state = (str(session.get_bind()), team_id, letter, of_state), _state(session, team_id, of_state)
        before, names = self._known.get(place, ((), Names([])))
        if before != state:
            names = Names(_beginning(session, team_id, letter, of_state))
            while len(self._known) >= MOST_REMEMBERED:
                self._known.pop(next(iter(self._known)), None)
            self._known[place] = (state, names)
        return names


REMEMBERED = Remembered()


def _beginning(session: Session, team_id: str, letter: str, state: str) -> list[Row]:
    begins, inside = f"{_literal(letter)}%", f"% {_literal(letter)}%"
    mine = (Customer.team_id == team_id, Customer.state == state)
    named = session.exec(
        select(Customer.id, Customer.name, Customer.normal)
        .where(*mine)
        .where(col(Customer.normal).like(begins, escape="/") | col(Customer.normal).like(inside, escape="/"))
    ).all()
    otherwise = session.exec(
        select(Customer.id, Alias.name, Alias.normal)
        .join(Alias, (col(Alias.team_id) == Customer.team_id) & (col(Alias.customer_id) == Customer.id))
        .where(*mine)
        .where(col(Alias.normal).like(begins, escape="/") | col(Alias.normal).like(inside, escape="/"))
    ).all()
    return [(id_, name, normal) for id_, name, normal in (*named, *otherwise)]


def _state(session: Session, team_id: str, state: str) -> State:
    customers = session.exec(
        select(func.count(), func.sum(func.length(Customer.normal)), func.max(Customer.created_at)).where(
            Customer.team_id == team_id, Customer.state == state
        )
    ).one()
    aliases = select(func.count(), func.sum(func.length(Alias.normal))).where(Alias.team_id == team_id)
    return (*customers, *session.exec(aliases).one())
