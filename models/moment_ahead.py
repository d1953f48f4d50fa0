"""Which moments wait for somebody: of the customers they read of, and those of which they are the owner."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.cover import rota_of
from models.customer import ACTIVE, find_customer
from models.member import Member
from models.moment import Moment, MomentCheck
from models.moment_brief import MomentLine, line_of
from models.moment_reminder import reader_of

AHEAD = timedelta(days=30)


def moments_ahead(session: Session, member: Member, today: date, now: datetime) -> list[MomentLine]:
    """Return what is open for a person until a month from today, by day."""
    rota = rota_of(session, member.team_id, now)
    rows = session.exec(
        select(MomentCheck, Moment)
        .join(Moment, (col(Moment.team_id) == MomentCheck.team_id) & (col(Moment.id) == MomentCheck.moment_id))
        .where(MomentCheck.team_id == member.team_id, col(MomentCheck.outcome).is_(None))
        .where(MomentCheck.due_on <= today + AHEAD)
        .order_by(col(MomentCheck.due_on), col(MomentCheck.id))
    )
    lines = []
    for check, moment in rows:
        customer = find_customer(session, check.team_id, check.customer_id)
        reader = None if customer and customer.state != ACTIVE else reader_of(moment, customer, rota)
        if reader and reader.user_id == member.user_id:
            lines.append(line_of(session, check, moment, member, today, now))
    return lines
