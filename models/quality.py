"""Nudge quality: what people do with their nudges, as a number. This is the one place that says what counts as what.

Counted is every nudge of the last sixty days that asked for a touch, by the person whose brief it stood in. It is

- *acted on*, if what answered it was a touch, a plan, a sign of life or another cadence, before it was sent once more;
- *put off*, if it was answered by "Later"; *not needed*, if it was answered so;
- *ignored*, if the next step of it had to be sent, or nobody answered for seven days.

Not counted is what still waits, what a complaint or a customer who left let rest, and what asks of a complaint, a
promise or a date. Acted on and put off are of use: there was something to be done. Below 70 percent of ten and more,
quality is low.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from models.complaint import OPENED, REOPENED
from models.decision import LATER, LOST, WON
from models.decision import NOT_NEEDED as SAID_NOT_NEEDED
from models.message import Message
from models.nudge import Nudge

LOOKED_BACK, ANSWERED_WITHIN = timedelta(days=60), timedelta(days=7)
ENOUGH, LOW_PERCENT = 10, 70


class Use(StrEnum):
    """What was done with a nudge."""

    ACTED = "acted"
    PUT_OFF = "put_off"
    NOT_NEEDED = "not_needed"
    IGNORED = "ignored"


USES = {LATER: Use.PUT_OFF, SAID_NOT_NEEDED: Use.NOT_NEEDED}
RESTED = (OPENED, REOPENED, LOST, WON)


@dataclass(frozen=True)
class Quality:
    """How many nudges of one person were used how."""

    uses: Counter[Use] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.uses.total()

    @property
    def of_use(self) -> int:
        return self.uses[Use.ACTED] + self.uses[Use.PUT_OFF]

    @property
    def is_enough(self) -> bool:
        return self.total >= ENOUGH

    @property
    def is_low(self) -> bool:
        return self.is_enough and self.of_use * 100 < LOW_PERCENT * self.total


def judge(nudges: Iterable[Nudge], now: datetime) -> Quality:
    """Return what one person did with their nudges."""
    rounds: dict[tuple[str, str | None], list[Nudge]] = defaultdict(list)
    for nudge in sorted(nudges, key=lambda one: (one.sent_at or now, one.id)):
        rounds[nudge.customer_id, nudge.fact_id].append(nudge)
    return Quality(Counter(use for sent in rounds.values() for use in _uses(sent, now)))


def _uses(sent: Sequence[Nudge], now: datetime) -> Iterable[Use]:
    """Yield what was done with the nudges of a customer that one fact answered, or none: the last alone is answered."""
    for place, nudge in enumerate(sent):
        waited = now - (nudge.sent_at or now) >= ANSWERED_WITHIN
        if place < len(sent) - 1 or (not nudge.outcome and waited):
            yield Use.IGNORED
        elif nudge.outcome and nudge.outcome not in RESTED:
            yield USES.get(nudge.outcome, Use.ACTED)


def qualities(session: Session, team_id: str, now: datetime, user_id: str | None = None) -> dict[str, Quality]:
    """Return the quality of everybody's nudges, or of one person's, by whose brief they stood in."""
    rows = session.exec(
        select(Nudge, Message.recipient)
        .join(Message, (col(Message.team_id) == Nudge.team_id) & (col(Message.key) == Nudge.message_key))
        .where(Nudge.team_id == team_id, Nudge.step > 0, col(Nudge.sent_at) >= now - LOOKED_BACK)
        .where(col(Nudge.complaint_id).is_(None), col(Nudge.known_id).is_(None))
        .where(*([Message.recipient == user_id] if user_id else []))
    )
    by_person: dict[str, list[Nudge]] = defaultdict(list)
    for nudge, recipient in rows:
        by_person[recipient].append(nudge)
    return {person: judge(nudges, now) for person, nudges in by_person.items()}


def quality_of(session: Session, team_id: str, user_id: str, now: datetime) -> Quality:
    """Return the quality of one person's nudges."""
    return qualities(session, team_id, now, user_id).get(user_id, Quality())
