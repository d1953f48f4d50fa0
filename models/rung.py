"""The rung of the loyalty ladder on which a customer stands, from somebody we have our eye on to a raving fan."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from models.decision import RUNG, Decision


class Rung(StrEnum):
    """Seven rungs, the lowest first."""

    SUSPECT = "suspect"
    PROSPECT = "prospect"
    SHOPPER = "shopper"
    CUSTOMER = "customer"
    MEMBER = "member"
    ADVOCATE = "advocate"
    RAVING_FAN = "raving fan"


PROSPECTS = (Rung.SUSPECT, Rung.PROSPECT)
"""Those who have not bought: they are followed up, and owe us no word."""
ADVOCATES = (Rung.ADVOCATE, Rung.RAVING_FAN)


def read_rung(text: str) -> Rung | None:
    """Return the rung that a word names, "" and what names none as None."""
    said = " ".join(text.lower().replace("-", " ").replace("_", " ").split()).removesuffix("s")
    return next((rung for rung in Rung if said == rung), None)


def rungs_before(session: Session, team_id: str) -> dict[str, Sequence[tuple[date, str | None]]]:
    """Return by customer id the days on which a rung was decided, latest first, with the rung from before it."""
    found: dict[str, list[tuple[date, str | None]]] = {}
    rows = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.kind == RUNG, col(Decision.undone_at).is_(None))
        .order_by(col(Decision.created_at).desc(), col(Decision.id))
    )
    for decision in rows:
        found.setdefault(decision.customer_id, []).append((decision.day, decision.before["rung"]))
    return dict(found)


def rung_on(day: date, now: str | None, before: Sequence[tuple[date, str | None]]) -> str | None:
    """Return the rung on which a customer stood at the end of a day; one that came with an import stood always."""
    rung = now
    for decided_on, earlier in before:
        if decided_on <= day:
            break
        rung = earlier
    return rung
