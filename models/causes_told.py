"""The recovery of the week: which one the digest tells, if the customer's champion has said yes to it.

A recovery can be told when the customer said themselves that they are happy again, and that stands. The best is the one
that was quickest against its clock: working time from the complaint until it was put right, divided by the time that
the care model gives for a first answer to such a customer. The customer is named only if words of theirs about when
something goes wrong, noted since they complained, may be quoted with their name; else what was done is told only where
it names nobody of theirs.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.care_model import care_model_of, policy_of
from models.complaint import (
    CONFIRMED,
    RATHER_NOT,
    RECOVERED,
    SAID_HAPPY,
    TELL,
    Complaint,
    ComplaintStep,
    steps_of,
)
from models.complaint_times import days_to_recover
from models.cover import Rota
from models.customer import ACTIVE, Customer, aliases_of, contacts_of
from models.kind import fold
from models.member import Member, members_by_id
from models.message import Message
from models.moment_default import WRONG
from models.saying import Saying
from models.working_hours import hours_worked, working_hours
from models.workspace import Workspace

ASKED_FOR = timedelta(days=7)
"""So long after the customer's word a champion can be asked whether it may be told."""
LEAST_LETTERS = 3
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Recovery:
    """A recovery that can be told: who put it right, in how many days, at so many times its clock (`pace`).

    `words` are what was done, empty where they name somebody of a customer who may not be `named`. `answer` is what
    the champion has said, and the step that says so.
    """

    complaint: Complaint
    customer: Customer
    by: Member
    days: int
    pace: float
    words: str = ""
    named: bool = False
    answer: ComplaintStep | None = None

    @property
    def may_be_told(self) -> bool:
        return self.answer is not None and self.answer.kind == TELL


def to_ask(session: Session, message: Message, rota: Rota, before: datetime | None) -> Recovery | None:
    """Return the best recovery of which a brief asks its reader whether the digest may tell it; None where none is.

    It is asked about in the brief after, or in which, they said that they are happy again, and never twice.
    """
    since = max(before or rota.now - ASKED_FOR, rota.now - ASKED_FOR)
    found = [
        one
        for one in _recoveries(session, message.team_id, SAID_HAPPY, since, rota.now)
        if rota.reads(message.recipient, one.customer)
        and not (one.answer and one.answer.created_at < message.created_at)
    ]
    return _best(found)


def best_told(session: Session, team_id: str, begins: datetime, ends: datetime) -> Recovery | None:
    """Return the best recovery of those that champions let be told between two instants (UTC)."""
    return _best(one for one in _recoveries(session, team_id, TELL, begins, ends) if one.may_be_told)


def _best(found: Iterable[Recovery]) -> Recovery | None:
    return min(found, key=lambda one: (one.pace, one.complaint.id), default=None)


def _recoveries(session: Session, team_id: str, kind: str, since: datetime, until: datetime) -> list[Recovery]:
    """Return the recoveries of which a step of this kind was done in that time and which are still confirmed."""
    done = select(ComplaintStep.complaint_id).where(
        ComplaintStep.team_id == team_id,
        ComplaintStep.kind == kind,
        col(ComplaintStep.undone_at).is_(None),
        ComplaintStep.created_at > since,
        ComplaintStep.created_at <= until,
    )
    rows = session.exec(
        select(Complaint, Customer)
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Complaint.team_id == team_id, Complaint.state == CONFIRMED, col(Complaint.withdrawn_at).is_(None))
        .where(Customer.state == ACTIVE, col(Complaint.id).in_(done))
    ).all()
    people = members_by_id(session, team_id) if rows else {}
    return [found for one in rows if (found := _recovery(session, *one, people))]


def _recovery(session: Session, complaint: Complaint, customer: Customer, people: dict[str, Member]) -> Recovery | None:
    steps = steps_of(session, complaint)
    done = next((step for step in reversed(steps) if step.kind == RECOVERED), None)
    by = people.get(done.by or "") if done else None
    if done is None or by is None or not by.belongs or all(step.kind != SAID_HAPPY for step in steps):
        return None
    hours = working_hours(session.get_one(Workspace, complaint.team_id), people.get(customer.champion_id or ""))
    clock = timedelta(hours=policy_of(customer, care_model_of(session, complaint.team_id)).reply_hours)
    named = _agreed(session, complaint)
    return Recovery(
        complaint,
        customer,
        by,
        days_to_recover(complaint, hours) or 0,
        hours_worked(complaint.opened_at, done.created_at, hours) / clock,
        words=done.note if named or not names_somebody(done.note, _names(session, customer)) else "",
        named=named,
        answer=next((step for step in reversed(steps) if step.kind in (TELL, RATHER_NOT)), None),
    )


def _agreed(session: Session, complaint: Complaint) -> bool:
    """Tell whether words of theirs about when something goes wrong may be quoted with their name."""
    return bool(
        session.exec(
            select(Saying.id)
            .where(Saying.team_id == complaint.team_id, Saying.customer_id == complaint.customer_id)
            .where(Saying.moment == WRONG, col(Saying.may_quote), col(Saying.undone_at).is_(None))
            .where(Saying.created_at >= complaint.opened_at)
        ).first()
    )


def _names(session: Session, customer: Customer) -> Sequence[str]:
    about = (session, customer.team_id, customer.id)
    return [customer.name, *(one.name for one in aliases_of(*about)), *(one.name for one in contacts_of(*about))]


def names_somebody(words: str, names: Collection[str]) -> bool:
    """Tell whether words hold any word of these names, of three letters or more."""
    said = {fold(word) for word in _WORD.findall(words)}
    return any(len(part) >= LEAST_LETTERS and part in said for name in names for part in map(fold, _WORD.findall(name)))
