"""Connected relationships: who belongs to whom, what a group comes to, and news that changes nothing elsewhere."""

from datetime import timedelta

import pytest
from live import BOB, THURSDAY, Live

LONG_AGO = THURSDAY - timedelta(days=120)


@pytest.fixture
def globex(live: Live) -> Live:
    """Return a company with Globex and Acme Berlin in the care of Bob, and Acme Paris in that of Alice."""
    live.add("globex", last=THURSDAY - timedelta(days=10), champion_id=BOB, revenue_minor=90_000_000)
    live.add("berlin", name="Acme Berlin", last=THURSDAY - timedelta(days=9), champion_id=BOB, revenue_minor=20_000_000)
    live.add("paris", name="Acme Paris", last=LONG_AGO, revenue_minor=10_000_000)
    return live


def test_two_are_connected_and_a_complaint_at_one_is_a_line_in_the_next_brief_of_the_others_champion(
    globex: Live,
) -> None:
    said = globex.care("group acme paris belongs to globex")
    assert said.startswith("*Acme Paris* belongs to *Globex* now, in a group of 2 customers, €1M a year.")
    globex.care("group acme berlin is part of globex", user="bob")
    globex.say("sam", "/complaint", "acme berlin late delivery again")
    globex.morning()
    assert (
        '*News from the group*\n• *Acme Berlin* complained yesterday: "late delivery again". '
        "Nothing changes for Acme Paris."
    ) in globex.brief("alice")
