"""Real time is read in one place; practice time follows the practice workspace, turn by turn."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue

import pytest
from freezegun import freeze_time

from bot.clock import PracticeClock, RealClock

NINE = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


def test_the_real_clock_says_what_the_machine_says_in_utc():
    with freeze_time("2026-11-19 09:00:00"):
        assert RealClock().now() == NINE
        assert RealClock().real(NINE) == NINE


def test_practice_time_is_real_time_plus_an_offset_and_can_be_told_back(practice):
    practice.answers.put({"turn": 7, "offset": 3600})
    clock = PracticeClock(practice.url)
    clock.set()
    assert practice.asked.get(timeout=5) == {"turn": 0, "next": None}
    ahead = clock.now() - datetime.now(UTC)
    assert abs(ahead - timedelta(hours=1)) < timedelta(seconds=1)
    assert clock.real(NINE) == NINE - timedelta(hours=1)


def test_each_turn_is_carried_out_at_its_time_and_then_reported_with_what_comes_next(practice):
    settled = []

    def settle():
        settled.append(round((clock.now() - datetime.now(UTC)).total_seconds()))
        return NINE if len(settled) == 1 else None

    clock = PracticeClock(practice.url)
    thread = clock.follow(settle, gone=lambda: None)
    assert practice.asked.get(timeout=5) == {"turn": 0, "next": None}
    practice.answers.put({"turn": 1, "offset": 60})
    assert practice.asked.get(timeout=5) == {"turn": 1, "next": "2026-11-19T09:00:00+00:00"}
    practice.answers.put({"turn": 2, "offset": 120})
    assert practice.asked.get(timeout=5) == {"turn": 2, "next": None}
    assert settled == [60, 120]
    clock.stop()
    practice.answers.put({"turn": 2, "offset": 120})
    thread.join(5)
    assert not thread.is_alive()


def test_a_turn_that_fails_is_reported_all_the_same(practice):
    clock = PracticeClock(practice.url)
    clock.follow(lambda: 1 / 0, gone=lambda: None)
    assert practice.asked.get(timeout=5)["turn"] == 0
    practice.answers.put({"turn": 1, "offset": 0})
    assert practice.asked.get(timeout=5) == {"turn": 1, "next": None}
    clock.stop()
    practice.answers.put({"turn": 1, "offset": 0})


def test_a_practice_workspace_that_is_away_for_a_moment_is_asked_again(practice):
    clock = PracticeClock(practice.url)
    practice.answers.put("nonsense")
    clock.follow(lambda: None, gone=lambda: None)
    assert practice.asked.get(timeout=5)["turn"] == 0
    practice.answers.put({"turn": 1, "offset": 60})
    assert practice.asked.get(timeout=5)["turn"] == 0
    assert practice.asked.get(timeout=5)["turn"] == 1
    clock.stop()
    practice.answers.put({"turn": 1, "offset": 60})


def test_when_the_practice_workspace_has_ended_the_bot_is_told(practice):
    clock, gone = PracticeClock(practice.url), threading.Event()
    practice.server.shutdown()
    practice.server.server_close()
    clock.follow(lambda: None, gone.set, pause=0.001)
    assert gone.wait(10)


def test_at_start_a_missing_practice_workspace_is_an_error_at_once():
    with pytest.raises(OSError, match="refused"):
        PracticeClock("http://127.0.0.1:9/clock").set()


class Practice:
    """The asking end of the protocol: what the bot asked, and the answers it is to get."""

    def __init__(self):
        self.asked, self.answers = Queue(), Queue()
        practice = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                practice.asked.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                answer = practice.answers.get()
                body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/practice/bot-clock"


@pytest.fixture
def practice():
    practice = Practice()
    threading.Thread(target=practice.server.serve_forever, daemon=True).start()
    yield practice
    practice.server.shutdown()
    practice.server.server_close()
