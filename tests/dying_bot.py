"""A program: the real bot, imported once and started anew for every line it reads; it kills itself when it is told to.

A line says after how many commits, and how many seconds later, the bot shall die by kill -9; "0 0" lets it live, and
"request 0" lets it die when it has written down what somebody did, before it can say so.
"""

import fnmatch
import gc
import os
import signal
import sys
import threading

from sqlalchemy import Engine, event
from sqlalchemy.orm import configure_mappers
from sqlmodel import Session

from bot import logs
from bot.app import Touchbase, prepare
from bot.running import until_stopped
from bot.settings import load
from handlers import FEATURES
from models.day import warm_up
from models.seen import Seen
from templates import environment

LONGEST_LIFE = 3
"""Seconds after which a bot dies that has found nothing to commit."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(commits: int, seconds: float) -> None:
    """Die some seconds after that many commits: in the middle of the next call, statement or thought."""
    left = [commits]

    def count(_connection: object) -> None:
        left[0] -= 1
        if left[0] == 0 and seconds:
            threading.Timer(seconds, die).start()
        elif left[0] == 0:
            die()

    event.listen(Engine, "commit", count)
    last = threading.Timer(LONGEST_LIFE, die)
    last.daemon = True
    last.start()


def die_after_a_request() -> None:
    """Die between the commit of what a request did and the answer to it."""

    @event.listens_for(Session, "after_flush")
    def flushed(session: Session, _context: object) -> None:
        if any(isinstance(row, Seen) for row in session.new):
            session.info["carries_a_request"] = True

    @event.listens_for(Session, "after_commit")
    def committed(session: Session) -> None:
        if session.info.get("carries_a_request"):
            die()


def live(commits: str, seconds: float) -> None:
    if commits == "request":
        die_after_a_request()
    elif int(commits):
        die_after(int(commits), seconds)
    bot = Touchbase(settings, FEATURES)
    bot.start()
    until_stopped(bot.ended)
    bot.stop()


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    settings = load()
    logs.set_up("INFO")
    prepare(settings)
    warm_up()
    for name in fnmatch.filter(environment().list_templates(), "brief/*.j2"):
        environment().get_template(name)
    configure_mappers()
    gc.freeze()  # every life has all of this from here, and none looks through it again
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(line.split()[0], float(line.split()[1]))
            os._exit(0)
        tell(str(child))
        os.waitpid(child, 0)
        tell("dead")
