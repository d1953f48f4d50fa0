"""The log tells an operator what happened, and nobody a token or a customer's name."""

import logging

import pytest

from bot import logs
from bot.slack import Slack


@pytest.fixture
def written(capsys):
    """Log as at LOG_LEVEL=DEBUG, and read what came of it; afterwards logging is as it was."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    before = (root.level, root.handlers[:], ours.level)
    logs.set_up("DEBUG")
    yield lambda: capsys.readouterr().err
    root.level, root.handlers, ours.level = before


@pytest.mark.parametrize(
    "secret",
    ["xoxb-123-abc-DEF", "xapp-1-A0-123-abcdef", "xoxe.xoxp-1-abc", "wss://slack.com/link/?ticket=0ab-12&app_id=1"],
)
def test_no_token_is_ever_written(written, secret):
    logging.getLogger("bot.app").error("Slack says: %s", secret)
    said = written()
    assert "(hidden)" in said
    for part in ("123-abc", "abcdef", "1-abc", "0ab-12"):
        assert part not in said


def test_a_token_in_an_error_is_hidden_too(written):
    try:
        raise ValueError("xoxb-123-abc")
    except ValueError:
        logging.getLogger("bot.app").exception("It failed")
    assert "xoxb" not in written()


def test_what_the_sdk_sends_is_not_written_even_at_debug(written):
    slack = Slack("xoxb-1", "http://127.0.0.1:9/api/")
    with pytest.raises(OSError, match="refused"):
        slack.sending.chat_postMessage(channel="D1", text="Acme Corporation")
    said = written()
    assert "refused" in said
    assert "Acme" not in said
