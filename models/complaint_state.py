"""Where a complaint stands: computed from the steps that stand, in the order in which they were done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.complaint import (
    ANSWERED,
    BEYOND,
    CAUSE,
    CONFIRMED,
    OPEN,
    OPENED,
    RECOVERED,
    REOPENED,
    SAID_HAPPY,
    THOUGHT_HAPPY,
    ComplaintStep,
)

A_MONTH_AT_LEAST = timedelta(days=28)


@dataclass(frozen=True)
class State:
    """Where a complaint stands; instants are in UTC and those of the present round.

    A round begins when the complaint is opened or reopened. `checks` counts the bounce-back checks that are answered.
    """

    state: str
    round: int
    round_opened_at: datetime
    answered_at: datetime | None = None
    recovered_at: datetime | None = None
    confirmed_at: datetime | None = None
    checks: int = 0
    beyond: str = ""
    cause: str = ""
    prevention: str = ""


def state_of(steps: Iterable[ComplaintStep]) -> State | None:
    """Return where these steps, in the order in which they were done, have led; None where nobody opened it."""
    steps = list(steps)
    opened = next((step for step in steps if step.kind == OPENED), None)
    if opened is None:
        return None
    state = State(OPENED, 1, opened.created_at)
    for step in steps:
        state = _after(state, step)
    return state


def _after(state: State, step: ComplaintStep) -> State:
    at, is_open = step.created_at, state.state in OPEN
    if step.kind == ANSWERED and is_open:
        return replace(state, state=ANSWERED, answered_at=state.answered_at or at)
    if step.kind == RECOVERED and is_open:
        return replace(state, state=RECOVERED, answered_at=state.answered_at or at, recovered_at=at)
    if step.kind == REOPENED and not is_open:
        return State(OPENED, state.round + 1, at, cause=state.cause, prevention=state.prevention)
    if step.kind in (SAID_HAPPY, THOUGHT_HAPPY) and state.recovered_at:
        return _asked(state, step, late=at - state.recovered_at >= A_MONTH_AT_LEAST)
    if step.kind == BEYOND:
        return replace(state, beyond=step.note)
    if step.kind == CAUSE:
        return replace(state, cause=step.note, prevention=step.prevention)
    return state


def _asked(state: State, step: ComplaintStep, late: bool) -> State:
    """Take an answer to "are they happy again?": their own word confirms it, ours only after a month."""
    checks = 2 if late else max(state.checks, 1)
    if step.kind == THOUGHT_HAPPY and not late:
        return replace(state, checks=checks)
    return replace(state, state=CONFIRMED, checks=checks, confirmed_at=state.confirmed_at or step.created_at)
