"""Sample facts of the templates in templates/calendar_heat."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from models.blackout import Blackout
from models.calendar_heat import Heat, HeatDay

TODAY = date(2026, 11, 18)


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "calendar_heat/coming", {}
    for most in (0, 1, 40):
        ahead = [TODAY + timedelta(days=place) for place in range(366)]
        days = [HeatDay(day, min(most, day.day % 7), off=bool(most) and day.day == 20) for day in ahead]
        about = {"first_day": TODAY, "last_day": date(2027, 1, 2), "reason": said("inventory")}
        heat = Heat(days, [Blackout(team_id="T1", created_at=TODAY, **about)] * most)
        for team in (True, False):
            facts = {"heat": heat, "team": team, "today": TODAY}
            yield "calendar_heat/alt", facts
            for file_id in ("F1", None):
                yield "calendar_heat/picture", facts | {"file_id": file_id}
