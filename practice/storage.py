"""Keeps the practice workspace in a file, so that a second start goes on where the first stopped."""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator
from datetime import datetime

from practice.slack import Slack
from practice.workspace import Workspace

FORMAT = 1
PAUSE_SECONDS = 1.0


class UnreadableError(Exception):
    """The file is not one that this version wrote."""


def save(slack: Slack) -> None:
    """Write everything that outlives the process, at once and never by half; a company half set up is not kept."""
    if slack.kept is None or not slack.ready:
        return
    kept = {"format": FORMAT, "now": slack.clock.now().isoformat(), "workspace": vars(slack.workspace)}
    slack.kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = slack.kept.with_suffix(".new")
    fresh.write_text(json.dumps(kept), encoding="utf-8")
    os.replace(fresh, slack.kept)


def load(slack: Slack) -> None:
    """Put the workspace back as it was, if it was kept; practice time stood still. Raises UnreadableError."""
    if slack.kept is None or not slack.kept.exists():
        return
    try:
        kept = json.loads(slack.kept.read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            raise UnreadableError(f"{slack.kept} was written by another version.")
        slack.workspace = Workspace(**kept["workspace"])
        slack.clock.set(datetime.fromisoformat(kept["now"]))
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"{slack.kept} cannot be read: {error}") from error
    slack.ready = True


def forget(slack: Slack) -> None:
    """Keep nothing of an earlier company, so that one half set up is never taken for it."""
    slack.ready = False
    if slack.kept:
        slack.kept.unlink(missing_ok=True)


@contextlib.asynccontextmanager
async def keeping(slack: Slack) -> AsyncIterator[None]:
    """Save soon after each change, and at the end."""
    task = asyncio.create_task(_keep(slack))
    yield
    task.cancel()
    save(slack)


async def _keep(slack: Slack) -> None:
    news = asyncio.Event()
    slack.listeners.add(news)
    while True:
        await news.wait()
        await asyncio.sleep(PAUSE_SECONDS)
        news.clear()
        save(slack)
