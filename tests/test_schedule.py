"""The ticker misses nothing: what is due stands in the database, and every way of looking finds it."""

from datetime import UTC, datetime, timedelta
from threading import Event
from types import SimpleNamespace

import pytest
from sqlmodel import delete

from bot.clock import RealClock
from bot.schedule import Schedule
from bot.work import Work
from models.message import PLANNED, SENT, find_message, promise
from models.reminder import CUSTOMER, Reminder
from models.seen import find_seen, mark_seen
from models.workspace import Workspace

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


def test_what_became_due_while_the_bot_was_off_is_done_at_start(house):
    house.put("hello", at=house.now() - timedelta(days=3))
    house.schedule.start()
    assert house.done("hello")


def test_what_wakes_the_bot_is_done_at_once(house):
    house.schedule.start()
    house.idle()
    house.put("hello")
    house.schedule.wake()
    assert house.done("hello")


def test_the_next_instant_is_kept_to_the_second_and_not_to_the_minute(house):
    house.put("hello", at=house.now() + timedelta(seconds=1))
    house.schedule.start()
    house.idle()
    assert house.row("hello").state == PLANNED
    assert house.done("hello")


def test_settling_works_off_all_that_is_due_and_tells_what_comes_next(house):
    later = house.now() + timedelta(hours=1)
    for number in range(5):
        house.put(f"hello:{number}")
    house.put("later", at=later)
    assert house.schedule.settle() == later
    assert {house.row(f"hello:{number}").state for number in range(5)} == {SENT}


def test_a_workspace_whose_work_fails_is_left_for_the_next_tick_and_others_are_served(house):
    house.work.failing.add("T1")
    house.put("hello", team="T1")
    house.put("hello", team="T2")
    house.schedule.settle()
    assert (house.row("hello", "T1").state, house.row("hello", "T2").state) == (PLANNED, SENT)
    assert house.work.calls.count("T1") < 5


def test_a_ticker_whose_clock_was_set_back_an_hour_ticks_on(house):
    house.schedule._overslept = 0.1
    house.schedule.start()
    house.idle()
    house.schedule._ticker.modify_job("tick", next_run_time=house.now() + timedelta(hours=1))
    before = house.work.beats
    assert any(house.work.beats > before or Event().wait(0.05) for _ in range(100))


def test_a_due_reminder_is_work_too(house):
    with house.storage.database.begin() as session:
        session.add(
            Reminder(team_id="T1", subject_kind="customer", subject_id="c", reason="due", remind_at=house.now())
        )
    house.schedule.settle()
    assert "T1" in house.work.calls


def test_an_idle_bot_does_nothing(house):
    house.put("later", at=house.now() + timedelta(hours=1))
    house.schedule.settle()
    assert house.work.calls == []


def test_a_second_bot_says_that_it_waits_even_when_there_is_nothing_to_do(storage, caplog):
    first, second = planning_work(storage), planning_work(storage)
    assert first.is_sender("T1")
    assert caplog.text == ""
    assert not second.is_sender("T1")
    assert not second.is_sender("T1")
    assert caplog.text.count("Another Touchbase sends for workspace T1") == 1
    first.stop()


def test_only_one_of_two_bots_on_one_database_sends_and_the_other_takes_over(storage):
    first, second = planning_work(storage), planning_work(storage)
    first("T1")
    second("T1")
    assert (first.planned, second.planned) == (["T1"], [])
    first.stop()
    second("T1")
    assert second.planned == ["T1"]
    second.stop()


def test_a_feature_that_cannot_plan_does_not_keep_the_others_from_it(storage):
    work = planning_work(storage, broken=SimpleNamespace(plan=lambda *_: 1 / 0))
    work("T1")
    assert work.planned == ["T1"]
    work.stop()


def test_what_a_broken_plan_began_is_undone(storage):
    def half(session, team_id, _now):
        session.add(Workspace(team_id="T9"))
        session.flush()
        raise ZeroDivisionError(team_id)

    work = planning_work(storage, half=SimpleNamespace(plan=half))
    work("T1")
    with storage.reading.begin() as session:
        assert session.get(Workspace, "T9") is None
    work.stop()


def test_nothing_is_planned_before_its_time(storage):
    work = planning_work(storage, at=NOW + timedelta(minutes=1))
    work("T1")
    assert work.planned == []
    work.stop()


def test_the_heartbeat_is_written_and_old_requests_are_forgotten(storage):
    with storage.database.begin() as session:
        session.add(Workspace(team_id="T1"))
        mark_seen(session, "T1", "old", NOW - timedelta(days=8))
        mark_seen(session, "T1", "new", NOW - timedelta(days=6))
    planning_work(storage).beat("T1")
    with storage.reading.begin() as session:
        assert session.get(Workspace, "T1").heartbeat_at == NOW
        assert find_seen(session, "T1", "old") is None
        assert find_seen(session, "T1", "new") is not None


def planning_work(storage, at=NOW, **features) -> Work:
    """Return work with a reminder, a feature that remembers for whom it planned, and no Slack to talk to."""
    with storage.database.begin() as session:
        reminder = {"subject_kind": CUSTOMER, "subject_id": "acme", "reason": "due"}
        session.merge(Reminder(team_id="T1", remind_at=at, **reminder))
    planned = []
    remembering = SimpleNamespace(plan=lambda _session, team_id, _now: planned.append(team_id))
    work = Work(storage, None, {**features, "remembering": remembering}, lambda: NOW)
    work.planned = planned
    return work


class Sending:
    """Work that only marks messages as sent, so that the ticker is alone under test."""

    def __init__(self, storage):
        self.storage, self.calls, self.failing, self.beats = storage, [], set(), 0

    def __call__(self, team_id):
        self.calls.append(team_id)
        if team_id in self.failing:
            raise ZeroDivisionError
        with self.storage.database.begin() as session:
            session.exec(delete(Reminder))
        self.send(team_id)

    def send(self, team_id):
        with self.storage.database.begin() as session:
            for key in ("hello", *(f"hello:{number}" for number in range(5))):
                row = find_message(session, team_id, key)
                if row and row.not_before <= datetime.now(UTC):
                    row.state = SENT

    def is_sender(self, _team_id):
        """There is no other bot."""
        return True

    def beat(self, _team_id):
        self.beats += 1

    def stop(self):
        """Nothing is held."""


class House:
    """A ticker over a real database, and what the tests do with it."""

    def __init__(self, storage):
        self.storage, self.work = storage, Sending(storage)
        self.schedule = Schedule(storage, self.work, RealClock(), lambda: ["T1", "T2"])

    def now(self):
        return datetime.now(UTC)

    def put(self, key, at=None, team="T1"):
        with self.storage.database.begin() as session:
            promise(session, team_id=team, key=key, recipient="U1", feature="greeting", now=at or self.now())

    def row(self, key, team="T1"):
        with self.storage.reading.begin() as session:
            return find_message(session, team, key)

    def idle(self):
        Event().wait(0.3)

    def done(self, key):
        """Wait up to five seconds: far less than the minute of a tick."""
        return any(self.row(key).state == SENT or Event().wait(0.05) for _ in range(100))


@pytest.fixture
def house(sqlite):
    house = House(sqlite)
    yield house
    house.schedule.stop()
