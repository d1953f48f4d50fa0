"""What to propose about a customer, from how they stand: an activity, kinds that fit, another cadence."""

from collections.abc import Sequence
from datetime import date

from models.answers import Answers
from models.cadence import PUT_OFF_OFTEN
from models.care_model import LONGEST_DAYS, CareModel, Policy
from models.clock_history import History
from models.kind import Kind
from models.touch import Touch


class Proposals:
    """What follows from these facts of a customer's standing."""

    history: History
    policy: Policy
    recent: Sequence[Touch]
    model: CareModel
    answers: Sequence[Answers]

    @property
    def heard_on(self) -> date | None:
        """Return the day we last heard from them: a two-way touch or a sign of life."""
        days = (self.history.last_two_way, self.history.last_sign, self.history.last_spoke)
        return max((day for day in days if day), default=None)

    @property
    def unanswered(self) -> list[Touch]:
        """Return what we sent since we last heard from them, of the recent touches."""
        return [touch for touch in self.recent if not touch.two_way and touch.day > (self.heard_on or date.min)]

    @property
    def suggestion(self) -> Kind | None:
        """Suggest the first activity of the tier that is not what was done last, nor what they leave unanswered."""
        sent = {touch.kind for touch in (*self.unanswered, *self.recent[:1])}
        tried = sent | {one.kind for one in self.not_worked}
        fitting = [kind for kind in self.policy.activities if kind not in tried] or self.policy.activities
        return next(iter(fitting), None)

    @property
    def needs_less(self) -> bool:
        """Tell whether they were put off so often that a longer cadence may suit them, which `longer_cadence` names."""
        return self.history.put_off >= PUT_OFF_OFTEN and self.longer_cadence is not None

    @property
    def not_worked(self) -> list[Answers]:
        """Return the kinds that hardly ever got an answer here."""
        return [one for one in self.answers if one.has_not_worked]

    @property
    def longer_cadence(self) -> int | None:
        """Return the next longer cadence that the care model knows, to propose where this one does not fit."""
        return next((days for days in self.model.cadences if days > (self.policy.cadence_days or LONGEST_DAYS)), None)

    @property
    def kinds(self) -> list[Kind]:
        """Return all kinds, those that fit this customer first: what their tier is owed, then what they answered to."""
        answered = [Kind(touch.kind) for touch in self.recent if touch.two_way]
        fitting = [*self.policy.activities, *answered, *(Kind(touch.kind) for touch in self.recent)]
        return list(dict.fromkeys([*fitting, *Kind]))
