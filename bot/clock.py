"""The only file that reads the time: a real clock, and one that follows the practice workspace's."""

import json
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.request import Request, urlopen

HELD_AT_MOST = 30
"""Seconds to wait for an answer; the practice workspace holds a question for 20."""
ASK_AGAIN_AFTER = 1.0
MOST_FAILURES = 60
"""So often in a row the practice workspace is asked in vain before it counts as gone: a minute and more."""

log = logging.getLogger(__name__)


class Clock(Protocol):
    """What the bot knows of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def real(self, instant: datetime) -> datetime:
        """Return when this instant comes on the machine's own clock."""
        ...


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def real(self, instant: datetime) -> datetime:
        return instant


class PracticeClock:
    """Practice time: real time plus an offset that the practice workspace moves.

    The bot asks (a long poll), is told a turn and its offset, does whatever there is to do at that instant, and reports
    the turn as done together with the next instant for which it has something to do.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._offset = timedelta(0)
        self._turn = 0
        self._stopped = threading.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def real(self, instant: datetime) -> datetime:
        return instant - self._offset

    def set(self) -> None:
        """Ask for the time once, before anything else is done; raises OSError where nobody answers."""
        self._offset = timedelta(seconds=self._ask(0, None)["offset"])

    def follow(
        self, settle: Callable[[], datetime | None], gone: Callable[[], None], pause: float = ASK_AGAIN_AFTER
    ) -> threading.Thread:
        """Carry out the practice workspace's turns in a thread of their own until `stop`.

        `settle` does what is due now and returns the next instant for which there is something to do; `gone` is called
        when the practice workspace has ended, so that no bot is left behind; `pause` is in seconds, after a failure.
        """
        thread = threading.Thread(target=self._follow, args=(settle, gone, pause), name="practice-clock", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Follow no longer."""
        self._stopped.set()

    def _follow(self, settle: Callable[[], datetime | None], gone: Callable[[], None], pause: float) -> None:
        upcoming: datetime | None = None
        failures = 0
        while not self._stopped.is_set() and failures < MOST_FAILURES:
            try:
                told = self._ask(self._turn, upcoming)
            except (OSError, ValueError) as error:
                failures += 1
                if not self._stopped.wait(pause) and failures == 1:
                    log.warning("The practice workspace does not tell the time: %s", error)
                continue
            failures = 0
            self._offset = timedelta(seconds=told["offset"])
            self._turn = told["turn"]
            upcoming = self._carried_out(settle)
        if failures == MOST_FAILURES:
            log.warning("The practice workspace is gone")
            gone()

    def _carried_out(self, settle: Callable[[], datetime | None]) -> datetime | None:
        try:
            return settle()
        except Exception:
            # the practice workspace waits for our report; the next turn tries again
            log.exception("A turn failed")
            return None

    def _ask(self, turn: int, upcoming: datetime | None) -> Any:
        body = json.dumps({"turn": turn, "next": upcoming.isoformat() if upcoming else None}).encode()
        request = Request(self._url, body, {"Content-Type": "application/json"})  # noqa: S310 settings allow loopback
        with urlopen(request, timeout=HELD_AT_MOST) as answer:  # noqa: S310 settings allow a loopback address alone
            return json.load(answer)
