"""The only voice that speaks unasked: sends what was promised, once, however Slack, the network or this process fail.

A message is claimed and `sending` is committed before the call; the post carries the message's id as metadata. What a
crash or an ambiguous answer leaves behind is looked up in the channel's history (`bot.lookup`) before it is sent again.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from bot import outcome
from bot.answers import NETWORK_ERRORS, Answer, Verdict, sort, taken
from bot.database import Storage
from bot.picture import upload
from bot.places import find_place
from bot.slack import Slack
from models import outbox
from models.message import Message
from models.picture import File, Picture

EVENT_TYPE = "touchbase"
MOST_A_TURN = 1_000
"""After so many messages a workspace looks at its reminders and redraws again before it sends more."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Delivery:
    """Sends the messages of workspaces; the caller holds the sender's lock and is alone with a workspace."""

    storage: Storage
    slack: Slack
    features: Mapping[str, ModuleType]
    now: Callable[[], datetime]

    def send_due(self, team_id: str) -> None:
        """Send every planned message whose time has come, as many as one turn may take."""
        for _ in range(MOST_A_TURN):
            message = self._next(team_id)
            if message is None:
                return
            self._send(message)

    def _next(self, team_id: str) -> Message | None:
        with self.storage.reading.begin() as session:
            return outbox.next_planned(session, team_id, self.now())

    def _send(self, message: Message) -> None:
        if message.expires_at and message.expires_at <= self.now():
            outcome.record(self.storage.patient, message, Answer(Verdict.TOO_LATE), self.now())
            return
        place = find_place(self.slack.asking, self.storage.patient, message.team_id, message.recipient)
        if isinstance(place, Answer):
            outcome.record(self.storage.patient, message, place, self.now())
            return
        self._draw(message)
        words = self._claim(message, place)
        if words is not None:
            outcome.record(self.storage.patient, message, self._post(message, place, words), self.now())

    def _draw(self, message: Message) -> None:
        """Upload the picture or file that belongs to a message, if its feature has one; without it words go alone.

        Before the message is claimed: an upload may take its time, and is no message to anybody.
        """
        feature = self.features[message.feature]
        file_of = getattr(feature, "picture", None) or getattr(feature, "file", None)
        if file_of is None or message.file_id or message.plain:
            return
        try:
            with self.storage.reading.begin() as session:
                file: Picture | File | None = file_of(session, message, self.now())
            uploaded = upload(self.slack, file) if file else None
        except Exception:
            # no picture and no file must keep the words from being said
            log.exception("Message %s of %s goes without its file", message.id, message.feature)
            return
        if uploaded:
            with self.storage.patient.begin() as session:
                outbox.attach(session, message, uploaded.file_id, uploaded.link)

    def _claim(self, message: Message, channel: str) -> dict[str, Any] | None:
        """Commit `sending` together with what the words were made from; None where nothing is to be sent."""
        try:
            with self.storage.patient.begin() as session:
                return self._compose(session, message, channel)
        except Exception as error:
            # one feature that cannot find its words must not silence all others
            log.exception("Message %s of %s cannot be composed", message.id, message.feature)
            answer = Answer(Verdict.NO_WORDS, reason=f"cannot_compose: {type(error).__name__}")
            outcome.record(self.storage.patient, message, answer, self.now())
            return None

    def _compose(self, session: Session, message: Message, channel: str) -> dict[str, Any] | None:
        now = self.now()
        claimed = outbox.claim(session, message.team_id, message.key, channel, now)
        if claimed is None:
            return None
        words: dict[str, Any] | None = self.features[claimed.feature].compose(session, claimed, now)
        if words is None:
            outbox.cancel(session, claimed, outbox.NOTHING_TO_SAY, now)
        return words

    def _post(self, message: Message, channel: str, words: dict[str, Any]) -> Answer:
        # words without blocks are those that share a file by its link, which Slack has to follow
        shares = "blocks" not in words
        try:
            return taken(
                self.slack.sending.chat_postMessage(
                    channel=channel,
                    metadata=metadata_of(message),
                    unfurl_links=shares,
                    unfurl_media=shares,
                    **words,
                )
            )
        except (SlackApiError, *NETWORK_ERRORS) as error:
            return sort(error)


def metadata_of(message: Message) -> dict[str, Any]:
    """Return what travels with a post, invisible to people: by this it is found again in the channel's history."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": message.id}}
