"""Nothing is claimed twice, written by half or overtaken, on either database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from claiming import claim_all, processes
from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError
from sqlmodel import select

import bot.database
from bot.database import DatabaseBusyError, open_storage
from models.agenda import SEND, due_since, next_instant
from models.customer import Customer
from models.message import PLANNED, SENDING, Message, find_message, promise
from models.outbox import claim, next_planned
from models.touch import Touch
from models.workspace import Workspace

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
ROWS, CLAIMERS = 120, 3


def test_several_processes_never_claim_a_message_twice(storage):
    with storage.database.begin() as session:
        for number in range(ROWS):
            put(session, f"hello:{number}")
    with processes(CLAIMERS) as bots:
        claimed = [key for keys in bots.map(claim_all, [storage.url] * CLAIMERS) for key in keys]
    assert sorted(claimed) == sorted(f"hello:{number}" for number in range(ROWS))


def test_many_threads_write_without_losing_anything(storage):
    with storage.database.begin() as session:
        session.add(Workspace(team_id="T1", name="0"))

    def count(_number: int) -> None:
        with storage.patient.begin() as session:
            workspace = session.get(Workspace, "T1", with_for_update=True)
            workspace.name = str(int(workspace.name) + 1)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(count, range(200)))
    with storage.reading.begin() as session:
        assert session.get(Workspace, "T1").name == "200"


def test_a_message_claimed_by_another_is_claimed_no_more(storage):
    with storage.database.begin() as session:
        put(session, "hello")
    with storage.database.begin() as session:
        claimed = claim(session, "T1", "hello", "D1", NOW)
        assert (claimed.state, claimed.channel, claimed.attempts, claimed.claimed_at) == (SENDING, "D1", 1, NOW)
    with storage.database.begin() as session:
        assert claim(session, "T1", "hello", "D1", NOW) is None


def test_a_claim_and_what_was_made_of_it_are_undone_together(storage):
    with storage.database.begin() as session:
        put(session, "hello")

    def claim_and_fail():
        with storage.database.begin() as session:
            claim(session, "T1", "hello", "D1", NOW)
            put(session, "other")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        claim_and_fail()
    with storage.reading.begin() as session:
        assert find_message(session, "T1", "hello").state == PLANNED
        assert find_message(session, "T1", "other") is None


def test_another_workspaces_messages_are_none_of_ours(storage):
    with storage.database.begin() as session:
        put(session, "hello", team="T2")
        assert next_planned(session, "T1", NOW) is None
        assert claim(session, "T1", "hello", "D1", NOW) is None
        assert due_since(session, "T1", NOW) == {}
        assert due_since(session, "T2", NOW) == {SEND: NOW}


def test_the_next_instant_is_the_earliest_that_is_still_to_come(storage):
    with storage.database.begin() as session:
        put(session, "now")
        put(session, "later").not_before = NOW + timedelta(hours=2)
        put(session, "soon").not_before = NOW + timedelta(hours=1)
        session.flush()
        assert next_instant(session, "T1", NOW) == NOW + timedelta(hours=1)
        assert due_since(session, "T1", NOW) == {SEND: NOW}


def test_who_only_reads_cannot_write(storage):
    with pytest.raises(SQLAlchemyError), storage.reading.begin() as session:
        session.add(Workspace(team_id="T1"))


def test_a_reader_does_not_wait_for_a_writer(storage):
    with storage.database.begin() as session:
        session.add(Workspace(team_id="T1"))
        session.flush()
        with storage.reading.begin() as other:
            assert other.get(Workspace, "T1") is None


def test_one_write_inside_another_is_an_error_and_no_deadlock(sqlite):
    sqlite.database._wait = 0.05
    with sqlite.database.begin() as session:
        session.add(Workspace(team_id="T1"))
        with pytest.raises(DatabaseBusyError, match="write lock"), sqlite.database.begin():
            pytest.fail("two writers at once")


def test_a_handler_gives_up_before_the_person_does_when_another_process_holds_the_database(sqlite, monkeypatch):
    monkeypatch.setattr(bot.database, "HANDLERS_WAIT", 0.1)
    mine, other = open_storage(sqlite.url), open_storage(sqlite.url)
    with other.patient.begin() as session:
        session.add(Workspace(team_id="T1"))
        session.flush()
        with pytest.raises(SQLAlchemyError, match="locked"), mine.database.begin() as late:
            late.get(Workspace, "T1")
    mine.close()
    other.close()


def test_times_come_back_in_utc_and_one_without_a_zone_is_refused(storage):
    berlin = timezone(timedelta(hours=1))
    with storage.database.begin() as session:
        session.add(Workspace(team_id="T1", heartbeat_at=datetime(2026, 11, 19, 9, 0, tzinfo=berlin)))
    with storage.reading.begin() as session:
        assert session.exec(select(Workspace.heartbeat_at)).one() == NOW
        assert session.exec(select(Workspace.heartbeat_at)).one().utcoffset() == timedelta(0)
    with pytest.raises(StatementError), storage.database.begin() as session:
        session.add(Workspace(team_id="T2", heartbeat_at=datetime(2026, 11, 19, 9, 0)))  # noqa: DTZ001 that is the point


def test_a_touch_of_a_customer_who_is_not_there_is_refused(storage):
    with pytest.raises(IntegrityError), storage.database.begin() as session:
        session.add(
            Touch(team_id="T1", customer_id="nobody", kind="call", day=date(2026, 11, 19), by="U1", created_at=NOW)
        )


def test_an_error_of_the_database_does_not_tell_customers_names(storage):
    secret = {"name": "Secret Ltd", "normal": "secret", "added_on": date(2026, 1, 1), "created_at": NOW}

    def add():
        with storage.database.begin() as session:
            session.add(Customer(team_id="T1", id="c1", **secret))

    add()
    with pytest.raises(IntegrityError) as refused:
        add()
    assert "Secret" not in str(refused.value)


def put(session, key: str, team: str = "T1") -> Message:
    return promise(session, team_id=team, key=key, recipient="U1", feature="greeting", now=NOW)
