"""The bot as a process in the practice workspace: started again, reset, killed in a post, kept over a stop."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice.bot_process import PROJECT, BotProcess
from practice.client import Client, PracticeError
from practice.manifest import read_manifest
from practice.serve import address_of, bind, practice_workspace, running
from practice.slack import Slack
from practice.storage import UnreadableError, load

SMALL_BOT = Path(__file__).parent / "small_bot.py"
THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("moment", ["after", "before"])
def test_a_careful_bot_repeats_and_loses_nothing_when_the_plug_is_pulled(tmp_path: Path, moment: str) -> None:
    with company(tmp_path, "careful") as practice:
        practice.advance("1d")
        result = practice.plug(moment)
        assert (result["repeated"], result["lost"]) == ([], [])
        assert result["in_the_middle_of"] == "morning-2026-11-20"
        assert texts(practice) == ["Good morning, Alice."] * 2


def test_a_careless_bot_is_found_out_when_the_plug_is_pulled(tmp_path: Path) -> None:
    with company(tmp_path, "careless") as practice:
        assert practice.plug()["repeated"] == ["morning-2026-11-19"]


def test_the_plug_kills_a_running_process_and_starts_another(tmp_path: Path) -> None:
    with company(tmp_path, "careful") as practice:
        before = practice.state()["bot"]["pid"]
        practice.plug()
        after = practice.state()["bot"]["pid"]
    assert before != after
    assert not alive(before)
    assert not alive(after)


def test_without_a_process_there_is_no_plug(tmp_path: Path) -> None:
    with practice_workspace(tmp_path) as practice, pytest.raises(PracticeError, match="no bot process"):
        practice.plug()


def test_a_reset_forgets_what_was_said_and_what_the_bot_knew(tmp_path: Path) -> None:
    with company(tmp_path, "careful") as practice:
        practice.advance("2d")
        (tmp_path / "touchbase.db").write_bytes(b"what the bot knew")
        practice.reset(now=THURSDAY)
        assert texts(practice) == []
        assert not (tmp_path / "touchbase.db").exists()
        assert practice.now() - THURSDAY < timedelta(minutes=1)
        assert practice.state()["bot"]["connected"]


def test_a_bot_that_does_not_come_up_is_reported_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(PracticeError, match="no such customer care"), company(tmp_path, "broken"):
        raise AssertionError("It came up")


def test_a_second_start_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    with company(tmp_path, "careful") as practice:
        practice.advance("1d")
        practice.say("bob", "#general", "hello")
        stopped = practice.now()
    with company(tmp_path, "careful", go_on=True) as practice:
        assert texts(practice) == ["Good morning, Alice."]
        assert practice.messages("#general")[-1]["text"] == "hello"
        assert practice.now() - stopped < timedelta(seconds=20)


@pytest.mark.parametrize("content", ["", "{}", '{"format": 0}', '{"format": 1, "workspace": {"nonsense": 1}}'])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "slack.json").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"slack\.json"):
        load(Slack(read_manifest(), kept=tmp_path / "slack.json"))


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = demo(PORT=str(port))
    assert result.returncode == 1
    assert f"PORT={port + 1}" in result.stderr


def test_a_port_that_is_no_number_is_refused() -> None:
    assert "give a number" in demo(PORT="eighty").stderr


def demo(**settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "practice"], cwd=PROJECT, env=os.environ | settings, capture_output=True, text=True
    )


@contextmanager
def company(folder: Path, kind: str, *, go_on: bool = False) -> Iterator[Client]:
    """A practice workspace with a small bot of that kind as its process."""
    slack = Slack(read_manifest(), kept=folder / "slack.json")
    listening = bind(0)
    program = [sys.executable, str(SMALL_BOT), kind]
    if kind == "broken":
        program = [sys.executable, "-c", "raise SystemExit('no such customer care')"]
    slack.bot = BotProcess(address_of(listening), folder, tuple(program))
    if go_on:
        load(slack)
    else:
        slack.clock.set(THURSDAY)
    with running(slack, listening) as client:
        client.post("restart")
        yield client


def texts(practice: Client) -> list[str]:
    return [message["text"] for message in practice.messages("@bot", "alice")]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIG_DFL)
    except ProcessLookupError:
        return False
    return True
