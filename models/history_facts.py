"""One customer's facts while they are gathered for the clocks."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from models.clocks import LAST_STEP
from models.decision import LATER, NOT_NEEDED, WON, Decision
from models.rhythm import Rhythm


@dataclass
class Facts:
    """One customer's facts while they are gathered.

    `complaint_at`: when the latest round of a complaint began that is not put right. `acted_at`: when somebody last
    logged, booked, confirmed or moved a touch; `reset_at`: when the step was set back.
    """

    last_touch: date | None = None
    last_two_way: date | None = None
    plans: list[tuple[str, date]] = field(default_factory=list)
    in_calendar: list[tuple[str, date]] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)
    last_sign: date | None = None
    first_bought: date | None = None
    rhythm: Rhythm | None = None
    complaint_at: datetime | None = None
    acted_at: datetime | None = None
    reset_at: datetime | None = None
    decisions: list[Decision] = field(default_factory=list)
    nudges: list[tuple[int, str | None, datetime]] = field(default_factory=list)
    answer_by: datetime | None = None

    def reset(self, at: datetime | None) -> None:
        """Note an act that sets the step back: the latest one counts."""
        self.reset_at = max((moment for moment in (self.reset_at, at) if moment), default=None)

    def latest(self, *kinds: str) -> Decision | None:
        """Return the latest decision of a kind, or of several."""
        return max((d for d in self.decisions if d.kind in kinds), key=lambda d: (d.created_at, d.id), default=None)

    def steps(self, plan_id: str | None) -> list[tuple[int, datetime]]:
        """Return the steps since the step was set back, and when: of one plan's question, or of the ordinary nudges."""
        since = self.reset_at or datetime.min.replace(tzinfo=UTC)
        return [(step, at) for step, asked_of, at in self.nudges if step and at > since and asked_of == plan_id]

    @property
    def plan(self) -> tuple[str, date] | tuple[None, None]:
        """Return the plan to ask about, id and day: the earliest one not asked about three times, else the earliest."""
        open_to_ask = (plan for plan in self.plans if all(step < LAST_STEP for step, _ in self.steps(plan[0])))
        return next(open_to_ask, self.plans[0] if self.plans else (None, None))

    @property
    def calendar(self) -> tuple[str, date] | tuple[None, None]:
        """Return the plan of the calendar that is next, id and day; those before the last touch have had their time."""
        since = max((day for day in (self.last_touch, self.not_needed) if day), default=date.min)
        return next((plan for plan in self.in_calendar if plan[1] > since), (None, None))

    @property
    def not_needed(self) -> date | None:
        """Return the day on which a round was last closed without a touch."""
        closed = self.latest(NOT_NEEDED, WON)
        return closed.day if closed else None

    @property
    def put_off(self) -> int:
        """Return on how many days in a row they were put off: with *Later*, and nothing done or decided in between."""
        acts = [d.created_at for d in self.decisions if d.kind != LATER] + ([self.acted_at] if self.acted_at else [])
        since = max(acts, default=datetime.min.replace(tzinfo=UTC))
        return len({d.created_at.date() for d in self.decisions if d.kind == LATER and d.created_at > since})

    @property
    def later_until(self) -> date | None:
        """Return the day a *Later* holds to; a touch or plan recorded after it has used it up."""
        later = self.latest(LATER)
        return later.until if later and not (self.acted_at and self.acted_at > later.created_at) else None
