"""Failures on demand break where real networks break: the test says for each whether the message got through."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from small_bot import connected, until, web_client

from practice.client import Client, PracticeError
from practice.serve import practice_workspace

Json = dict[str, Any]
HEARD: list[Json] = []
CARE = "C0CUSTOMERCARE"


@pytest.mark.parametrize(
    ("kind", "arrives"),
    [("accept_then_drop", True), ("truncated", True), ("http_500", False), ("html", False)],
)
def test_a_broken_answer_says_nothing_about_the_message(practice: Client, kind: str, arrives: bool) -> None:
    practice.fault(kind)
    with contextlib.suppress(httpx.HTTPError, ValueError):
        assert not post(practice, "one").json().get("ok")
    assert [message["text"] for message in practice.messages("#customer-care")] == (["one"] if arrives else [])
    practice.advance("1m")
    assert post(practice, "two").json()["ok"]


def test_a_connection_is_dropped_without_a_word(practice: Client) -> None:
    practice.fault("accept_then_drop")
    with pytest.raises(httpx.RemoteProtocolError):
        post(practice, "one")


def test_slack_can_ask_for_patience(practice: Client) -> None:
    practice.fault("ratelimited")
    answer = post(practice, "one")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")


def test_slack_can_be_slow(practice: Client) -> None:
    practice.fault("slow")
    started = time.monotonic()
    assert post(practice, "one").json()["ok"]
    assert time.monotonic() - started >= 2


def test_slack_can_leave_the_bot_hanging(practice: Client) -> None:
    practice.fault("hang")
    with pytest.raises(httpx.ReadTimeout):
        post(practice, "one", patience=0.3)
    assert [message["text"] for message in practice.messages("#customer-care")] == ["one"]


def test_slack_can_refuse_with_any_of_its_words(practice: Client, slack: WebClient) -> None:
    practice.fault("refuse", error="invalid_blocks")
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        slack.chat_postMessage(channel=CARE, text="one")


def test_a_failure_strikes_as_often_as_it_was_asked_for_and_only_its_method(practice: Client, slack: WebClient) -> None:
    practice.fault("refuse", count=2, method="users.info", error="fatal_error")
    slack.chat_postMessage(channel=CARE, text="one")
    for _ in range(2):
        with pytest.raises(SlackApiError, match="fatal_error"):
            slack.users_info(user="U0ALICE")
    assert slack.users_info(user="U0ALICE")["ok"]


def test_a_failure_can_strike_any_method(practice: Client, slack: WebClient) -> None:
    practice.fault("refuse", method="*", error="fatal_error")
    with pytest.raises(SlackApiError, match="fatal_error"):
        slack.auth_test()


def test_a_request_can_be_delivered_twice(practice: Client) -> None:
    with connected(practice, register):
        practice.fault("duplicate_event")
        practice.home("alice")
        until(lambda: len(HEARD) == 2)
        assert HEARD[0]["event_id"] == HEARD[1]["event_id"]
        assert len(practice.command("alice", "#general", "/touch", "acme")["replies"]) == 1


def test_a_bot_that_was_disconnected_comes_back(practice: Client) -> None:
    with connected(practice, register):
        practice.fault("disconnect")
        until(lambda: practice.state()["bot"]["connected"])
        assert practice.command("alice", "#general", "/touch", "acme")["replies"][0]["text"] == "Understood."


def test_a_socket_is_opened_only_with_leave(practice: Client) -> None:
    answer = httpx.get(
        f"{practice.base_url}/socket?ticket=made-up",
        headers={
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        },
    )
    assert answer.status_code == 403


def test_an_unknown_failure_is_refused(practice: Client) -> None:
    with pytest.raises(PracticeError, match="no fault 'earthquake'"):
        practice.fault("earthquake")


def post(practice: Client, text: str, patience: float = 10) -> httpx.Response:
    data = {"token": "xoxb-practice", "channel": CARE, "text": text}
    return httpx.post(f"{practice.base_url}/api/chat.postMessage", data=data, timeout=patience)


def register(app: App) -> None:
    HEARD.clear()

    @app.event("app_home_opened")
    def home(body: Json) -> None:
        HEARD.append(body)

    @app.command("/touch")
    def touch(ack: Ack) -> None:
        ack(text="Understood.")


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Client]:
    with practice_workspace(tmp_path) as client:
        yield client


@pytest.fixture
def slack(practice: Client) -> WebClient:
    return web_client(practice.base_url)
