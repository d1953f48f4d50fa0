"""What people do about a customer: touches, plans, signs of life and decisions, each kept as a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import hand_over, refer_acts, reminder, welcome
from models.calendar_place import place_for, taken_over
from models.customer import Customer
from models.decision import CADENCE, CHAMPION, DETAILS, GROUP, KEY, LAST_SPOKE, LATER, NOT_NEEDED, TIER, Decision
from models.home import draw_again
from models.keeping import keep
from models.sign_of_life import PURCHASE, REPLY, SignOfLife
from models.touch import DONE, PLANNED, Touch, plan_of
from models.touch_change import change_touch as change_touch
from models.touch_change import confirm_plan as confirm_plan
from models.touch_change import drop_plan as drop_plan
from models.touch_change import left_to_another as left_to_another
from models.touch_change import move_plan as move_plan


def log_touch(session: Session, customer: Customer, touch: Touch, now: datetime) -> Touch:
    """Keep a touch, done or planned: a done one answers open nudges, a planned one rests them.

    A done one that was booked for that day, of that kind, is the plan come true, and is returned as that; so is one
    within half a cadence of what the Annual Calendar has planned.
    """
    if touch.state == DONE and (plan := plan_of(session, touch)):
        said = {name: getattr(touch, name) or getattr(plan, name) for name in ("note", "people", "permalink")}
        return change_touch(session, customer, plan, touch.by or "", now, state=DONE, two_way=touch.two_way, **said)
    if plan := place_for(session, customer, touch):
        return change_touch(session, customer, plan, touch.by or "", now, **taken_over(touch, plan, now))
    touch.booked_at = now if touch.state == PLANNED else None
    after = {"kind": touch.kind, "day": touch.day.isoformat(), "state": touch.state}
    return keep(session, customer, touch, f"touch.{touch.state}", now, after=after)


def note_reply(session: Session, customer: Customer, by: str, day: date, note: str, now: datetime) -> SignOfLife:
    """Keep that the customer has been in touch: it stops the silence clock and leaves the due day."""
    sign = SignOfLife(
        team_id=customer.team_id, customer_id=customer.id, kind=REPLY, day=day, by=by, note=note, created_at=now
    )
    return note_sign(session, customer, sign, now)


def note_sign(session: Session, customer: Customer, sign: SignOfLife, now: datetime) -> SignOfLife:
    """Keep a sign of life of any kind; a purchase may be the one for which who sent them to us is thanked."""
    kept = keep(session, customer, sign, f"sign.{sign.kind}", now, after={"day": sign.day.isoformat()})
    if sign.kind == PURCHASE:
        refer_acts.look_again(session, customer, now)
    return kept


def put_off(session: Session, customer: Customer, until: date, by: str, reason: str, now: datetime) -> Decision:
    """Let all ordinary reminders of a customer rest until a day; the cadence does not change."""
    later = _decision(customer, LATER, by, now, until, reason=reason, until=until)
    return keep(session, customer, later, "care.later", now, after={"until": until.isoformat()})


def skip_round(session: Session, customer: Customer, today: date, by: str, reason: str, now: datetime) -> Decision:
    """Close the round without a touch (*Not needed*): the next one is due a cadence from `today`."""
    skipped = _decision(customer, NOT_NEEDED, by, now, today, reason=reason)
    return keep(session, customer, skipped, "care.not_needed", now)


def tell_last_spoke(session: Session, customer: Customer, day: date | None, by: str, now: datetime) -> Decision:
    """Keep roughly when the champion last spoke to a customer of whom nothing was known; None: they do not know."""
    told = _decision(customer, LAST_SPOKE, by, now, day or now.date(), until=day)
    return keep(session, customer, told, "care.last_spoke", now)


def assign(session: Session, customer: Customer, champion_id: str | None, by: str, now: datetime) -> Decision:
    """Give a customer into somebody's care; a hand-over that nobody has answered yet is withdrawn."""
    hand_over.withdraw_asked(session, customer, by, now)
    return _set(session, customer, CHAMPION, by, now, champion_id=champion_id)


def assign_all(session: Session, given: Sequence[tuple[Customer, str]], by: str, now: datetime) -> list[Decision]:
    """Give many customers into care at once, each to its own champion; their reminders are settled together."""
    decisions = []
    for customer, champion_id in given:
        hand_over.withdraw_asked(session, customer, by, now)
        decisions.append(_set(session, customer, CHAMPION, by, now, settle=False, champion_id=champion_id))
    reminder.settle_all(session, given[0][0].team_id, [customer for customer, _ in given], now)
    return decisions


def grade(session: Session, customer: Customer, tier: str, by: str, now: datetime, *, settle: bool = True) -> Decision:
    """Set a customer's tier: it is no suggestion any more. Who does not `settle` does so for many at once."""
    return _set(session, customer, TIER, by, now, settle=settle, tier=tier, tier_suggested=False)


def mark_key(session: Session, customer: Customer, key: bool, by: str, now: datetime) -> Decision:
    """Make a customer a key customer, or an ordinary one again."""
    return _set(session, customer, KEY, by, now, key=key)


def set_cadence(session: Session, customer: Customer, days: int | None, by: str, now: datetime) -> Decision:
    """Give a customer a cadence of their own; None: the care model's again."""
    change: dict[str, Any] = {"cadence_days": days}
    if not (days or customer.silence_days or customer.activities is not None):
        change["care_reason"] = ""
    return _set(session, customer, CADENCE, by, now, **change)


@dataclass(frozen=True)
class Variation:
    """A customer's own plan: what is None is as the care model says; `reason` says why they have one."""

    cadence_days: int | None = None
    silence_days: int | None = None
    activities: list[str] | None = None
    reason: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.cadence_days or self.silence_days) or self.activities is not None

    @property
    def columns(self) -> dict[str, Any]:
        """Return it as a customer's columns."""
        days = {"cadence_days": self.cadence_days, "silence_days": self.silence_days}
        return days | {"activities": self.activities, "care_reason": self.reason}


def vary(session: Session, customer: Customer, wanted: Variation, by: str, now: datetime) -> Decision:
    """Care for a customer otherwise than the model says, or as it says again."""
    return _set(session, customer, CADENCE, by, now, **wanted.columns)


def change_details(session: Session, customer: Customer, by: str, now: datetime, **details: Any) -> Decision:
    """Put right what a customer is called (`name` with `normal`) or is worth (`revenue_minor`)."""
    return _set(session, customer, DETAILS, by, now, **details)


def belong(session: Session, customer: Customer, parent_id: str | None, by: str, now: datetime) -> Decision:
    """Have a customer belong to another, or to nobody: no clock is moved by it. `group.connect` sees to circles."""
    return _set(session, customer, GROUP, by, now, settle=False, parent_id=parent_id)


def _set(
    session: Session, customer: Customer, kind: str, by: str, now: datetime, *, settle: bool = True, **after: Any
) -> Decision:
    before = {name: getattr(customer, name) for name in after}
    for name, value in after.items():
        setattr(customer, name, value)
    if "champion_id" in before:
        draw_again(session, customer.team_id, now, {before["champion_id"]})  # they read of this customer no more
        welcome.look_again(session, customer.team_id, now)
    decision = _decision(customer, kind, by, now, now.date(), before=before, after=after)
    return keep(session, customer, decision, f"care.{kind}", now, settle=settle, before=before, after=after)


def _decision(customer: Customer, kind: str, by: str, now: datetime, day: date, **facts: Any) -> Decision:
    return Decision(
        team_id=customer.team_id, customer_id=customer.id, kind=kind, by=by, day=day, created_at=now, **facts
    )
