"""Handing a customer over: asked, taken for now or for good, declined, left unanswered, withdrawn, given back."""

from datetime import UTC, date, datetime, time

from sqlmodel import Session, col, select

from models import acts
from models.away import HANDED, expect
from models.cover import rota_of
from models.customer import Customer, find_customer
from models.decision import CHAMPION, Decision
from models.hand_over import (
    ACCEPTED,
    ASKED,
    ENDED,
    HAND_OVER,
    UNANSWERED,
    HandOver,
    ask_receiver,
    close,
    withdraw_asked,
)
from models.member import Member, find_member
from models.reminder import Reminder, settle, wake_managers
from models.working_time import DAY, working_days_later
from models.workspace import Workspace, working_time_of

ANSWER_WITHIN = 2
"""Working days of the receiver; then it goes back and a manager sees it (care rules)."""
ONESELF, OUTSIDER, AWAY, ALREADY = "oneself", "outsider", "away", "already"


def why_not_ask(
    session: Session, customer: Customer, giver: Member, receiver: Member | None, now: datetime
) -> str | None:
    """Return why this person cannot be asked to take a customer; None where they can."""
    if receiver is None or not receiver.belongs:
        return OUTSIDER
    if receiver.user_id == customer.champion_id:
        return ONESELF if receiver.user_id == giver.user_id else ALREADY
    if receiver.user_id == giver.user_id:
        return ONESELF
    return None if rota_of(session, giver.team_id, now).is_here(receiver.user_id) else AWAY


def ask(
    session: Session,
    customer: Customer,
    giver: Member,
    receiver: Member,
    now: datetime,
    *,
    until: date | None = None,
    note: str = "",
) -> HandOver:
    """Ask a colleague to take a customer, until a day or for good; who was asked before is asked no longer."""
    withdraw_asked(session, customer, giver.user_id, now)
    working = working_time_of(session, customer.team_id, receiver)
    by_day = working_days_later(working.today(now), ANSWER_WITHIN, working)
    asked = HandOver(
        team_id=customer.team_id,
        customer_id=customer.id,
        giver_id=giver.user_id,
        receiver_id=receiver.user_id,
        until=until,
        note=note,
        asked_at=now,
        answer_by=now + (by_day - working.today(now)),
    )
    session.add(asked)
    _look_at(session, asked, asked.answer_by)
    ask_receiver(session, asked, now)
    settle(session, customer, now)
    return asked


def take(session: Session, asked: HandOver, customer: Customer, now: datetime) -> None:
    """Take the customer: for good the receiver becomes champion, for now they read of it until the day named."""
    close(session, asked, ACCEPTED, asked.receiver_id, now)
    if asked.until is None:
        acts.assign(session, customer, asked.receiver_id, asked.receiver_id, now)
    else:
        working = working_time_of(session, asked.team_id, find_member(session, asked.team_id, asked.receiver_id))
        _look_at(session, asked, datetime.combine(asked.until + DAY, time.min, working.zone).astimezone(UTC))
        settle(session, customer, now)
    _tell_giver(session, asked, now)


def back(session: Session, asked: HandOver, state: str, by: str | None, now: datetime) -> None:
    """Let a customer stay with, or go back to, whoever hands it over: declined, unanswered, withdrawn or ended."""
    close(session, asked, state, by, now)
    if customer := find_customer(session, asked.team_id, asked.customer_id):
        settle(session, customer, now)
    if state == UNANSWERED:
        wake_managers(session, session.get_one(Workspace, asked.team_id), now)
    if asked.giver_id != by:
        _tell_giver(session, asked, now)


def look(session: Session, team_id: str, hand_over_id: str, now: datetime) -> None:
    """Look at a hand-over whose time has come: nobody answered, or the days are over for which it was taken."""
    asked = session.get(HandOver, (team_id, hand_over_id))
    if asked and asked.state == ASKED and asked.answer_by <= now:
        back(session, asked, UNANSWERED, None, now)
    elif asked and asked.state == ACCEPTED and asked.until:
        back(session, asked, ENDED, None, now)


def receiver_left(session: Session, team_id: str, user_id: str, now: datetime) -> None:
    """Give back what somebody was asked, or has taken for now, who has left the company."""
    for asked in session.exec(select(HandOver).where(HandOver.team_id == team_id, HandOver.receiver_id == user_id)):
        if asked.state == ASKED:
            back(session, asked, UNANSWERED, None, now)
        elif asked.state == ACCEPTED and asked.until:
            back(session, asked, ENDED, None, now)


def decision_of(session: Session, taken: HandOver) -> Decision | None:
    """Return the decision that made the receiver champion, as long as it stands."""
    return session.exec(
        select(Decision)
        .where(Decision.team_id == taken.team_id, Decision.customer_id == taken.customer_id)
        .where(Decision.kind == CHAMPION, Decision.created_at == taken.answered_at, col(Decision.undone_at).is_(None))
    ).first()


def _look_at(session: Session, asked: HandOver, at: datetime) -> None:
    session.merge(
        Reminder(team_id=asked.team_id, subject_kind=HAND_OVER, subject_id=asked.id, reason=HAND_OVER, remind_at=at)
    )


def _tell_giver(session: Session, asked: HandOver, now: datetime) -> None:
    if giver := find_member(session, asked.team_id, asked.giver_id):
        today = working_time_of(session, asked.team_id, giver).today(now)
        expect(session, asked.team_id, giver.user_id, HANDED, today, now)
