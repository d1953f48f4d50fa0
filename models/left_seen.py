"""Who has left, as it is recorded, and what somebody is shown of it: managers all, others their own customers."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cover import rota_of
from models.customer import LEFT, REMOVED, Customer
from models.decision import LOST, WON, Decision
from models.left import Loss, Quarter, by_quarter, middle
from models.member import Member
from models.sign_of_life import SignOfLife
from models.touch import DONE, Touch
from models.voice import quarters_to
from models.workspace import Workspace, working_time_of

Days = dict[str, list[date]]


@dataclass(frozen=True)
class Seen:
    """The last four quarters, and the losses in them, the latest first; `everybody` tells they are all customers'."""

    quarters: Sequence[Quarter]
    losses: Sequence[Loss]
    today: date
    currency: str
    everybody: bool

    @property
    def lost(self) -> list[Loss]:
        """Return the losses without what we ended ourselves."""
        return [one for one in self.losses if not one.ended]

    @property
    def untouched_days(self) -> int | None:
        return middle([one.untouched_days for one in self.lost])

    @property
    def unheard_days(self) -> int | None:
        return middle([one.unheard_days for one in self.lost])


def seen_by(session: Session, member: Member, now: datetime) -> Seen:
    """Return who has left of the customers that this person sees."""
    today = working_time_of(session, member.team_id, member).today(now)
    rota = rota_of(session, member.team_id, now)

    def sees(customer: Customer) -> bool:
        return member.manager or member.user_id == customer.champion_id or rota.reads(member.user_id, customer)

    losses = losses_of(session, member.team_id, sees)
    first, currency = quarters_to(today)[0], session.get_one(Workspace, member.team_id).currency
    shown = sorted((one for one in losses if first <= one.day <= today), key=lambda one: one.day, reverse=True)
    return Seen(by_quarter(losses, today), shown, today, currency, member.manager)


def losses_of(session: Session, team_id: str, sees: Callable[[Customer], bool]) -> list[Loss]:
    """Return everybody who has left, also who came back on another day, with our silence before it."""
    told = [one for one in _told(session, team_id) if sees(one.customer)]
    known = {one.customer.id for one in told}
    left = session.exec(
        select(Customer).where(Customer.team_id == team_id, Customer.state == LEFT, col(Customer.left_on).is_not(None))
    )
    brought = [
        Loss(one, one.left_on, one.left_reason) for one in left if one.left_on and one.id not in known and sees(one)
    ]
    losses = [one for one in (*told, *brought) if not one.at_once_back]
    touched, heard = _days(session, team_id, {one.customer.id for one in losses})
    return [
        replace(
            one,
            touched_on=_last_before(touched.get(one.customer.id, ()), one.day),
            heard_on=_last_before(heard.get(one.customer.id, ()), one.day),
        )
        for one in losses
    ]


def _told(session: Session, team_id: str) -> list[Loss]:
    """Return the losses that somebody has told of, each with the day on which it ended, if it did."""
    rows = session.exec(
        select(Decision, Customer)
        .join(Customer, (col(Customer.team_id) == Decision.team_id) & (col(Customer.id) == Decision.customer_id))
        .where(Decision.team_id == team_id, col(Decision.kind).in_((LOST, WON)), col(Decision.undone_at).is_(None))
        .where(Customer.state != REMOVED)
        .order_by(col(Decision.created_at), col(Decision.kind), col(Decision.id))
    )
    losses: list[Loss] = []
    for decision, customer in rows:
        if decision.kind == LOST:
            losses.append(Loss(customer, decision.day, decision.after["left_reason"], decision.reason))
            continue
        place = next((place for place, one in enumerate(losses) if one.customer is customer and not one.back_on), None)
        if place is not None:
            losses[place] = replace(losses[place], back_on=decision.day)
        elif left_on := decision.before["left_on"]:  # an import has brought them as one who had left
            day, reason = date.fromisoformat(left_on), decision.before["left_reason"]
            losses.append(Loss(customer, day, reason, back_on=decision.day))
    return losses


def _days(session: Session, team_id: str, ids: Collection[str]) -> tuple[Days, Days]:
    """Return by customer the days of our touches, and those on which they were heard from."""
    touched: Days = {}
    heard: Days = {}
    for customer_id, day, two_way in session.exec(
        select(col(Touch.customer_id), col(Touch.day), col(Touch.two_way))
        .where(Touch.team_id == team_id, col(Touch.customer_id).in_(ids))
        .where(Touch.state == DONE, col(Touch.undone_at).is_(None))
    ):
        touched.setdefault(customer_id, []).append(day)
        if two_way:
            heard.setdefault(customer_id, []).append(day)
    for customer_id, day in session.exec(
        select(col(SignOfLife.customer_id), col(SignOfLife.day))
        .where(SignOfLife.team_id == team_id, col(SignOfLife.customer_id).in_(ids))
        .where(col(SignOfLife.undone_at).is_(None))
    ):
        heard.setdefault(customer_id, []).append(day)
    return touched, heard


def _last_before(days: Iterable[date], left_on: date) -> date | None:
    return max((day for day in days if day < left_on), default=None)
