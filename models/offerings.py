"""What we offer, and what each customer uses of it, has been told of, or knows nothing of yet.

A workspace's list is a table; what is so for a customer is told by their decisions that stand, the latest of each
offering, so that an undo needs nothing else. A customer of whom nobody has said anything is asked about nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.customer import ACTIVE, Customer
from models.decision import OFFERINGS, Decision
from models.row import Row

MOST, LONGEST = 20, 60
"""So many offerings has a list, and so many letters the name of one."""
A_WEEK = 7


class Use(StrEnum):
    """What is so between a customer and an offering; `NONE`: they neither use it nor have been told of it."""

    USES = "uses"
    TOLD = "told"
    NONE = "none"


class Offering(Row, table=True):
    """One thing that we offer, in the place in which the list shows it; `removed_at` tells that we do so no more."""

    __table_args__ = (Index("offering_by_place", "team_id", "place"),)

    name: str
    place: int
    created_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True)
class Known:
    """What is said of one customer: each offering of the list with its use; none where nobody has said anything."""

    uses: Sequence[tuple[Offering, Use]] = ()

    def of(self, use: Use) -> list[Offering]:
        return [offering for offering, theirs in self.uses if theirs == use]


@dataclass(frozen=True)
class Share:
    """Of how many customers it is known what they do with an offering, by what that is."""

    offering: Offering
    counts: Mapping[Use, int] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        return sum(self.counts.values())

    @property
    def know_it(self) -> int:
        """Return how many use it or have been told of it."""
        return self.asked - self.counts.get(Use.NONE, 0)


def offerings_of(session: Session, team_id: str, *, removed: bool = False) -> Sequence[Offering]:
    """Return what a workspace offers, in the order of its list; with `removed` also what it does no more."""
    wanted = select(Offering).where(Offering.team_id == team_id)
    wanted = wanted if removed else wanted.where(col(Offering.removed_at).is_(None))
    return session.exec(wanted.order_by(col(Offering.place), col(Offering.created_at), col(Offering.id))).all()


def read_list(text: str) -> list[str]:
    """Return the names in a list, one a line, each once however it is written."""
    lines = (" ".join(line.split()).strip("•-–* ") for line in text.splitlines())
    found: dict[str, str] = {}
    for line in filter(None, lines):
        found.setdefault(line.casefold(), line)
    return list(found.values())


def known_of(session: Session, team_id: str, customer_ids: Collection[str]) -> dict[str, Known]:
    """Return by customer what is known, of those of whom anything has been said."""
    offered = offerings_of(session, team_id)
    if not offered:
        return {}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for decision in session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, col(Decision.customer_id).in_(customer_ids))
        .where(Decision.kind == OFFERINGS, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at), col(Decision.id))
    ):
        said[decision.customer_id] |= decision.after
    return {
        id_: Known([(offering, Use(theirs.get(offering.id, Use.NONE))) for offering in offered])
        for id_, theirs in said.items()
    }


def shares(offered: Iterable[Offering], known: Iterable[Known]) -> list[Share]:
    """Count what customers do with each offering."""
    counts: dict[str, Counter[Use]] = defaultdict(Counter)
    for one in known:
        for offering, use in one.uses:
            counts[offering.id][use] += 1
    return [Share(offering, counts[offering.id]) for offering in offered]


def to_speak_of(known: Known | None, day: date) -> Offering | None:
    """Return the one offering to tell a customer of on a day: another each week of those they do not know."""
    unknown = known.of(Use.NONE) if known else []
    return unknown[day.toordinal() // A_WEEK % len(unknown)] if unknown else None


def active_customers(session: Session, team_id: str) -> Sequence[Customer]:
    """Return all active customers."""
    return session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
