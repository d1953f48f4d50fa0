"""What speaks against noting a referral as it was typed: whom it names cannot have been sent by them, or hardly."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.adding import customer_named
from models.customer import ACTIVE, Customer, find_customer, names_of
from models.names import LONGEST_NAME, Names, normalise
from models.refer import Referral, referrals
from models.sign_of_life import PURCHASE, SignOfLife

OWN, LONG, TAKEN, OLD = "own", "long", "taken", "old"
NEW_FOR = timedelta(days=90)
"""Who has been in our care for longer is not likely to have been sent just now."""


@dataclass(frozen=True)
class Doubt:
    """Why a referral is not noted: it names themselves, is LONG, was made by another (`sender`), or `whom` is OLD.

    Only who is OLD can be noted all the same, after a question: in our care since `since`, or they have bought.
    """

    why: str
    whom: Customer | None = None
    sender: Customer | None = None
    day: date | None = None
    has_bought: bool = False


def doubt_of(session: Session, customer: Customer, words: str, today: date) -> Doubt | None:
    """Return what speaks against a customer having sent us whom these words name; None: nothing."""
    if len(words) > LONGEST_NAME:
        return Doubt(LONG)
    if Names(names_of(session, customer.team_id)).find(words, typos=False).customer_id == customer.id:
        return Doubt(OWN)
    whom = customer_named(session, customer.team_id, words, but=customer.id)
    if earlier := _sent_by_another(session, customer, whom, words):
        return Doubt(TAKEN, whom, find_customer(session, customer.team_id, earlier.customer_id), earlier.day)
    if whom and whom.state == ACTIVE:
        has_bought = _has_bought(session, whom)
        if has_bought or today - whom.added_on > NEW_FOR:
            return Doubt(OLD, whom, day=whom.added_on, has_bought=has_bought)
    return None


def _sent_by_another(session: Session, customer: Customer, whom: Customer | None, words: str) -> Referral | None:
    wanted = normalise(words)
    for one in referrals(session, customer.team_id):
        same = one.new_customer_id == whom.id if whom and one.new_customer_id else normalise(one.words) == wanted
        if same and one.customer_id != customer.id:
            return one
    return None


def _has_bought(session: Session, whom: Customer) -> bool:
    bought = select(SignOfLife.id).where(SignOfLife.team_id == whom.team_id, SignOfLife.customer_id == whom.id)
    standing = bought.where(SignOfLife.kind == PURCHASE, col(SignOfLife.undone_at).is_(None))
    return session.exec(standing.limit(1)).first() is not None
