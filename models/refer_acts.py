"""What people do about referrals: ask, note one, make a prospect of it; thanks follow from what stands.

Who made a referral is to be thanked twice: when it came, and when the customer that came of it has bought. Both are
kept as what is to be answered in a brief (`models/know.py`), under ids that follow from the referral's.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from models.customer import ACTIVE, Customer, find_customer
from models.decision import ASKED, REFERRED, Decision
from models.home_readers import look_again as draw_home
from models.keeping import keep
from models.know import THANKS, THANKS_AGAIN, Known, find_known
from models.know_reminder import settle_known
from models.refer import Came, Referral, find_referral, referrals
from models.sign_of_life import PURCHASE, SignOfLife


def asked(session: Session, customer: Customer, came: Came, day: date, by: str, now: datetime) -> Decision:
    """Keep that a customer was asked on a day who else we could help, and what came of it."""
    decision = Decision(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=ASKED,
        day=day,
        by=by,
        after={"came": came},
        created_at=now,
    )
    return keep(session, customer, decision, "refer.asked", now, settle=False, after={"came": came})


def refer(
    session: Session, customer: Customer, words: str, whom: Customer | None, day: date, by: str, now: datetime
) -> Decision:
    """Keep that a customer sent us somebody, who may be a customer already."""
    about: dict[str, Any] = {"team_id": customer.team_id, "customer_id": customer.id, "by": by}
    about |= {"day": day, "created_at": now}
    referral = Referral(**about, words=words, new_customer_id=whom.id if whom else None)
    session.add(referral)
    session.flush()
    decision = Decision(**about, kind=REFERRED, before={}, after={"id": referral.id})
    kept = keep(session, customer, decision, "refer.noted", now, settle=False, after={"id": referral.id})
    give_thanks(session, referral, now)
    return kept


def become(session: Session, referral: Referral, whom: Customer, now: datetime) -> None:
    """Keep which customer came of a referral."""
    referral.new_customer_id = whom.id
    give_thanks(session, referral, now)


def referral_back(session: Session, decision: Decision, now: datetime) -> None:
    """Take a referral back, with the thanks for it."""
    if referral := find_referral(session, decision.team_id, decision.after["id"]):
        referral.undone_at = now
        give_thanks(session, referral, now)


def look_again(session: Session, customer: Customer, now: datetime) -> None:
    """Look whether who sent us this customer is to be thanked, after a purchase was recorded or taken back."""
    session.flush()
    mine = (Referral.team_id == customer.team_id, Referral.new_customer_id == customer.id)
    for referral in session.exec(select(Referral).where(*mine, col(Referral.undone_at).is_(None))):
        give_thanks(session, referral, now)


def thank_for_all(session: Session, team_id: str, changed: Collection[str], now: datetime) -> None:
    """Do the same for the customers with these ids, whom an import has changed."""
    for referral in referrals(session, team_id):
        if referral.new_customer_id in changed:
            give_thanks(session, referral, now)


def give_thanks(session: Session, referral: Referral, now: datetime) -> None:
    """Keep what is to be thanked for, and let go what is not, unless that was done already."""
    customer = find_customer(session, referral.team_id, referral.customer_id)
    if customer is None:
        return
    stands = referral.undone_at is None
    _thank(session, referral, THANKS, referral.day if stands else None, now)
    _thank(session, referral, THANKS_AGAIN, bought_on(session, referral) if stands else None, now)
    settle_known(session, customer, now)
    draw_home(session, customer.team_id, [customer], now)


def bought_on(session: Session, referral: Referral) -> date | None:
    """Return the day on which the customer that came of a referral first bought since then; None: not yet."""
    if referral.new_customer_id is None:
        return None
    found: date | None = session.exec(
        select(func.min(SignOfLife.day))
        .where(SignOfLife.team_id == referral.team_id, SignOfLife.customer_id == referral.new_customer_id)
        .where(SignOfLife.kind == PURCHASE, SignOfLife.day >= referral.day, col(SignOfLife.undone_at).is_(None))
    ).one()
    return found


def came_between(
    session: Session, team_id: str, customers: Mapping[str, Customer], first: date, last: date
) -> list[tuple[Customer, Customer]]:
    """Return which of these customers sent us which other, who first bought within these days."""
    return [
        (customers[one.customer_id], newcomer)
        for one in referrals(session, team_id)
        if (newcomer := customers.get(one.new_customer_id or "")) and one.customer_id in customers
        if first <= (bought_on(session, one) or date.min) <= last
    ]


def came_of(session: Session, referral: Referral) -> Customer | None:
    """Return the customer that came of a referral and is one."""
    customer = find_customer(session, referral.team_id, referral.new_customer_id)
    return customer if customer and customer.state == ACTIVE else None


def _thank(session: Session, referral: Referral, kind: str, day: date | None, now: datetime) -> None:
    id_ = f"{referral.id}-{kind}"
    known = find_known(session, referral.team_id, id_)
    if day and known is None:
        known = Known(
            team_id=referral.team_id,
            id=id_,
            customer_id=referral.customer_id,
            kind=kind,
            what=referral.words,
            day=day,
            by=referral.by,
            since=now,
            created_at=now,
        )
        session.add(known)
    elif known and known.kept_on is None:
        known.removed_at = None if day else now


def forget_who_came(session: Session, team_id: str, customer_id: str) -> None:
    """Take out of referrals, and of the thanks for them, who a customer was that is forgotten."""
    found = select(Referral).where(Referral.team_id == team_id, Referral.new_customer_id == customer_id)
    for referral in session.exec(found):
        referral.words, referral.new_customer_id = "", None
        for kind in (THANKS, THANKS_AGAIN):
            if known := find_known(session, team_id, f"{referral.id}-{kind}"):
                known.what = ""
