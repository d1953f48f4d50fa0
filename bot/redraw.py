"""Draws sent messages and Homes again when what they tell of has changed, by calls that may be repeated freely."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.answers import NETWORK_ERRORS, Answer, Verdict, sort
from bot.database import Storage
from bot.delivery import metadata_of
from bot.outcome import tell_operator
from bot.places import PEOPLE, find_place
from bot.slack import Slack
from models import outbox
from models.message import Message, find_message

TRY_AGAIN = timedelta(minutes=1)
GIVE_UP = timedelta(days=2)
"""Nobody reads a brief of the day before yesterday: it need not be right any more."""
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive", "not_enabled"})

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Redraw:
    """Redraws messages of workspaces; many changes of one message before its turn are one redraw."""

    storage: Storage
    slack: Slack
    features: Mapping[str, ModuleType]
    now: Callable[[], datetime]

    def redraw_due(self, team_id: str) -> None:
        """Draw again every sent message that wants it by now."""
        with self.storage.reading.begin() as session:
            messages = outbox.redraws(session, team_id, self.now())
        for message in messages:
            words = self._compose(message)
            answer = self._update(message, words) if words else Answer(Verdict.NEVER, reason="nothing_to_draw")
            self._record(message, answer)

    def _compose(self, message: Message) -> dict[str, Any] | None:
        try:
            with self.storage.reading.begin() as session:
                words: dict[str, Any] | None = self.features[message.feature].compose(session, message, self.now())
                return words
        except Exception:
            # one feature that cannot find its words must not keep the others' messages stale
            log.exception("Message %s of %s cannot be redrawn", message.id, message.feature)
            return None

    def _publish(self, message: Message, view: dict[str, Any]) -> Answer:
        try:
            self.slack.asking.views_publish(user_id=message.recipient, view=view)
        except (SlackApiError, *NETWORK_ERRORS) as error:
            return sort(error)
        return Answer(Verdict.TAKEN)

    def _update(self, message: Message, words: dict[str, Any]) -> Answer:
        if words.get("type") == "home":
            return self._publish(message, words)
        if not message.recipient.startswith(PEOPLE):
            place = find_place(self.slack.asking, self.storage.patient, message.team_id, message.recipient)
            if isinstance(place, Answer):
                return place
        try:
            self.slack.asking.chat_update(
                channel=message.channel or "", ts=message.ts or "", metadata=metadata_of(message), **words
            )
        except (SlackApiError, *NETWORK_ERRORS) as error:
            return sort(error)
        return Answer(Verdict.TAKEN)

    def _record(self, message: Message, answer: Answer) -> None:
        now = self.now()
        done = answer.verdict in (Verdict.TAKEN, Verdict.NEVER) or answer.reason in GONE
        if answer.verdict is Verdict.LOCKED_OUT:
            tell_operator(answer.reason)
        too_old = now - (message.sent_at or message.created_at) > GIVE_UP
        with self.storage.patient.begin() as session:
            if answer.verdict is Verdict.BAD_BLOCKS and not message.plain:
                if row := find_message(session, message.team_id, message.key):
                    row.plain = True
            elif done or too_old or answer.verdict is Verdict.BAD_BLOCKS:
                outbox.drawn(session, message)
            else:
                wait = max(timedelta(seconds=answer.pause), TRY_AGAIN)
                outbox.drawn(session, message, again_at=now + wait)
