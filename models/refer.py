"""Referrals: whom to ask who else we could help, and whom a customer has sent us.

The rules here know only their arguments. Days are calendar days in the reader's zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Session, col, select

from models.names import normalise
from models.row import Row, of_customer
from models.rung import ADVOCATES
from models.voice import quarter_of

RESTS = timedelta(days=90)
"""So long nobody is asked again."""
MOST_A_QUARTER = 2
ANY_TIME = 365
"""A last touch counts for so many days, where no cadence is owed."""


class Referral(Row, table=True):
    """One referral: the customer who made it, whom they named in `words`, and the customer that came of it.

    `day` is the day on which they told us, in the zone of the member `by` whom it was noted.
    """

    __table_args__ = (
        of_customer(),
        Index("referral_by_customer", "team_id", "customer_id"),
        Index("referral_by_new_customer", "team_id", "new_customer_id"),
    )

    customer_id: str
    words: str
    new_customer_id: str | None = None
    by: str | None = None
    day: date
    created_at: datetime
    undone_at: datetime | None = None


class Came(StrEnum):
    """What came of an ask."""

    NAMED = "named"
    THINKING = "thinking"
    NOTHING = "nothing"
    UNASKED = "unasked"


class WhyNot(StrEnum):
    """Why somebody is not asked now."""

    RUNG = "rung"
    COMPLAINT = "complaint"
    NEVER = "never"
    ONE_WAY = "one_way"
    LONG_AGO = "long_ago"
    ASKED = "asked"
    SENT = "sent"
    TWICE = "twice"


@dataclass(frozen=True)
class Known:
    """What the rule knows of a customer on `today`.

    `hurt`: a complaint is open, or they have not said that they are happy again. `touched` is the day of the last done
    touch, `two_way` whether they spoke, too; `asked` the days on which they were asked, `sent` those
    on which they sent us somebody, which counts as asked.
    """

    today: date
    rung: str | None
    hurt: bool = False
    touched: date | None = None
    two_way: bool = False
    cadence_days: int | None = None
    asked: Sequence[date] = ()
    sent: Sequence[date] = ()


@dataclass(frozen=True)
class Refusal:
    """Why not now: since when that is so, and from when on it is no more, where a day can be named."""

    why: WhyNot
    since: date | None = None
    until: date | None = None


def why_not(known: Known, *, soon: bool = False) -> Refusal | None:
    """Return why a customer is not asked who else we could help; None: ask them.

    Only who speaks for us is asked, and is happy; after a good last touch, which is one in which they spoke, too, no
    longer ago than their cadence; not again for 90 days, nor more than twice in a calendar quarter. Who sent us
    somebody is thanked and counts as asked. `soon`: a touch is about to come, in which they can be asked, so that the
    last one may be longer ago.
    """
    if known.rung not in ADVOCATES:
        return Refusal(WhyNot.RUNG)
    if known.hurt:
        return Refusal(WhyNot.COMPLAINT)
    last, thanks_first = max(known.asked, default=None), max(known.sent, default=None)
    if thanks_first and known.today < thanks_first + RESTS and not (last and last >= thanks_first):
        return Refusal(WhyNot.SENT, thanks_first, thanks_first + RESTS)
    if last and known.today < last + RESTS:
        return Refusal(WhyNot.ASKED, last, last + RESTS)
    if sum(quarter_of(day) == quarter_of(known.today) for day in known.asked) >= MOST_A_QUARTER:
        return Refusal(WhyNot.TWICE, last)
    if known.touched is None:
        return Refusal(WhyNot.NEVER)
    if not known.two_way:
        return Refusal(WhyNot.ONE_WAY, known.touched)
    if not soon and known.touched + timedelta(days=known.cadence_days or ANY_TIME) < known.today:
        return Refusal(WhyNot.LONG_AGO, known.touched)
    return None


def find_referral(session: Session, team_id: str, referral_id: str | None) -> Referral | None:
    """Return this workspace's referral with that id."""
    return session.get(Referral, (team_id, referral_id)) if referral_id else None


def same_referral(session: Session, team_id: str, customer_id: str, words: str) -> Referral | None:
    """Return the referral by which a customer sent us just this one: said twice it is still one."""
    wanted = normalise(words)
    theirs = (one for one in referrals(session, team_id) if one.customer_id == customer_id)
    return next((one for one in theirs if normalise(one.words) == wanted), None)


def referrals(session: Session, team_id: str) -> Sequence[Referral]:
    """Return a workspace's referrals that stand, latest first."""
    return session.exec(
        select(Referral)
        .where(Referral.team_id == team_id, col(Referral.undone_at).is_(None))
        .order_by(col(Referral.day).desc(), col(Referral.created_at).desc())
    ).all()
