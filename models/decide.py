"""Yours to decide: complaints, customers without champion, what nobody answered, failed deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, select

from models.causes import Cause
from models.causes_found import again
from models.clocks import CALENDAR, DUE, HAPPENED, LAST_STEP, SILENT
from models.complaint import CAUSE
from models.complaint_waiting import WaitingComplaint, waiting_complaints
from models.customer import Customer
from models.follow_up import FOLLOW_UP
from models.hand_over_news import News, unanswered
from models.know import Known
from models.know_waiting import waiting_promises
from models.leaver import Leaver, leavers_of
from models.member import Member, members_by_id
from models.message import FAILED, PLANNED, POSSIBLE_REPEAT, SENT, Message
from models.nudge import people_asked
from models.pulse_waiting import PulseWaiting, pulse_waiting
from models.reminder import CUSTOMER, Reminder, reader_of
from models.stocktake_waiting import Review, reviews

IN_STEPS = (DUE, SILENT, FOLLOW_UP, HAPPENED, CALENDAR)
FAILURES_TOLD_FOR = UNANSWERED_TOLD_FOR = timedelta(days=7)
BLOCKS = {
    "owed": 2,
    "failures": 1,
    "leavers": 1,
    "without_champion": 1,
    "asked_three_times": 1,
    "unanswered": 1,
    "promises": 1,
    "to_write": 1,
    "causes": 1,
    "reviews": 2,
    "pulse": 2,
}
"""The kinds of what waits, those that matter most first, and how many blocks of a message one of each takes at most."""


@dataclass(frozen=True)
class AskedInVain:
    """A customer about whom nobody did anything, their champion, and the people who were asked three times."""

    customer: Customer
    champion: Member
    asked: Sequence[Member]

    @property
    def asked_another(self) -> bool:
        """Tell whether somebody else was asked: who keeps them for now, or covered."""
        return any(person.user_id != self.champion.user_id for person in self.asked)


@dataclass(frozen=True)
class Waiting:
    """What managers have to decide: customers most valuable first, failed messages latest first."""

    without_champion: Sequence[Customer]
    asked_three_times: Sequence[AskedInVain]
    failures: Sequence[Message]
    unanswered: Sequence[News] = ()
    leavers: Sequence[Leaver] = ()
    complaints: Sequence[WaitingComplaint] = ()
    reviews: Sequence[Review] = ()
    causes: Sequence[Cause] = ()
    pulse: Sequence[PulseWaiting] = ()
    promises: Sequence[tuple[Known, Customer]] = ()

    def __bool__(self) -> bool:
        return len(self) > 0

    def __len__(self) -> int:
        customers = (self.complaints, self.without_champion, self.asked_three_times)
        others = (self.failures, self.unanswered, self.leavers, self.reviews, self.causes, self.pulse)
        return sum(map(len, (*customers, *others, self.promises)))

    @property
    def owed(self) -> list[WaitingComplaint]:
        """Return the complaints of which the customer waits for something."""
        return [one for one in self.complaints if one.reason != CAUSE]

    @property
    def to_write(self) -> list[WaitingComplaint]:
        """Return the complaints that were put right and of which nobody has written the cause."""
        return [one for one in self.complaints if one.reason == CAUSE]

    def in_full(self, most: int, each: int, room: int) -> dict[str, Sequence[Any]]:
        """Return by kind what is shown in full: one of each kind in turns, so that none is crowded out.

        At most so many in all, so many of each kind, and what finds room in so many blocks.
        """
        waiting, counts = {kind: getattr(self, kind) for kind in BLOCKS}, dict.fromkeys(BLOCKS, 0)
        for turn in range(each):
            for kind, blocks in BLOCKS.items():
                if most and blocks <= room and turn == counts[kind] < len(waiting[kind]):
                    counts[kind], most, room = turn + 1, most - 1, room - blocks
        return {kind: waiting[kind][: counts[kind]] for kind in BLOCKS}


def waiting(session: Session, team_id: str, now: datetime, told_at: datetime | None = None) -> Waiting:
    """Return what waits for a manager of this workspace; of failures for good only those since they were told last."""
    people = members_by_id(session, team_id)
    nobodys = _without_champion(session, team_id, people)
    leavers = leavers_of(nobodys, people)
    in_one_line = {leaver.person.user_id for leaver in leavers}
    return Waiting(
        [customer for customer in nobodys if customer.champion_id not in in_one_line],
        _asked_three_times(session, team_id, people),
        _failures(session, team_id, max(now - FAILURES_TOLD_FOR, told_at or now - FAILURES_TOLD_FOR), now),
        unanswered(session, team_id, now - UNANSWERED_TOLD_FOR),
        leavers,
        waiting_complaints(session, team_id, now),
        reviews(session, team_id, now),
        again(session, team_id, now),
        pulse_waiting(session, team_id, now),
        waiting_promises(session, team_id),
    )


def told_before(session: Session, brief: Message) -> datetime | None:
    """Return when the reader of a brief was told before of what waits, None where it is the first time."""
    return session.exec(
        select(func.max(Message.sent_at))
        .where(Message.team_id == brief.team_id, Message.recipient == brief.recipient, Message.state == SENT)
        .where(Message.feature == brief.feature, Message.subject == brief.subject)
        .where(col(Message.created_at) < brief.created_at)
    ).one()


def _without_champion(session: Session, team_id: str, people: dict[str, Member]) -> list[Customer]:
    here = [user_id for user_id, person in people.items() if person.belongs]
    found = session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.state == "active")
        .where(col(Customer.champion_id).is_(None) | col(Customer.champion_id).not_in(here))
        .order_by(col(Customer.revenue_minor).desc().nulls_last(), col(Customer.name))
    ).all()
    return list(found)


def _asked_three_times(session: Session, team_id: str, people: dict[str, Member]) -> list[AskedInVain]:
    waiting_for_somebody = (
        select(Reminder.subject_id)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER, Reminder.step >= LAST_STEP)
        .where(col(Reminder.remind_at).is_(None), col(Reminder.reason).in_(IN_STEPS))
    )
    customers = session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.state == "active", col(Customer.id).in_(waiting_for_somebody))
        .order_by(col(Customer.revenue_minor).desc().nulls_last(), col(Customer.name))
    ).all()
    asked = people_asked(session, team_id, [customer.id for customer in customers])
    return [
        AskedInVain(customer, champion, [people[id_] for id_ in asked.get(customer.id, ()) if id_ in people])
        for customer in customers
        if (champion := reader_of(customer, people))
    ]


def _failures(session: Session, team_id: str, since: datetime, now: datetime) -> Sequence[Message]:
    """Return what could not be said, waits until its channel is mended, or was perhaps said twice."""
    failed = and_(col(Message.state) == FAILED, func.coalesce(Message.claimed_at, Message.created_at) > since)
    held = and_(col(Message.state) == PLANNED, col(Message.reason).is_not(None))
    repeated = and_(col(Message.state) == SENT, col(Message.reason) == POSSIBLE_REPEAT)
    return session.exec(
        select(Message)
        .where(Message.team_id == team_id, or_(failed, held, repeated))
        .where(col(Message.created_at) > now - FAILURES_TOLD_FOR)
        .order_by(col(Message.created_at).desc())
    ).all()
