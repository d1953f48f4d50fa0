"""A nudge: a customer's line in a brief, and what came of it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models import complaint, decision
from models.clocks import CALENDAR, DUE, HAPPENED, LAST_SPOKE, SILENT
from models.complaint import ComplaintStep
from models.decision import Decision
from models.fact import Fact, facts_of, recorded_at, recorded_by
from models.follow_up import FOLLOW_UP
from models.message import SENT, Message
from models.row import Row, of_customer
from models.sign_of_life import COMPLAINT, SignOfLife
from models.touch import DROPPED, PLANNED, Touch

REPLIED, ANSWERED = "replied", "answered"
ORDINARY = frozenset({DUE, SILENT, FOLLOW_UP, CALENDAR})
ANSWERS_BY_DECISION = {
    decision.LATER: ORDINARY,
    decision.NOT_NEEDED: ORDINARY | {LAST_SPOKE},
    decision.LAST_SPOKE: frozenset({LAST_SPOKE}),
    decision.CADENCE: ORDINARY,
    decision.LOST: ORDINARY | {LAST_SPOKE},
    decision.WON: ORDINARY | {LAST_SPOKE},
}
OUTCOMES = (decision.LATER, decision.NOT_NEEDED, decision.LOST, decision.WON)
"""Decisions that are an outcome of their own; the others have answered the nudge."""
STILL_READ = timedelta(days=7)
"""For so long somebody may look at a brief again; some questions of older ones stay open for good."""
ANSWERS_BY_STEP = {
    complaint.OPENED: ORDINARY | {LAST_SPOKE},
    complaint.REOPENED: ORDINARY | {LAST_SPOKE, complaint.BOUNCE_BACK, complaint.CAUSE},
    complaint.ANSWERED: frozenset({complaint.PUT_RIGHT}),
    complaint.RECOVERED: frozenset({complaint.PUT_RIGHT}),
    complaint.SAID_HAPPY: frozenset({complaint.BOUNCE_BACK}),
    complaint.THOUGHT_HAPPY: frozenset({complaint.BOUNCE_BACK}),
    complaint.CAUSE: frozenset({complaint.CAUSE}),
}


class Nudge(Row, table=True):
    """One customer in one brief, written when the brief is claimed.

    `step` is the step that this nudge is (1 the nudge, 2 a smaller ask, 3 the last), 0 for a question; `full` tells it
    was shown with all its words, else as a line; `complaint_id` is the complaint that it asks about, if it asks about
    one, `known_id` the date or promise, `plan_id` the planned touch of which it asks whether it happened; `outcome` is
    None while it is open, else what `fact_id` (a touch, sign or decision) was to it: done, planned, replied, later,
    not_needed, lost, won or answered, or the kind of a complaint's step.
    """

    __table_args__ = (
        of_customer(),
        Index("nudge_by_message", "team_id", "message_key"),
        Index("nudge_by_customer", "team_id", "customer_id"),
        Index("nudge_by_fact", "team_id", "fact_id"),
    )

    message_key: str
    customer_id: str
    complaint_id: str | None = None
    known_id: str | None = None
    plan_id: str | None = None
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    step: int
    full: bool
    position: int
    outcome: str | None = None
    fact_id: str | None = None
    resolved_by: str | None = None
    sent_at: datetime | None = None


def find_nudge(session: Session, team_id: str, nudge_id: str) -> Nudge | None:
    """Return this workspace's nudge with that id."""
    return session.get(Nudge, (team_id, nudge_id))


def nudges_in(session: Session, message: Message) -> Sequence[Nudge]:
    """Return the nudges of one brief in the order shown."""
    return session.exec(
        select(Nudge)
        .where(Nudge.team_id == message.team_id, Nudge.message_key == message.key)
        .order_by(col(Nudge.position))
    ).all()


def answer(fact: Fact) -> tuple[str, frozenset[str]]:
    """Return what a fact is to a nudge, and the reasons of nudges that it answers.

    A sign of life answers silence alone: a touch is owed as before; that of a complaint answers by the complaint's
    step. Whether a plan happened is answered by what becomes of the plan alone. A decision about tier, key or champion
    answers nothing; it changes what is asked. A complaint lets ordinary questions rest; what is asked about it is
    answered by its own steps alone.
    """
    if isinstance(fact, SignOfLife):
        return REPLIED, frozenset() if fact.kind == COMPLAINT else frozenset({SILENT})
    if isinstance(fact, Touch) and fact.is_in_calendar:
        return PLANNED, frozenset({CALENDAR}) if fact.moved_from else frozenset()
    if isinstance(fact, Touch):
        reasons = frozenset() if fact.state == DROPPED else ORDINARY | {LAST_SPOKE}
        was_asked_about = fact.booked_at and (fact.state != PLANNED or fact.moved_from)
        about_it = ({CALENDAR} if fact.planned_for else set()) | ({HAPPENED} if was_asked_about else set())
        return ANSWERED if fact.state == DROPPED else fact.state, reasons | about_it
    if isinstance(fact, ComplaintStep):
        return fact.kind, ANSWERS_BY_STEP.get(fact.kind, frozenset())
    outcome = fact.kind if fact.kind in OUTCOMES else ANSWERED
    return outcome, ANSWERS_BY_DECISION.get(fact.kind, frozenset())


