"""What a brief says of dates and promises: what was promised, is it kept? and which day is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.clocks import LAST_STEP
from models.cover import Rota
from models.customer import ACTIVE, Contact, Customer, find_customer
from models.decision import Decision
from models.fact import find_fact
from models.know import DATE, PROMISE, SUBJECT, TO_DO, Known, find_known
from models.know_clock import LATE, OF_KNOWN
from models.message import Message
from models.nudge import Nudge
from models.reminder import Reminder

MOST = 3
"""So many promises, thanks and moments a brief, and so many dates: these need no answer and cannot wait."""
BLOCKS_OF_KNOWN = 2
"""So many blocks each takes in a brief."""


@dataclass(frozen=True)
class KnownLine:
    """One date or promise in a brief; `day` is the next of the date, `contact` whose it is, `fact` what answered it."""

    nudge: Nudge
    known: Known
    customer: Customer
    day: date
    contact: Contact | None
    fact: Decision | None

    @property
    def is_promise(self) -> bool:
        """Tell whether it is ours to do: a promise, or thanks."""
        return self.known.kind in TO_DO

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits for an answer, or the date is still one."""
        return not self.nudge.outcome and self.known.stands and self.customer.state == ACTIVE


def write_known_nudges(
    session: Session, message: Message, rota: Rota, today: date, next_brief: date, first: int, room: int
) -> Sequence[Nudge]:
    """Write down of which promises and dates a claimed brief speaks, from place `first` on.

    So many as there is `room` for are asked in full; other promises are lines, and thanks wait. What is not told comes
    in the next brief, so what is wanted by a day before `next_brief` goes first, thanks last.
    """
    wanted = sorted(_wanted(session, message, rota, today), key=lambda one: _place(one[0], today, next_brief))
    to_do = [one for one in wanted if one[1].kind in TO_DO][:MOST]
    to_do = to_do[:room] + [one for one in to_do[room:] if one[1].kind == PROMISE]
    dates = [one for one in wanted if one[1].kind == DATE][:MOST]
    nudges = [
        Nudge(
            team_id=message.team_id,
            message_key=message.key,
            customer_id=known.customer_id,
            known_id=known.id,
            reasons=[row.reason],
            step=min(row.step + 1, LAST_STEP),
            full=place < room or known.kind == DATE,
            position=first + place,
        )
        for place, (row, known) in enumerate(to_do + dates)
    ]
    session.add_all(nudges)
    return nudges


def _place(row: Reminder, today: date, next_brief: date) -> tuple[int, bool, date, str]:
    """Order by kind, then what is wanted today or before the next brief, then by day."""
    day = row.due_on or date.max
    return OF_KNOWN.index(row.reason), not today <= day < next_brief, day, row.subject_id


def _wanted(session: Session, message: Message, rota: Rota, today: date) -> list[tuple[Reminder, Known]]:
    """Return what this brief took up and its reader still reads of; no date that has passed too long ago."""
    rows = session.exec(
        select(Reminder, Known, Customer)
        .join(Known, (col(Known.team_id) == Reminder.team_id) & (col(Known.id) == Reminder.subject_id))
        .join(Customer, (col(Customer.team_id) == Known.team_id) & (col(Customer.id) == Known.customer_id))
        .where(Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == SUBJECT)
        .where(Customer.state == ACTIVE)
    )
    return [
        (row, known)
        for row, known, customer in rows
        if known.stands and rota.reads(message.recipient, customer)
        if known.kind in TO_DO or (row.due_on and row.due_on >= today - LATE)
    ]


def known_lines(session: Session, nudges: Sequence[Nudge], today: date) -> list[KnownLine]:
    """Return what a brief says of its promises and dates, from what is true now."""
    return [line for nudge in nudges if nudge.known_id and (line := _line(session, nudge, today))]


def _line(session: Session, nudge: Nudge, today: date) -> KnownLine | None:
    known = find_known(session, nudge.team_id, nudge.known_id)
    customer = find_customer(session, nudge.team_id, nudge.customer_id)
    if known is None or customer is None:
        return None
    fact = find_fact(session, nudge.team_id, nudge.fact_id) if nudge.fact_id else None
    contact = session.get(Contact, (nudge.team_id, known.contact_id)) if known.contact_id else None
    day = known.next_on(today - LATE) if known.kind == DATE else known.day
    return KnownLine(nudge, known, customer, day, contact, fact if isinstance(fact, Decision) else None)
