"""The tables come to this version by themselves, on both databases, and nobody else's are touched."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from claiming import processes
from databases import create_database
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from bot.database import open_storage
from bot.schema import NewerDatabaseError, SchemaError, configuration, connection_for_upgrades, upgrade
from models.customer import Contact
from models.workspace import Workspace


def test_the_migrations_make_exactly_the_tables_that_the_models_describe(empty):
    upgrade(empty)
    with connection_for_upgrades(empty) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_an_up_to_date_database_is_left_as_it_is(empty):
    upgrade(empty)
    storage = open_storage(empty)
    with storage.database.begin() as session:
        session.add(Workspace(team_id="T1", name="Northlight"))
    upgrade(empty)
    with storage.reading.begin() as session:
        assert session.get(Workspace, "T1").name == "Northlight"
    storage.close()


def test_every_step_can_be_taken_back_and_again(empty):
    upgrade(empty)
    with connection_for_upgrades(empty) as connection:
        command.downgrade(configuration(connection), "base")
    with connection_for_upgrades(empty) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    upgrade(empty)


def test_several_processes_that_start_at_once_do_it_once(empty):
    with processes(3) as bots:
        assert list(bots.map(upgrade, [empty] * 3)) == [None] * 3


def test_a_database_from_a_newer_version_is_refused_and_left_alone(empty):
    upgrade(empty)
    with connection_for_upgrades(empty) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match=r"newer Touchbase \(revision 9999.*DATABASE_URL"):
        upgrade(empty)
    with connection_for_upgrades(empty) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_rows_that_point_nowhere_stop_an_upgrade_of_a_file(tmp_path):
    url = f"sqlite:///{tmp_path / 'touchbase.db'}"
    upgrade(url)
    with connection_for_upgrades(url) as connection:
        connection.execute(
            Contact.__table__.insert().values(
                team_id="T1", id="c", customer_id="nobody", name="Jane", role="", phone="", email="", likes=""
            )
        )
    with pytest.raises(SchemaError, match="1 rows of contact point to rows that are not there"):
        upgrade(url)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request, tmp_path):
    """Return the address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'touchbase.db'}"
    name = f"empty_{abs(hash(request.node.name))}"
    return create_database(request.getfixturevalue("postgres"), name)
