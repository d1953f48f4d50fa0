"""Everything that Touchbase knows can be copied into another database, whole or not at all."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from databases import create_database
from sqlmodel import select

from bot.database import open_storage
from bot.lock import sender_lock
from bot.schema import upgrade
from migrations.move import MoveRefusedError, move
from models.audit import Audit
from models.customer import Contact, Customer
from models.workspace import Workspace

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
WHAT_IS_KNOWN = (Workspace, Customer, Contact, Audit)


def test_everything_comes_along_and_the_source_stays(old: str, empty: str) -> None:
    before = known_to(old)
    assert move(old, empty) == 4
    assert known_to(empty) == before
    assert known_to(old) == before


def test_a_database_that_is_in_use_is_not_copied_into(old: str, tmp_path: Path) -> None:
    other = filled(f"sqlite:///{tmp_path / 'other.db'}", "Delta Freight")
    with pytest.raises(MoveRefusedError, match="name an empty one"):
        move(old, other)
    assert [customer["name"] for customer in known_to(other)[Customer]] == ["Delta Freight"]


def test_a_running_bot_has_to_be_stopped_first(old: str, tmp_path: Path) -> None:
    lock = sender_lock(old, "T1")
    lock.hold()
    target = f"sqlite:///{tmp_path / 'new.db'}"
    with pytest.raises(MoveRefusedError, match="stop it first"):
        move(old, target)
    lock.release()
    assert move(old, target) == 4


def test_a_database_without_a_workspace_is_named_as_wrong(tmp_path: Path) -> None:
    with pytest.raises(MoveRefusedError, match="is its address right"):
        move(f"sqlite:///{tmp_path / 'typo.db'}", f"sqlite:///{tmp_path / 'new.db'}")


def test_an_operator_is_told_how_many_rows_came_along_or_what_is_missing(old: str, tmp_path: Path) -> None:
    told = run_move(old, f"sqlite:///{tmp_path / 'new.db'}")
    assert (told.returncode, told.stdout) == (0, "4 rows copied. Set DATABASE_URL to the new database.\n")
    assert run_move(old).stderr.startswith("Name two databases")


def run_move(*urls: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "migrations.move", *urls], capture_output=True, text=True)


def known_to(url: str) -> dict[type, list[dict]]:
    storage = open_storage(url)
    with storage.reading.begin() as session:
        rows = {table: [row.model_dump() for row in session.exec(select(table))] for table in WHAT_IS_KNOWN}
    storage.close()
    return rows


def filled(url: str, name: str) -> str:
    upgrade(url)
    storage = open_storage(url)
    with storage.database.begin() as session:
        session.add(Workspace(team_id="T1", name="Northlight", heartbeat_at=NOW))
        session.add(
            Customer(
                team_id="T1", id="c", name=name, normal=name.lower(), key=True, revenue_minor=41_000_000_000,
                added_on=date(2026, 11, 13), created_at=NOW,
            )
        )  # fmt: skip
        session.flush()
        session.add(Contact(team_id="T1", customer_id="c", name="Jürgen 🎉", role="", phone="", email="", likes=""))
        session.add(Audit(team_id="T1", at=NOW, actor="U1", action="key", subject="customer:c", after={"key": True}))
    storage.close()
    return url


@pytest.fixture
def old(tmp_path: Path) -> str:
    return filled(f"sqlite:///{tmp_path / 'touchbase.db'}", "Acme Corporation")


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return create_database(request.getfixturevalue("postgres"), "moved")
