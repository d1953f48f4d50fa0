"""What several processes do to the outbox at once; each is forked from one that has imported all of it."""

from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context

from bot.database import open_storage
from models.outbox import claim, next_planned

NOW = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
FORKING = get_context("forkserver")
FORKING.set_forkserver_preload(["bot.schema", "migrations.tables", "models.outbox"])


def processes(count: int) -> ProcessPoolExecutor:
    """Return that many processes of their own, to be used with `with`."""
    return ProcessPoolExecutor(count, mp_context=FORKING)


def claim_all(url: str) -> list[str]:
    """Claim messages until none is planned; return the keys of those that were not another's."""
    storage, claimed = open_storage(url), []
    while True:
        with storage.reading.begin() as session:
            message = next_planned(session, "T1", NOW)
        if message is None:
            return claimed
        with storage.patient.begin() as session:
            if claim(session, "T1", message.key, "D1", NOW):
                claimed.append(message.key)
