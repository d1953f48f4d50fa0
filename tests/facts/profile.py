"""Sample facts of the templates in templates/profile."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from models.profile import Profile, quarters
from models.profile_figures import Drift

TODAY = date(2026, 11, 18)
IDEAL = Profile(20, 60, 20)


def samples(_: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for profile in (Profile(1), Profile(60, 30, 10), Profile(10, 60, 30), Profile(40, 5, 30), Profile()):
        for ideal in (IDEAL, None):
            ends = [(day, profile) for day in quarters(TODAY)] if ideal else [(TODAY, profile)]
            drift = Drift(profile, ideal, ends, 3 if ideal else 0)
            for template in ("profile/profile", "profile/view"):
                for can_set in (False, True):
                    yield template, {"drift": drift, "can_set": can_set}
            if profile.total:
                yield "profile/alt", {"drift": drift}
                for file_id in ("F1", None):
                    yield "profile/picture", {"drift": drift, "file_id": file_id, "plain": file_id is None}
    for ideal in (IDEAL, None):
        yield "profile/ideal", {"ideal": ideal}
        yield "profile/ideal_saved", {"ideal": ideal}
    for why in ("sum", "no_share"):
        yield "profile/ideal_errors", {"problems": {"repeat": why}, "sum": 99}
