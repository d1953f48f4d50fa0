"""Channels tied to customers: what is said in one that is shared with their company is a sign of life, or a touch."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select

from models import acts
from models.audit import record
from models.cover import Rota
from models.customer import Customer
from models.kind import Kind
from models.member import Member
from models.row import of_customer
from models.sign_of_life import MESSAGE, SignOfLife
from models.touch import DONE, SLACK, Touch

Json = dict[str, Any]
IN_LINK = re.compile(r"/archives/([A-Z0-9]+)/")


class CustomerChannel(SQLModel, table=True):
    """One shared channel and its one customer; a customer may have several."""

    __tablename__ = "customer_channel"
    __table_args__ = (of_customer(), Index("channel_by_customer", "team_id", "customer_id"))

    team_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    customer_id: str
    by: str | None = None
    created_at: datetime


def find_channel(session: Session, team_id: str, channel_id: str) -> CustomerChannel | None:
    """Return what a channel is tied to: asked for everything that is said anywhere, so by its key alone."""
    return session.get(CustomerChannel, (team_id, channel_id))


def channels_of(session: Session, team_id: str, customer_id: str) -> Sequence[str]:
    """Return the ids of the channels of a customer, the one that was tied first first."""
    return session.exec(
        select(CustomerChannel.channel_id)
        .where(CustomerChannel.team_id == team_id, CustomerChannel.customer_id == customer_id)
        .order_by(col(CustomerChannel.created_at), col(CustomerChannel.channel_id))
    ).all()


def tie(session: Session, customer: Customer, channel_id: str, by: str, now: datetime) -> str | None:
    """Make a channel this customer's; return whose it was before, if it was another's."""
    row = find_channel(session, customer.team_id, channel_id)
    before = row.customer_id if row else None
    if before == customer.id:
        return None
    if row:
        row.customer_id, row.by, row.created_at = customer.id, by, now
    else:
        facts: Json = {"customer_id": customer.id, "by": by, "created_at": now}
        session.add(CustomerChannel(team_id=customer.team_id, channel_id=channel_id, **facts))
    _tell_audit(session, customer, "channel.tied", channel_id, by, now)
    return before


def untie(session: Session, customer: Customer, channel_ids: Sequence[str], by: str, now: datetime) -> list[str]:
    """Let these channels be nobody's again, of those that are this customer's; return which they were."""
    untied = [id_ for id_ in channels_of(session, customer.team_id, customer.id) if id_ in channel_ids]
    for channel_id in untied:
        if row := find_channel(session, customer.team_id, channel_id):
            session.delete(row)
            _tell_audit(session, customer, "channel.untied", channel_id, by, now)
    session.flush()
    return untied


def _tell_audit(
    session: Session, customer: Customer, action: str, channel_id: str, by: str | None, now: datetime
) -> None:
    about: Json = {"subject": f"customer:{customer.id}", "after": {"channel": channel_id}}
    record(session, team_id=customer.team_id, at=now, actor=by, action=action, **about)


def makes_touch(customer: Customer, member: Member, rota: Rota) -> bool:
    """Tell whether what a colleague writes there counts as a touch: their champion, or who reads of them for now."""
    reader = rota.reader_of(customer)
    return member.user_id in (customer.champion_id, reader.user_id if reader else None)


def touch_that_day(session: Session, customer: Customer, day: date) -> bool:
    """Tell whether a message of ours is kept of that day already, or was and has been taken back as no touch."""
    rows = session.exec(
        select(Touch).where(
            Touch.team_id == customer.team_id,
            Touch.customer_id == customer.id,
            Touch.day == day,
            Touch.kind == Kind.MESSAGE,
        )
    )
    return any(touch.source == SLACK or (touch.state == DONE and not touch.undone_at) for touch in rows)


def sign_that_day(session: Session, customer: Customer, day: date) -> bool:
    """Tell whether a message of theirs is kept of that day already."""
    row = select(SignOfLife.id).where(SignOfLife.team_id == customer.team_id, SignOfLife.source == SLACK)
    return session.exec(row.where(SignOfLife.external_id == _of_day(customer, day))).first() is not None


def log_message(session: Session, customer: Customer, by: str, day: date, link: str | None, now: datetime) -> None:
    """Keep that we wrote to them there that day: a touch, one-way since what they answer is a sign of its own."""
    said: Json = {"by": by, "permalink": link, "source": SLACK, "external_id": _of_day(customer, day)}
    about: Json = {"team_id": customer.team_id, "customer_id": customer.id, "day": day, "created_at": now}
    acts.log_touch(session, customer, Touch(kind=Kind.MESSAGE, **about, **said), now)


def note_message(session: Session, customer: Customer, day: date, link: str | None, now: datetime) -> None:
    """Keep that they wrote there that day, with the link and without the words."""
    said: Json = {"permalink": link, "source": SLACK, "external_id": _of_day(customer, day)}
    about: Json = {"team_id": customer.team_id, "customer_id": customer.id, "day": day, "created_at": now}
    acts.note_sign(session, customer, SignOfLife(kind=MESSAGE, **about, **said), now)


def _of_day(customer: Customer, day: date) -> str:
    return f"{customer.id}:{day.isoformat()}"


def channel_in(link: str | None) -> str | None:
    """Return the id of the channel in a message's address."""
    found = IN_LINK.search(link or "")
    return found[1] if found else None
