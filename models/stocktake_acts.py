"""What people do in a stocktake: begin it, grade, confirm; all of it in the caller's transaction, told to the audit."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models import acts
from models.audit import record
from models.customer import ACTIVE, Customer
from models.decision import TIER, Decision
from models.ids import new_id
from models.reminder import settle_all
from models.stocktake import (
    Graded,
    Grading,
    Stocktake,
    all_gradings,
    closed_stocktakes,
    gradings_in,
    open_stocktake,
)
from models.stocktake_prefill import prefilled
from models.stocktake_reminder import (
    HALF_A_YEAR,
    STOCKTAKE,
    ask_champions,
    expect,
    let_champions_be,
    morning_after,
    reopen,
    tell_managers_anew,
)
from models.stocktake_rules import QUESTIONS
from models.working_time import working_days_later, working_time
from models.workspace import Workspace

WORKING_DAYS_TO_GRADE = 10
TO_CONVERT = ("C", "D")


def begin(session: Session, team_id: str, by: str | None, now: datetime) -> Stocktake:
    """Begin a stocktake of all active customers, prefilled from what is known; one that is going on is returned."""
    if going_on := open_stocktake(session, team_id):
        return going_on
    workspace = session.get_one(Workspace, team_id)
    today = working_time(workspace).today(now)
    until = working_days_later(today, WORKING_DAYS_TO_GRADE, working_time(workspace))
    stocktake = Stocktake(team_id=team_id, begun_by=by, begun_at=now, until=until)
    session.add(stocktake)
    session.flush()
    customers = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    of_this: dict[str, Any] = {"team_id": team_id, "stocktake_id": stocktake.id}
    rows = prefilled(session, team_id, customers, last_gradings(session, team_id), today)
    if rows:
        session.execute(insert(Grading), [of_this | {"id": new_id()} | row for row in rows])
    ask_champions(session, workspace, {customer.champion_id for customer in customers if customer.champion_id}, now)
    expect(session, workspace, STOCKTAKE, morning_after(until), now)
    tell_managers_anew(session, team_id, now)
    _tell_audit(session, stocktake, by, "begun", now, customers=len(customers))
    return stocktake


def call_off(session: Session, stocktake: Stocktake, by: str, now: datetime) -> None:
    """End a stocktake that nobody has confirmed, as if it had not been begun; it is offered again."""
    for grading in all_gradings(session, stocktake):
        session.delete(grading)
    session.flush()
    session.delete(stocktake)
    let_champions_be(session, stocktake.team_id)
    expect(session, session.get_one(Workspace, stocktake.team_id), STOCKTAKE, None, now)
    tell_managers_anew(session, stocktake.team_id, now)
    _tell_audit(session, stocktake, by, "called_off", now)


def last_gradings(session: Session, team_id: str) -> dict[str, Grading]:
    """Return what the last confirmed stocktake holds, by customer."""
    [*closed] = closed_stocktakes(session, team_id)[:1]
    return {grading.customer_id: grading for last in closed for grading in all_gradings(session, last)}


def answer(grading: Grading, question: str, said: int) -> None:
    """Keep one answer at once, and what all five suggest now."""
    if question not in QUESTIONS:
        raise ValueError(f"no question of the stocktake: {question}")
    setattr(grading, question, said)
    grading.sources = {**grading.sources, question: {"from": "person"}}
    suggestion = grading.suggestion
    grading.suggested, grading.reasons = suggestion.tier, suggestion.reasons


def grade(session: Session, grading: Grading, tier: str, reason: str, by: str, now: datetime) -> None:
    """Keep the tier that somebody chose, with the reason where it is not the suggested one."""
    grading.chosen, grading.graded_by, grading.graded_at = tier, by, now
    grading.reason = reason if tier != grading.suggested else ""
    _look_again(session, grading.team_id, now)


def keep_as_they_are(session: Session, graded: Iterable[Graded], by: str, now: datetime) -> int:
    """Let all these customers keep the tier they have; return how many they are."""
    kept = [grading for grading, _ in graded if grading.tier_before and not grading.graded_at]
    for grading in kept:
        grading.chosen, grading.graded_by, grading.graded_at = grading.tier_before, by, now
    if kept:
        _look_again(session, kept[0].team_id, now)
    return len(kept)


def _look_again(session: Session, team_id: str, now: datetime) -> None:
    tell_managers_anew(session, team_id, now)


def to_change(graded: Iterable[Graded]) -> list[Graded]:
    """Return those whose tier a confirmation changes, or takes the mark off that an import set."""
    return [
        (grading, customer)
        for grading, customer in graded
        if not grading.confirmed_at and grading.graded_at and grading.chosen
        if grading.chosen != customer.tier or customer.tier_suggested
    ]


def confirm_one(session: Session, grading: Grading, customer: Customer, by: str, now: datetime) -> Decision | None:
    """Confirm one customer's tier at once, before the others."""
    decision = acts.grade(session, customer, grading.chosen, by, now) if grading.chosen else None
    grading.confirmed_by, grading.confirmed_at, grading.given = by, now, customer.tier
    return decision


