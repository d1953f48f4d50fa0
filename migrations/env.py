"""Alembic's entrance: works on the connection that `bot.schema` (or `migrations.revise`) hands over."""

from alembic import context
from sqlmodel import SQLModel

from migrations.tables import import_tables


def run() -> None:
    """Carry out what Alembic was asked for, in one transaction."""
    import_tables()
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=SQLModel.metadata,
        render_as_batch=True,  # SQLite alters a table by copying it
    )
    with context.begin_transaction():
        context.run_migrations()


run()
