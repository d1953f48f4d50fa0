"""A morning with 200 briefs in which the bot dies by kill -9 fifty times: nothing is repeated, nothing is lost."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from mortal import Mortal, mortal_bot

from bot import people
from bot.database import Storage, open_storage
from bot.slack import Slack
from models.customer import Customer
from models.reminder import settle_all
from practice.client import Client
from practice.serve import practice_workspace

TEAM = "T0PRACTICE"
WEDNESDAY = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)  # nine in Berlin
CHAMPIONS, KILLS = 200, 50
SEED = int(os.environ.get("SEED", "20261119"))
TROUBLE = ("slow", "accept_then_drop", "truncated", "http_500", "html")


def test_killed_fifty_times_in_a_morning_every_champion_has_one_brief(bot: Mortal) -> None:
    chance = random.Random(SEED)  # noqa: S311 a story, no secret
    for _ in range(KILLS):
        if chance.random() < 0.2:
            bot.practice.fault(chance.choice(TROUBLE))
        bot.begin(f"{chance.randint(1, 60)} {chance.choice((0, 0, chance.uniform(0, 0.05)))}")
        assert bot.is_dead()
    dead_with = len(briefs(bot.practice))
    bot.live()
    bot.practice.advance("2h")
    heard = briefs(bot.practice)
    wanted = Counter(f"Customer {number:03d}" for number in range(CHAMPIONS))
    assert heard == wanted, f"SEED={SEED}: repeated {heard - wanted}, lost {wanted - heard}"
    assert 0 < dead_with < CHAMPIONS, f"SEED={SEED}: the kills missed the morning: {dead_with} briefs at the last"


def briefs(practice: Client) -> Counter[str]:
    """Return how often each customer was spoken of."""
    rooms = [each for each in practice.state()["channels"] if each["kind"] == "im"]
    said = [message["text"] for room in rooms for message in room["messages"]]
    return Counter(f"Customer {text.split('Customer ')[1][:3]}" for text in said if "Customer " in text)


def employ(practice: Client, storage: Storage) -> None:
    """Let two hundred people come, and give each a customer who is due on Thursday morning."""
    for number in range(CHAMPIONS):
        practice.event("team_join", person={"name": f"c{number:03d}", "real_name": f"C{number}", "tz": "Europe/Berlin"})
    people.meet(Slack("xoxb-practice", f"{practice.base_url}/api/").asking, storage.patient, (), WEDNESDAY)
    about = {"team_id": TEAM, "tier": "A", "added_on": date(2026, 1, 5), "created_at": WEDNESDAY}
    theirs: list[Customer] = []
    with storage.patient.begin() as session:
        for number in range(CHAMPIONS):
            name = f"Customer {number:03d}"
            named = {"id": f"c{number:03d}", "name": name, "normal": name.lower(), "champion_id": f"U0C{number:03d}"}
            theirs.append(Customer(**about | named))
        session.add_all(theirs)
        settle_all(session, TEAM, theirs, WEDNESDAY)


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Mortal]:
    with practice_workspace(tmp_path / "practice", now=THURSDAY) as practice, mortal_bot(practice, tmp_path) as bot:
        storage = open_storage(bot.url)
        employ(practice, storage)
        storage.close()
        yield bot
