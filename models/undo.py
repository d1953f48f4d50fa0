"""Taking back: a fact is marked undone and the reminders are computed again from what remains.

A step of a complaint and the touch or sign of life that it was are taken back together, whichever was named.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models import (
    changing,
    group_news,
    hand_over,
    know_acts,
    leaving,
    nudge,
    refer_acts,
    reminder,
    second_purchase,
    stocktake_acts,
    welcome,
)
from models.audit import record
from models.calendar_place import as_before
from models.complaint import ComplaintStep, find_complaint, step_with
from models.complaint_reminder import settle_complaint
from models.customer import ACTIVE, LEFT, Customer
from models.decision import CADENCE, CHAMPION, DETAILS, GROUP, KEY, KNOWN, LOST, REFERRED, RUNG, TIER, WON, Decision
from models.fact import Fact, find_fact, recorded_at, recorded_by
from models.home import draw_again
from models.know_reminder import settle_known
from models.member import Member
from models.moment_reminder import settle_moments
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import DONE, DROPPED, PLANNED, Touch
from models.undo_change import restore

Kept = TypeVar("Kept", Touch, SignOfLife, Decision, ComplaintStep)

UNDO_WITHIN = timedelta(hours=24)
CHANGES = {TIER, KEY, CHAMPION, CADENCE, DETAILS, GROUP, RUNG, LOST, WON}

TOO_LATE, NOT_YOURS, ALREADY_UNDONE, CIRCLE = "too_late", "not_yours", "already_undone", "circle"


def latest_fact(session: Session, team_id: str, user_id: str, now: datetime) -> Fact | None:
    """Return what a person did last within a day and has not taken back; what they imported is none of it."""
    touch = session.exec(
        select(Touch)
        .where(Touch.team_id == team_id, col(Touch.undone_at).is_(None), col(Touch.external_id).is_(None))
        .where(func.coalesce(col(Touch.changed_by), col(Touch.by)) == user_id)
        .where(or_(col(Touch.created_at) >= now - UNDO_WITHIN, col(Touch.changed_at) >= now - UNDO_WITHIN))
        .order_by(func.coalesce(col(Touch.changed_at), col(Touch.created_at)).desc())
        .limit(1)
    ).first()
    sign = session.exec(
        select(SignOfLife)
        .where(SignOfLife.team_id == team_id, SignOfLife.by == user_id)
        .where(col(SignOfLife.undone_at).is_(None), col(SignOfLife.external_id).is_(None))
        .where(col(SignOfLife.created_at) >= now - UNDO_WITHIN)
        .order_by(col(SignOfLife.created_at).desc())
        .limit(1)
    ).first()
    decision = session.exec(
        select(Decision)
        .where(Decision.team_id == team_id, Decision.by == user_id, col(Decision.undone_at).is_(None))
        .where(col(Decision.created_at) >= now - UNDO_WITHIN)
        .order_by(col(Decision.created_at).desc())
        .limit(1)
    ).first()
    step = session.exec(
        select(ComplaintStep)
        .where(ComplaintStep.team_id == team_id, ComplaintStep.by == user_id, col(ComplaintStep.undone_at).is_(None))
        .where(col(ComplaintStep.created_at) >= now - UNDO_WITHIN)
        .order_by(col(ComplaintStep.created_at).desc())
        .limit(1)
    ).first()
    # of a step and the touch that it was, recorded at the same instant, the step is named
    return max((fact for fact in (step, touch, sign, decision) if fact), key=recorded_at, default=None)


def why_not(fact: Fact, actor: Member, now: datetime) -> str | None:
    """Return why this person cannot take this back; for 24 hours the one who did it and managers can (None)."""
    if fact.undone_at:
        return ALREADY_UNDONE
    if actor.user_id != recorded_by(fact) and not actor.manager:
        return NOT_YOURS
    if now - recorded_at(fact) > UNDO_WITHIN:
        return TOO_LATE
    return None


def undoable(facts: Iterable[Fact | None], actor: Member, now: datetime) -> set[str]:
    """Return the ids of those of these facts that this person can take back."""
    return {fact.id for fact in facts if fact and why_not(fact, actor, now) is None}


def undo(session: Session, customer: Customer, fact: Fact, actor: Member, now: datetime) -> None:
    """Take a fact back; a plan that was confirmed, dropped or moved becomes the plan that it was."""
    step = fact if isinstance(fact, ComplaintStep) else step_with(session, fact.team_id, fact.id)
    part = find_fact(session, fact.team_id, step.fact_id) if step and step.fact_id else None
    taken_back = [one for one in (step, part) if one and not one.undone_at] if step else [fact]
    for one in taken_back:
        _take_back(session, customer, one, now)
    record(
        session,
        team_id=fact.team_id,
        at=now,
        actor=actor.user_id,
        action="undo",
        subject=f"customer:{fact.customer_id}",
        before={
            "fact": fact.id,
            "kind": fact.kind,
            "day": day.isoformat() if (day := getattr(fact, "day", None)) else None,
        },
    )
    if step and (complaint := find_complaint(session, step.team_id, step.complaint_id)):
        settle_complaint(session, complaint, now)
    for one in taken_back:
        nudge.look_again(session, one, now)
    group_news.draw_again(session, fact.team_id, {recorded_at(one) for one in taken_back}, now)
    reminder.settle(session, customer, now)
    settle_known(session, customer, now)
    settle_moments(session, customer, now)


def _take_back(session: Session, customer: Customer, fact: Fact, now: datetime) -> None:
    if isinstance(fact, Touch):
        fact.revision, fact.revised_at = fact.revision + 1, now
    if isinstance(fact, Touch) and fact.before:
        as_before(fact)
    elif isinstance(fact, Touch) and _was_planned(fact) and (fact.state in (DONE, DROPPED) or fact.moved_from):
        _plan_as_before(fact)
    else:
        fact.undone_at = now
    if isinstance(fact, SignOfLife) and fact.kind == PURCHASE:
        refer_acts.look_again(session, customer, now)
        group_news.draw_first_since(session, fact.team_id, second_purchase.perhaps_told(session, fact), now)
    if isinstance(fact, Decision):
        changing.change_back(session, customer, fact)
    if isinstance(fact, Decision) and fact.kind == KNOWN:
        know_acts.known_back(session, customer, fact, now)
    if isinstance(fact, Decision) and fact.kind == REFERRED:
        refer_acts.referral_back(session, fact, now)
    if isinstance(fact, Decision) and fact.kind in CHANGES:
        was_lost = customer.state == LEFT
        draw_again(session, fact.team_id, now, {customer.champion_id})  # perhaps they read of this customer no more
        restore(session, customer, fact)
        welcome.look_again(session, fact.team_id, now)
        if was_lost and fact.kind == LOST and customer.state == ACTIVE:
            leaving.ask_again(session, customer, fact, now)
    if isinstance(fact, Decision) and fact.kind == TIER:
        stocktake_acts.taken_back(session, customer, fact, now)
    if isinstance(fact, Decision) and fact.kind == CHAMPION:
        hand_over.redraw(session, fact.team_id, fact.customer_id, now)


def _was_planned(touch: Touch) -> bool:
    return bool(touch.booked_at or touch.planned_for)


def _plan_as_before(touch: Touch) -> None:
    if touch.state == PLANNED and touch.moved_from:
        touch.planned_for = touch.planned_for and touch.moved_from
        touch.day, touch.moved_from = touch.moved_from, None
    touch.state, touch.changed_at, touch.changed_by = PLANNED, None, None


def undone_together(session: Session, fact: Fact) -> Sequence[Fact]:
    """Return what one command kept at once for several customers, this fact among it."""
    if isinstance(fact, Touch):
        together = _kept_with(session, Touch, fact)
        return [touch for touch in together if touch.external_id is None and touch.changed_at == fact.changed_at]
    if isinstance(fact, SignOfLife):
        return [sign for sign in _kept_with(session, SignOfLife, fact) if sign.external_id is None]
    if isinstance(fact, ComplaintStep):
        return [step for step in _kept_with(session, ComplaintStep, fact) if step.kind == fact.kind]
    return [decision for decision in _kept_with(session, Decision, fact) if decision.kind == fact.kind]


def _kept_with(session: Session, table: type[Kept], fact: Kept) -> Sequence[Kept]:
    return session.exec(
        select(table)
        .where(table.team_id == fact.team_id, table.by == fact.by, table.created_at == fact.created_at)
        .where(col(table.undone_at).is_(None))
    ).all()
