"""The brief: which of a champion's customers it tells of this morning, and what it says of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, delete, select

from models.brief_room import LINES_A_COMPLAINT, MOST_FULL, MOST_LINES, beside_nudges
from models.clocks import CALENDAR, HAPPENED, LAST_SPOKE, LAST_STEP, PARTING
from models.complaint import Complaint, ComplaintStep, find_complaint, open_complaints
from models.complaint_brief import write_complaint_nudges
from models.cover import Rota
from models.customer import Customer
from models.fact import Fact, find_fact
from models.hand_over import HandOver, pending
from models.history import plans_in_question
from models.know import DATE
from models.know_brief import BLOCKS_OF_KNOWN, MOST, write_known_nudges
from models.lost import Step, steps_to_part
from models.member import Member
from models.message import Message
from models.moment_brief import BLOCKS_OF_MOMENTS, write_moments
from models.nudge import Nudge, nudges_in
from models.refer_view import Candidate, asks_beside
from models.reminder import CUSTOMER, Reminder
from models.spread import choose, money_at_risk
from models.standing import Standing, standings
from models.working_time import DAY, WorkingTime, next_working_day, next_working_morning

FIRST_OF_ALL = 10**15
QUESTIONS = (LAST_SPOKE, PARTING)  # told once, beside the nudges and without steps


@dataclass(frozen=True)
class Line:
    """One customer in a brief: the nudge, how they stand now, a fact, and who reads of them now.

    The fact is the one that answered the nudge, or else the plan that it asks about.
    `asked` is the hand-over for which a colleague's answer is awaited, `complaint` the one that lets the nudge rest,
    `refer` says that they can be asked who else we could help.
    """

    nudge: Nudge
    standing: Standing
    fact: Fact | None
    reader: Member | None
    asked: HandOver | None = None
    complaint: Complaint | None = None
    refer: Candidate | None = None

    @property
    def customer(self) -> Customer:
        return self.standing.customer

    @property
    def is_parting(self) -> bool:
        """Tell whether it says how to part well from a customer who has left."""
        return PARTING in self.nudge.reasons

    @property
    def parting(self) -> list[tuple[Step, bool]]:
        """Return the steps to part well, and which of them are done."""
        return steps_to_part(self.customer, self.standing.history.parted)


def brief_key(team_id: str, user_id: str, day: date) -> str:
    """Name the one brief that a person gets on a day of theirs."""
    return f"brief:{team_id}:{user_id}:{day.isoformat()}"


def take_up(rows: Sequence[Reminder], key: str, working: WorkingTime, now: datetime) -> None:
    """Hand due reminders to a promised brief; whatever it does not say comes back the next working morning."""
    tomorrow = working.today(now) + DAY
    for row in rows:
        row.brief = key
        row.remind_at = next_working_morning(tomorrow, working, now)


def write_nudges(
    session: Session, message: Message, rota: Rota, working: WorkingTime, today: date, size: int
) -> Sequence[Nudge]:
    """Write down what a claimed brief tells of, from the reminders that still want to be said, with `size` asks."""
    session.exec(delete(Nudge).where(col(Nudge.team_id) == message.team_id, col(Nudge.message_key) == message.key))
    complaints = write_complaint_nudges(session, message, rota, size)
    size -= complaints
    wanted = _wanted(session, message, rota)
    asks = [(customer, rows) for customer, rows in wanted if not _question(rows)]
    next_brief, room = next_working_day(today + DAY, working), beside_nudges(size, len(asks))
    known = write_known_nudges(session, message, rota, today, next_brief, complaints, room)
    to_do = [one for one in known if DATE not in one.reasons]
    asked = sum(one.full for one in to_do)
    moments = write_moments(session, message, rota, min(MOST - len(to_do), room - asked))
    first, most_full = complaints + len(known), size - asked - moments
    most = MOST_FULL + MOST_LINES - LINES_A_COMPLAINT * complaints
    most = max(1, most - BLOCKS_OF_KNOWN * len(known) - BLOCKS_OF_MOMENTS * moments)
    order = choose([(_step_for_choice(rows), _weight(customer, rows, today)) for customer, rows in asks])
    chosen = [asks[place] for place in order][:most]
    told = {customer.id for customer, _ in chosen}
    questions = [(c, {q: rows[q]}) for c, rows in wanted if (q := _question(rows)) and c.id not in told]
    about_plans = [customer.id for customer, rows in chosen if rows.keys() & {HAPPENED, CALENDAR}]
    plans = plans_in_question(session, message.team_id, about_plans)
    for position, (customer, rows) in enumerate(chosen + questions[: most - len(chosen)]):
        session.add(
            Nudge(
                team_id=message.team_id,
                message_key=message.key,
                customer_id=customer.id,
                plan_id=plans.get(customer.id),
                reasons=sorted(rows),
                step=0 if _question(rows) else min(_step(rows) + 1, LAST_STEP),
                full=position < most_full and not _question(rows),
                position=first + position,
            )
        )
    session.flush()
    return nudges_in(session, message)


def _wanted(session: Session, message: Message, rota: Rota) -> list[tuple[Customer, dict[str, Reminder]]]:
    """Return the customers whose reminders this brief took up, nothing has answered since, and its reader reads of."""
    taken_up = session.exec(
        select(Reminder, Customer)
        .join(Customer, (col(Customer.team_id) == Reminder.team_id) & (col(Customer.id) == Reminder.subject_id))
        .where(Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == CUSTOMER)
        .order_by(col(Customer.name))
    )
    found: dict[str, dict[str, Reminder]] = defaultdict(dict)
    customers = {}
    for row, customer in taken_up:
        customers[customer.id] = customer
        found[customer.id][row.reason] = row
    return [(customers[id_], rows) for id_, rows in found.items() if rota.reads(message.recipient, customers[id_])]


def _question(rows: dict[str, Reminder]) -> str | None:
    return next((reason for reason in QUESTIONS if reason in rows), None)


def _step_for_choice(rows: dict[str, Reminder]) -> int:
    """Return the step that the cap goes by: whether a plan happened is a promise, never one nudge too many."""
    return max(_step(rows), 1 if HAPPENED in rows else 0)


def _step(rows: dict[str, Reminder]) -> int:
    return max(row.step for row in rows.values())


def _weight(customer: Customer, rows: dict[str, Reminder], today: date) -> int:
    """Weigh a nudge by money at risk x days late; "did it happen" comes before everything."""
    if HAPPENED in rows:
        return FIRST_OF_ALL
    earliest = min((row.due_on for row in rows.values() if row.due_on), default=today)
    return money_at_risk(customer, earliest, today)


def lines_of(session: Session, nudges: Sequence[Nudge], rota: Rota, working: WorkingTime, today: date) -> list[Line]:
    """Return what a brief says of each of its nudges, from what is true now; complaints have lines of their own."""
    nudges = [nudge for nudge in nudges if not (nudge.complaint_id or nudge.known_id)]
    if not nudges:
        return []
    team_id = nudges[0].team_id
    customers = {
        customer.id: customer
        for customer in session.exec(
            select(Customer).where(
                Customer.team_id == team_id, col(Customer.id).in_([nudge.customer_id for nudge in nudges])
            )
        )
    }
    there = [nudge for nudge in nudges if nudge.customer_id in customers]
    stand = standings(session, [customers[nudge.customer_id] for nudge in there], working, today)
    waiting, asks = pending(session, team_id, list(customers)), asks_beside(session, stand)
    return [
        Line(
            nudge,
            standing,
            fact := find_fact(session, team_id, nudge.fact_id or nudge.plan_id or ""),
            rota.reader_of(standing.customer),
            waiting.get(standing.customer.id),
            _resting_for(session, fact),
            asks.get(standing.customer.id),
        )
        for nudge, standing in zip(there, stand, strict=True)
    ]


def _resting_for(session: Session, fact: Fact | None) -> Complaint | None:
    """Return the complaint that lets a nudge rest: one that is still open before the one whose step closed it."""
    if not isinstance(fact, ComplaintStep):
        return None
    still_open = open_complaints(session, fact.team_id, fact.customer_id)
    return still_open[0] if still_open else find_complaint(session, fact.team_id, fact.complaint_id)
