"""What Slack hands out for a short time: trigger ids (3 seconds, once) and response URLs (30 minutes, five times)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.clock import running_seconds
from practice.errors import SlackError

TRIGGER_SECONDS = 3
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass
class Trigger:
    """Leave to open a modal for the person who just acted; seconds of real time."""

    user: str
    view: str | None
    given: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where the bot may answer; `ts` is the message that was acted on, `ephemeral` whether only its user sees that."""

    user: str
    channel: str
    ts: str | None
    ephemeral: bool
    until: datetime
    uses: int = 0


class Handles:
    """All that is handed out and not yet forgotten."""

    def __init__(self, patience: float) -> None:
        self._trigger_seconds = TRIGGER_SECONDS * patience
        self._triggers: dict[str, Trigger] = {}
        self._urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, view: str | None = None) -> str:
        """A new trigger id; `view` is the modal in which the person acted."""
        key = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        now = running_seconds()
        while self._triggers and now - next(iter(self._triggers.values())).given >= 60:
            del self._triggers[next(iter(self._triggers))]
        self._triggers[key] = Trigger(user, view, now)
        return key

    def use_trigger(self, key: str) -> Trigger:
        """Spend a trigger id; raises SlackError as Slack does where it is unknown, old or spent."""
        trigger = self._triggers.get(key)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if running_seconds() - trigger.given > self._trigger_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response_url(self, url: ResponseUrl) -> str:
        """The key of a new response URL."""
        key = secrets.token_hex(12)
        self._urls = dict(list(self._urls.items())[-500:]) | {key: url}
        return key

    def use_response_url(self, key: str, now: datetime) -> ResponseUrl:
        """Use a response URL once; raises SlackError where it is unknown, old or used up."""
        url = self._urls.get(key)
        if url is None or now > url.until:
            raise SlackError("expired_url")
        if url.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        url.uses += 1
        return url
