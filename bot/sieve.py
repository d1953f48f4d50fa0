"""Lets pass, of all that is said in channels, only what a person says in one that is tied to a customer.

It comes before everything else that looks at a request: a workspace may say a thousand things an hour, of which the
bot has nothing to do with any. The rest costs one look-up by key, and leaves no trace.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App, BoltResponse

from bot.database import Storage
from handlers.channel_message import is_by_a_person
from handlers.guard import is_said_in_channel
from models.channel import find_channel


@dataclass(frozen=True)
class Sieve:
    """The sieve of one workspace."""

    team_id: str
    storage: Storage

    def register(self, app: App) -> None:
        app.middleware(self.sift)

    def sift(self, body: dict[str, Any], next: Callable[[], None]) -> BoltResponse | None:
        """Stop what is said elsewhere; Slack is told that it was heard."""
        if is_said_in_channel(body) and not (is_by_a_person(body["event"]) and self._is_tied(body["event"])):
            return BoltResponse(status=200, body="")
        next()
        return None

    def _is_tied(self, event: dict[str, Any]) -> bool:
        with self.storage.reading.begin() as session:
            return find_channel(session, self.team_id, event["channel"]) is not None
