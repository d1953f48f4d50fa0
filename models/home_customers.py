"""A member's customers, a page at a time, found by tier and by name: as many queries for thousands as for ten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from models.clocks import CALENDAR, DUE, HAPPENED, LAST_STEP, SILENT
from models.customer import ACTIVE, Alias, Customer
from models.follow_up import FOLLOW_UP
from models.home import HomeView
from models.member import Member
from models.names import Names, normalise
from models.reminder import CUSTOMER, Reminder
from models.standing import Standing, standings
from models.working_time import WorkingTime

A_PAGE = 20
NO_TIER = "none"
"""The filter for customers that are not graded yet."""


@dataclass(frozen=True)
class Page:
    """One page of a member's customers, who is wanted next first; `tiers` counts all that match the search by tier.

    `total` is how many match the search and the tier, `everybody` how many the member has, `number` counts from 1.
    """

    standings: Sequence[Standing]
    number: int
    total: int
    everybody: int
    tiers: dict[str, int]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))


def page_of(session: Session, member: Member, view: HomeView, working: WorkingTime, today: date) -> Page:
    """Return the page of a member's customers that they chose to see; past the last one it is the last."""
    mine = _mine(member)
    found = [*mine, _named(session, mine, view.search)] if view.search else mine
    tiers = _by_tier(session, found)
    total = tiers.get(view.tier, 0) if view.tier else sum(tiers.values())
    number = min(max(view.page, 1), max(1, -(-total // A_PAGE)))
    customers = _page(session, [*found, *_of_tier(view.tier)], number)
    everybody = sum(_by_tier(session, mine).values()) if view.search else sum(tiers.values())
    return Page(standings(session, customers, working, today), number, total, everybody, tiers)


def _mine(member: Member) -> list[ColumnElement[bool]]:
    return [
        col(Customer.team_id) == member.team_id,
        col(Customer.champion_id) == member.user_id,
        col(Customer.state) == ACTIVE,
    ]


def _of_tier(tier: str) -> list[ColumnElement[bool]]:
    if not tier:
        return []
    return [col(Customer.tier).is_(None) if tier == NO_TIER else col(Customer.tier) == tier]


def _named(session: Session, mine: list[ColumnElement[bool]], search: str) -> ColumnElement[bool]:
    """Return what holds for customers whose name or other name contains what was typed, else for the likest names."""
    wanted = normalise(search)
    other = (
        select(Alias.customer_id)
        .join(Customer, (col(Customer.team_id) == Alias.team_id) & (col(Customer.id) == Alias.customer_id))
        .where(*mine, col(Alias.normal).contains(wanted, autoescape=True))
    )
    spelled = col(Customer.normal).contains(wanted, autoescape=True) | col(Customer.id).in_(other)
    if session.exec(select(Customer.id).where(*mine, spelled).limit(1)).first():
        return spelled
    rows = session.exec(select(Customer.id, Customer.name, Customer.normal).where(*mine)).all()
    likest = Names([(id_, name, normal) for id_, name, normal in rows]).find(search).choices
    return col(Customer.id).in_([choice.customer_id for choice in likest])


def _by_tier(session: Session, conditions: list[ColumnElement[bool]]) -> dict[str, int]:
    counted = select(Customer.tier, func.count()).where(*conditions).group_by(col(Customer.tier))
    found = {tier or NO_TIER: count for tier, count in session.exec(counted)}
    return dict(sorted(found.items()))


def _page(session: Session, conditions: list[ColumnElement[bool]], number: int) -> list[Customer]:
    """Return the customers of one page; a plan counts by its day, whatever the clocks say."""
    planned = func.min(case((col(Reminder.reason) == HAPPENED, Reminder.due_on)))
    speaks = col(Reminder.remind_at).is_not(None) | (col(Reminder.step) >= LAST_STEP)
    next_on = func.coalesce(planned, func.min(case((speaks, Reminder.due_on))), func.min(Reminder.due_on))
    ids = session.exec(
        select(Customer.id)
        .outerjoin(
            Reminder,
            (col(Reminder.team_id) == Customer.team_id)
            & (col(Reminder.subject_kind) == CUSTOMER)
            & (col(Reminder.subject_id) == Customer.id)
            & col(Reminder.reason).in_((DUE, SILENT, FOLLOW_UP, HAPPENED, CALENDAR)),
        )
        .where(*conditions)
        .group_by(col(Customer.id), col(Customer.name))
        .order_by(next_on.is_(None), next_on, col(Customer.name), col(Customer.id))
        .offset((number - 1) * A_PAGE)
        .limit(A_PAGE)
    ).all()
    found = session.exec(select(Customer).where(*conditions, col(Customer.id).in_(ids)))
    customers = {customer.id: customer for customer in found}
    return [customers[id_] for id_ in ids if id_ in customers]
