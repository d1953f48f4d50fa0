"""Pulling the plug: the bot is killed in the middle of a post and started again; repeats and losses are counted."""

import asyncio
from collections import Counter
from datetime import timedelta

from practice.acting import RefusedError
from practice.bot_process import BotProcess
from practice.running import restart
from practice.slack import Interrupt, Slack
from practice.workspace import Json

LOOK_AHEAD = timedelta(days=4)
QUIET = timedelta(minutes=5)


async def pull(slack: Slack, body: Json) -> Json:
    """Kill the bot in its next post and start it again; returns what came of the messages, by their metadata id.

    `moment`: "after" Slack took the message and before it said so (a repeat threatens), or "before" (a loss threatens).
    The clock goes to the next message within LOOK_AHEAD; with none to come, the bot is killed at rest.
    """
    if slack.bot is None:
        raise RefusedError("There is no bot process to kill here.")
    async with slack.acting:
        slack.happened, slack.seen_views = [], []
        caught = await kill_in_a_post(slack, slack.bot, before=body.get("moment") == "before")
        killed = slack.clock.now()
        await restart(slack)
        restarted = slack.clock.now()
        await slack.clock.move_to(slack.clock.now() + QUIET)
        counts = message_ids(slack)
        return {
            "ok": True,
            "killed_at": killed.isoformat(),
            "restarted_at": restarted.isoformat(),
            "messages": sum(counts.values()),
            "in_the_middle_of": caught,
            "repeated": [key for key, count in counts.items() if count > 1],
            "lost": [caught] if caught and not counts[caught] else [],
            "now": slack.clock.now().isoformat(),
            "replies": slack.happened,
        }


async def kill_in_a_post(slack: Slack, bot: BotProcess, *, before: bool) -> str | None:
    """Let time pass until the bot posts, and kill it then; returns the id of the message that was caught, if any."""
    interrupt = slack.interrupt = Interrupt("chat.postMessage", before=before)
    moving = asyncio.create_task(slack.clock.move_to(slack.clock.now() + LOOK_AHEAD))
    struck = asyncio.create_task(interrupt.struck.wait())
    await asyncio.wait({moving, struck}, return_when=asyncio.FIRST_COMPLETED)
    bot.kill()
    slack.interrupt = None
    interrupt.over.set()
    for task in (moving, struck):
        task.cancel()
    await asyncio.gather(moving, struck, return_exceptions=True)
    return interrupt.key


def message_ids(slack: Slack) -> Counter[str]:
    """How often each message that carries an id in its metadata stands in a channel or DM."""
    found = Counter[str]()
    for channel in slack.workspace.channels.values():
        for message in channel["messages"]:
            if message["metadata"]:
                found[str(message["metadata"]["event_payload"].get("id"))] += 1
    return found
