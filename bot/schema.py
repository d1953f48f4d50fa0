"""Brings the tables to this version at start, one process at a time, and refuses what a newer version wrote."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from bot.database import WORKERS_WAIT, is_sqlite, postgres_engine, sqlite_engine
from bot.lock import Lock, upgrade_lock

MIGRATIONS = Path(__file__).parent.parent / "migrations"
TRIES = 60
PAUSE = 0.5


class SchemaError(Exception):
    """The tables cannot be brought to this version; the text says what to do."""


class NewerDatabaseError(SchemaError):
    """The database was written by a newer version of Touchbase than this one."""


class BrokenReferencesError(SchemaError):
    """After a migration some rows point to rows that are not there; nothing was changed."""


class UpgradeBusyError(SchemaError):
    """Another process has been changing the tables for too long."""


def upgrade(url: str) -> None:
    """Bring the tables up to date; raises a SchemaError, and then has changed nothing."""
    lock = upgrade_lock(url)
    try:
        _wait_for(lock)
    except OSError as error:
        problem = f"{error.strerror}: {error.filename}"
        raise SchemaError(f"The database cannot be made ({problem}). Check DATABASE_URL.") from None
    try:
        with connection_for_upgrades(url) as connection:
            config = configuration(connection)
            refuse_newer(connection, config, url)
            command.upgrade(config, "head")
            _check_references(connection, url)
    finally:
        lock.release()


def _wait_for(lock: Lock) -> None:
    pause = threading.Event()
    for _ in range(TRIES):
        if lock.hold():
            return
        pause.wait(PAUSE)
    raise UpgradeBusyError("Another process has been changing the tables for half a minute: stop it, then start again.")


def refuse_newer(connection: Connection, config: Config, url: str) -> None:
    """Raise NewerDatabaseError where the database knows a revision that this version does not."""
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for revision in MigrationContext.configure(connection).get_current_heads():
        if revision not in known:
            name = make_url(url).render_as_string(hide_password=True)
            raise NewerDatabaseError(
                f"The database {name} was written by a newer Touchbase (revision {revision}, which this one does not"
                " know). Install that version again, or set DATABASE_URL to a back-up made before it."
            )


def configuration(connection: Connection) -> Config:
    """Return Alembic's configuration for one connection; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@contextmanager
def connection_for_upgrades(url: str) -> Iterator[Connection]:
    """Open a connection in one transaction, on SQLite without foreign keys: a rebuilt table would lose child rows."""
    if is_sqlite(url):
        engine = sqlite_engine(url, wait=WORKERS_WAIT, upgrades=True)
    else:
        engine = postgres_engine(url, wait=WORKERS_WAIT)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _check_references(connection: Connection, url: str) -> None:
    if is_sqlite(url):
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BrokenReferencesError(f"{len(broken)} rows of {broken[0][0]} point to rows that are not there.")
