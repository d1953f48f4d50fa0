"""What of the Annual Calendar goes into other calendars: what is planned, what was done of it, what was called off."""

from datetime import date, timedelta

from sqlmodel import Session, col, or_, select

from models.calendar_plan import A_YEAR
from models.customer import ACTIVE, Customer
from models.touch import CALENDAR, DROPPED, PLANNED, Touch

BACK = timedelta(days=31)
MOST = 5_000
"""More than a team plans in a year; what is further away comes when it is nearer."""


def for_file(session: Session, team_id: str, champion_id: str | None, today: date) -> list[tuple[Touch, Customer]]:
    """Return planned touches with active customers of this champion, or of all, from a month back to a year ahead.

    What was skipped or taken out is among them, so that a calendar which knows it can be told.
    """
    theirs = () if champion_id is None else (Customer.champion_id == champion_id,)
    rows = session.exec(
        select(Touch, Customer)
        .join(Customer, (col(Customer.team_id) == Touch.team_id) & (col(Customer.id) == Touch.customer_id))
        .where(Touch.team_id == team_id, col(Touch.day).between(today - BACK, today + A_YEAR))
        .where(or_(Touch.state == PLANNED, Touch.source == CALENDAR, col(Touch.booked_at).is_not(None)))
        .where(Customer.state == ACTIVE, *theirs)
        .order_by(col(Touch.day), Touch.id)
        .limit(MOST)
    )
    return [(touch, customer) for touch, customer in rows]


def called_off(touch: Touch) -> bool:
    """Tell whether what was planned does not take place: skipped, dropped or taken out."""
    return touch.state == DROPPED or touch.undone_at is not None
