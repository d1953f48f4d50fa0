"""Write a revision for what changed in models: `python -m migrations.revise 0002 "Why it changed"`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from bot.schema import configuration, connection_for_upgrades, upgrade


def revise(number: str, message: str) -> None:
    """Bring an empty database to the latest revision, compare it with models, and write down the difference."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'new.db'}"
        upgrade(url)
        with connection_for_upgrades(url) as connection:
            command.revision(configuration(connection), message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    revise(sys.argv[1], sys.argv[2])