def close(session: Session, stocktake: Stocktake, by: str, now: datetime) -> list[Decision]:
    """Confirm all: tiers change at once, by a decision each; who was not graded keeps the tier they have."""
    graded = gradings_in(session, stocktake)
    changes = to_change(graded)
    decisions = [acts.grade(session, one, grading.chosen or "", by, now, settle=False) for grading, one in changes]
    settle_all(session, stocktake.team_id, [customer for _, customer in changes], now)
    before = last_gradings(session, stocktake.team_id)
    for grading, customer in graded:
        if not grading.confirmed_at:
            grading.confirmed_by, grading.confirmed_at = by, now
        grading.given = customer.tier
        last = before.get(grading.customer_id)
        if last and last.deadline and not last.decision and grading.tier in TO_CONVERT:
            grading.deadline, grading.owner_id = last.deadline, last.owner_id
    stocktake.closed_by, stocktake.closed_at = by, now
    let_champions_be(session, stocktake.team_id)
    workspace = session.get_one(Workspace, stocktake.team_id)
    expect(session, workspace, STOCKTAKE, working_time(workspace).today(now) + HALF_A_YEAR, now)
    tell_managers_anew(session, stocktake.team_id, now)
    _tell_audit(session, stocktake, by, "confirmed", now, customers=len(graded), changed=len(decisions))
    return decisions


def decisions_at_closing(session: Session, stocktake: Stocktake) -> Sequence[Decision]:
    """Return the decisions that stand by which a stocktake changed tiers, to be taken back together."""
    return session.exec(
        select(Decision)
        .where(Decision.team_id == stocktake.team_id, Decision.kind == TIER, col(Decision.undone_at).is_(None))
        .where(Decision.created_at == stocktake.closed_at, Decision.by == stocktake.closed_by)
    ).all()


def taken_back(session: Session, customer: Customer, decision: Decision, now: datetime) -> None:
    """A tier was taken back, and `customer` has the one from before: what a stocktake said of it is not true any more.

    With the last tier that a stocktake set, it is open again. While others stand it stays closed, and keeps that this
    one was taken back.
    """
    at = decision.created_at
    mine = select(Grading).where(Grading.team_id == decision.team_id, Grading.customer_id == decision.customer_id)
    for grading in session.exec(mine.where(Grading.confirmed_at == at)).all():
        grading.confirmed_at = grading.confirmed_by = grading.given = None
        stocktake = session.get_one(Stocktake, (grading.team_id, grading.stocktake_id))
        if stocktake.closed_at:
            grading.given, grading.taken_back_at = customer.tier, now
    closed = select(Stocktake).where(Stocktake.team_id == decision.team_id, Stocktake.closed_at == at)
    for stocktake in session.exec(closed).all():
        session.flush()
        if not decisions_at_closing(session, stocktake):
            open_again(session, stocktake, now)


def open_again(session: Session, stocktake: Stocktake, now: datetime) -> None:
    """Take the confirmation of a stocktake back; what was graded stays graded."""
    for grading in all_gradings(session, stocktake):
        grading.taken_back_at = None
        if grading.confirmed_at in (None, stocktake.closed_at):
            grading.confirmed_at = grading.confirmed_by = grading.given = None
    reopen(session, stocktake, now)


def _tell_audit(session: Session, stocktake: Stocktake, by: str | None, what: str, now: datetime, **after: Any) -> None:
    subject = f"stocktake:{stocktake.id}"
    record(
        session, team_id=stocktake.team_id, at=now, actor=by, action=f"stocktake.{what}", subject=subject, after=after
    )
