"""Keeping what a command told: touches logged or booked, signs of life noted, the same touch only once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from handlers.cadence import offered
from models import acts
from models.cadence import Sooner
from models.customer import Customer
from models.draft import Draft
from models.kind import TWO_WAY, Kind
from models.member import Member
from models.phrase import Phrase
from models.sign_of_life import SignOfLife
from models.standing import standing_of
from models.touch import DONE, PLANNED, Touch, twin_of
from models.working_time import DAY, WorkingTime, next_working_day
from templates import render


@dataclass(frozen=True)
class Told:
    """What a command said, who typed it, and whether a twin of the touch was meant."""

    member: Member
    draft: Draft
    phrase: Phrase
    working: WorkingTime
    now: datetime
    again: bool

    @property
    def today(self) -> date:
        return self.working.today(self.now)

    def touch_with(self, customer: Customer) -> Touch:
        """Return the touch as it was told, of one of the customers."""
        kind, day = self.phrase.kind or Kind.OTHER, self.phrase.day or self.today
        return Touch(
            team_id=customer.team_id,
            customer_id=customer.id,
            kind=kind,
            state=PLANNED if day > self.today else DONE,
            day=day,
            two_way=kind in TWO_WAY if self.phrase.two_way is None else self.phrase.two_way,
            by=self.member.user_id,
            note=self.phrase.note,
            people=self.phrase.people,
            created_at=self.now,
        )


class Logged(NamedTuple):
    """A touch that was kept, of whom, when their next one is due, and the shorter cadence to propose if any."""

    customer: Customer
    touch: Touch
    next_due: date | None
    offer: Sooner | None


class Noted(NamedTuple):
    """A sign of life that was kept, of whom, and when our own next touch is due."""

    customer: Customer
    sign: SignOfLife
    next_due: date | None


def note_replies(session: Session, told: Told, customers: list[Customer]) -> dict[str, Any]:
    """Keep that these customers have been in touch; a sign of life lies never ahead."""
    day = min(told.phrase.day or told.today, told.today)
    kept = []
    for customer in customers:
        sign = acts.note_reply(session, customer, told.member.user_id, day, told.phrase.note, told.now)
        kept.append(Noted(customer, sign, _next_due(session, told, customer)))
    return render("touch/replied", told.member, noted=kept, undo=_ids(one.sign for one in kept), today=told.today)


def log(session: Session, told: Told, customers: list[Customer]) -> dict[str, Any]:
    """Keep the touch for each of these customers who has it not already; where all have it, ask."""
    meant = {customer.id: told.touch_with(customer) for customer in customers}
    twins = {} if told.again else {id_: twin for id_, touch in meant.items() if (twin := twin_of(session, touch))}
    fresh = [customer for customer in customers if customer.id not in twins]
    if not fresh:
        session.add(told.draft)
        facts = {"touch": twins[customers[0].id], "customer": customers[0], "another": told.draft.id}
        return render("touch/already_logged", told.member, today=told.today, **facts)
    kept = []
    for customer in fresh:
        touch = acts.log_touch(session, customer, meant[customer.id], told.now)
        standing = standing_of(session, customer, told.working, told.today)
        offer = offered(session, told.member, standing, touch, told.now)
        kept.append(Logged(customer, touch, standing.due_on, offer))
    return _said(told, kept, [customer for customer in customers if customer.id in twins])


def _said(told: Told, kept: list[Logged], already: list[Customer]) -> dict[str, Any]:
    first = kept[0]
    facts = {"touch": first.touch, "ask_on": next_working_day(first.touch.day + DAY, told.working), "today": told.today}
    if len(kept) + len(already) > 1:
        undo = _ids(one.touch for one in kept)
        return render("touch/several", told.member, logged=kept, already=already, undo=undo, **facts)
    facts["customer"] = first.customer
    if first.touch.state == PLANNED:
        return render("touch/booked", told.member, **facts)
    return render("touch/logged", told.member, next_due=first.next_due, offer=first.offer, **facts)


def _next_due(session: Session, told: Told, customer: Customer) -> date | None:
    return standing_of(session, customer, told.working, told.today).due_on


def _ids(facts: Any) -> str:
    return ",".join(fact.id for fact in facts)
