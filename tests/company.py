"""A company for the tests of the care rules, and beside it another one with the same customers, down to their ids."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from bot.database import Storage
from models import acts
from models.customer import Customer, find_customer
from models.decision import LAST_SPOKE, LATER, Decision
from models.fact import Fact, find_fact
from models.kind import TWO_WAY, Kind
from models.member import Member, find_member
from models.message import SENT, Message
from models.nudge import Nudge
from models.outbox import mark_sent
from models.reminder import DECIDE, MEMBER, Reminder, settle
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import DONE, PLANNED, Touch
from models.undo import undo
from models.workspace import Workspace

ALICE, BOB, MARIA, CHARLIE = "UALICE", "UBOB", "UMARIA", "UCHARLIE"
OURS, THEIRS = "T1", "T2"
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)  # a Thursday, ten o'clock in Berlin: today's briefs are out
TODAY = date(2026, 11, 19)


class Company:
    """Alice and Bob, champions in Berlin and New York, and Maria, their manager, in a workspace of a database."""

    def __init__(self, storage: Storage, team_id: str = OURS) -> None:
        self.storage, self.team_id = storage, team_id
        with self.writing() as session:
            session.add(Workspace(team_id=team_id, zone="Europe/Berlin", country="DE"))
            session.add(Member(team_id=team_id, user_id=ALICE, name="Alice", zone="Europe/Berlin"))
            session.add(Member(team_id=team_id, user_id=BOB, name="Bob", zone="America/New_York"))
            session.add(Member(team_id=team_id, user_id=MARIA, name="Maria", zone="Europe/Berlin", manager=True))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.storage.database.begin() as session:
            yield session

    def add(self, customer_id: str = "acme", **facts: Any) -> Customer:
        """Add an A customer of Alice's, known since January, and have its reminders settled."""
        customer = Customer(
            **{
                "team_id": self.team_id,
                "id": customer_id,
                "name": customer_id.title(),
                "normal": customer_id,
                "tier": "A",
                "champion_id": ALICE,
                "added_on": date(2026, 1, 5),
                "created_at": datetime(2026, 1, 5, 9, tzinfo=UTC),
            }
            | facts
        )
        with self.writing() as session:
            session.add(customer)
            settle(session, customer, NOW)
        return customer

    def touch(self, day: str, kind: str = "lunch", now: datetime = NOW, **facts: Any) -> Touch:
        """Log a touch of Acme's by Alice, or book it where it is said to be planned."""
        touch = Touch(
            **{
                "team_id": self.team_id,
                "customer_id": "acme",
                "kind": kind,
                "day": date.fromisoformat(day),
                "two_way": Kind(kind) in TWO_WAY,
                "by": ALICE,
                "created_at": now,
            }
            | facts
        )
        return self.act(acts.log_touch, touch, now=now, customer_id=touch.customer_id)

    def book(self, day: str, now: datetime = NOW, **facts: Any) -> Touch:
        return self.touch(day, now=now, state=PLANNED, **facts)

    def act(self, what: Any, *args: Any, now: datetime = NOW, customer_id: str = "acme", **change: Any) -> Any:
        """Do one of `models.acts` to a customer in a transaction of its own; facts are looked up again."""
        with self.writing() as session:
            customer = self.find(session, customer_id)
            found = [
                (find_fact(session, self.team_id, arg.id) or arg) if isinstance(arg, Fact) else arg for arg in args
            ]
            return what(session, customer, *found, now=now, **change)

    def undo(self, fact: Fact, by: str = ALICE, now: datetime = NOW) -> None:
        with self.writing() as session:
            found, actor = find_fact(session, self.team_id, fact.id), find_member(session, self.team_id, by)
            undo(session, self.find(session, fact.customer_id), found, actor, now)

    def nudge(
        self, step: int, at: datetime, *reasons: str, customer_id: str = "acme", plan: Touch | None = None
    ) -> Nudge:
        """Tell Alice of a customer in a brief that is sent."""
        key = f"brief:{self.team_id}:{ALICE}:{at.isoformat()}:{customer_id}"
        with self.writing() as session:
            message = Message(
                team_id=self.team_id,
                key=key,
                recipient=ALICE,
                feature="brief",
                not_before=at,
                claimed_at=at,
                created_at=at,
            )
            nudge = Nudge(
                team_id=self.team_id,
                message_key=key,
                customer_id=customer_id,
                reasons=list(reasons or ("due",)),
                plan_id=plan.id if plan else None,
                step=step,
                full=True,
                position=0,
            )
            session.add(message)
            session.flush()
            session.add(nudge)
            session.flush()
            mark_sent(session, message, "D1", "1.0", at)
        return nudge

    def settle(self, customer_id: str = "acme", now: datetime = NOW) -> None:
        with self.writing() as session:
            settle(session, self.find(session, customer_id), now)

    def customer(self, customer_id: str = "acme") -> Customer:
        with self.writing() as session:
            return self.find(session, customer_id)

    def nudges(self) -> list[Nudge]:
        with self.writing() as session:
            return list(session.exec(select(Nudge).where(Nudge.team_id == self.team_id).order_by(col(Nudge.sent_at))))

    def redrawn(self) -> list[datetime | None]:
        """Return for each brief when it wants to be drawn again, oldest first."""
        with self.writing() as session:
            rows = session.exec(
                select(Message).where(Message.team_id == self.team_id).order_by(col(Message.created_at))
            )
            return [message.redraw_at for message in rows]

    def rows(self, customer_id: str = "acme") -> dict[str, Reminder]:
        with self.writing() as session:
            mine = (Reminder.team_id == self.team_id, Reminder.subject_id == customer_id)
            return {row.reason: row for row in session.exec(select(Reminder).where(*mine))}

    def speaks(self, customer_id: str = "acme") -> dict[str, str | None]:
        """Return by reason when we speak of a customer next (UTC), None where it waits."""
        rows = self.rows(customer_id).items()
        return {reason: f"{row.remind_at:%Y-%m-%d %H:%M}" if row.remind_at else None for reason, row in rows}

    def managers_hear(self) -> datetime | None:
        """Return when Maria's brief next tells what waits for a decision."""
        with self.writing() as session:
            row = session.get(Reminder, (self.team_id, MEMBER, MARIA, DECIDE))
            return row.remind_at if row else None

    def change_member(self, user_id: str, **facts: Any) -> None:
        with self.writing() as session:
            member = find_member(session, self.team_id, user_id)
            for name, value in facts.items():
                setattr(member, name, value)

    def find(self, session: Session, customer_id: str) -> Customer:
        customer = find_customer(session, self.team_id, customer_id)
        assert customer
        return customer


