"""The digest: once for every ISO week, posted in the week after it. When it is owed, and what it tells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from sqlmodel import Session, select

from models.care_model import care_model_of
from models.causes_told import Recovery, best_told
from models.complaint_week import ComplaintWeek, complaint_week
from models.customer import ACTIVE, Customer
from models.customer_week import customer_weeks
from models.member import Member, find_member, members_by_id
from models.message import PLANNED, Message
from models.moment import moment_names
from models.movements import Movements, movements
from models.outlook import AtRisk, Load, at_risk, coming_load, who_waits
from models.plan_and_actual import Tally, tallies
from models.praise import Thanks, praise
from models.quotes import Quote, quotes
from models.refer_acts import came_between
from models.reminder import DIGEST, WORKSPACE, Reminder, reader_of
from models.saying import said_between
from models.sign_of_life import PURCHASE
from models.stocktake_report import Report, closed_between
from models.thanks import thanked_between
from models.week import DAYS, Week, week_of
from models.working_time import WorkingTime, next_working_day, working_time
from models.workspace import Workspace

WEEKS_SHOWN = 12
WEEKS_SUMMED = 4


def settle_digest(session: Session, workspace: Workspace, now: datetime) -> None:
    """Set when the next digest is posted, after the workspace's settings have changed; without a channel never.

    A digest that is still owed for this week stays owed: if its new hour has passed already, it comes at once.
    """
    row = find_reminder(session, workspace.team_id)
    if not workspace.digest_channel:
        if row:
            session.delete(row)
        return
    _send_to(session, workspace, workspace.digest_channel, now)
    row = row or Reminder(
        team_id=workspace.team_id, subject_kind=WORKSPACE, subject_id=workspace.team_id, reason=DIGEST
    )
    await_post(row, week_of(row.due_on) if row.due_on else first_post(workspace, now), workspace)
    session.add(row)


def _send_to(session: Session, workspace: Workspace, channel: str, now: datetime) -> None:
    """Have a digest that its channel did not take go to the channel that is set now, at once."""
    for message in session.exec(
        select(Message).where(Message.team_id == workspace.team_id, Message.feature == DIGEST, Message.state == PLANNED)
    ):
        message.recipient, message.not_before = channel, now


def find_reminder(session: Session, team_id: str) -> Reminder | None:
    """Return the one reminder of a workspace's digest; `due_on` is the day on which the next one should be posted."""
    return session.get(Reminder, (team_id, WORKSPACE, team_id, DIGEST))


def digest_key(team_id: str, week: Week) -> str:
    """Name the one digest that reports a week."""
    return f"digest:{team_id}:{week.name}"


def await_post(row: Reminder, week: Week, workspace: Workspace) -> None:
    """Have the reminder wait for the digest that is posted in this week, counted by the day it should be posted on."""
    working = working_time(workspace)
    row.due_on = posting_day(week, workspace, working)
    row.remind_at = post_at(week, workspace, working)


def first_post(workspace: Workspace, now: datetime) -> Week:
    """Return the week of the next digest for a workspace that has had none: its hour is still to come."""
    working = working_time(workspace)
    # holidays may move the digest of a company that works on one day a week by several weeks
    week = week_of(working.today(now)).later(-4)
    while post_at(week, workspace, working) < now:
        week = week.later(1)
    return week


def last_post(workspace: Workspace, now: datetime) -> Week:
    """Return the latest week whose digest should have been posted by now."""
    working = working_time(workspace)
    week = week_of(working.today(now))
    while post_at(week, workspace, working) > now:
        week = week.later(-1)
    return week


def posting_day(week: Week, workspace: Workspace, working: WorkingTime) -> date:
    """Return the digest's day in a week; a weekday on which nobody works means the next on which somebody does."""
    weekday = next(day % DAYS for day in range(workspace.digest_weekday, 2 * DAYS) if day % DAYS in working.weekdays)
    return week.day(weekday)


def post_at(week: Week, workspace: Workspace, working: WorkingTime) -> datetime:
    """Return the instant (UTC) of a week's digest; a holiday moves it to the next working day."""
    day = next_working_day(posting_day(week, workspace, working), working)
    return datetime.combine(day, time.fromisoformat(workspace.digest_at), working.zone).astimezone(UTC)


@dataclass(frozen=True)
class Digest:
    """What a digest tells of a week, as it stands on `today`, a day in the workspace's zone.

    `weeks` holds the tallies of the last twelve weeks, this one last; `signs` counts signs of life by kind,
    `purchases_minor` sums up the purchases among them.
    """

    week: Week
    today: date
    weeks: Sequence[Tally]
    at_risk: AtRisk
    thanks: Sequence[Thanks]
    movements: Movements
    signs: Counter[str]
    purchases_minor: int
    load: Load
    without_champion: int
    set_up_by: Member | None
    complaints: ComplaintWeek = field(default_factory=ComplaintWeek)
    quotes: Sequence[Quote] = ()
    stocktake: Report | None = None
    recovery: Recovery | None = None

    @property
    def tally(self) -> Tally:
        return self.weeks[-1]

    @property
    def is_over(self) -> bool:
        return self.week.sunday < self.today

    @property
    def four_weeks(self) -> tuple[int, int]:
        """Return how many touches were made and planned in the last four weeks, this one among them."""
        last = self.weeks[-WEEKS_SUMMED:]
        return sum(tally.made for tally in last), sum(tally.planned for tally in last)

    @property
    def charted(self) -> Sequence[Tally]:
        """Return the weeks since the first in which anything was made or planned."""
        first = next((place for place, tally in enumerate(self.weeks) if tally.made or tally.planned), len(self.weeks))
        return self.weeks[first:]


def digest_of(session: Session, workspace: Workspace, week: Week, now: datetime) -> Digest | None:
    """Return what is to be told of a week; None while nobody is in care."""
    team_id, working = workspace.team_id, working_time(workspace)
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    if not found:
        return None
    customers = {customer.id: customer for customer in found}
    people, today = members_by_id(session, team_id), working.today(now)
    brought = customer_weeks(session, team_id, customers, week)
    signs = [sign for theirs in brought for sign in theirs.signs]
    sent = came_between(session, team_id, customers, week.monday, week.sunday)
    shown, within = [week.later(place) for place in range(1 - WEEKS_SHOWN, 1)], bounds(week, working)
    return Digest(
        week=week,
        today=today,
        weeks=tallies(session, team_id, found, shown, working),
        at_risk=at_risk(who_waits(session, team_id, today)),
        thanks=praise(
            brought, people, care_model_of(session, team_id), thanked_between(session, team_id, *within), sent
        ),
        movements=movements(session, team_id, customers, *within),
        signs=Counter(sign.kind for sign in signs),
        purchases_minor=sum(sign.amount_minor or 0 for sign in signs if sign.kind == PURCHASE),
        load=coming_load(session, team_id, customers, today),
        without_champion=sum(not reader_of(customer, people) for customer in found),
        set_up_by=find_member(session, team_id, workspace.set_up_by),
        complaints=complaint_week(session, team_id, *within),
        quotes=quotes(
            brought,
            said_between(session, team_id, week.monday, week.sunday),
            customers,
            moment_names(session, team_id),
        ),
        stocktake=closed_between(session, team_id, *within),
        recovery=best_told(session, team_id, *within),
    )


def bounds(week: Week, working: WorkingTime) -> tuple[datetime, datetime]:
    """Return the instants (UTC) at which a week begins, and at which the next one does."""
    begins, ends = (datetime.combine(day, time.min, working.zone) for day in (week.monday, week.later(1).monday))
    return begins.astimezone(UTC), ends.astimezone(UTC)
