"""Two bots on one database by mistake, and one bot that dies between writing something down and answering."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, WEDNESDAY_EVENING, Live, past_touch, words
from mortal import DIE_BEFORE_THE_ANSWER, Mortal, mortal_bot
from sqlmodel import select

from bot import people
from bot.app import Touchbase
from bot.database import open_storage
from bot.settings import Settings
from bot.slack import Slack
from handlers import FEATURES
from models.customer import Customer
from models.member import Member
from models.reminder import settle
from models.touch import Touch
from practice.client import PracticeError
from practice.serve import practice_workspace

Json = dict[str, Any]


def test_the_second_of_two_bots_says_so_answers_people_sends_nothing_and_takes_over(
    bot: Mortal, caplog: pytest.LogCaptureFixture
) -> None:
    bot.live()
    with a_second_bot(bot) as second:
        assert eventually(lambda: "Another Touchbase sends for workspace T0PRACTICE" in caplog.text)
        assert "this one answers people and waits" in caplog.text
        for _ in range(2):  # Slack gives each socket a request in turn
            assert "*Acme*" in second.care("show acme")
        second.go_to("2026-11-19 09:05")
        assert eventually(lambda: second.brief("alice"))
        assert "Message" not in caplog.text  # none of them was sent by the second
        bot.kill()
        second.go_to("2026-11-19 15:05")  # nine in New York, where Bob is
        assert eventually(lambda: second.brief("bob"))
        second.practice.advance("5m")
        assert [len(second.practice.messages("@bot", person)) for person in ("alice", "bob")] == [1, 1]


def test_what_was_written_when_the_bot_died_before_it_could_answer_is_not_done_again(bot: Mortal) -> None:
    bot.live(DIE_BEFORE_THE_ANSWER)
    with pytest.raises(PracticeError):
        bot.practice.forge("alice", COMMAND)
    assert bot.is_dead()
    assert count(bot, Touch) == 3
    bot.live(DIE_BEFORE_THE_ANSWER)  # which it does not, for nothing is written any more
    again = bot.practice.forge("alice", COMMAND)
    assert "That was done already" in words(again) + str(again["ack"])
    assert count(bot, Touch) == 3
    with pytest.raises(PracticeError):
        bot.practice.forge("alice", EVENT)
    assert bot.is_dead()
    bot.live(DIE_BEFORE_THE_ANSWER)
    bot.practice.forge("alice", EVENT)
    assert count(bot, Member, user_id="U0NORA") == 1
    bot.kill()
    bot.live()
    said = words(bot.practice.command("alice", "@bot", "/touch", "acme lunch"))
    assert said.startswith("Already logged")
    assert count(bot, Touch) == 3


COMMAND: Json = {"command": "/touch", "text": "acme lunch", "trigger_id": "1.2.3"}
EVENT: Json = {
    "event": {"type": "team_join", "user": {"id": "U0NORA", "team_id": TEAM, "name": "nora", "profile": {}}},
    "event_id": "Ev1",
}


def count(bot: Mortal, table: type[Any], **facts: str) -> int:
    storage = open_storage(bot.url)
    with storage.reading.begin() as session:
        rows = session.exec(select(table)).all()
    storage.close()
    return sum(all(getattr(row, name) == value for name, value in facts.items()) for row in rows)


def eventually(true: Any) -> bool:
    """Wait for what another process does."""
    return any(true() or Event().wait(0.1) for _ in range(300))


class a_second_bot(Live):  # noqa: N801 it reads as one
    """A bot of this process on the database of the other."""

    def __init__(self, bot: Mortal) -> None:
        url = bot.practice.base_url
        settings = Settings(
            _env_file=None,
            slack_bot_token="xoxb-practice",
            slack_app_token="xapp-practice",
            slack_api_url=f"{url}/api/",
            practice_clock_url=f"{url}/practice/bot-clock",
            database_url=bot.url,
        )
        super().__init__(bot.practice, Touchbase(settings, FEATURES))

    def __enter__(self) -> Live:
        self.bot.start()
        return self

    def __exit__(self, *why: object) -> None:
        self.bot.stop()


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Mortal]:
    """Acme is Alice's and Delta is Bob's; on Thursday morning both are due."""
    with (
        practice_workspace(tmp_path / "practice", now=WEDNESDAY_EVENING) as practice,
        mortal_bot(practice, tmp_path) as bot,
    ):
        storage = open_storage(bot.url)
        people.meet(Slack("xoxb-practice", f"{practice.base_url}/api/").asking, storage.patient, (), WEDNESDAY_EVENING)
        with storage.patient.begin() as session:
            for id_, champion in (("acme", ALICE), ("delta", BOB)):
                about = {"team_id": TEAM, "tier": "A", "added_on": date(2026, 1, 5), "created_at": WEDNESDAY_EVENING}
                customer = Customer(id=id_, name=id_.title(), normal=id_, champion_id=champion, **about)
                session.add(customer)
                session.flush()
                session.add(past_touch(id_, date(2026, 2, 2), "call", WEDNESDAY_EVENING))
                settle(session, customer, WEDNESDAY_EVENING)
        storage.close()
        yield bot
