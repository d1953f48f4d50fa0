"""What is known before anybody grades: five answers from facts, each with its source, and who wants a closer look.

The last stocktake's answers count, else what the present tier says. Purchases tell who is loyal, notes who refers us
or thanked us. A customer wants a look by hand (`by_hand`) whom nobody has graded, whom an import proposed for Business,
of whom the facts suggest another tier than the present one, or who complained twice and more in half a year.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from sqlmodel import Session, col, select

from models.care_model import BUSINESS, SERVICE_CLASSES
from models.complaint import Complaint
from models.customer import Customer
from models.refer import referrals
from models.sign_of_life import PURCHASE, SignOfLife
from models.stocktake import Grading
from models.stocktake_rules import AS_THEIR_TIER, LOYAL, NO, PLEASANT, QUESTIONS, REFERS, SO_SO, YES, bands, suggest
from models.touch import DONE, Touch
from models.worth import last_year
from models.worth_figures import worths_in

A_YEAR, HALF_A_YEAR, SEVERAL_YEARS = timedelta(days=365), timedelta(days=182), timedelta(days=1095)
REGULAR = 4
"""So many purchases in a year, the last one not overdue by its own rhythm, make a loyal customer."""
MANY_COMPLAINTS = 2
REFERRED = re.compile(r"\b(?:recommend|referr)", re.IGNORECASE)
THANKED = re.compile(r"\b(?:thank(?:ed|s|ful)|prais|delight|compliment)", re.IGNORECASE)


@dataclass
class Known:
    """What is kept of one customer: days of purchases, referrals; notes (day, words, id); complaints of half a year."""

    purchases: list[date] = field(default_factory=list)
    referrals: list[date] = field(default_factory=list)
    notes: list[tuple[date, str, str]] = field(default_factory=list)
    complaints: int = 0


def prefilled(
    session: Session, team_id: str, customers: Sequence[Customer], last: Mapping[str, Grading], today: date
) -> list[dict[str, Any]]:
    """Return for each customer what a new stocktake begins with, `last` being the last one's gradings by customer."""
    known = _known(session, team_id, today)
    worths = worths_in(session, customers, last_year(today))
    revenues = {id_: None if worth.unknown else worth.revenue_minor for id_, worth in worths.items()}
    placed = bands(revenues)
    return [
        {
            "customer_id": customer.id,
            "tier_before": customer.tier,
            "revenue_minor": revenues[customer.id],
            "band": placed[customer.id],
            **answered(customer, known[customer.id], last.get(customer.id), placed[customer.id], today),
        }
        for customer in customers
    ]


def answered(customer: Customer, known: Known, last: Grading | None, band: str, today: date) -> dict[str, Any]:
    """Return the five answers with their sources, what they suggest, and whether somebody should look."""
    tier = customer.tier or ""
    if last:
        answers, source = last.answers, {"from": "last"}
    else:
        answers = dict(AS_THEIR_TIER.get(tier, dict.fromkeys(QUESTIONS, SO_SO)))
        source = {"from": "tier", "tier": tier} if tier else {"from": "nothing"}
    sources: dict[str, dict[str, Any]] = dict.fromkeys(QUESTIONS, source)
    for name, answer, told in facts_of(known, today, last.confirmed_at.date() if last and last.confirmed_at else None):
        answers[name], sources[name] = answer, told
    if known.complaints >= MANY_COMPLAINTS:
        sources[PLEASANT] = {"from": "complaints", "count": known.complaints}
    suggestion = suggest(answers, band)
    as_last = bool(last and last.chosen == tier and last.suggested == suggestion.tier)
    proposed = customer.tier_suggested and SERVICE_CLASSES.get(tier) == BUSINESS
    differs = suggestion.tier != tier and not as_last
    return {
        **answers,
        "sources": sources,
        "suggested": suggestion.tier,
        "reasons": suggestion.reasons,
        "reason": last.reason if last and as_last else "",
        "by_hand": not tier or proposed or differs or known.complaints >= MANY_COMPLAINTS,
    }


def facts_of(known: Known, today: date, since: date | None = None) -> list[tuple[str, int, dict[str, Any]]]:
    """Return the answers that facts give, each with its source; of notes only those that came after `since`.

    Who answered on that day knew the notes from before.
    """
    notes = [one for one in known.notes if since is None or one[0] > since]
    found: list[tuple[str, int, dict[str, Any]]] = []
    days = sorted({day for day in known.purchases if day <= today})
    lately = [day for day in days if day > today - A_YEAR]
    if len(lately) >= REGULAR:
        gaps = [(later - earlier).days for earlier, later in pairwise(lately)]
        if (today - lately[-1]).days <= 2 * median(gaps):
            told = {"from": "purchases", "count": len(lately), "day": lately[-1].isoformat()}
            found.append((LOYAL, YES, told))
    elif len(days) > 1 and not lately:
        found.append((LOYAL, NO, {"from": "stopped", "day": days[-1].isoformat()}))
    for name, pattern in ((REFERS, REFERRED), (PLEASANT, THANKED)):
        if spoken := max((one for one in notes if pattern.search(one[1])), default=None):
            told = {"from": "note", "day": spoken[0].isoformat(), "fact": spoken[2]}
            found.append((name, YES, told))
    if known.referrals:
        found.append(
            (REFERS, YES, {"from": "referral", "count": len(known.referrals), "day": max(known.referrals).isoformat()})
        )
    return found


def _known(session: Session, team_id: str, today: date) -> dict[str, Known]:
    found: dict[str, Known] = defaultdict(Known)
    signs = session.exec(
        select(SignOfLife)
        .where(SignOfLife.team_id == team_id, col(SignOfLife.undone_at).is_(None))
        .where(SignOfLife.day > today - SEVERAL_YEARS, SignOfLife.day <= today)
    )
    for sign in signs:
        if sign.kind == PURCHASE:
            found[sign.customer_id].purchases.append(sign.day)
        elif sign.note and sign.day > today - A_YEAR:
            found[sign.customer_id].notes.append((sign.day, sign.note, sign.id))
    for referral in referrals(session, team_id):
        if referral.day > today - A_YEAR:
            found[referral.customer_id].referrals.append(referral.day)
    touches = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, Touch.state == DONE, col(Touch.two_way), Touch.note != "")
        .where(col(Touch.undone_at).is_(None), Touch.day > today - A_YEAR)
    )
    for touch in touches:
        found[touch.customer_id].notes.append((touch.day, touch.note, touch.id))
    opened = session.exec(
        select(Complaint.customer_id, Complaint.opened_at).where(
            Complaint.team_id == team_id, col(Complaint.withdrawn_at).is_(None)
        )
    )
    counts = Counter(customer_id for customer_id, at in opened if at.date() > today - HALF_A_YEAR)
    for customer_id, count in counts.items():
        found[customer_id].complaints = count
    return found
