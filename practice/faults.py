"""Failures on demand, and the one that is always there: a message a second a channel."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

KINDS = {
    "accept_then_drop": "carried out, then the connection is dropped without an answer",
    "truncated": "carried out, then half an answer",
    "hang": "carried out, then no answer for longer than the bot waits",
    "http_500": "refused with status 500 before anything is done",
    "html": "refused with status 200 and a page of HTML",
    "ratelimited": "refused with status 429 and Retry-After",
    "refuse": "refused with the Slack error code given as `error`",
    "slow": "carried out after two seconds",
    "duplicate_event": "the next request to the bot is delivered twice",
    "repeated": "the next request to the bot comes `count` times more, one after the other",
    "crowd": "the next request to the bot comes `count` times more, all at once",
    "disconnect": "the bot's sockets are closed, now",
    "mended": "nothing fails any more",
}
SPACING = timedelta(seconds=1)
SOCKET = "socket"
TO_THE_BOT = ("duplicate_event", "repeated", "crowd")


@dataclass
class Fault:
    """One kind of failure for the next `count` calls of `method` ("*": of any; SOCKET: what the bot is sent)."""

    kind: str
    count: int
    method: str
    error: str


@dataclass
class Faults:
    """Failures that are still to come, and when each channel last got a message (practice time)."""

    waiting: list[Fault] = field(default_factory=list)
    posted: dict[str, datetime] = field(default_factory=dict)

    def take(self, method: str) -> Fault | None:
        """The failure that strikes this call, if any; SOCKET stands for what is sent to the bot."""
        for fault in self.waiting:
            if fault.method == method or (fault.method == "*" and method != SOCKET):
                fault.count -= 1
                self.waiting = [each for each in self.waiting if each.count > 0]
                return fault
        return None

    def take_repeats(self) -> Fault | None:
        """How often, and how, the next request to the bot comes again; None where it comes once."""
        fault = next((each for each in self.waiting if each.method == SOCKET), None)
        if fault and fault.kind == "duplicate_event":
            self.take(SOCKET)
            return Fault(fault.kind, 1, SOCKET, "")
        if fault:
            self.waiting.remove(fault)
        return fault

    def too_soon(self, channel: str, now: datetime) -> bool:
        """Whether this channel got a message less than a second ago; if not, remember that it gets one now."""
        last = self.posted.get(channel)
        if last is not None and timedelta(0) <= now - last < SPACING:
            return True
        self.posted[channel] = now
        return False
