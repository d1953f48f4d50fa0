"""A cadence that corrects itself: where what people do does not fit the plan, another one is proposed and never set."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from live import THURSDAY, Live

from models.cadence import Sooner, sooner
from models.care_model import STANDARD
from models.customer import Customer
from models.reminder import settle
from models.touch import Touch

FIRST = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("gaps", "cadence", "expected"),
    [
        ((), 91, None),
        ((40,), 91, None),
        ((40, 50), 91, Sooner(60, (40, 50))),
        ((40, 50), None, None),  # nobody plans touches with them
        ((40, 65), 91, None),  # the second was not early
        ((20, 30), 60, None),  # there is no shorter one
        ((90, 40, 50), 91, Sooner(60, (40, 50))),
        ((45, 40, 50), 91, None),  # was proposed the last time
        ((100, 110), 365, Sooner(91, (100, 110))),  # the one nearest to what was done
        ((170, 190), 365, Sooner(183, (170, 190))),
        ((2, 40, 3, 50), 91, Sooner(60, (42, 53))),  # a mail and the call after it are one
        ((0, 40, 0, 50), 91, Sooner(60, (40, 50))),
    ],
)
def test_who_is_early_twice_in_a_row_is_offered_a_shorter_cadence_once(
    gaps: tuple[int, ...], cadence: int | None, expected: Sooner | None
) -> None:
    days = [FIRST + timedelta(days=day) for day in accumulate(gaps, initial=0)]
    assert sooner(days, cadence, STANDARD.cadences) == expected


def touched(live: Live, *ago: int) -> None:
    live.add("acme")
    with live.bot.storage.database.begin() as session:
        for days in ago:
            day, now = THURSDAY - timedelta(days=days), live.bot.clock.now()
            session.add(
                Touch(team_id="T0PRACTICE", customer_id="acme", kind="call", two_way=True, day=day, created_at=now)
            )
        session.flush()
        settle(session, session.get_one(Customer, ("T0PRACTICE", "acme")), live.bot.clock.now())


def test_the_shorter_cadence_is_taken_with_one_tap_and_taken_back_with_another(live: Live) -> None:
    touched(live, 91, 51)
    said = live.touch("acme lunch")
    assert "You were early twice in a row, after 40 and 50 days: would every 2 months suit them better?" in said
    live.tap("alice", "Every 2 months")
    assert "*Acme* has a plan of their own now: a touch every 2 months." in live.shown("alice")["text"]
    assert live.customers()[0].cadence_days == 60
    live.tap("alice", "Undo")
    assert live.customers()[0].cadence_days is None


def test_the_form_offers_it_too(live: Live) -> None:
    touched(live, 91, 51)
    form = live.open("alice", "/touch", "")
    kept = live.practice.submit("alice", form["id"], {"customer": "acme", "kind": "lunch"})
    assert "You were early twice in a row" in str(kept)


def test_who_may_not_change_the_plan_is_offered_nothing(live: Live) -> None:
    touched(live, 91, 51)
    assert "early" not in live.touch("acme lunch", user="sam")


def test_a_touch_of_long_ago_proposes_nothing(live: Live) -> None:
    touched(live, 91, 51, 1)
    assert "early" not in live.touch("acme lunch on 1 September")


def put_off(live: Live, *days: str) -> None:
    """Let Alice put Acme off on each of these mornings, until the next."""
    for day in days:
        live.go_to(f"{day} 09:05")
        live.tap_brief("alice", "Later", option="Tomorrow")


def test_who_is_put_off_three_times_in_a_row_is_perhaps_touched_too_often(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    put_off(live, "2026-11-19", "2026-11-20")
    live.go_to("2026-11-23 09:04")
    assert "Put off" not in live.brief("alice")
    put_off(live, "2026-11-23")
    live.go_to("2026-11-24 09:05")
    assert "Put off 3 times in a row: perhaps they need you less often." in live.brief("alice")
    live.tap_brief("alice", "Every 4 months")
    assert live.customers()[0].cadence_days == 122


def test_several_times_on_one_day_are_once_and_a_decision_in_between_begins_the_count_anew(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    put_off(live, "2026-11-19", "2026-11-20")
    live.care("later acme 3 days")
    live.care("tier acme A", user="maria")
    put_off(live, "2026-11-24")
    live.go_to("2026-11-25 09:05")
    assert "Acme" in live.brief("alice")
    assert "Put off" not in live.brief("alice")
