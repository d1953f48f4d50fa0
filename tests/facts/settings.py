"""Sample facts of the settings."""

from collections.abc import Callable, Iterator
from typing import Any

from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    workspace = Workspace(team_id="T1", zone="Europe/Berlin", country="DE-BY", digest_channel="C1")
    for one in (workspace, Workspace(team_id="T1")):
        country = "Germany (BY)" if one.country else None
        yield "settings/form", {"workspace": one, "managers": ["U1", "U2"], "country": country}
        for guests in (True, False):
            yield "settings/saved", {"workspace": one, "managers": ["U1", "U2"], "guests": guests}
    for channel in ("shared", "archived", "not_in_channel"):
        yield "settings/errors", {"problems": {"digest_channel": channel}}
    wrong = {"zone": "unknown", "working_days": "none", "day_ends": "too_early", "managers": "nobody"}
    yield "settings/errors", {"problems": wrong}
    for number in (0, 1, 120):
        yield "settings/options", {"choices": [(f"v{n}", said("Berlin")) for n in range(number)]}
