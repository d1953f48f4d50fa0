"""What is known of customers for the loyalty ladder: purchases, what they said, complaints, rungs refused lately."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.complaint import CONFIRMED, Complaint
from models.customer import Customer
from models.decision import NOT_YET, Decision
from models.ladder import Evidence, Suggestion, suggest
from models.refer import referrals
from models.saying import Saying, SayingKind
from models.sign_of_life import PURCHASE, SignOfLife

FOR_US = (SayingKind.PRAISE, SayingKind.TESTIMONIAL)


def suggestions(session: Session, team_id: str, customers: Collection[Customer], today: date) -> dict[str, Suggestion]:
    """Return by customer id the rung suggested for each of them for whom one is, in a handful of queries."""
    known, refused = evidence(session, team_id, [one.id for one in customers], today), _refused(session, team_id)
    found = {one.id: suggest(one.rung, known[one.id], refused.get(one.id)) for one in customers}
    return {id_: suggestion for id_, suggestion in found.items() if suggestion}


def evidence(session: Session, team_id: str, ids: Collection[str], today: date) -> dict[str, Evidence]:
    """Return what is known of these customers."""
    bought, hurt = _purchases(session, team_id, ids), unhappy(session, team_id)
    said: dict[str, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    again: dict[str, tuple[str, date]] = {}
    for saying in _sayings(session, team_id):
        about = saying.customer_id or ""
        if saying.answer:
            again[about] = saying.answer, saying.day
        if saying.kind != SayingKind.TESTIMONIAL or saying.may_quote:
            said[about][saying.kind].append(saying.day)
    referred: dict[str, list[date]] = defaultdict(list)
    for referral in referrals(session, team_id):
        referred[referral.customer_id].append(referral.day)
    return {
        id_: Evidence(
            today,
            purchases=bought[id_][0] if id_ in bought else 0,
            last_bought=bought[id_][1] if id_ in bought else None,
            praise=said[id_][SayingKind.PRAISE],
            testimonials=said[id_][SayingKind.TESTIMONIAL],
            referrals=referred[id_],
            again=again.get(id_),
            hurt=id_ in hurt,
        )
        for id_ in ids
    }


def _purchases(session: Session, team_id: str, ids: Collection[str]) -> dict[str, tuple[int, date]]:
    rows = session.exec(
        select(SignOfLife.customer_id, func.count(), func.max(SignOfLife.day))
        .where(SignOfLife.team_id == team_id, SignOfLife.kind == PURCHASE, col(SignOfLife.undone_at).is_(None))
        .where(col(SignOfLife.customer_id).in_(ids) if len(ids) == 1 else col(SignOfLife.customer_id).is_not(None))
        .group_by(col(SignOfLife.customer_id))
    )
    return {customer_id: (count, day) for customer_id, count, day in rows}


def _sayings(session: Session, team_id: str) -> list[Saying]:
    """Return what speaks for us, and what was answered to "would you choose us again?", earliest first."""
    return list(
        session.exec(
            select(Saying)
            .where(Saying.team_id == team_id, col(Saying.customer_id).is_not(None), col(Saying.undone_at).is_(None))
            .where(col(Saying.kind).in_(FOR_US) | col(Saying.answer).is_not(None))
            .order_by(col(Saying.day), col(Saying.created_at), Saying.id)
        )
    )


def unhappy(session: Session, team_id: str) -> set[str]:
    """Return who complained and has not said yet that they are happy again."""
    open_ones = select(Complaint.customer_id).where(
        Complaint.team_id == team_id, Complaint.state != CONFIRMED, col(Complaint.withdrawn_at).is_(None)
    )
    return set(session.exec(open_ones))


def _refused(session: Session, team_id: str) -> dict[str, tuple[str, date]]:
    """Return by customer the rung that was said to be not theirs yet, and until when; the last word counts."""
    rows = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.kind == NOT_YET, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at), col(Decision.id))
    )
    return {row.customer_id: (row.after["rung"], row.until) for row in rows if row.until}
