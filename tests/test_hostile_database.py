"""The database is locked, full, read-only or gone: people are told and keep their text; the bot recovers by itself."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from databases import create_database, run_alone
from live import Live, live_company
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url

import bot.database

LONG = "wants " + "a very detailed offer " * 100


@contextmanager
def locked(live: Live) -> Iterator[None]:
    """Another program holds the write lock."""
    other = sqlite3.connect(path_of(live))
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


@contextmanager
def full(live: Live) -> Iterator[None]:
    """No page can be added to the file."""

    def limit(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with at_begin(live, limit):
        yield


@contextmanager
def read_only(live: Live) -> Iterator[None]:
    """Nothing may be written."""
    with at_begin(live, lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON")):
        yield


@contextmanager
def gone(live: Live) -> Iterator[None]:
    """The file is moved away, with what stands beside it."""
    path = path_of(live)
    files = [each for each in path.parent.glob("touchbase.db*") if each.suffix != ".lock"]
    for file in files:
        file.rename(file.with_name(f"moved-{file.name}"))
    yield
    assert not path.exists()
    for file in files:
        if (moved := file.with_name(f"moved-{file.name}")).exists():
            os.replace(moved, file)


DAMAGE: list[Callable[[Live], AbstractContextManager[None]]] = [locked, full, read_only, gone]
each_damage = pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)


@each_damage
def test_whoever_types_meanwhile_is_told_and_keeps_their_text(
    company: Live, damage: Callable[[Live], AbstractContextManager[None]]
) -> None:
    known = len(company.touches())
    with damage(company):
        said = company.touch(f"acme lunch {LONG}")
        assert "I could not save this: the database does not answer. Nothing was written; try again" in said
        assert "> /touch acme lunch wants a very detailed offer" in said
    assert len(company.touches()) == known
    assert company.touch(f"acme lunch {LONG}").startswith("Lunch with *Acme*")
    assert len(company.touches()) == known + 1
    company.touch("undo")


def test_a_brief_whose_morning_begins_without_the_database_comes_when_it_is_back(tmp_path: Path) -> None:
    with live_company(tmp_path) as live:
        live.add("acme")
        live.go_to("2026-11-19 08:55")
        with gone(live):
            live.morning("today 09:05")
            assert live.practice.messages("@bot", "alice") == []
        live.practice.advance("2m")
        assert "*Acme*" in live.brief("alice")
        assert len(live.practice.messages("@bot", "alice")) == 1


def test_postgresql_may_go_away_and_come_back(tmp_path: Path, postgres: str) -> None:
    address = create_database(postgres, "comes_and_goes")
    name = make_url(address).database
    with live_company(tmp_path, database_url=address) as live:
        live.add("acme")
        run_alone(postgres, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        run_alone(postgres, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608 our own name
        said = live.touch("acme lunch")
        assert "the database does not answer" in said
        assert "> /touch acme lunch" in said
        live.morning()
        assert live.practice.messages("@bot", "alice") == []
        run_alone(postgres, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        live.practice.advance("2m")
        assert "*Acme*" in live.brief("alice")
        assert live.touch("acme lunch").startswith("Lunch with *Acme*")
        assert len(live.practice.messages("@bot", "alice")) == 1


def path_of(live: Live) -> Path:
    return Path(str(make_url(live.bot.storage.url).database))


@contextmanager
def at_begin(live: Live, act: Callable[[Connection], object]) -> Iterator[None]:
    """Do something in every transaction of the bot that may write."""
    writers = live.bot.storage.engines[:2]
    for engine in writers:
        event.listen(engine, "begin", act)
    yield
    for engine in writers:
        event.remove(engine, "begin", act)
        engine.dispose()  # what it did lasts as long as a connection


@pytest.fixture(scope="module", autouse=True)
def hurried() -> Iterator[None]:
    """Handlers wait as they do for people: who types is to be told before Slack gives up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.database, "HANDLERS_WAIT", 2.0)
        yield


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live_company(tmp_path_factory.mktemp("database")) as live:
        live.add("acme")
        yield live
