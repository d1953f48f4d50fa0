"""Practice time: real time plus an offset that can be moved, and the turns by which the bot follows it.

Only here is the time read. The bot asks (a long poll) and says which turn it has carried out and when it next has
something to do. Moving the clock stops at each such instant, so that a month of mornings really happens.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

HOLD_SECONDS = 20
SETTLE_SECONDS = 180
GONE_SECONDS = 15


class NotSettledError(Exception):
    """The bot did not finish what it had to do."""


def running_seconds() -> float:
    """Seconds of real time from an arbitrary start; moving practice time does not change it."""
    return time.monotonic()


def real_now() -> datetime:
    """The machine's time, aware, in UTC."""
    return datetime.now(UTC)


class Clock:
    """A running clock that can be moved forward, and what is known of the bot that follows it."""

    def __init__(self, connected: Callable[[], bool]) -> None:
        self.offset = timedelta(0)
        self.turn = 1
        self.bot_next: datetime | None = None
        self._connected = connected
        self._held = 0
        self._busy = False
        self._turned = asyncio.Event()
        self._settled = asyncio.Event()

    def now(self) -> datetime:
        """Practice time, aware, in UTC."""
        return real_now() + self.offset

    def set(self, now: datetime) -> None:
        """Put the clock to `now` without stopping on the way, also backwards: for the start of a workspace."""
        self.offset = now - real_now()

    @property
    def followed(self) -> bool:
        """Whether a bot follows this clock just now."""
        return self._held > 0 or (self._busy and self._connected())

    def forget_bot(self) -> None:
        """The bot's process is gone: wait for it no longer, and know nothing of what it meant to do next."""
        self._busy = False
        self.bot_next = None

    async def answer(self, turn: int, next_at: datetime | None, gone: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
        """Answer the bot's question: at once if there is a new turn, else when there is one or after HOLD_SECONDS."""
        self.bot_next, self._busy = next_at, False
        if turn == self.turn:
            self._settled.set()
            await self._hold(gone)
        self._busy = True
        return {"turn": self.turn, "offset": self.offset.total_seconds()}

    async def _hold(self, gone: Callable[[], Awaitable[Any]]) -> None:
        waits = {asyncio.ensure_future(self._turned.wait()), asyncio.ensure_future(gone())}
        self._held += 1
        try:
            await asyncio.wait(waits, timeout=HOLD_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._held -= 1
            for each in waits:
                each.cancel()

    async def settle(self) -> None:
        """Give the bot a turn at this instant and wait until it has nothing left to do; raises NotSettledError."""
        followed = self.followed
        self.turn += 1
        self._settled.clear()
        self._turned.set()
        self._turned = asyncio.Event()
        if followed:
            await self._wait_for_bot()

    async def _wait_for_bot(self) -> None:
        started = seen = running_seconds()
        while not self._settled.is_set():
            try:
                await asyncio.wait_for(self._settled.wait(), 0.25)
            except TimeoutError:
                here = running_seconds()
                seen = here if self.followed else seen
                if here - seen > GONE_SECONDS:
                    self.forget_bot()
                    raise NotSettledError("The bot went away before it had settled.") from None
                if here - started > SETTLE_SECONDS:
                    raise NotSettledError(f"The bot has not settled within {SETTLE_SECONDS} seconds.") from None

    async def move_to(self, target: datetime) -> None:
        """Move forward to `target`, with a turn wherever the bot has something to do; raises NotSettledError."""
        await self.settle()  # what the bot last said of its next instant may be old
        pause = timedelta(seconds=1)
        while True:
            now = self.now()
            stop = target
            if self.bot_next is not None and self.bot_next > now:
                stop, pause = min(target, self.bot_next), timedelta(seconds=1)
            elif self.bot_next is not None:
                stop, pause = min(target, now + pause), pause * 2
            self.offset += max(stop - now, timedelta(0))
            await self.settle()
            if stop == target:
                return
