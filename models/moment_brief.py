"""What a brief says of moments of truth: which is due today, for whom, and what was said about it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, delete, select

from models.clocks import LAST_STEP
from models.cover import Rota
from models.customer import ACTIVE, Contact, Customer, contacts_of, find_customer
from models.member import Member
from models.message import Message
from models.moment import MOMENT, SUBJECT, Moment, MomentCheck, MomentTold, find_check
from models.moment_acts import why_not
from models.moment_reminder import reader_of
from models.reminder import Reminder

BLOCKS_OF_MOMENTS = 2
"""So many blocks each takes in a brief."""


@dataclass(frozen=True)
class MomentLine:
    """One moment in a brief, or in a list; `customer` is None where it is the company's own.

    `step` is how often it is asked, `contact` the first person at the customer.
    """

    check: MomentCheck
    moment: Moment
    customer: Customer | None
    can_undo: bool
    step: int = 1
    contact: Contact | None = None

    is_put_off: bool = False

    @property
    def is_open(self) -> bool:
        return self.check.outcome is None

    @property
    def is_answered(self) -> bool:
        """Tell whether nobody waits for an answer: there is one, or it was put off."""
        return not self.is_open or self.is_put_off


def write_moments(session: Session, message: Message, rota: Rota, room: int) -> int:
    """Write down of which moments a claimed brief speaks, so many at most; return of how many.

    What finds no room comes the next working morning.
    """
    mine = (col(MomentTold.team_id) == message.team_id, col(MomentTold.message_key) == message.key)
    session.exec(delete(MomentTold).where(*mine))
    wanted = _wanted(session, message, rota)[:room]
    for position, (row, check) in enumerate(wanted):
        about = {"team_id": message.team_id, "message_key": message.key, "check_id": check.id}
        session.add(MomentTold(**about, step=min(row.step + 1, LAST_STEP), position=position))
    session.flush()
    return len(wanted)


def _wanted(session: Session, message: Message, rota: Rota) -> list[tuple[Reminder, MomentCheck]]:
    """Return what this brief took up and its reader still reads of: what comes once first, then that due longest.

    One customer has one moment in a brief; their next one waits for the next.
    """
    rows = session.exec(
        select(Reminder, MomentCheck, Moment)
        .join(
            MomentCheck, (col(MomentCheck.team_id) == Reminder.team_id) & (col(MomentCheck.id) == Reminder.subject_id)
        )
        .join(Moment, (col(Moment.team_id) == MomentCheck.team_id) & (col(Moment.id) == MomentCheck.moment_id))
        .where(Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == SUBJECT)
        .order_by(col(Moment.every_days).is_not(None), col(MomentCheck.due_on), col(MomentCheck.id))
    )
    found: dict[str, tuple[Reminder, MomentCheck]] = {}
    for row, check, moment in rows:
        if _reads(session, message.recipient, check, moment, rota):
            found.setdefault(check.customer_id or check.id, (row, check))
    return list(found.values())


def _reads(session: Session, user_id: str, check: MomentCheck, moment: Moment, rota: Rota) -> bool:
    customer = find_customer(session, check.team_id, check.customer_id)
    if check.outcome or (customer and customer.state != ACTIVE):
        return False
    reader = reader_of(moment, customer, rota)
    return reader is not None and reader.user_id == user_id


def moment_lines(session: Session, message: Message, member: Member, today: date, now: datetime) -> list[MomentLine]:
    """Return what a brief says of its moments, from what is true now."""
    told = session.exec(
        select(MomentTold)
        .where(MomentTold.team_id == message.team_id, MomentTold.message_key == message.key)
        .order_by(col(MomentTold.position))
    )
    lines = []
    for one in told:
        if found := find_check(session, message.team_id, one.check_id):
            lines.append(line_of(session, *found, member, today, now, one.step))
    return lines


def line_of(
    session: Session, check: MomentCheck, moment: Moment, member: Member, today: date, now: datetime, step: int = 1
) -> MomentLine:
    """Return a moment as it is shown to somebody on a day."""
    customer = find_customer(session, check.team_id, check.customer_id)
    contacts = contacts_of(session, check.team_id, customer.id) if customer else []
    return MomentLine(
        check,
        moment,
        customer,
        can_undo=why_not(check, member, now) is None,
        step=step,
        contact=next(iter(contacts), None),
        is_put_off=bool(check.later_until and check.later_until > today and not check.outcome),
    )


def who_reads(session: Session, row: Reminder, rota: Rota) -> Member | None:
    """Return who reads of a due moment now."""
    found = find_check(session, row.team_id, row.subject_id)
    if found is None or row.reason != MOMENT:
        return None
    check, moment = found
    customer = find_customer(session, check.team_id, check.customer_id)
    return None if customer and customer.state != ACTIVE else reader_of(moment, customer, rota)
