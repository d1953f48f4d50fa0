"""Starts the practice workspace in a thread: for tests, and for whatever wants to talk to it in the same process.

with practice_workspace(tmp_path, bot=True) as practice:
    practice.command("alice", "#general", "/touch", "acme lunch")
"""

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn

from practice.app import create_app
from practice.bot_process import BotProcess
from practice.client import Client
from practice.failing import DroppableProtocol
from practice.manifest import MANIFEST, read_manifest
from practice.slack import Slack

HOST = "127.0.0.1"
START_SECONDS = 30


def bind(port: int) -> socket.socket:
    """A listening socket on this machine only (0: any free port); raises OSError where the port is taken."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    return listening


def server_for(slack: Slack) -> uvicorn.Server:
    """The web server around one pretend Slack."""
    config = uvicorn.Config(
        create_app(slack),
        http=DroppableProtocol,
        log_level="warning",
        timeout_graceful_shutdown=1,
        ws_ping_interval=None,
    )
    return uvicorn.Server(config)


@contextmanager
def practice_workspace(
    folder: Path, *, bot: bool = False, now: datetime | None = None, manifest: Path = MANIFEST, port: int = 0
) -> Iterator[Client]:
    """A practice workspace on a free port, with its control API in hand.

    `bot` also starts the real bot on a database in `folder`; else something in the test connects, or nothing.
    `now` is the practice time at the start.
    """
    slack = Slack(read_manifest(manifest))
    listening = bind(port)
    slack.base_url = f"http://{HOST}:{listening.getsockname()[1]}"
    if now:
        slack.clock.set(now)
    if bot:
        slack.bot = BotProcess(slack.base_url, folder)
    server = server_for(slack)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    with Client(slack.base_url) as client:
        thread.start()
        try:
            wait_until(lambda: server.started, "The practice workspace did not start")
            if slack.bot:
                slack.bot.start()
                wait_for_bot(client, slack.bot)
            yield client
        finally:
            if slack.bot:
                slack.bot.stop()
            server.should_exit = True
            thread.join(10)


def wait_for_bot(client: Client, bot: BotProcess) -> None:
    """Wait until the bot is connected and follows the clock; raises TimeoutError with the end of its log."""

    def there() -> bool:
        state = client.state()
        return bool(state["bot"]["connected"] and state["clock"]["followed"]) or bot.pid is None

    try:
        wait_until(there, "The bot did not connect")
    except TimeoutError as late:
        raise TimeoutError(f"{late}; the end of its log:\n{bot.last_words()}") from None
    if bot.pid is None:
        raise TimeoutError(f"The bot ended; the end of its log:\n{bot.last_words()}")


def wait_until(condition: Callable[[], bool], otherwise: str) -> None:
    """Wait for something that happens elsewhere; raises TimeoutError after START_SECONDS."""
    for _ in range(START_SECONDS * 100):
        if condition():
            return
        time.sleep(0.01)
    raise TimeoutError(f"{otherwise} within {START_SECONDS} seconds")
