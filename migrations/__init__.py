"""How the tables came to be: Alembic's revisions, carried out at start by `bot.schema`."""