@contextmanager
def noise_around(storage: Storage) -> Iterator[None]:
    """Have another workspace of the same customers around, in which nothing may change whatever is done in ours."""
    make_noise(storage)
    before = _all_of_theirs(storage)
    yield
    assert _all_of_theirs(storage) == before


def _all_of_theirs(storage: Storage) -> list[list[dict[str, Any]]]:
    with storage.reading.begin() as session:
        return [
            [row.model_dump() for row in session.exec(select(table).where(table.team_id == THEIRS))]
            for table in (Customer, Touch, SignOfLife, Decision, Nudge, Reminder, Message, Member)
        ]


def make_noise(storage: Storage, customer_id: str = "acme") -> None:
    """Give another workspace the same customer, down to the id, and facts that would move every clock of ours."""
    day, late = date(2026, 11, 18), NOW + timedelta(hours=1)
    about = {"team_id": THEIRS, "customer_id": customer_id}
    with storage.database.begin() as session:
        session.add(Workspace(team_id=THEIRS, zone="Asia/Kolkata"))
        session.add(Member(team_id=THEIRS, user_id=ALICE, name="Charlie", manager=True))
        session.add(Member(team_id=THEIRS, user_id=CHARLIE, name="Charlie", manager=True))
        session.add(
            Customer(
                team_id=THEIRS,
                id=customer_id,
                name=customer_id.title(),
                normal=customer_id,
                champion_id=ALICE,
                added_on=TODAY,
                ask_last_spoke=True,
                created_at=late,
            )
        )
        session.add(
            Message(
                team_id=THEIRS,
                key="theirs",
                recipient=CHARLIE,
                feature="brief",
                state=SENT,
                not_before=late,
                created_at=late,
            )
        )
        session.flush()
        session.add(Touch(**about, kind="lunch", day=day, two_way=True, by=ALICE, state=DONE, created_at=NOW))
        session.add(Touch(**about, kind="visit", day=day, two_way=True, by=ALICE, state=PLANNED, created_at=NOW))
        session.add(SignOfLife(**about, kind=PURCHASE, day=day, by=ALICE, created_at=late))
        session.add(Decision(**about, kind=LATER, day=day, until=date(2027, 6, 1), by=ALICE, created_at=late))
        session.add(Decision(**about, kind=LAST_SPOKE, day=day, until=day, by=ALICE, created_at=late))
        session.add(Nudge(**about, message_key="theirs", reasons=["due"], step=3, full=True, position=0, sent_at=late))
        session.add(
            Reminder(
                team_id=THEIRS, subject_kind="customer", subject_id=customer_id, reason="due", remind_at=NOW, step=2
            )
        )
