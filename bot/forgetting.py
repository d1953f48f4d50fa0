"""`touchbase forget`: erases a customer, or a person's words and name, after somebody has confirmed it."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from sqlalchemy.engine import make_url
from sqlmodel import Session

from bot.app import clock_of, prepare
from bot.database import is_sqlite, open_storage
from bot.importing import only_workspace
from bot.refused import RefusedError
from bot.settings import Settings
from migrations.tables import import_tables
from models.customer import find_customer
from models.forgetting import customers_named, forget_customer, forget_member
from models.member import find_member

Erase = Callable[[Session, datetime], Counter[str]]


class ForgetRefusedError(RefusedError):
    """What cannot be forgotten; the text says why and what to do."""


@dataclass(frozen=True)
class Wanted:
    """Whom to forget, by name or id: a customer, or with `member` a person by Slack id; `confirmed` asks no more."""

    customer: str | None = None
    member: str | None = None
    confirmed: bool = False


def forget(settings: Settings, wanted: Wanted, ask: Callable[[str], str], console: Console) -> None:
    """Erase and say what was erased; `ask` shows a question and returns what was typed. Raises ForgetRefusedError."""
    if bool(wanted.customer) == bool(wanted.member):
        raise ForgetRefusedError("Say whom to forget: a customer's name, or --member and a Slack id, not both.")
    prepare(settings)
    import_tables()
    storage = open_storage(settings.database_url)
    try:
        team_id = only_workspace(storage)
        with storage.reading.begin() as session:
            name, erase = _found(session, team_id, wanted)
        if not wanted.confirmed and ask(f"This cannot be undone. Type {name} to erase it") != name:
            raise ForgetRefusedError("That is another name; nothing was erased.")
        with storage.patient.begin() as session:
            erased = erase(session, clock_of(settings).now())
    finally:
        storage.close()
    if is_sqlite(settings.database_url):
        wring_out(str(make_url(settings.database_url).database))
    rows = ", ".join(f"{count:,} {_counted(table, count)}" for table, count in sorted(erased.items()))
    console.print(f"Erased: {rows}.", markup=False, highlight=False, soft_wrap=True)


def _counted(table: str, count: int) -> str:
    """Return a table's name as a word behind a count: "nudges", "1 touch", "aliases"."""
    word = table.replace("_", " ")
    return word if count == 1 else word + ("es" if word.endswith(("s", "ch")) else "s")


def _found(session: Session, team_id: str, wanted: Wanted) -> tuple[str, Erase]:
    """Return the name to be typed as a confirmation, and what erases."""
    if wanted.member:
        member = find_member(session, team_id, wanted.member)
        if member is None:
            raise ForgetRefusedError(f"Nobody here has the Slack id {wanted.member}: it looks like U0123ABCD.")
        if not member.deleted:
            raise ForgetRefusedError("Deactivate them in Slack first, else Slack tells their name again.")
        user_id = member.user_id
        return member.name or user_id, lambda s, now: forget_member(s, s.get_one(type(member), (team_id, user_id)), now)
    one = find_customer(session, team_id, wanted.customer)
    found = [one] if one else customers_named(session, team_id, wanted.customer or "")
    if not found:
        raise ForgetRefusedError(f'No customer is called "{wanted.customer}": write the whole name.')
    if len(found) > 1:
        known = ", ".join(f"{customer.id} ({customer.state})" for customer in found)
        raise ForgetRefusedError(f"{len(found)} customers go by that name; name one by its id: {known}")
    customer = found[0]
    return customer.name, lambda s, now: forget_customer(s, s.get_one(type(customer), (team_id, customer.id)), now)


def wring_out(path: str) -> None:
    """Write a SQLite file anew, so that erased bytes are in it no more; raises ForgetRefusedError if it is in use."""
    connection = sqlite3.connect(path, timeout=15, isolation_level=None)
    try:
        connection.execute("VACUUM")
        [busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        busy = str(error)
    finally:
        connection.close()
    if busy:
        anew = f"import sqlite3; sqlite3.connect('{path}').execute('VACUUM')"
        raise ForgetRefusedError(
            f'The rows are erased, their bytes not yet (the file is in use): stop Touchbase, then python -c "{anew}"'
        )
