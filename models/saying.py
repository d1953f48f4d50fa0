"""A saying: what somebody said of us, word for word, and whether we may quote it; ideas are sayings, too."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.row import Row, of_customer


class SayingKind(StrEnum):
    """What sort of thing was said; `WELL`, `BETTER` and `OTHERS` answer the three questions asked at a key experience.

    TESTIMONIAL: words with which we may show that we are good, as far as they agree to be quoted.
    How well are we doing, what could be better, what do others do better? `COMMITMENT`: would they choose us again?
    """

    LIKE = "like"
    DISLIKE = "dislike"
    PRAISE = "praise"
    TESTIMONIAL = "testimonial"
    WISH = "wish"
    COMPARISON = "comparison"
    WELL = "well"
    BETTER = "better"
    OTHERS = "others"
    COMMITMENT = "commitment"
    IDEA = "idea"


class Commitment(StrEnum):
    """Whether they would choose us again."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


VOICE = tuple(kind for kind in SayingKind if kind is not SayingKind.IDEA)
"""What `/care voice` notes."""


class Saying(Row, table=True):
    """One thing said. `customer_id` is null where it was no customer: a non-customer, a rival's customer, our staff.

    `said_by` is the person at the customer, or in words who it was; `by` the Slack id of who noted it. `day` is a
    calendar day in their zone. `moment` is the id of the moment of truth that it is about, `answer` a Commitment.
    `may_quote`: who said it has agreed to be quoted. Of ideas alone: `value` is what they would bring, `status` what
    became of them, decided by `decided_by` at `decided_at`.
    """

    __table_args__ = (
        of_customer(),
        Index("saying_by_customer", "team_id", "customer_id", "day"),
        Index("saying_by_day", "team_id", "day"),
    )

    customer_id: str | None = None
    kind: str
    words: str = ""
    said_by: str = ""
    moment: str | None = None
    answer: str | None = None
    may_quote: bool = False
    value: str | None = None
    status: str | None = None
    by: str | None = None
    day: date
    permalink: str | None = None
    created_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    undone_at: datetime | None = None

    @property
    def speaker(self) -> str:
        """Return what tells apart who spoke: the customer, however many people there; else whoever it was."""
        return self.customer_id or self.said_by.casefold() or self.id


def find_saying(session: Session, team_id: str, saying_id: str) -> Saying | None:
    """Return this workspace's saying with that id."""
    return session.get(Saying, (team_id, saying_id))


def said_lately(session: Session, team_id: str, customer_id: str, most: int) -> Sequence[Saying]:
    """Return the last things that a customer said and that stand, latest first."""
    return session.exec(
        select(Saying)
        .where(Saying.team_id == team_id, Saying.customer_id == customer_id, col(Saying.undone_at).is_(None))
        .order_by(col(Saying.day).desc(), col(Saying.created_at).desc())
        .limit(most)
    ).all()


def said_between(session: Session, team_id: str, first: date, last: date) -> Sequence[Saying]:
    """Return what was said on these days, ideas aside, and stands; earliest first."""
    return session.exec(
        select(Saying)
        .where(Saying.team_id == team_id, col(Saying.day).between(first, last), Saying.kind != SayingKind.IDEA)
        .where(col(Saying.undone_at).is_(None))
        .order_by(col(Saying.day), col(Saying.created_at), col(Saying.id))
    ).all()
