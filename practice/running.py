"""The company and its bot from the beginning: reset, restart, and the story that the demo starts with."""

import asyncio
from datetime import datetime

from practice.bot_process import START_SECONDS, STOP_SECONDS, BotProcess
from practice.client import Client
from practice.clock import real_now
from practice.modals import Modals
from practice.seed.demo import plant
from practice.seed.story import BEGINNING
from practice.slack import Slack
from practice.storage import forget
from practice.workspace import Json

SEEDS = ("empty", "demo")


async def reset(slack: Slack, body: Json) -> Json:
    """POST /practice/reset: a new company, and where the bot is ours a new bot with an empty database."""
    seed = body.get("seed", "empty")
    if seed not in SEEDS:
        raise ValueError(f"There is no seed {seed!r}; there are {', '.join(SEEDS)}.")
    forget(slack)
    async with slack.acting:
        if slack.bot:
            await asyncio.to_thread(slack.bot.stop)
            slack.bot.forget_data()
        slack.start_anew()
        slack.clock.set(datetime.fromisoformat(body["now"]) if "now" in body else beginning(seed))
        await restart(slack)
    if seed == "demo" and slack.bot:
        await plant_demo(slack, slack.bot)
    slack.ready = True
    return {"ok": True, "now": slack.clock.now().isoformat()}


def beginning(seed: str) -> datetime:
    """When a new company begins: the demo at its story's beginning, which is always the same; else now."""
    return BEGINNING if seed == "demo" else real_now()


async def plant_demo(slack: Slack, bot: BotProcess) -> None:
    """Tell the demo company's story to the bot; answers and forms that came of it are gone when the demo begins."""
    with Client(slack.base_url) as client:
        await asyncio.to_thread(plant, client, bot.environment)
    async with slack.acting:
        slack.workspace.ephemerals, slack.modals = [], Modals()
        slack.changed()


async def start_again(slack: Slack, body: Json) -> Json:
    """POST /practice/restart: the bot is stopped and comes up again, in the same company with the same data."""
    del body
    async with slack.acting:
        if slack.bot:
            await asyncio.to_thread(slack.bot.stop)
        await restart(slack)
    slack.ready = True
    return {"ok": True}


async def restart(slack: Slack) -> None:
    """Start the bot after it was stopped or killed; raises TimeoutError with the end of its log."""
    slack.clock.forget_bot()
    if slack.bot is None:
        return
    await left(slack)
    slack.bot.start()
    for _ in range(START_SECONDS * 50):
        if slack.sockets.open and slack.clock.followed:
            return
        if slack.bot.pid is None:
            break
        await asyncio.sleep(0.02)
    raise TimeoutError(f"The bot did not come up; the end of its log:\n{slack.bot.last_words()}")


async def left(slack: Slack) -> None:
    """Wait until the connections of the process that ended are gone: they would pass for those of the next one."""
    for _ in range(STOP_SECONDS * 50):
        if not slack.sockets.open and not slack.clock.followed:
            return
        await asyncio.sleep(0.02)
