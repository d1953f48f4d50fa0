"""The bot is killed with -9 at any moment and started again: nothing is said twice, nothing is lost."""

import random
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
KILLS = 4
PEOPLE = ("alice", "bob", "chen", "dana")


def test_killed_at_random_moments_it_says_everything_once(stage):
    chance = random.Random(1)  # noqa: S311 a story, no secret
    said = []
    for kill in range(KILLS):
        for number in range(8):
            said.append(f"Message {kill}.{number}")
            stage.promise(said[-1], chance.choice(PEOPLE))
        stage.start()
        for _ in range(chance.randint(0, 4)):
            stage.practice.fault(chance.choice(["slow", "accept_then_drop", "http_500"]))
        Event().wait(chance.uniform(0, 0.6))
        stage.bot.kill()
    stage.start()
    Event().wait(2)  # what Slack was slow to take when the bot died has arrived by now, as after any quiet period
    stage.practice.advance("1h")
    assert sorted(stage.heard()) == sorted(said)


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
