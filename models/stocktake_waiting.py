"""What a stocktake wants of people: managers' decisions about it, and the lines of it in a champion's brief."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cover import Rota
from models.customer import Customer
from models.message import SENT, Message, find_message
from models.outbox import NOTHING_TO_SAY
from models.reminder import MEMBER, Reminder
from models.stocktake import Graded, Grading, Stocktake, closed_stocktakes, gradings_in, open_stocktake
from models.stocktake_lists import TOLD_BEFORE, lists_of, missed, nearing
from models.stocktake_reminder import CONVERSION, GRADING, is_offered, week_later
from models.working_time import next_working_morning, working_time
from models.workspace import Workspace

OFFER, READY, LATE, MISSED_ONE, ENDS = "offer", "ready", "late", "missed", "ends"


@dataclass(frozen=True)
class Review:
    """One thing about stocktakes that a manager decides.

    OFFER: it is time for one, the last was confirmed on `last`. READY, LATE: `graded` of `total` are, confirm it.
    MISSED_ONE: this customer was to be converted by now. ENDS: so many (`total`) are E, and nobody has decided yet.
    """

    what: str
    graded: int = 0
    total: int = 0
    last: date | None = None
    stocktake: Stocktake | None = None
    grading: Grading | None = None
    customer: Customer | None = None


@dataclass(frozen=True)
class StocktakeNews:
    """What a brief says: `left` of `total` customers of the reader want grading until a day, whom to convert soon."""

    left: int
    total: int
    until: date | None
    nearing: Sequence[Graded]


def reviews(session: Session, team_id: str, now: datetime) -> list[Review]:
    """Return what waits for the managers of a workspace."""
    today = working_time(session.get_one(Workspace, team_id)).today(now)
    found = []
    if going_on := open_stocktake(session, team_id):
        graded = gradings_in(session, going_on)
        done = sum(grading.graded_at is not None for grading, _ in graded)
        if done == len(graded) or going_on.until < today:
            what = READY if done == len(graded) else LATE
            found.append(Review(what, graded=done, total=len(graded), stocktake=going_on))
    elif is_offered(session, team_id):
        last = closed_stocktakes(session, team_id)[:1]
        found.append(Review(OFFER, last=last[0].closed_at.date() if last and last[0].closed_at else None))
    lists = lists_of(session, team_id)
    found += [Review(MISSED_ONE, grading=grading, customer=customer) for grading, customer in missed(lists, today)]
    if lists.ends:
        found.append(Review(ENDS, total=len(lists.ends)))
    return found


def of_champion(session: Session, stocktake: Stocktake, champion_id: str | None, rota: Rota) -> list[Graded]:
    """Return the customers that one person grades: theirs, and whom they read of for others; None: nobody's."""
    if champion_id is None:
        return [one for one in gradings_in(session, stocktake) if rota.champion_of(one[1]) is None]
    champions = {champion_id, *(absence.user_id for absence in rota.absences)}
    perhaps = col(Customer.champion_id).in_(champions) | col(Customer.id).in_(rota.keepers)
    found = gradings_in(session, stocktake, perhaps)
    return [one for one in found if one[1].champion_id == champion_id or rota.reads(champion_id, one[1])]


def to_grade(session: Session, team_id: str, user_id: str, rota: Rota) -> StocktakeNews | None:
    """Return how many customers of somebody want grading; None where none do."""
    going_on = open_stocktake(session, team_id)
    mine = of_champion(session, going_on, user_id, rota) if going_on else []
    left = sum(grading.graded_at is None for grading, _ in mine)
    return StocktakeNews(left, len(mine), going_on.until, []) if going_on and left else None


def news(session: Session, message: Message, rota: Rota, today: date) -> StocktakeNews | None:
    """Return what a brief has to say of stocktakes; None where it was not asked to, or all is graded by now."""
    reasons = session.exec(
        select(Reminder.reason)
        .where(Reminder.team_id == message.team_id, Reminder.brief == message.key)
        .where(Reminder.subject_kind == MEMBER, Reminder.subject_id == message.recipient)
        .where(col(Reminder.reason).in_((GRADING, CONVERSION)))
    ).all()
    asked = to_grade(session, message.team_id, message.recipient, rota) if GRADING in reasons else None
    soon = nearing(lists_of(session, message.team_id), message.recipient, today) if CONVERSION in reasons else []
    if not asked and not soon:
        return None
    return replace(asked, nearing=soon) if asked else StocktakeNews(0, 0, None, soon)


def told(session: Session, row: Reminder, now: datetime) -> bool:
    """Tell whether a brief has spoken of this; then it is spoken of again in a week, or when the next deadline nears.

    A brief that could not be sent on its day has not.
    """
    if row.reason == GRADING and open_stocktake(session, row.team_id) is None:
        row.remind_at = None
        return True
    message = find_message(session, row.team_id, row.brief) if row.brief else None
    if message is None or not (message.state == SENT or message.reason == NOTHING_TO_SAY):
        return False
    working = working_time(session.get_one(Workspace, row.team_id))
    if row.reason == GRADING:
        week_later(row, working, now)
        return True
    today = working.today(now)
    ahead = [one for one in lists_of(session, row.team_id).converting if one[0].owner_id == row.subject_id]
    days = [one[0].deadline - TOLD_BEFORE for one in ahead if one[0].deadline and one[0].deadline - TOLD_BEFORE > today]
    row.remind_at = next_working_morning(min(days), working, now) if days else None
    return True
