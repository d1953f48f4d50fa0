"""Starts the practice workspace in a thread: for tests, and for the demo.

with practice_workspace(tmp_path, bot=True) as practice:
    practice.command("alice", "#general", "/touch", "acme lunch")
"""

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn

from practice.app import create_app
from practice.bot_process import BotProcess
from practice.client import Client
from practice.failing import DroppableProtocol
from practice.manifest import MANIFEST, read_manifest
from practice.slack import Slack
from practice.storage import load

HOST = "127.0.0.1"
START_SECONDS = 30
PATIENCE = 5
"""Slack's three seconds last fifteen: demo and tests run where much else runs."""


def bind(port: int) -> socket.socket:
    """A listening socket on this machine only (0: any free port); raises OSError where the port is taken."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle's 40 ms on
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    listening.listen()
    return listening


def address_of(listening: socket.socket) -> str:
    return f"http://{HOST}:{listening.getsockname()[1]}"


@contextmanager
def running(slack: Slack, listening: socket.socket) -> Iterator[Client]:
    """Serve in a thread until the block ends; then its bot, if it has one, is stopped too."""
    slack.base_url = address_of(listening)
    options: dict[str, Any] = {"log_level": "warning", "timeout_graceful_shutdown": 1, "ws_ping_interval": None}
    server = uvicorn.Server(uvicorn.Config(create_app(slack), http=DroppableProtocol, **options))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    with Client(slack.base_url) as client:
        thread.start()
        try:
            wait_for_start(server)
            yield client
        finally:
            if slack.bot:
                slack.bot.stop()
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what is cut off now is cut off on purpose
            server.should_exit = True
            thread.join(10)


def wait_for_start(server: uvicorn.Server) -> None:
    """Raises TimeoutError where the server does not come up."""
    for _ in range(START_SECONDS * 100):
        if server.started:
            return
        time.sleep(0.01)
    raise TimeoutError(f"The practice workspace did not start within {START_SECONDS} seconds")


@contextmanager
def practice_workspace(
    folder: Path,
    *,
    bot: bool = False,
    kept: Path | None = None,
    seed: str = "empty",
    now: datetime | None = None,
    manifest: Path = MANIFEST,
    patience: float = PATIENCE,
) -> Iterator[Client]:
    """A practice workspace on a free port, with its control API in hand.

    `bot` also starts the real bot, with its database and log in `folder`; else something in the test connects, or
    nothing. With `seed` "demo" it finds the demo's company, else the one in the file `kept`, which the workspace is
    kept in. `now` is the practice time at the start. With a `patience` of 1 Slack's three seconds are three.
    """
    slack = Slack(read_manifest(manifest), kept=kept, patience=patience)
    listening = bind(0)
    load(slack)
    if now:
        slack.clock.set(now)
    if bot:
        slack.bot = BotProcess(address_of(listening), folder)
    with running(slack, listening) as client:
        if seed != "empty":
            client.reset(seed)
        elif bot:
            client.post("restart")
        yield client
