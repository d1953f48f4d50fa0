"""Whose words somebody sees summed up: managers all, others what customers they read of said, and what they noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cover import customers_read_by, rota_of
from models.customer import REMOVED, Customer
from models.member import Member
from models.moment import moment_names
from models.saying import Saying, said_between
from models.voice import Heard, heard, quarters_to
from models.workspace import working_time_of

LATEST_SHOWN = 5


@dataclass(frozen=True)
class Voice:
    """What a person is shown of what was said; `customers` are those of the latest sayings, `moments` all names."""

    heard: Heard
    today: date
    customers: Mapping[str, Customer]
    everybody: bool
    moments: Mapping[str, str]


def voice_of(session: Session, member: Member, now: datetime) -> Voice:
    """Return what was said in the last quarters, as far as it is this person's to see."""
    today = working_time_of(session, member.team_id, member).today(now)
    found = _seen(session, member, quarters_to(today)[0], today, now)
    names = moment_names(session, member.team_id)
    summed = heard(found, today, LATEST_SHOWN, names)
    ids = {saying.customer_id for saying in summed.latest if saying.customer_id}
    mine = (Customer.team_id == member.team_id, Customer.state != REMOVED, col(Customer.id).in_(ids))
    return Voice(
        summed, today, {one.id: one for one in session.exec(select(Customer).where(*mine))}, member.manager, names
    )


def _seen(session: Session, member: Member, first: date, last: date, now: datetime) -> Sequence[Saying]:
    found = said_between(session, member.team_id, first, last)
    if member.manager:
        return found
    read = customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    theirs = {customer.id for customer in read}
    return [saying for saying in found if saying.by == member.user_id or saying.customer_id in theirs]
