"""The dry run of the care model: who is asked how often in the next 90 days, by the pure clocks."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from live import ALICE, BOB, Live

from models.dry_run import DAYS_AHEAD, Expected, dry_run, nudges_by_day
from models.spread import MOST_NEW_A_DAY
from models.working_time import working_time
from models.workspace import Workspace

WORKING = working_time(Workspace(team_id="T1", zone="Europe/Berlin", country="DE"))
TODAY = date(2026, 11, 18)


def test_a_customer_is_asked_for_on_their_day_and_a_cadence_later() -> None:
    by_day, late = nudges_by_day([Expected(date(2026, 11, 19), 60)], WORKING, TODAY)
    assert dict(by_day) == {date(2026, 11, 19): 1, date(2027, 1, 18): 1}
    assert late == 0


def test_a_day_off_moves_it_to_the_next_working_day_and_that_is_not_late() -> None:
    by_day, late = nudges_by_day([Expected(date(2026, 12, 25), 365)], WORKING, TODAY)
    assert (dict(by_day), late) == ({date(2026, 12, 28): 1}, 0)


def test_of_twelve_at_once_seven_wait_for_a_later_morning() -> None:
    by_day, late = nudges_by_day([Expected(TODAY, 365)] * 12, WORKING, TODAY)
    days = [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)]
    assert dict(by_day) == dict(zip(days, (5, 5, 2), strict=True))
    assert late == 12  # they were due today, whose morning is over


def test_who_needs_no_touch_is_asked_for_once_at_most() -> None:
    assert sum(nudges_by_day([Expected(TODAY, None)], WORKING, TODAY)[0].values()) == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-30, 120), st.integers(7, 400)), max_size=40))
def test_no_day_has_more_than_five_and_none_falls_on_a_day_off(customers: list[tuple[int, int]]) -> None:
    expected = [Expected(TODAY + timedelta(days=ahead), cadence) for ahead, cadence in customers]
    by_day, late = nudges_by_day(expected, WORKING, TODAY)
    assert all(count <= MOST_NEW_A_DAY and WORKING.is_working_day(day) for day, count in by_day.items())
    assert all(TODAY < day <= TODAY + timedelta(days=DAYS_AHEAD) for day in by_day)
    assert late <= sum(by_day.values())


def test_each_champion_has_a_forecast_and_nobodys_customers_have_none(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.add("delta", last=date(2026, 10, 1), champion_id=BOB, tier="C")
    live.add("omega", champion_id=None)
    with live.reading() as session:
        found = dry_run(session, session.get_one(Workspace, live.bot.workspace.team_id), TODAY)
    assert [(one.champion.user_id, one.customers, one.nudges) for one in found] == [(ALICE, 1, 1), (BOB, 1, 0)]
    assert found[0].busiest == date(2026, 11, 19)
    assert found[0].by_week(TODAY)[0] == 1
