"""Small bots for the tests of the practice workspace: in this process, as a program, or only following the clock."""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler

from practice.client import Client

BOT_TOKEN, APP_TOKEN = "xoxb-practice", "xapp-practice"
NINE = 9
CLOSE_SECONDS = 10
HTTP = httpx.Client(trust_env=False)


def web_client(practice_url: str, token: str = BOT_TOKEN) -> WebClient:
    return WebClient(token, base_url=f"{practice_url}/api/", retry_handlers=[], timeout=30)


@contextmanager
def connected(practice: Client, register: Callable[[App], None]) -> Iterator[App]:
    """A Bolt app in this process, connected over Socket Mode; `register` adds its listeners."""
    app = App(client=web_client(practice.base_url), process_before_response=True)
    register(app)
    handler = SocketModeHandler(app, APP_TOKEN)
    handler.connect()  # type: ignore[no-untyped-call]
    until(lambda: practice.state()["bot"]["connected"])
    try:
        yield app
    finally:
        close(handler)


def close(handler: SocketModeHandler) -> None:
    """Close a connection; the SDK waits for ever where a new one comes up just now, and we do not."""
    closing = threading.Thread(target=handler.close, daemon=True)
    closing.start()
    closing.join(CLOSE_SECONDS)


@contextmanager
def following(practice: Client, settle: Callable[[datetime], datetime | None]) -> Iterator[None]:
    """Something that follows the practice clock as the bot does; `settle` says when it next has something to do."""
    stopped = threading.Event()

    def follow() -> None:
        turn, upcoming = 0, None
        while not stopped.is_set():
            told = ask(practice.base_url, turn, upcoming)
            turn = told["turn"]
            upcoming = settle(datetime.now(UTC) + timedelta(seconds=told["offset"]))
        with suppress(httpx.ReadTimeout):
            ask(practice.base_url, turn, None, patience=0.1)

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    until(lambda: practice.state()["clock"]["followed"])
    yield
    stopped.set()
    practice.say("alice", "#general", "Goodbye.")
    thread.join(5)


def ask(base_url: str, turn: int, upcoming: datetime | None, patience: float = 60) -> Any:
    """The bot's question in the clock protocol."""
    body = {"turn": turn, "next": upcoming.isoformat() if upcoming else None}
    return HTTP.post(f"{base_url}/practice/bot-clock", json=body, timeout=patience).json()


def until(condition: Callable[[], bool]) -> None:
    """Wait at most half a minute for something that happens elsewhere."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("It did not happen within half a minute")


def morning_after(now: datetime) -> datetime:
    """The next 09:00 UTC."""
    at = now.replace(hour=NINE, minute=0, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)


def main() -> None:
    """A program that says good morning to Alice at 09:00 UTC; a "careful" one looks up what it said before it died."""
    practice_url = os.environ["PRACTICE_CLOCK_URL"].removesuffix("/practice/bot-clock")
    careful = sys.argv[1] == "careful"
    client = web_client(practice_url)
    # A bot that is back within a second of its last message is told to wait; it must not die of that.
    client.retry_handlers = [RateLimitErrorRetryHandler(max_retry_count=3)]
    with Client(practice_url) as practice, connected(practice, lambda _: None):
        say_good_morning_for_ever(practice_url, client, careful)


def say_good_morning_for_ever(base_url: str, client: WebClient, careful: bool) -> None:
    turn, upcoming, greeted = 0, None, ""
    while True:
        told = ask(base_url, turn, upcoming)
        turn, now = told["turn"], datetime.now(UTC) + timedelta(seconds=told["offset"])
        key = f"morning-{now.date()}"
        if now.hour == NINE and greeted != key:
            greet(client, key, careful)
            greeted = key
        upcoming = morning_after(now)


def greet(client: WebClient, key: str, careful: bool) -> None:
    channel = client.conversations_open(users="U0ALICE")["channel"]["id"]
    said: Any = client.conversations_history(channel=channel, limit=15, include_all_metadata=True)["messages"]
    if careful and any(message.get("metadata", {}).get("event_payload", {}).get("id") == key for message in said):
        return
    metadata = {"event_type": "good_morning", "event_payload": {"id": key}}
    client.chat_postMessage(channel=channel, text="Good morning, Alice.", metadata=metadata)


if __name__ == "__main__":
    main()
