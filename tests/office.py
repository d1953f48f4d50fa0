"""A bot at work in the practice workspace, inside the test's process, with a small feature of the test's own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from databases import emptied
from slack_bolt import BoltRequest, BoltResponse

from bot import people
from bot.app import Touchbase
from bot.database import Storage
from bot.settings import Settings
from models.message import PLANNED, Message, find_message, promise
from practice.client import Client
from practice.serve import practice_workspace

TEAM = "T0PRACTICE"
THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


class Greeting:
    """A feature that says a message's subject, unless a test knows better words for it."""

    def __init__(self):
        self.words = {}

    def compose(self, _session, message, _now):
        said = self.words.get(message.subject)
        return said(message) if said else {"text": message.subject}


class Office:
    """A bot at work in the practice workspace, and what the tests do with it."""

    def __init__(self, practice: Client, storage: Storage, bot: Touchbase, feature: Greeting):
        self.practice, self.storage, self.bot, self.feature = practice, storage, bot, feature
        self.patience = bot.slack.sending.timeout
        state = practice.state()
        self.people = {person["name"]: person["id"] for person in state["users"]}
        self.channels = {each["name"]: each["id"] for each in state["channels"] if each["kind"] == "channel"}

    def begin_again(self) -> None:
        """Forget all that was said and promised; it is Thursday morning again, and Slack can be relied upon."""
        self.practice.reset(now=THURSDAY)
        self.feature.words.clear()
        self.bot.slack.sending.timeout = self.patience
        emptied(self.storage)
        self.bot.workspace = people.meet(self.bot.slack.asking, self.storage.patient, (), THURSDAY)
        self.minutes(1)  # the bot is told the new time

    def now(self) -> datetime:
        return self.bot.clock.now()

    def channel(self, name: str) -> str:
        return self.channels[name]

    def promise(
        self, key: str, recipient: str, subject: str, expires_at=None, state=PLANNED, channel=None, ts=None
    ) -> None:
        with self.storage.database.begin() as session:
            message = promise(
                session,
                team_id=TEAM,
                key=key,
                recipient=self.people.get(recipient, recipient),
                feature="greeting",
                subject=subject,
                now=self.now(),
                expires_at=expires_at,
            )
            if state != PLANNED:
                message.state, message.channel, message.ts, message.claimed_at = state, channel, ts, self.now()

    def want_redraw(self, key: str) -> None:
        with self.storage.database.begin() as session:
            find_message(session, TEAM, key).redraw_at = self.now()

    def row(self, key: str) -> Message:
        with self.storage.reading.begin() as session:
            return find_message(session, TEAM, key)

    def minutes(self, number: int) -> None:
        self.seconds(60 * number)

    def seconds(self, number: int) -> None:
        self.practice.move_to(self.practice.now() + timedelta(seconds=number))

    def dispatch(self, body: dict[str, Any]) -> BoltResponse:
        """Hand the bot a request as its socket does, without a person on the other side."""
        return self.bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))

    def until(self, true: Callable[[], bool]) -> bool:
        """Wait a few seconds for what happens in another thread."""
        return any(true() or Event().wait(0.05) for _ in range(200))

    def heard(self, person: str) -> list:
        try:
            return self.practice.messages("@bot", person)
        except LookupError:
            return []

    def texts(self, person: str) -> list[str]:
        return [post["text"] for post in self.heard(person)]


@contextmanager
def at_work(folder: Path, storage: Storage, feature: Any = None, **settings: Any) -> Iterator[Office]:
    """Open a practice workspace and let a bot with one feature (by default a greeting) work in it."""
    feature = feature or Greeting()
    with practice_workspace(folder / "practice", now=THURSDAY) as practice:
        found = Settings(
            _env_file=None,
            slack_bot_token="xoxb-practice",
            slack_app_token="xapp-practice",
            slack_api_url=f"{practice.base_url}/api/",
            practice_clock_url=f"{practice.base_url}/practice/bot-clock",
            **settings,
        )
        bot = Touchbase(found, {"greeting": feature}, storage=storage)
        bot.start()
        yield Office(practice, storage, bot, feature)
        bot.stop()
