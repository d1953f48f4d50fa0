"""What a pulse says, without ever showing what fewer than five people said.

Results of a quarter are shown when it is over, all at once: while answers come in, two looks a day apart would tell
what one person said. Managers and the others stand apart. Where neither are enough, all stand together; never beside
one of the two, from which the other could be found by subtraction.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, select

from models.pulse import AREAS, Area, PulseCount, took_part
from models.pulse_change import PulseChange, change_for, changes_of
from models.pulse_measured import Measured, measured_in
from models.pulse_part import quarter_now
from models.quarter import Quarter, quarter_named

FEWEST = 5
"""What fewer people said of an area is shown nowhere."""
MANAGERS, FRONT_LINE, EVERYBODY = "managers", "front_line", "everybody"
"""The groups; EVERYBODY only where neither of the others is shown."""
LOWEST = 3

Scores = Counter[int]


@dataclass(frozen=True)
class Opinion:
    """What so many people say of an area: the mean of their scores, in tenths."""

    answers: int
    tenths: int

    @property
    def mean(self) -> float:
        return self.tenths / 10


Opinions = Mapping[str, Mapping[Area, Opinion]]
"""By group, by area."""


@dataclass(frozen=True)
class Results:
    """What the pulse of a quarter says; `before` is the one of `quarter_before`, for the drift.

    `answered` is how many took part in each group that is shown, `took_part` in all. `last_change` came of the pulse
    before, `change` of this one.
    """

    quarter: Quarter
    opinions: Opinions
    took_part: int
    quarter_before: Quarter | None = None
    before: Opinions = field(default_factory=dict)
    measured: Measured | None = None
    last_change: PulseChange | None = None
    change: PulseChange | None = None

    @property
    def groups(self) -> list[str]:
        return [group for group in (FRONT_LINE, MANAGERS, EVERYBODY) if self.opinions.get(group)]

    def answered(self, group: str) -> int:
        return max((one.answers for one in self.opinions[group].values()), default=0)

    def drift(self, group: str, area: Area) -> int | None:
        """Return by how many tenths an opinion has moved since the pulse before."""
        now, before = self.opinions[group].get(area), self.before.get(group, {}).get(area)
        return now.tenths - before.tenths if now and before else None

    @property
    def lowest(self) -> list[tuple[Area, int]]:
        """Return the three areas that are rated lowest, by the mean of the groups shown, in tenths."""
        means = {
            area: sum(said) // len(said)
            for area in AREAS
            if (said := [self.opinions[group][area].tenths for group in self.groups if area in self.opinions[group]])
        }
        return sorted(means.items(), key=lambda one: (one[1], AREAS.index(one[0])))[:LOWEST]

    @property
    def furthest_apart(self) -> Area | None:
        """Return the area of which managers and front line think most differently, if by a whole point and more."""
        managers, others = self.opinions.get(MANAGERS, {}), self.opinions.get(FRONT_LINE, {})
        apart = {
            area: abs(managers[area].tenths - others[area].tenths)
            for area in AREAS
            if {area} <= managers.keys() & others.keys()
        }
        area = max(apart, key=lambda one: apart[one], default=None)
        return area if area and apart[area] >= 10 else None


def shown(counts: Iterable[PulseCount]) -> dict[str, dict[Area, Opinion]]:
    """Return what may be shown: by group and area, each of five answers and more."""
    by_group: dict[str, dict[Area, Scores]] = {
        group: defaultdict(Counter) for group in (FRONT_LINE, MANAGERS, EVERYBODY)
    }
    for row in counts:
        for group in (MANAGERS if row.managers else FRONT_LINE, EVERYBODY):
            by_group[group][Area(row.area)][row.score] += row.count
    opinions = {
        group: {area: opinion(scores) for area, scores in said.items() if scores.total() >= FEWEST}
        for group, said in by_group.items()
    }
    if opinions[FRONT_LINE] or opinions[MANAGERS]:
        opinions[EVERYBODY] = {}
    return {group: said for group, said in opinions.items() if said}


def opinion(scores: Scores) -> Opinion:
    """Return the mean of scores, half a tenth up."""
    answers = scores.total()
    points = sum(score * count for score, count in scores.items())
    return Opinion(answers, (20 * points + answers) // (2 * answers))


def results_of(session: Session, team_id: str, now: datetime) -> Results | None:
    """Return the results of the last quarter that is over and of which enough answers are there to be shown."""
    current = quarter_now(session, team_id, now)
    over = [(quarter, said) for quarter, said in _by_quarter(session, team_id) if quarter < current]
    enough = [(quarter, opinions) for quarter, said in over if (opinions := shown(said))]
    if not enough:
        return None
    quarter, opinions = enough[-1]
    before, opinions_before = enough[-2] if len(enough) > 1 else (None, {})
    changes = changes_of(session, team_id)
    return Results(
        quarter=quarter,
        opinions=opinions,
        took_part=took_part(session, team_id, quarter),
        quarter_before=before,
        before=opinions_before,
        measured=measured_in(session, team_id, quarter),
        last_change=change_for(changes, before) if before else None,
        change=change_for(changes, quarter),
    )


def too_few_in(session: Session, team_id: str, quarter: Quarter) -> bool:
    """Tell whether there are answers of a quarter, of which nothing can be shown."""
    said = dict(_by_quarter(session, team_id)).get(quarter)
    return bool(said) and not shown(said or ())


def _by_quarter(session: Session, team_id: str) -> list[tuple[Quarter, Sequence[PulseCount]]]:
    found: dict[str, list[PulseCount]] = defaultdict(list)
    for row in session.exec(select(PulseCount).where(PulseCount.team_id == team_id)):
        found[row.quarter].append(row)
    return [(quarter_named(name), found[name]) for name in sorted(found)]
