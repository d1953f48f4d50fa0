"""There is one sender a workspace, and whoever dies makes room."""

import signal
import subprocess
import sys
from threading import Event

import pytest
from databases import create_database
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.lock import sender_lock, upgrade_lock

HOLDER = """
import sys
from bot.lock import sender_lock
lock = sender_lock(sys.argv[1], "T1")
print(lock.hold(), flush=True)
input()
"""


def test_one_holds_it_and_goes_on_holding_it_while_the_other_waits(url):
    first, second = sender_lock(url, "T1"), sender_lock(url, "T1")
    assert first.hold()
    assert first.hold()
    assert not second.hold()
    first.release()
    assert second.hold()
    second.release()


def test_workspaces_do_not_wait_for_each_other_nor_for_an_upgrade(url):
    locks = [sender_lock(url, "T1"), sender_lock(url, "T2"), upgrade_lock(url)]
    assert all(lock.hold() for lock in locks)
    for lock in locks:
        lock.release()


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_dies_gives_it_back_and_one_that_is_stopped_does_not(url, death):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "True\n"
    mine = sender_lock(url, "T1")
    process.send_signal(signal.SIGSTOP)
    assert not mine.hold()
    process.send_signal(signal.SIGCONT)
    process.send_signal(death)
    process.communicate()
    assert taken_in_time(mine)
    mine.release()


def test_a_lost_connection_loses_the_lock_and_it_is_noticed(postgres):
    url = create_database(postgres, "cut")
    first, second = sender_lock(url, "T1"), sender_lock(url, "T1")
    assert first.hold()
    cut_all_others(postgres, url)
    assert taken_in_time(second)
    assert not first.hold()
    second.release()
    assert taken_in_time(first)
    first.release()


def taken_in_time(lock) -> bool:
    """Try for a few seconds: the system needs a moment to bury the dead."""
    return any(lock.hold() or Event().wait(0.05) for _ in range(100))


def cut_all_others(address: str, url: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    name = make_url(url).database
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
        )
    engine.dispose()
