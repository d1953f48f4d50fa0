"""A lost customer: why they left, read from people's words, and the steps to part well from them."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from models.customer import ACTIVE, LEFT, Customer
from models.decision import LOST, PARTING, Decision


class Reason(StrEnum):
    """Why a customer left; `ENDED`: it was we who ended it, which is counted as no loss."""

    DIED = "died"
    MOVED = "moved"
    FRIEND = "friend"
    COMPETITOR = "competitor"
    PRICE = "price"
    INDIFFERENCE = "indifference"
    ENDED = "ended"
    OTHER = "other"


class Step(StrEnum):
    """One thing that belongs to parting well."""

    TELL = "tell"
    NAME = "name"
    CONDOLE = "condole"
    THANK = "thank"
    ASK = "ask"
    SETTLE = "settle"
    DOOR = "door"


# A reason's own name at the beginning decides; else the one that is spoken of first.
_SAID: dict[Reason, str] = {
    Reason.DIED: r"died|dead|death|deceased|passed away|bankrupt\w*|insolven\w*|closed down|out of business",
    Reason.MOVED: r"moved|moving|relocat\w*|emigrat\w*",
    Reason.FRIEND: r"friends?|acquaintance|relatives?|cousin|brother|sister|family",
    Reason.COMPETITOR: r"competit\w*|rivals?|switched",
    Reason.PRICE: r"pric(?:e|es|ed|ey|ing|y)|expensive|cheap\w*|costs?|fees?",
    Reason.INDIFFERENCE: r"indifferen\w*|neglect\w*|ignored|forgotten|forgot|nobody (?:called|cared)|did ?n[o']t care",
    Reason.ENDED: r"we(?: have|'ve)? (?:ended|dropped|parted|stopped|let them go|sent them away)(?: it| them)?|ended",
    Reason.OTHER: r"other(?: reason)?",
}
_PATTERNS = {reason: re.compile(rf"\b(?:{said})\b", re.IGNORECASE) for reason, said in _SAID.items()}


def read_reason(words: str) -> tuple[Reason | None, str]:
    """Return the reason that words give for leaving, and what they say beside its bare name; None where they give none.

    "price, they found it 10 % cheaper" is the price; so is "too expensive, and a friend has a shop".
    """
    found = {reason: match for reason, pattern in _PATTERNS.items() if (match := pattern.search(words))}
    if words and not words.lower().startswith("other"):
        found.pop(Reason.OTHER, None)
    if not found:
        return None, words
    reason = min(found, key=lambda one: found[one].start())
    is_bare = found[reason].start() == 0 and found[reason][0].lower() in (reason, "we ended it")
    return reason, words[found[reason].end() :].strip(" ,;:.–-") if is_bare else words


def steps_of(reason: str | None) -> Sequence[Step]:
    """Return the steps to part well, in the order in which to take them."""
    if reason == Reason.ENDED:
        return (Step.TELL, Step.NAME, Step.SETTLE, Step.THANK)
    if reason == Reason.DIED:
        return (Step.CONDOLE, Step.SETTLE)
    return (Step.THANK, Step.ASK, Step.SETTLE, Step.DOOR)


def parting(customer: Customer, decisions: Sequence[Decision], asked: Sequence[datetime]) -> dict[str, Any]:
    """Return what a History tells of a customer who has left: that they did, what is still to be said, what is done.

    `decisions` are those that stand, `asked` the instants at which a brief asked something without steps.
    """
    lost = max((d for d in decisions if d.kind == LOST), key=lambda d: d.created_at, default=None)
    if customer.state != LEFT or lost is None:
        return {"left": customer.state != ACTIVE}
    done = [d for d in decisions if d.kind == PARTING and d.created_at >= lost.created_at]
    parted = frozenset(d.after["step"] for d in done)
    told = any(at > lost.created_at for at in asked) or parted.issuperset(steps_of(customer.left_reason))
    return {"left": True, "part_from": None if told else lost.day, "parted": parted}


def steps_to_part(customer: Customer, parted: Collection[str]) -> list[tuple[Step, bool]]:
    """Return the steps to part well from a lost customer, and which of them are done; none from one who is here."""
    return [(step, step in parted) for step in steps_of(customer.left_reason)] if customer.state == LEFT else []


def why_left(session: Session, customer: Customer) -> Decision | None:
    """Return the decision that says since when and why a customer is lost; None for others and for imported ones."""
    if customer.state != LEFT:
        return None
    return session.exec(
        select(Decision)
        .where(Decision.team_id == customer.team_id, Decision.customer_id == customer.id)
        .where(Decision.kind == LOST, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at).desc())
    ).first()
