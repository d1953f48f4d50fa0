"""Sharing out: customers without champion go to the chosen people, so that nobody has much more to do than others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.audit import record
from models.care_model import CareModel, care_model_of, policy_of
from models.customer import ACTIVE, Customer, find_customer
from models.decision import CHAMPION, Decision
from models.member import Member, members_by_id
from models.reminder import settle_all
from models.spread import after_import, worth
from models.undo import why_not

MOST_AT_ONCE = 500
"""So many are given away by one tap, which somebody waits for; the others by the next."""


@dataclass(frozen=True)
class Load:
    """What somebody has in their care: how many customers, and how many touches a year these are owed."""

    customers: int = 0
    touches: int = 0

    def with_one(self, customer: Customer, model: CareModel) -> "Load":
        return Load(self.customers + 1, self.touches + policy_of(customer, model).touches_a_year)


def share_out(customers: Iterable[Customer], loads: Mapping[str, Load], model: CareModel) -> list[tuple[Customer, str]]:
    """Give each customer, the most valuable first, to whoever has least to do by then.

    Least to do means the fewest touches a year, then the fewest customers; of equals the first by id.
    """
    now, given = dict(loads), []
    for customer in sorted(customers, key=lambda one: (*worth(one), one.name), reverse=True):
        champion_id = min(sorted(now), key=lambda one: (now[one].touches, now[one].customers))
        now[champion_id] = now[champion_id].with_one(customer, model)
        given.append((customer, champion_id))
    return given


def without_champion(session: Session, team_id: str) -> Sequence[Customer]:
    """Return the active customers for whom nobody of the company cares, most valuable first."""
    here = _people_here(session, team_id)
    found = session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.state == ACTIVE)
        .where(col(Customer.champion_id).is_(None) | col(Customer.champion_id).not_in(here))
    ).all()
    return sorted(found, key=lambda one: (*worth(one), one.name), reverse=True)


def loads_of(session: Session, team_id: str, user_ids: Iterable[str]) -> dict[str, Load]:
    """Return what these people, as far as they belong to the company, have in their care now."""
    model = care_model_of(session, team_id)
    loads = {user_id: Load() for user_id in user_ids if user_id in _people_here(session, team_id)}
    theirs = select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)
    for customer in session.exec(theirs.where(col(Customer.champion_id).in_(loads))):
        loads[customer.champion_id or ""] = loads[customer.champion_id or ""].with_one(customer, model)
    return loads


def champions_of(session: Session, team_id: str) -> list[str]:
    """Return who has customers in their care, by id."""
    theirs = select(Customer.champion_id).where(Customer.team_id == team_id, Customer.state == ACTIVE).distinct()
    return sorted(_people_here(session, team_id).intersection(filter(None, session.exec(theirs))))


def give_away(
    session: Session, given: Sequence[tuple[Customer, str]], by: str, today: date, now: datetime
) -> list[Decision]:
    """Give customers without champion into care, all in a few statements: somebody waits for it.

    Those who came today are asked about and spread anew, for each champion apart.
    """
    team_id, decisions = given[0][0].team_id, []
    for customer, champion_id in given:
        change: dict[str, Any] = {
            "before": {"champion_id": customer.champion_id},
            "after": {"champion_id": champion_id},
        }
        about: dict[str, Any] = {"team_id": team_id, "customer_id": customer.id, "by": by, "created_at": now}
        decisions.append(Decision(**about, kind=CHAMPION, day=now.date(), **change))
        subject = f"customer:{customer.id}"
        record(session, team_id=team_id, at=now, actor=by, action=f"care.{CHAMPION}", subject=subject, **change)
        customer.champion_id = champion_id
        if customer.added_on == today:
            customer.first_ask_on, customer.ask_last_spoke = None, False
    session.add_all(decisions)
    session.flush()
    after_import(session, team_id, {customer.id for customer, _ in given}, today)
    settle_all(session, team_id, [customer for customer, _ in given], now)
    return decisions


def take_back(session: Session, decisions: Sequence[Decision], actor: Member, now: datetime) -> int:
    """Take back what one tap gave away; who has been given to somebody else since stays there. Returns how many went.

    Nothing where it is too late, was taken back before, or is another's.
    """
    if any(why_not(decision, actor, now) for decision in decisions):
        return 0
    back = []
    for decision in decisions:
        decision.undone_at = now
        customer = find_customer(session, decision.team_id, decision.customer_id)
        if customer and customer.champion_id == decision.after["champion_id"]:
            customer.champion_id = decision.before["champion_id"]
            back.append(customer)
            before = {"fact": decision.id, "kind": decision.kind, "day": decision.day.isoformat()}
            subject = f"customer:{customer.id}"
            facts: dict[str, Any] = {"team_id": decision.team_id, "at": now, "actor": actor.user_id}
            record(session, action="undo", subject=subject, before=before, **facts)
    settle_all(session, actor.team_id, back, now)
    return len(back)


def _people_here(session: Session, team_id: str) -> set[str]:
    return {user_id for user_id, person in members_by_id(session, team_id).items() if person.belongs}
