"""Finds out, after a quiet period, whether Slack took a message: by its id in the channel's history."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from bot.answers import NETWORK_ERRORS, Answer, Verdict, sort
from bot.database import Storage
from bot.outcome import tell_operator
from bot.slack import Slack
from models import outbox
from models.message import UNKNOWN, Message, find_message

BEFORE_THE_CLAIM = timedelta(minutes=90)
"""How far before the claim the history is read: our clock may be an hour ahead of Slack's."""
PAGE = 15
MOST_PAGES = 40
SOONEST, LATEST = timedelta(minutes=1), timedelta(hours=2)
"""How long to wait when the history does not answer: as long as nobody has known so far, between these two."""
GIVE_UP = timedelta(hours=24)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LookUp:
    """Looks for unknown messages; the caller holds the sender's lock and is alone with a workspace."""

    storage: Storage
    slack: Slack
    now: Callable[[], datetime]

    def find_out(self, team_id: str) -> None:
        """Turn every unknown message whose quiet period is over into a sent or a planned one."""
        while message := self._next(team_id):
            found = self._search(message)
            with self.storage.patient.begin() as session:
                row = find_message(session, team_id, message.key)
                if row is None:
                    continue
                if isinstance(found, Answer):
                    self._ask_again(session, row, found)
                elif found:
                    outbox.mark_sent(session, row, row.channel or "", found, self.now())
                else:
                    outbox.plan_again(row, self.now())
                log.info("Message %s of %s was looked up: %s", row.id, row.feature, row.state)

    def _next(self, team_id: str) -> Message | None:
        with self.storage.reading.begin() as session:
            return outbox.next_unknown(session, team_id, self.now())

    def _ask_again(self, session: Session, row: Message, answer: Answer) -> None:
        """Ask again later, about the others too; after a day say it once more, a possible repeat: better than never.

        While Slack refuses the token nothing could be said anyhow, so that time does not count.
        """
        now, pause = self.now(), timedelta(seconds=answer.pause)
        if answer.verdict is Verdict.LOCKED_OUT:
            tell_operator(answer.reason)
            outbox.postpone(session, row.team_id, UNKNOWN, now + pause)
            return
        unknown_for = now - (row.claimed_at or row.created_at)
        if unknown_for >= GIVE_UP:
            outbox.repeat_perhaps(session, row, now)
            return
        outbox.postpone(session, row.team_id, UNKNOWN, now + max(pause, SOONEST))
        row.not_before = now + max(pause, min(max(unknown_for, SOONEST), LATEST))

    def _search(self, message: Message) -> str | Answer | None:
        """Return the message's ts, None where Slack certainly does not have it, or why nobody can tell."""
        oldest = (message.claimed_at or message.created_at) - BEFORE_THE_CLAIM
        cursor = None
        try:
            for _ in range(MOST_PAGES):
                page: Any = self.slack.asking.conversations_history(
                    channel=message.channel or "",
                    oldest=f"{oldest.timestamp():.6f}",
                    include_all_metadata=True,
                    limit=PAGE,
                    cursor=cursor,
                )
                for post in page["messages"]:
                    if post.get("metadata", {}).get("event_payload", {}).get("id") == message.id:
                        return str(post["ts"])
                cursor = page.get("response_metadata", {}).get("next_cursor") if page.get("has_more") else None
                if not cursor:
                    return None
        except (SlackApiError, *NETWORK_ERRORS) as error:
            return sort(error)
        return Answer(Verdict.UNKNOWN, reason="history_too_long")
