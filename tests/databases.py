"""Makes databases for tests: files of SQLite, and databases of one PostgreSQL server."""

from functools import cache
from typing import Any

from sqlalchemy import Table, create_engine, select, text
from sqlmodel import SQLModel

from bot.database import Storage

Rows = dict[Table, list[dict[str, Any]]]


def make_tables(url: str) -> str:
    engine = create_engine(url)
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return url


def emptied(storage: Storage) -> Storage:
    """Delete all rows, whoever they are of."""
    with storage.patient.begin() as session:
        for statement in emptying():
            session.connection().exec_driver_sql(statement)
    return storage


def rows_of(storage: Storage) -> Rows:
    """Return all rows, tables without any left out, those first to which others point."""
    with storage.reading.begin() as session:
        found = {table: session.execute(select(table)).mappings().all() for table in SQLModel.metadata.sorted_tables}
    return {table: [dict(row) for row in rows] for table, rows in found.items() if rows}


def put_back(storage: Storage, rows: Rows) -> None:
    """Make these all rows that there are."""
    emptied(storage)
    with storage.patient.begin() as session:
        for table, kept in rows.items():
            session.connection().execute(table.insert(), kept)


@cache
def emptying() -> list[str]:
    """Return what empties each table, those first whose rows point to others; made once, for it is done often."""
    return [f"DELETE FROM {table.name}" for table in reversed(SQLModel.metadata.sorted_tables)]  # noqa: S608


def create_database(address: str, name: str, template: str = "template1") -> str:
    run_alone(address, f"CREATE DATABASE {name} TEMPLATE {template}")
    return at(address, name)


def run_alone(address: str, statement: str) -> None:
    """Run a statement that PostgreSQL does not take in a transaction."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def at(address: str, database: str) -> str:
    """Return the address of another database of the same server."""
    return address.replace("/postgres?", f"/{database}?")
