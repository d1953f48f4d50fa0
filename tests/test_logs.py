"""The log tells an operator what happened, and nobody a token or a customer's name."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from practice.bot_process import TOUCHBASE, bot_environment
from practice.client import Client
from practice.serve import practice_workspace

CANARY = "Zyzzyva"

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


RAISE = """
logs.set_up("DEBUG")
try:
    raise %s
except Exception:
    logging.getLogger("bot.app").exception("It failed")
"""


def test_no_token_is_ever_written():
    said = written(SECRETS)
    assert said.count("(hidden)") == 4
    for part in ("123-abc", "abcdef", "1-abc", "0ab-12"):
        assert part not in said


def test_what_the_sdk_sends_is_not_written_even_at_debug():
    said = written(POST, "Acme Corporation")
    assert "refused" in said
    assert "Acme" not in said
    assert "123-abc" not in said


@pytest.mark.parametrize(
    "raised",
    [
        f'ValueError("{CANARY}")',
        f'KeyError("{CANARY}")',
        f'ValueError("no") from LookupError("{CANARY}")',
        f'IntegrityError("INSERT", {{}}, Exception("DETAIL: Failing row contains ({CANARY})"))',
    ],
)
def test_an_error_is_told_by_its_place_and_sort_never_in_its_words(raised: str) -> None:
    said = written(f"import logging\nfrom bot import logs\nfrom sqlalchemy.exc import IntegrityError\n{RAISE % raised}")
    assert "Traceback" in said
    assert raised.split("(")[0] in said
    assert CANARY not in said


def test_of_slacks_own_errors_the_code_is_told() -> None:
    error = 'SlackApiError("Zyzzyva", {"error": "not_in_channel"})'
    said = written(f"import logging\nfrom bot import logs\nfrom slack_sdk.errors import SlackApiError\n{RAISE % error}")
    assert "SlackApiError: not_in_channel" in said
    assert CANARY not in said


def test_no_customer_contact_note_or_token_is_in_the_log_whatever_goes_wrong(tmp_path: Path, loud: None) -> None:
    with practice_workspace(tmp_path, bot=True, now=datetime(2026, 11, 18, 17, 30, tzinfo=UTC)) as practice:
        bring_in(practice, tmp_path)
        practice.command("maria", "@bot", "/care", f"import {CANARY} AG, {CANARY} {CANARY}")
        work(practice)
        assert any(CANARY in note for note in notes_of(tmp_path))
        let_slack_fail(practice)
        with_a_broken_database(practice, tmp_path)
    log = (tmp_path / "bot.log").read_text(encoding="utf-8")
    assert "a request failed" in log
    assert "OperationalError" in log
    for secret in (CANARY, CANARY.lower(), "rowing", "xoxb-", "xapp-"):
        assert secret not in log


def bring_in(practice: Client, folder: Path) -> None:
    """Import a customer, their people and what was noted of them, at the terminal."""
    row = f"{CANARY} GmbH,Alice Weber,Jane {CANARY},j@{CANARY}.example,rowing"
    (folder / "customers.csv").write_text(f"Name,Owner,Contact,E-mail,Likes\n{row}\n,nobody,{CANARY},,\n")
    command = [TOUCHBASE[0], "import", str(folder / "customers.csv")]
    done = subprocess.run(command, env=bot_environment(practice.base_url, folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    with (folder / "bot.log").open("a", encoding="utf-8") as log:
        log.write(done.stderr)  # what it logs; what it prints is for who imports


def work(practice: Client) -> None:
    """Do what people do, with words that nobody else must read."""
    for command, text in (
        ("/touch", f"{CANARY} gmbh lunch yesterday with Jane, wants {CANARY}"),
        ("/touch", f"{CANARY} lunch tomorrow"),
        ("/touch", f"{CANARY}{CANARY}x call"),
        ("/complaint", f"{CANARY} gmbh {CANARY} came late"),
        ("/care", f"add {CANARY} Limited"),
        ("/care", f"later {CANARY} gmbh 2 weeks {CANARY}"),
        ("/care", f"show {CANARY} gmbh"),
        ("/care", CANARY),
    ):
        practice.command("alice", "@bot", command, text)
    practice.forge("alice", {"type": "block_actions", "actions": [{"action_id": CANARY, "value": CANARY}]})
    practice.forge("charlie", {"command": "/touch", "text": f"{CANARY} gmbh lunch"})


def notes_of(folder: Path) -> list[str]:
    """Return what the bot has noted of the customer with the telling name: without that nothing could be logged."""
    with sqlite3.connect(folder / "touchbase.db") as database:
        of_theirs = "SELECT note FROM touch JOIN customer ON customer.id = customer_id WHERE normal = ?"
        return [note for (note,) in database.execute(of_theirs, (CANARY.lower(),))]


def let_slack_fail(practice: Client) -> None:
    """Let each way of failing meet what the bot says of a customer."""
    for fault in ("http_500", "html", "truncated", "refuse", "ratelimited"):
        practice.fault(fault, error="invalid_blocks" if fault == "refuse" else None)
        practice.command("sam", "@bot", "/complaint", f"{CANARY} gmbh {CANARY} {fault}")
    for fault in ("http_500", "refuse"):
        practice.fault(fault, method="views.open", error="invalid_arguments" if fault == "refuse" else None)
        practice.command("alice", "@bot", "/touch", "")
    practice.until("tomorrow 09:05")


def with_a_broken_database(practice: Client, folder: Path) -> None:
    """Let a statement fail in the middle of what somebody typed."""
    with sqlite3.connect(folder / "touchbase.db") as database:
        database.execute("ALTER TABLE touch RENAME TO elsewhere")
    practice.command("alice", "@bot", "/touch", f"{CANARY} gmbh call {CANARY}")
    practice.command("alice", "@bot", "/care", f"show {CANARY} gmbh")


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot logs all it can."""
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")


def written(program: str, *words: str) -> str:
    """Run a program and return what it wrote to its log."""
    ended = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
    return ended.stderr
