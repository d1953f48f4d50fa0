"""One sender a workspace: a lock that lives as long as the process, so that being slow or stopped does not lose it."""

import fcntl
import hashlib
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.database import is_sqlite


class Lock(Protocol):
    """Held by one process at a time, until it ends."""

    def hold(self) -> bool:
        """Take the lock or keep it, without waiting; tell whether this process holds it."""
        ...

    def release(self) -> None:
        """Give it back before the process ends."""
        ...


class FileLock:
    """A lock on a file beside the database; the system gives it back when the process dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def hold(self) -> bool:
        if self._file is not None:
            return True
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryLock:
    """PostgreSQL's lock on a number, held by a connection of its own: if that is lost, we notice."""

    def __init__(self, url: str, name: str) -> None:
        self._engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
        self._connection: Connection | None = None

    def hold(self) -> bool:
        if self._connection is not None and self._alive(self._connection):
            return True
        self.release()
        connection = self._engine.connect()
        taken = connection.execute(text("SELECT pg_try_advisory_lock(:number)"), {"number": self._number}).scalar_one()
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _alive(self, connection: Connection) -> bool:
        try:
            connection.execute(text("SELECT 1"))
        except DBAPIError:
            return False
        return True


def sender_lock(url: str, team_id: str) -> Lock:
    """Return the lock that the one sender of this workspace holds."""
    return _lock(url, team_id)


def upgrade_lock(url: str) -> Lock:
    """Return the lock that whoever changes the tables holds."""
    return _lock(url, "upgrade")


def _lock(url: str, name: str) -> Lock:
    if is_sqlite(url):
        return FileLock(Path(f"{make_url(url).database}-{name}.lock"))
    return AdvisoryLock(url, f"touchbase:{name}")
