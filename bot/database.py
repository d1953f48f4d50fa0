"""The database: how SQLite and PostgreSQL are opened, written and read so that nothing is done twice or by half."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

HANDLERS_WAIT = 2.0
WORKERS_WAIT = 15.0
"""Seconds to wait for a lock: a person looks at a handler, nobody at a worker."""


class DatabaseBusyError(Exception):
    """Another transaction holds the write lock for longer than we may wait; nothing was written."""


class Writer(sessionmaker[Session]):
    """`with database.begin() as session:` writes in one transaction, behind the process's write lock if there is one.

    Without that lock 16 writers on SQLite wait for each other by polling, twenty times longer. Never one in another.
    """

    def __init__(self, engine: Engine, lock: "threading.Lock | None", wait: float) -> None:
        super().__init__(engine, class_=Session, expire_on_commit=False)
        self._lock = lock
        self._wait = wait

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Begin a transaction that is committed at the end of the block; raises DatabaseBusyError."""
        if self._lock is None:
            with super().begin() as session:
                yield session
            return
        if not self._lock.acquire(timeout=self._wait):
            raise DatabaseBusyError(f"waited {self._wait:g} seconds for the write lock")
        try:
            with super().begin() as session:
                yield session
        finally:
            self._lock.release()


@dataclass(frozen=True)
class Storage:
    """The ways into one database: `database` writes for handlers, `patient` for workers, `reading` only reads."""

    url: str
    database: Writer
    patient: Writer
    reading: sessionmaker[Session]
    engines: tuple[Engine, ...]

    def close(self) -> None:
        """Close all connections."""
        for engine in self.engines:
            engine.dispose()


def open_storage(url: str) -> Storage:
    """Open the database at this address; its tables are there already (see `bot.schema.upgrade`)."""
    sqlite = is_sqlite(url)
    lock = threading.Lock() if sqlite else None
    make = sqlite_engine if sqlite else postgres_engine
    quick, patient = make(url, wait=HANDLERS_WAIT), make(url, wait=WORKERS_WAIT)
    reader = make(url, wait=HANDLERS_WAIT, reads_only=True)
    return Storage(
        url=url,
        database=Writer(quick, lock, HANDLERS_WAIT),
        patient=Writer(patient, lock, WORKERS_WAIT),
        reading=sessionmaker(reader, class_=Session, expire_on_commit=False, autoflush=False),
        engines=(quick, patient, reader),
    )


def is_sqlite(url: str) -> bool:
    """Tell whether this address is a SQLite file."""
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_engine(url: str, *, wait: float, reads_only: bool = False, upgrades: bool = False) -> Engine:
    """Open a SQLite file: writers take the write lock when they begin, so that none finds out late that it lost.

    Only for upgrades is a file made where there is none, and are foreign keys off: a rebuilt table would lose rows.
    """
    engine = create_engine(url, connect_args={"timeout": wait, "check_same_thread": False}, hide_parameters=True)
    if not upgrades:
        _watch_file(engine)

    @event.listens_for(engine, "connect")
    def prepare(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # the driver must not begin transactions by itself
        cursor = dbapi.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA foreign_keys={'OFF' if upgrades else 'ON'}")
        cursor.execute("PRAGMA trusted_schema=OFF")
        cursor.execute(f"PRAGMA query_only={'ON' if reads_only else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def _watch_file(engine: Engine) -> None:
    """Notice when the file was deleted or moved: SQLite would go on writing to what nobody finds again."""
    path = Path(engine.url.database or "")

    @event.listens_for(engine, "do_connect")
    def refuse_new(*_: Any) -> None:
        if not path.exists():
            raise sqlite3.OperationalError("the database file is gone")

    @event.listens_for(engine, "connect")
    def remember(_dbapi: Any, record: Any) -> None:
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "checkout")
    def compare(_dbapi: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(path):
            raise DisconnectionError("the database file is gone, or another one")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def postgres_engine(url: str, *, wait: float, reads_only: bool = False) -> Engine:
    """Open a PostgreSQL database: a lock is waited for no longer than `wait` seconds."""
    return create_engine(
        url,
        connect_args={"options": f"-c lock_timeout={int(wait * 1000)}", "connect_timeout": int(wait) or 1},
        pool_pre_ping=True,
        hide_parameters=True,
        execution_options={"postgresql_readonly": True} if reads_only else {},
    )
