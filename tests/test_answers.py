"""Which answers of Slack mean that a message was taken, was not, never will be, or that nobody knows."""

import socket
from http.client import IncompleteRead, RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.answers import DEFAULT_PAUSE, Verdict, sort, taken


def answer(data, status=200, headers=None) -> SlackApiError:
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data=data,
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError("refused", response)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        # never left this machine
        (URLError(ConnectionRefusedError(111, "refused")), Verdict.NOT_TAKEN),
        (ConnectionRefusedError(111, "refused"), Verdict.NOT_TAKEN),
        (URLError(socket.gaierror(-2, "no such name")), Verdict.NOT_TAKEN),
        # sent, and then silence
        (TimeoutError("timed out"), Verdict.UNKNOWN),
        (URLError(TimeoutError("timed out")), Verdict.UNKNOWN),
        (RemoteDisconnected("closed without response"), Verdict.UNKNOWN),
        (ConnectionResetError(104, "reset by peer"), Verdict.UNKNOWN),
        (IncompleteRead(b'{"ok"'), Verdict.UNKNOWN),
        (SlackRequestError("odd"), Verdict.UNKNOWN),
        # an answer that is none
        (answer({"ok": False, "error": "Received a response in a non-JSON format: <html>"}), Verdict.UNKNOWN),
        (answer({"ok": False, "error": "x"}, status=500), Verdict.UNKNOWN),
        (answer({"ok": False, "error": "channel_not_found"}, status=503), Verdict.UNKNOWN),
        (ValueError("the SDK cannot read binary data"), Verdict.UNKNOWN),
        # Slack's own trouble may come after it took the message
        (answer({"ok": False, "error": "internal_error"}), Verdict.UNKNOWN),
        (answer({"ok": False, "error": "fatal_error"}), Verdict.UNKNOWN),
        (answer({"ok": False}), Verdict.UNKNOWN),
        # Slack says no, and will again
        (answer({"ok": False, "error": "channel_not_found"}), Verdict.NEVER),
        (answer({"ok": False, "error": "cannot_dm_bot"}), Verdict.NEVER),
        # whatever is to be said: an operator can mend it
        (answer({"ok": False, "error": "token_revoked"}), Verdict.LOCKED_OUT),
        (answer({"ok": False, "error": "missing_scope"}), Verdict.LOCKED_OUT),
        # it may be said plainly
        (answer({"ok": False, "error": "invalid_blocks"}), Verdict.BAD_BLOCKS),
        # later
        (answer({"ok": False, "error": "ratelimited"}, status=429), Verdict.TOO_MANY),
        (answer({"ok": False, "error": "ratelimited"}), Verdict.TOO_MANY),
    ],
)
def test_only_what_is_certain_is_believed(error, verdict):
    assert sort(error).verdict is verdict


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"retry-after": "7"}, 7),
        ({"Retry-After": ["7"]}, 7),
        # one second at least, and a pause of ours where Slack names none that can be read
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "soon"}, DEFAULT_PAUSE),
        ({}, DEFAULT_PAUSE),
    ],
)
def test_a_pause_is_as_long_as_slack_says(headers, seconds):
    assert sort(answer({"ok": False}, status=429, headers=headers)).pause == seconds


def test_what_slack_took_has_a_place_and_a_time_else_nobody_knows():
    assert taken({"ok": True, "channel": "D1", "ts": "1.2"}).ts == "1.2"
    assert taken({"ok": True, "channel": "D1"}).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("error", ["<b>Acme Corporation</b>", "Received: Acme Corporation owes us"])
def test_a_reason_is_a_word_of_slack_and_never_a_page_of_text(error):
    assert sort(answer({"ok": False, "error": error})).reason == "no_json"
