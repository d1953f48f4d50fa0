"""A bot that can be killed and started again in no time: a process that has imported it forks one for every life."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

from bot.schema import upgrade
from practice.bot_process import bot_environment
from practice.client import Client

PROGRAM = Path(__file__).parent / "dying_bot.py"
LIVE = "0 0"
DIE_BEFORE_THE_ANSWER = "request 0"


class Mortal:
    """The bot of a practice workspace, its database in a folder; one life at a time."""

    def __init__(self, practice: Client, program: "subprocess.Popen[str]", url: str) -> None:
        self.practice, self.program, self.url = practice, program, url
        self.pid = 0

    def live(self, how: str = LIVE) -> None:
        """Begin a life and wait until it listens."""
        self.begin(how)
        assert any(self.practice.state()["bot"]["connected"] or Event().wait(0.05) for _ in range(1200))

    def begin(self, how: str) -> None:
        assert self.program.stdin
        print(how, file=self.program.stdin, flush=True)
        self.pid = int(self._hears())

    def is_dead(self) -> bool:
        """Wait for the end of this life."""
        self.pid = 0
        return self._hears() == "dead"

    def kill(self) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            assert self.is_dead()

    def _hears(self) -> str:
        assert self.program.stdout
        return self.program.stdout.readline().strip()


@contextmanager
def mortal_bot(practice: Client, folder: Path) -> Iterator[Mortal]:
    """Import the bot in a process of its own, with a new database; nothing lives yet."""
    environment = bot_environment(practice.base_url, folder)
    upgrade(environment["DATABASE_URL"])
    with (folder / "bot.log").open("w") as log:
        program = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            env=environment | {"PYTHONPATH": str(PROGRAM.parent.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        mortal = Mortal(practice, program, environment["DATABASE_URL"])
        yield mortal
        mortal.kill()
        program.communicate()
