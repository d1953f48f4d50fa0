"""Understanding a typed touch: kept where everything is clear, asked about where it is not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session

from handlers.about import refused
from models import acts
from models.customer import Customer, find_customer, names_of
from models.draft import Draft
from models.kind import TWO_WAY, Kind
from models.member import Member
from models.names import Names
from models.phrase import Phrase, read
from models.roles import Act, may
from models.standing import standing_of
from models.touch import DONE, PLANNED, Touch, twin_of
from models.working_time import DAY, WorkingTime, next_working_day
from models.workspace import working_time_of
from templates import render


def understand(
    session: Session, member: Member, draft: Draft, now: datetime, picked_id: str | None = None, again: bool = False
) -> dict[str, Any]:
    """Keep what a command says, or ask about what is unclear, which writes nothing but the draft."""
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    names = Names(names_of(session, member.team_id))
    phrase = read(draft.text, names, today, month_first=member.writes_month_first)
    unclear = [found for found in phrase.customers if not (found.customer_id or draft.chosen.get(found.typed))]
    if unclear and picked_id:
        draft.chosen = {**draft.chosen, unclear.pop(0).typed: picked_id}
    ids = [found.customer_id or draft.chosen.get(found.typed) for found in phrase.customers]
    customers = [customer for id_ in ids if (customer := find_customer(session, member.team_id, id_))]
    question = _ask(session, member, draft, phrase, customers, today)
    if question:
        session.add(draft)
        return question
    if phrase.sign:
        return _note_reply(session, member, phrase, customers[0], working, now)
    return _log(session, Logging(member, draft, phrase, working, now, again), customers)


def _ask(
    session: Session, member: Member, draft: Draft, phrase: Phrase, customers: list[Customer], today: date
) -> dict[str, Any] | None:
    """Return the question to ask, or None where everything is clear."""
    for found in phrase.customers:
        if not (found.customer_id or draft.chosen.get(found.typed)):
            asked = {"typed": found.typed, "text": draft.text, "draft": draft.id}
            if found.choices:
                choices = [
                    {"name": choice.name, "value": f"{draft.id} {choice.customer_id}"} for choice in found.choices
                ]
                return render("touch/ambiguous", member, choices=choices, **asked)
            return render("touch/unknown", member, **asked)
    if phrase.day_problem:
        return render("touch/day_too_far", member, day=phrase.day, text=draft.text, draft=draft.id, today=today)
    if phrase.kind is None and not phrase.sign:
        return render("touch/no_kind", member, customer=customers[0], text=draft.text, draft=draft.id)
    if phrase.booked and not phrase.day:
        return render("touch/no_day", member, customer=customers[0], text=draft.text, draft=draft.id)
    if phrase.day and phrase.day > today:
        for customer in customers:
            if not may(member, Act.PLAN, customer):
                return refused(session, member, Act.PLAN, customer)
    return None


def _note_reply(
    session: Session, member: Member, phrase: Phrase, customer: Customer, working: WorkingTime, now: datetime
) -> dict[str, Any]:
    today = working.today(now)
    day = min(phrase.day or today, today)
    sign = acts.note_reply(session, customer, member.user_id, day, phrase.note, now)
    due_on = standing_of(session, customer, working, today).due_on
    return render("touch/replied", member, sign=sign, customer=customer, next_due=due_on, today=today)


@dataclass(frozen=True)
class Logging:
    """What is logged by one command, and whether a twin of it was meant."""

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
    """A touch that was kept, of whom, and when their next one is due."""

    customer: Customer
    touch: Touch
    next_due: date | None


def _log(session: Session, logging: Logging, customers: list[Customer]) -> dict[str, Any]:
    member, today = logging.member, logging.today
    kept: list[Logged] = []
    for customer in customers:
        touch = logging.touch_with(customer)
        twin = None if logging.again else twin_of(session, touch)
        if twin:
            session.add(logging.draft)
            facts = {"touch": twin, "customer": customer, "another": logging.draft.id}
            return render("touch/already_logged", member, today=today, **facts)
        acts.log_touch(session, customer, touch, logging.now)
        kept.append(Logged(customer, touch, standing_of(session, customer, logging.working, today).due_on))
    first = kept[0]
    ask_on = next_working_day(first.touch.day + DAY, logging.working)
    if len(kept) > 1:
        undo = ",".join(one.touch.id for one in kept)
        return render("touch/several", member, touch=first.touch, logged=kept, ask_on=ask_on, undo=undo, today=today)
    facts = {"touch": first.touch, "customer": first.customer, "today": today}
    if first.touch.state == PLANNED:
        return render("touch/booked", member, ask_on=ask_on, **facts)
    return render("touch/logged", member, next_due=first.next_due, **facts)
