"""Copies everything into an empty database, as from SQLite to PostgreSQL: `python -m migrations.move FROM TO`."""

import sys
from collections.abc import Sequence

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import SQLModel, col

from bot.lock import sender_lock
from bot.schema import SchemaError, connection_for_upgrades, upgrade
from bot.settings import SettingsError, load
from migrations.tables import import_tables
from models.workspace import Workspace

BATCH = 1000


class MoveRefusedError(Exception):
    """The copy cannot be made; the text says why, and nothing was copied."""


def move(source: str, target: str) -> int:
    """Copy all rows of all tables in one transaction, and return how many; the source is left as it was."""
    import_tables()
    for url in (source, target):
        upgrade(url)
    if _workspaces(target):
        raise MoveRefusedError("The database to copy into has a workspace in it already: name an empty one.")
    teams = _workspaces(source)
    if not teams:
        raise MoveRefusedError("There is no workspace in the database to copy from: is its address right?")
    locks = [sender_lock(source, team_id) for team_id in teams]
    try:
        if not all(lock.hold() for lock in locks):
            raise MoveRefusedError("Touchbase runs on the database to copy from: stop it first.")
        with connection_for_upgrades(source) as old, connection_for_upgrades(target) as new:
            return sum(_copy(table, old, new) for table in SQLModel.metadata.sorted_tables)
    finally:
        for lock in locks:
            lock.release()


def _workspaces(url: str) -> Sequence[str]:
    with connection_for_upgrades(url) as connection:
        return connection.scalars(select(col(Workspace.team_id))).all()


def _copy(table: Table, old: Connection, new: Connection) -> int:
    count = 0
    for rows in old.execute(select(table)).mappings().partitions(BATCH):
        new.execute(table.insert(), [dict(row) for row in rows])
        count += len(rows)
    return count


if __name__ == "__main__":
    try:
        old_url, new_url = (load(database_url=url).database_url for url in sys.argv[1:3])
        sys.stdout.write(f"{move(old_url, new_url):,} rows copied. Set DATABASE_URL to the new database.\n")
    except ValueError:
        sys.exit('Name two databases: python -m migrations.move sqlite:///touchbase.db "postgresql://..."')
    except (MoveRefusedError, SchemaError, SettingsError, SQLAlchemyError) as error:
        sys.exit(str(error))
