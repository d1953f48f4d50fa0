"""Referrals as they are shown: whom to ask now, with their own words; why not the others; what came of it all."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from models.customer import Customer
from models.decision import ASKED, Decision
from models.ladder_facts import unhappy
from models.refer import Known, Referral, Refusal, referrals, why_not
from models.refer_acts import bought_on, came_of
from models.rung import ADVOCATES
from models.saying import Saying, SayingKind
from models.standing import Standing, standings
from models.working_time import WorkingTime

WORDS = (SayingKind.TESTIMONIAL, SayingKind.PRAISE, SayingKind.LIKE)
"""What they praise, the best first."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who speaks for us: how they stand, what they praise, and why they are not asked now (None: ask them)."""

    standing: Standing
    refusal: Refusal | None
    words: Saying | None = None

    @property
    def customer(self) -> Customer:
        return self.standing.customer


@dataclass(frozen=True)
class Tracked:
    """A referral, who made it, the customer that came of it, and the day on which that one first bought."""

    referral: Referral
    customer: Customer
    whom: Customer | None
    bought_on: date | None


@dataclass(frozen=True)
class Referring:
    """What somebody sees: `ask` now, `rest` not now, each with its reason, and the referrals, the latest first."""

    ask: Sequence[Candidate] = ()
    rest: Sequence[Candidate] = ()
    tracked: Sequence[Tracked] = field(default_factory=list)
    everybody: bool = False


def candidates(session: Session, stand: Sequence[Standing], *, soon: bool = False) -> list[Candidate]:
    """Return for each of these customers of one workspace whether to ask them, as `models.refer.why_not` says."""
    if not stand:
        return []
    team_id, ids = stand[0].customer.team_id, [one.customer.id for one in stand]
    hurt, asked, words = unhappy(session, team_id), _asked(session, team_id, ids), _words(session, team_id, ids)
    sent: dict[str, list[date]] = defaultdict(list)
    for one in referrals(session, team_id):
        sent[one.customer_id].append(one.day)
    return [
        Candidate(
            standing,
            why_not(_known(standing, id_ in hurt, asked[id_], sent[id_]), soon=soon),
            words.get(id_),
        )
        for standing, id_ in zip(stand, ids, strict=True)
    ]


def asks_beside(session: Session, stand: Sequence[Standing]) -> dict[str, Candidate]:
    """Return by id which of these customers can be asked in the touch for which somebody is nudged, and has words.

    It is no time to ask who has gone quiet.
    """
    found = candidates(
        session, [one for one in stand if one.customer.rung in ADVOCATES and not one.is_silent], soon=True
    )
    return {one.customer.id: one for one in found if one.refusal is None}


def _known(standing: Standing, hurt: bool, asked: Sequence[date], sent: Sequence[date]) -> Known:
    last = standing.last
    return Known(
        today=standing.today,
        rung=standing.customer.rung,
        hurt=hurt,
        touched=last.day if last else None,
        two_way=bool(last and last.two_way),
        cadence_days=standing.policy.cadence_days,
        asked=asked,
        sent=sent,
    )


def referring(
    session: Session, team_id: str, customers: Sequence[Customer], working: WorkingTime, today: date, everybody: bool
) -> Referring:
    """Return all that is to be said of referrals by these customers."""
    for_us = [one for one in customers if one.rung in ADVOCATES]
    speak = candidates(session, standings(session, for_us, working, today))
    return Referring(
        ask=[one for one in speak if one.refusal is None],
        rest=[one for one in speak if one.refusal],
        tracked=tracked(session, team_id, customers),
        everybody=everybody,
    )


def tracked(session: Session, team_id: str, customers: Collection[Customer]) -> list[Tracked]:
    """Return the referrals by these customers with what came of them, the latest first."""
    by_id = {one.id: one for one in customers}
    return [
        Tracked(one, by_id[one.customer_id], came_of(session, one), bought_on(session, one))
        for one in referrals(session, team_id)
        if one.customer_id in by_id
    ]


def testimonials(session: Session, team_id: str, customer_id: str) -> Sequence[Saying]:
    """Return a customer's testimonials that stand, the latest first."""
    return session.exec(
        select(Saying)
        .where(Saying.team_id == team_id, Saying.customer_id == customer_id, Saying.kind == SayingKind.TESTIMONIAL)
        .where(col(Saying.undone_at).is_(None))
        .order_by(col(Saying.day).desc())
    ).all()


def asks_of(session: Session, team_id: str, customer_id: str) -> Sequence[Decision]:
    """Return when a customer was asked, the latest first."""
    return session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.customer_id == customer_id, Decision.kind == ASKED)
        .where(col(Decision.undone_at).is_(None))
        .order_by(col(Decision.day).desc())
    ).all()


def _asked(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for one in session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.kind == ASKED, col(Decision.undone_at).is_(None))
        .where(col(Decision.customer_id).in_(ids))
    ):
        found[one.customer_id].append(one.day)
    return found


def _words(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Saying]:
    """Return by customer what they praised last; a testimonial before praise, praise before what they like."""
    rows = session.exec(
        select(Saying)
        .where(Saying.team_id == team_id, col(Saying.customer_id).in_(ids), col(Saying.kind).in_(WORDS))
        .where(col(Saying.undone_at).is_(None), Saying.words != "")
    )
    ranked = sorted(rows, key=lambda one: (-WORDS.index(SayingKind(one.kind)), one.day, one.id))
    return {one.customer_id or "": one for one in ranked}
