"""The bot is killed with -9 while Slack still thinks about its message, and started again."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from bot.database import Storage, open_storage
from bot.schema import upgrade
from models.message import promise
from practice.bot_process import BotProcess
from practice.client import Client
from practice.serve import practice_workspace

TEAM = "T0PRACTICE"
THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
GREETING_BOT = (sys.executable, str(Path(__file__).parent / "greeting_bot.py"))


def test_killed_while_slack_is_still_about_to_take_the_message_it_waits_and_does_not_repeat(stage):
    stage.practice.fault("slow")
    stage.promise("Good morning", "alice")
    stage.start()
    Event().wait(0.5)
    stage.bot.kill()
    assert stage.heard() == []
    stage.start()
    Event().wait(2)
    stage.practice.advance("10m")
    assert stage.heard() == ["Good morning"]


class Stage:
    """A practice workspace, the bot as a process of its own, and its database."""

    def __init__(self, practice: Client, bot: BotProcess, storage: Storage):
        self.practice, self.bot, self.storage = practice, bot, storage
        self.people = {person["name"]: person["id"] for person in practice.state()["users"]}

    def promise(self, words: str, person: str) -> None:
        with self.storage.patient.begin() as session:
            promise(
                session,
                team_id=TEAM,
                key=words,
                recipient=self.people[person],
                feature="greeting",
                subject=words,
                now=self.practice.now() - timedelta(seconds=1),
            )

    def start(self) -> None:
        self.bot.start()
        assert any(self.practice.state()["bot"]["connected"] or Event().wait(0.05) for _ in range(1200)), (
            self.bot.last_words()
        )

    def heard(self) -> list[str]:
        rooms = [each for each in self.practice.state()["channels"] if each["kind"] == "im"]
        return [message["text"] for room in rooms for message in room["messages"]]


@pytest.fixture
def stage(tmp_path) -> Iterator[Stage]:
    with practice_workspace(tmp_path / "practice", now=THURSDAY) as practice:
        bot = BotProcess(practice.base_url, tmp_path, GREETING_BOT)
        url = bot.environment["DATABASE_URL"]
        upgrade(url)
        storage = open_storage(url)
        yield Stage(practice, bot, storage)
        bot.kill()
        storage.close()
