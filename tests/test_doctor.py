"""The doctor looks at everything the bot needs and says what to do; so does `run`, in one paragraph."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor import Health, examine, is_well, report
from bot.schema import connection_for_upgrades, upgrade
from bot.settings import Settings
from practice.serve import practice_workspace

MANIFEST = Path(__file__).parent.parent / "manifest.json"
TOKENS = {"slack_bot_token": "xoxb-practice", "slack_app_token": "xapp-practice"}


def test_a_bot_that_can_run_is_well(tmp_path, practice):
    findings = examine(ask_slack=True, settings=settings(tmp_path, practice))
    assert is_well(findings)
    said = text(findings)
    for words in ("knows us as touchbase in Northlight", "are all granted", "Socket Mode", "Database"):
        assert words in said


def test_looking_at_a_database_that_is_not_there_yet_does_not_make_one(tmp_path, practice):
    assert is_well(examine(ask_slack=False, settings=settings(tmp_path, practice)))
    assert not (tmp_path / "touchbase.db").exists()


@pytest.mark.parametrize(
    ("wrong", "what", "advice"),
    [
        ({"slack_bot_token": None}, "SLACK_BOT_TOKEN", "is not set: copy it from your app's page"),
        ({"slack_app_token": None}, "SLACK_APP_TOKEN", "is not set: copy it from your app's page"),
        ({"slack_bot_token": "xoxb-wrong"}, "Slack", "refuses SLACK_BOT_TOKEN (invalid_auth): install the app again"),
        ({"slack_app_token": "xapp-wrong"}, "Socket Mode", "make a new app-level token"),
        ({"slack_api_url": "http://127.0.0.1:9/api/"}, "Slack", "cannot be reached"),
        ({"database_url": "sqlite:////no/such/folder/touchbase.db"}, "Database", "check DATABASE_URL"),
        ({"database_url": "postgresql://nobody@127.0.0.1:9/care"}, "Database", "check DATABASE_URL"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(tmp_path, practice, wrong, what, advice):
    findings = examine(ask_slack=True, settings=settings(tmp_path, practice, **wrong))
    assert not is_well(findings)
    assert [advice in each.words for each in findings if each.what == what and each.health is Health.BAD] == [True]


def test_a_database_of_a_newer_version_is_named(tmp_path, practice):
    wanted = settings(tmp_path, practice)
    upgrade(wanted.database_url)
    with connection_for_upgrades(wanted.database_url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    findings = examine(ask_slack=False, settings=wanted)
    assert "written by a newer Touchbase" in text(findings)
    assert not is_well(findings)


def test_missing_scopes_are_named(tmp_path):
    manifest = json.loads(MANIFEST.read_text())
    manifest["oauth_config"]["scopes"]["bot"].remove("im:history")
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with practice_workspace(tmp_path, manifest=tmp_path / "manifest.json") as practice:
        findings = examine(ask_slack=True, settings=settings(tmp_path, practice))
    [scopes] = [each for each in findings if each.what == "Scopes"]
    assert scopes.words == "im:history missing: update the app from manifest.json and install it again"


def test_on_the_command_line_it_is_one_paragraph_and_no_traceback(environment):
    ended = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "SLACK_BOT_TOKEN is not set: copy it from" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("command", "wrong", "said"),
    [
        ("run", {"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud': use one of"),
        ("run", {"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack refuses the token (invalid_auth): check SLACK_BOT_TOKEN"),
        (
            "run",
            {"SLACK_BOT_TOKEN": "xoxb-practice", "SLACK_APP_TOKEN": "xapp-wrong"},
            "Slack refuses the token (invalid_auth): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN",
        ),
        ("run", {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "http://127.0.0.1:9/"}, "Slack cannot be reached"),
        ("run", {"DATABASE_URL": "sqlite:////no/such/folder/care.db"}, "Check DATABASE_URL"),
        ("doctor", {}, "SLACK_BOT_TOKEN"),
    ],
)
def test_every_command_that_cannot_run_ends_with_what_to_do(monkeypatch, unlogged, environment, command, wrong, said):
    for name in os.environ:
        monkeypatch.delenv(name)
    ended = CliRunner().invoke(app, [command], env=environment | wrong)
    assert (ended.exit_code, type(ended.exception)) == (1, SystemExit)
    assert said in ended.output


@pytest.fixture
def environment(tmp_path, practice) -> dict[str, str]:
    """All that an operator has set who has not yet come to the tokens."""
    return {
        "SLACK_API_URL": f"{practice.base_url}/api/",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'touchbase.db'}",
        "PATH": os.environ["PATH"],
        "COLUMNS": "200",
    }


@pytest.fixture
def unlogged() -> Iterator[None]:
    """Leave the log of this process as it was, whatever a command makes of it."""
    root, ours = logging.getLogger(), logging.getLogger("bot")
    handlers, levels = root.handlers[:], (root.level, ours.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    ours.setLevel(levels[1])


def settings(folder, practice, **wrong):
    right = {
        **TOKENS,
        "slack_api_url": f"{practice.base_url}/api/",
        "database_url": f"sqlite:///{folder / 'touchbase.db'}",
    }
    return Settings(_env_file=None, **(right | wrong))


def text(findings) -> str:
    console = Console(width=200)
    with console.capture() as shown:
        console.print(report(findings))
    return shown.get()


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    with practice_workspace(tmp_path_factory.mktemp("practice")) as practice:
        yield practice