def answers(fact: Fact, nudge: Nudge) -> bool:
    """Tell whether a fact answers all that a nudge asks; whether a plan happened, only what became of that plan.

    What the calendar has planned for today is answered by any touch, and by whatever lets ordinary reminders rest.
    """
    only_itself = CALENDAR not in nudge.reasons or (isinstance(fact, Touch) and _is_of_calendar_alone(fact))
    if nudge.plan_id and nudge.plan_id != fact.id and only_itself:
        return False
    if nudge.known_id:
        return isinstance(fact, Decision) and fact.kind == decision.KNOWN and fact.after["id"] == nudge.known_id
    if nudge.complaint_id and not (isinstance(fact, ComplaintStep) and fact.complaint_id == nudge.complaint_id):
        return False
    return answer(fact)[1].issuperset(nudge.reasons)


def _is_of_calendar_alone(touch: Touch) -> bool:
    return touch.is_in_calendar or touch.state == DROPPED


def resolve(session: Session, fact: Fact, now: datetime) -> None:
    """Close the open nudges of a customer that a fact answers, wherever it was recorded.

    The others are drawn again while their brief is still read: they tell when we last spoke. What a loss has closed is
    open to what comes after it: that they are back.
    """
    is_open = col(Nudge.outcome).is_(None) | (col(Nudge.outcome) == decision.LOST)
    for nudge in session.exec(
        select(Nudge).where(Nudge.team_id == fact.team_id, Nudge.customer_id == fact.customer_id, is_open)
    ):
        if is_answered := answers(fact, nudge):
            _close(nudge, fact)
        if is_answered or (nudge.sent_at and now - nudge.sent_at < STILL_READ):
            redraw(session, nudge, now)


def look_again(session: Session, fact: Fact, now: datetime, customer_id: str | None = None) -> None:
    """Judge again the nudges that a fact had closed, because it was changed, undone or given to another customer.

    Those that it answers no longer are closed by another fact recorded since, or else open again. `customer_id` names
    the customer who has lost the fact.
    """
    customer_id = customer_id or fact.customer_id
    closed = session.exec(
        select(Nudge).where(Nudge.team_id == fact.team_id, Nudge.customer_id == customer_id, Nudge.fact_id == fact.id)
    ).all()
    standing = facts_of(session, fact.team_id, customer_id) if closed else []
    for nudge in closed:
        since = nudge.sent_at or now
        later = (other for other in standing if recorded_at(other) >= since)
        _close(nudge, next((other for other in later if answers(other, nudge)), None))
        redraw(session, nudge, now)


def redraw(session: Session, nudge: Nudge, now: datetime) -> None:
    """Ask for the brief that carries this nudge to be drawn again."""
    message = session.get(Message, (nudge.team_id, nudge.message_key))
    if message and message.state == SENT:
        message.redraw_at = now


def redraw_open(session: Session, team_id: str, customer_id: str, now: datetime) -> None:
    """Ask for the briefs with open nudges of a customer to be drawn again."""
    for nudge in session.exec(
        select(Nudge).where(Nudge.team_id == team_id, Nudge.customer_id == customer_id, col(Nudge.outcome).is_(None))
    ):
        redraw(session, nudge, now)


def people_asked(session: Session, team_id: str, customer_ids: Collection[str]) -> dict[str, list[str]]:
    """Return by customer who was sent the steps of the last round, in their order, each person once."""
    rows = session.exec(
        select(Nudge.customer_id, Nudge.step, Message.recipient)
        .join(Message, (col(Message.team_id) == Nudge.team_id) & (col(Message.key) == Nudge.message_key))
        .where(Nudge.team_id == team_id, col(Nudge.customer_id).in_(customer_ids), Nudge.step > 0)
        .where(col(Nudge.sent_at).is_not(None), col(Nudge.complaint_id).is_(None), col(Nudge.known_id).is_(None))
        .order_by(col(Nudge.sent_at))
    )
    by_step: dict[str, dict[int, str]] = {}
    for customer_id, step, recipient in rows:
        by_step.setdefault(customer_id, {})[step] = recipient
    return {id_: list(dict.fromkeys(steps[step] for step in sorted(steps))) for id_, steps in by_step.items()}


def _close(nudge: Nudge, fact: Fact | None) -> None:
    nudge.outcome = answer(fact)[0] if fact else None
    nudge.fact_id, nudge.resolved_by = (fact.id, recorded_by(fact)) if fact else (None, None)
