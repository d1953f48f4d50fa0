"""The follow-up after a first purchase, in Home as in the brief."""

from datetime import timedelta

import pytest
from facts.brief import a_line, samples
from live import THURSDAY, Live

from templates import render


def test_a_first_time_buyer_stands_in_home_when_it_is_time_to_ask_and_one_tap_answers(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("bought acme 1200 today")
    live.go_to("2026-12-01 10:00")
    home = live.home("alice")
    assert "Bought from us for the first time" not in home
    assert "first purchase Wed 18 Nov, ask how they like it on Wed 2 Dec" in home
    live.go_to("2026-12-02 10:00")
    assert "Bought from us for the first time" in live.home("alice")
    live.tap_home("alice", "I did it", option="Call")
    assert [touch.kind for touch in live.touches()][-1] == "call"
    assert "Bought from us for the first time" not in live.home("alice")


def test_not_needed_takes_it_out_of_home(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("bought acme 1200 today")
    live.go_to("2026-12-02 10:00")
    assert "Bought from us for the first time" in live.home("alice")
    [view] = live.tap_home("alice", "Not needed")["views"]
    live.practice.submit("alice", view["id"], {"reason": "They wrote to us."})
    assert "Bought from us for the first time" not in live.home("alice")


@pytest.mark.parametrize(
    ("reason", "rung", "perhaps"),
    [
        ("due", None, "perhaps the plan is wrong, not you"),
        ("due", "prospect", "perhaps it is too early, or they are not going to buy"),
        ("follow_up", "shopper", "perhaps they have told you already how they like it"),
    ],
)
def test_a_plan_may_be_wrong_only_where_there_is_one(reason: str, rung: str | None, perhaps: str) -> None:
    line = a_line(str, [reason], 3, full=True)
    line.customer.rung = rung
    facts = next(facts for _, facts in samples(str)) | {"lines": [line]}
    assert f"It still waits; {perhaps}." in str(render("brief/brief", facts["member"], **facts))
