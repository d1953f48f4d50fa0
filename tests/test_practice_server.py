"""The practice workspace as a server: this machine only, its own page only, and word to pages of every change."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import websockets

from practice.client import Client
from practice.control import ACTS
from practice.faults import KINDS
from practice.serve import practice_workspace

DOCS = (Path(__file__).parent.parent / "docs" / "practice.md").read_text(encoding="utf-8")

OTHERS = ("clock", "fault", "reset", "restart", "plug", "read", "suggest", "state")


def test_a_page_hears_that_something_changed(practice: Client) -> None:
    async def listen() -> tuple[int, int]:
        async with websockets.connect(practice.base_url.replace("http", "ws") + "/practice/live") as live:
            first = json.loads(await live.recv())
            await asyncio.to_thread(practice.say, "alice", "#general", "hello")
            return first["changed"], json.loads(await live.recv())["changed"]

    before, after = asyncio.run(listen())
    assert after > before
    assert practice.state()["changed"] == after


def test_many_changes_at_once_are_few_words(practice: Client) -> None:
    async def listen() -> int:
        words = 0
        async with websockets.connect(practice.base_url.replace("http", "ws") + "/practice/live") as live:
            await asyncio.to_thread(lambda: [practice.say("alice", "#general", "hello") for _ in range(50)])
            while True:
                try:
                    await asyncio.wait_for(live.recv(), 0.3)
                except TimeoutError:
                    return words
                words += 1

    assert 1 <= asyncio.run(listen()) < 50


def test_only_the_practice_page_may_act(practice: Client) -> None:
    say = {"user": "alice", "channel": "#general", "text": "hello"}
    answers = [
        httpx.post(f"{practice.base_url}/practice/say", json=say, headers={"Origin": origin}).status_code
        for origin in (practice.base_url, "https://evil.example")
    ]
    assert answers == [200, 403]


def test_nobody_reaches_it_by_another_name(practice: Client) -> None:
    answer = httpx.get(f"{practice.base_url}/practice/state", headers={"Host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/", "/page/app.js", "/README.md"])
def test_the_page_is_served(practice: Client, path: str) -> None:
    assert httpx.get(practice.base_url + path).status_code == 200


@pytest.mark.parametrize("body", ["", "[]", "nonsense"])
def test_a_request_that_is_no_json_object_is_refused(practice: Client, body: str) -> None:
    answer = httpx.post(f"{practice.base_url}/practice/say", content=body)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


@pytest.mark.parametrize(
    "word", [*ACTS, *KINDS, "clock", "fault", "reset", "restart", "plug", "read", "suggest", "state"]
)
def test_the_control_api_is_documented(word: str) -> None:
    assert f"`{word}`" in DOCS or f"/practice/{word}`" in DOCS


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Client]:
    with practice_workspace(tmp_path) as client:
        yield client
