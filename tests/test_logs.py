"""The log tells an operator what happened, and nobody a token or a customer's name."""

import subprocess
import sys

SECRETS = """
import logging
from bot import logs

logs.set_up("DEBUG")
log = logging.getLogger("bot.app")
for secret in (
    "xoxb-123-abc-DEF",
    "xapp-1-A0-123-abcdef",
    "xoxe.xoxp-1-abc",
    "wss://slack.com/link/?ticket=0ab-12&app_id=1",
):
    log.error("Slack says: %s", secret)
try:
    raise ValueError("xoxb-123-abc-DEF")
except ValueError:
    log.exception("It failed")
"""
POST = """
import sys
from bot import logs
from bot.slack import Slack

logs.set_up("DEBUG")
words = sys.argv[1]
try:
    Slack("xoxb-123-abc-DEF", "http://127.0.0.1:9/api/").sending.chat_postMessage(channel="D1", text=words)
except OSError:
    pass
"""


def test_no_token_is_ever_written():
    said = written(SECRETS)
    assert said.count("(hidden)") >= 5
    for part in ("123-abc", "abcdef", "1-abc", "0ab-12"):
        assert part not in said


def test_what_the_sdk_sends_is_not_written_even_at_debug():
    said = written(POST, "Acme Corporation")
    assert "refused" in said
    assert "Acme" not in said
    assert "123-abc" not in said


def written(program: str, *words: str) -> str:
    """Run a program and return what it wrote to its log."""
    ended = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return ended.stderr
