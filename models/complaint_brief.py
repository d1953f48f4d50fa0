"""What a brief asks about complaints: is it put right? are they happy again? what was the cause?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from models.clocks import LAST_STEP
from models.complaint import BOUNCE_BACK, CAUSE, PUT_RIGHT, RECOVERED, Complaint, ComplaintStep, steps_of
from models.complaint_reminder import COMPLAINT
from models.cover import Rota
from models.customer import ACTIVE, Customer, find_customer
from models.fact import find_fact
from models.message import Message
from models.nudge import Nudge
from models.reminder import Reminder

MOST = 3
FIRST_ASKED = (PUT_RIGHT, BOUNCE_BACK, CAUSE)


@dataclass(frozen=True)
class ComplaintLine:
    """One question about a complaint in a brief; `recovered` is the step that put it right, `fact` what answered it.

    `asks_cause`: its cause is asked beside, not in a line of its own.
    """

    nudge: Nudge
    complaint: Complaint
    customer: Customer
    recovered: ComplaintStep | None
    fact: ComplaintStep | None
    asks_cause: bool = False

    @property
    def reason(self) -> str:
        return self.nudge.reasons[0]

    @property
    def is_open(self) -> bool:
        """Tell whether the question still waits for an answer."""
        return not (self.nudge.outcome or self.complaint.withdrawn_at or self.customer.state != ACTIVE)


def write_complaint_nudges(session: Session, message: Message, rota: Rota, room: int) -> int:
    """Write down what a claimed brief asks about complaints, before all else; return of how many it asks.

    What finds no room, or comes after the third, comes the next working morning.
    """
    wanted = sorted(_wanted(session, message, rota), key=lambda one: (FIRST_ASKED.index(one[0].reason), one[0].due_on))
    asked = list(dict.fromkeys(complaint.id for _, complaint in wanted))[: min(MOST, room)]
    for row, complaint in wanted:
        if complaint.id not in asked:
            continue
        session.add(
            Nudge(
                team_id=message.team_id,
                message_key=message.key,
                customer_id=complaint.customer_id,
                complaint_id=complaint.id,
                reasons=[row.reason],
                step=min(row.step + 1, LAST_STEP),
                full=True,
                position=asked.index(complaint.id),
            )
        )
    return len(asked)


def _wanted(session: Session, message: Message, rota: Rota) -> list[tuple[Reminder, Complaint]]:
    """Return the reminders that this brief took up, of complaints whose reader still gets it."""
    rows = session.exec(
        select(Reminder, Complaint, Customer)
        .join(Complaint, (col(Complaint.team_id) == Reminder.team_id) & (col(Complaint.id) == Reminder.subject_id))
        .join(Customer, (col(Customer.team_id) == Complaint.team_id) & (col(Customer.id) == Complaint.customer_id))
        .where(Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == COMPLAINT)
        .where(Customer.state == ACTIVE)
    )
    return [(row, complaint) for row, complaint, customer in rows if rota.reads(message.recipient, customer)]


def complaint_lines(session: Session, nudges: Sequence[Nudge]) -> list[ComplaintLine]:
    """Return what a brief says of its questions about complaints, from what is true now."""
    return _causes_beside([line for nudge in nudges if nudge.complaint_id and (line := _line(session, nudge))])


def _causes_beside(lines: Sequence[ComplaintLine]) -> list[ComplaintLine]:
    """Ask for a cause beside the question whether they are happy again, as long as both of a complaint are open."""
    asked = {(line.complaint.id, line.reason) for line in lines if line.is_open}
    both = {id_ for id_, reason in asked if reason == CAUSE and (id_, BOUNCE_BACK) in asked}
    shown = [line for line in lines if line.reason != CAUSE or line.complaint.id not in both]
    shown = [line for place, line in enumerate(shown) if not _said_above(line, shown[:place])]
    return [replace(line, asks_cause=line.complaint.id in both) for line in shown]


def _said_above(line: ComplaintLine, above: Sequence[ComplaintLine]) -> bool:
    """Tell whether one fact closed this line together with another that says so already."""
    return line.nudge.fact_id is not None and line.nudge.fact_id in {one.nudge.fact_id for one in above}


def _line(session: Session, nudge: Nudge) -> ComplaintLine | None:
    complaint = session.get(Complaint, (nudge.team_id, nudge.complaint_id))
    customer = find_customer(session, nudge.team_id, nudge.customer_id)
    if complaint is None or customer is None:
        return None
    steps = steps_of(session, complaint)
    recovered = next((step for step in reversed(steps) if step.kind == RECOVERED), None)
    fact = find_fact(session, nudge.team_id, nudge.fact_id) if nudge.fact_id else None
    return ComplaintLine(nudge, complaint, customer, recovered, fact if isinstance(fact, ComplaintStep) else None)
