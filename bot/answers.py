"""Sorts Slack's answers to a post: taken, not taken, never will be, or nobody knows.

Only what is certain is believed. A time-out, a broken connection, a page of HTML or an `internal_error` may come after
Slack took the message, so those are ambiguous, and the message is looked up before it is sent again.
"""

import socket
from dataclasses import dataclass
from enum import Enum, auto
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

NEVER = frozenset(
    {
        "as_user_not_supported",
        "blocked",
        "cannot_dm_bot",
        "channel_not_found",
        "invalid_arguments",
        "is_archived",
        "messages_tab_disabled",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_text",
        "not_in_channel",
        "restricted_action",
        "team_not_found",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
TOKEN = frozenset(
    {
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""Slack turns us away, whatever the message: nothing is wrong with it, and an operator can mend this."""
BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "invalid_attachments"})
DEFAULT_PAUSE = 30
"""Seconds to wait after a 429 that does not say how long."""
NETWORK_PAUSE = 60
"""Seconds to wait where Slack cannot be reached at all."""
LOCKED_OUT_PAUSE = 600
"""Seconds after which a refused token is tried again."""
NETWORK_ERRORS = (OSError, HTTPException, SlackClientError, ValueError)
"""What the SDK lets through where there is no proper answer: refused, reset, timed out, cut off, not JSON."""


class Verdict(Enum):
    """What an answer means for the message; the last two stand for messages that never reached Slack."""

    TAKEN = auto()
    NOT_TAKEN = auto()
    TOO_MANY = auto()
    NEVER = auto()
    LOCKED_OUT = auto()
    BAD_BLOCKS = auto()
    UNKNOWN = auto()
    NO_WORDS = auto()
    TOO_LATE = auto()


@dataclass(frozen=True)
class Answer:
    """A verdict with what belongs to it: where the message is now, Slack's word for the error, the seconds to wait."""

    verdict: Verdict
    channel: str = ""
    ts: str = ""
    reason: str = ""
    pause: int = 0


def taken(response: Any) -> Answer:
    """Slack said ok; without a ts nobody can redraw the message, so then nothing is certain."""
    ts, channel = response.get("ts"), response.get("channel")
    if not ts or not channel:
        return Answer(Verdict.UNKNOWN, reason="no_ts")
    return Answer(Verdict.TAKEN, channel=str(channel), ts=str(ts))


def sort(error: Exception) -> Answer:
    """Return what this failure of a call means."""
    if isinstance(error, SlackApiError):
        return _sort_answer(error)
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, ConnectionRefusedError | socket.gaierror):
        return Answer(Verdict.NOT_TAKEN, reason=type(cause).__name__, pause=NETWORK_PAUSE)
    return Answer(Verdict.UNKNOWN, reason=type(cause).__name__)


def _sort_answer(error: SlackApiError) -> Answer:
    response: Any = error.response
    if response.status_code == 429:
        return Answer(Verdict.TOO_MANY, reason="ratelimited", pause=_pause(response.headers))
    if response.status_code != 200 or not isinstance(response.data, dict):
        return Answer(Verdict.UNKNOWN, reason=f"http_{response.status_code}")
    word = str(response.data.get("error", ""))
    if word in BLOCKS:
        return Answer(Verdict.BAD_BLOCKS, reason=word)
    if word in ("ratelimited", "rate_limited"):
        return Answer(Verdict.TOO_MANY, reason=word, pause=_pause(response.headers))
    if word in TOKEN:
        return Answer(Verdict.LOCKED_OUT, reason=word, pause=LOCKED_OUT_PAUSE)
    if word in NEVER:
        return Answer(Verdict.NEVER, reason=word)
    return Answer(Verdict.UNKNOWN, reason=word if word.isidentifier() else "no_json")


def _pause(headers: Any) -> int:
    said = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    said = said[0] if isinstance(said, list) else said
    return max(1, int(said)) if str(said).isdigit() else DEFAULT_PAUSE
