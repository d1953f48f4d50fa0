"""The clock of the practice workspace: it runs, it can be moved, and the bot keeps step with it."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from small_bot import following, morning_after

from practice.client import Client, PracticeError
from practice.serve import practice_workspace
from practice.when import BadMomentError, target
from practice.when import following as following_moment

THURSDAY = datetime(2026, 11, 19, 7, 59, tzinfo=UTC)


def test_practice_time_runs(practice: Client) -> None:
    first = practice.now()
    time.sleep(0.05)
    assert timedelta(0) < practice.now() - first < timedelta(seconds=5)


def test_moving_the_clock_stops_wherever_the_bot_has_something_to_do(practice: Client) -> None:
    stops: list[datetime] = []

    def settle(now: datetime) -> datetime:
        stops.append(now)
        return morning_after(now)

    with following(practice, settle):
        stops.clear()
        practice.move_to(THURSDAY + timedelta(days=3))
        mornings = [stop.date() for stop in stops if (stop.hour, stop.minute) == (9, 0)]
    assert mornings == [THURSDAY.date() + timedelta(days=days) for days in range(3)]


def test_without_a_bot_the_clock_just_moves(practice: Client) -> None:
    assert practice.move_to(THURSDAY + timedelta(days=400))["happened"] == []
    assert practice.now() - (THURSDAY + timedelta(days=400)) < timedelta(seconds=5)


def test_a_bot_that_is_always_late_does_not_hold_the_clock_for_ever(practice: Client) -> None:
    with following(practice, lambda now: now - timedelta(minutes=1)):
        practice.advance("1d")
    assert practice.now() >= THURSDAY + timedelta(days=1)


def test_settling_costs_milliseconds(practice: Client) -> None:
    with following(practice, lambda _: None):
        seconds = []
        for _ in range(20):
            started = time.perf_counter()
            practice.say("alice", "#general", "hello")
            seconds.append(time.perf_counter() - started)
    assert min(seconds) < 0.05  # the best of them: the machine may have much else to do


def test_time_only_goes_forward(practice: Client) -> None:
    with pytest.raises(PracticeError, match="forward"):
        practice.move_to(THURSDAY - timedelta(days=1))


def test_a_time_without_its_offset_is_refused(practice: Client) -> None:
    with pytest.raises(PracticeError, match="offset"):
        practice.post("clock", now="2026-12-01T09:00:00")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("monday 09:00", "2026-11-23T09:00:00+01:00"),
        ("thursday 09:00", "2026-11-19T09:00:00+01:00"),  # today, a minute ahead
        ("thursday 08:59", "2026-11-26T08:59:00+01:00"),  # just now: the next one
        ("tomorrow 09:00", "2026-11-20T09:00:00+01:00"),
        ("today 17:00", "2026-11-19T17:00:00+01:00"),
    ],
)
def test_moments_are_named_as_people_name_them(practice: Client, words: str, expected: str) -> None:
    answer = practice.until(words, "Europe/Berlin")
    reached = datetime.fromisoformat(answer["now"]) - datetime.fromisoformat(expected)
    assert timedelta(0) <= reached < timedelta(seconds=5)


def test_a_weekday_keeps_its_hour_when_the_clocks_change() -> None:
    friday = datetime.fromisoformat("2026-10-23T12:00:00+02:00")
    goal = target({"until": "monday 09:00"}, friday, "Europe/Berlin")
    assert goal == datetime(2026, 10, 26, 8, tzinfo=UTC)


@pytest.mark.parametrize("words", ["someday 09:00", "monday", "9 o'clock", "in a while"])
def test_a_moment_nobody_knows_is_refused(words: str) -> None:
    with pytest.raises(BadMomentError, match="When is"):
        following_moment(words, THURSDAY)


@pytest.mark.parametrize("words", ["1y", "-1d", "soon", ""])
def test_a_span_nobody_knows_is_refused(words: str) -> None:
    with pytest.raises(BadMomentError, match="How long"):
        target({"advance": words}, THURSDAY, "UTC")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Client]:
    with practice_workspace(tmp_path, now=THURSDAY) as client:
        yield client
