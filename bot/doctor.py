"""Looks at everything the bot needs and says what to do about what is wrong."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rich.table import Table
from slack_sdk.errors import SlackApiError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import schema
from bot.answers import NETWORK_ERRORS
from bot.database import is_sqlite
from bot.settings import Settings, SettingsError, load
from bot.slack import Slack

MANIFEST = Path(__file__).parent.parent / "manifest.json"
SAFE_SQLITE = (3, 51, 3)
"""Before this version two connections could, very rarely, spoil a database in WAL mode."""


class Health(StrEnum):
    """How well something is."""

    WELL = "✓"
    SO_SO = "!"
    BAD = "✗"


@dataclass(frozen=True)
class Finding:
    """One thing looked at, how it is, and what to do."""

    what: str
    health: Health
    words: str


def examine(*, ask_slack: bool, settings: Settings | None = None) -> list[Finding]:
    """Look at the settings and the database, and if asked at what Slack says of the tokens."""
    try:
        settings = settings or load()
    except SettingsError as error:
        return [Finding("Settings", Health.BAD, line) for line in str(error).splitlines()]
    findings = [Finding("Settings", Health.WELL, "can be read"), *_tokens(settings), *_database(settings)]
    if ask_slack:
        findings += [*_bot_token(settings), *_app_token(settings)]
    return findings


def is_well(findings: Sequence[Finding]) -> bool:
    """Tell whether the bot can run; a warning does not keep it from running."""
    return all(finding.health is not Health.BAD for finding in findings)


def report(findings: Sequence[Finding]) -> Table:
    """Lay the findings out for a terminal."""
    colours = {Health.WELL: "green", Health.SO_SO: "yellow", Health.BAD: "red"}
    table = Table(show_header=False, box=None)
    for finding in findings:
        table.add_row(f"[{colours[finding.health]}]{finding.health}[/]", finding.what, finding.words)
    return table


def _tokens(settings: Settings) -> Iterator[Finding]:
    for name, token in (("SLACK_BOT_TOKEN", settings.slack_bot_token), ("SLACK_APP_TOKEN", settings.slack_app_token)):
        if token:
            yield Finding(name, Health.WELL, "is set")
        else:
            yield Finding(name, Health.BAD, "is not set: copy it from your app's page on api.slack.com into .env")


def _database(settings: Settings) -> Iterator[Finding]:
    url = settings.database_url
    file = Path(make_url(url).database or "") if is_sqlite(url) else None
    try:
        if file and not file.exists() and file.parent.is_dir():
            yield Finding("Database", Health.WELL, f"{file} will be made at the first start")
        else:
            with schema.connection_for_upgrades(url) as connection:
                schema.refuse_newer(connection, schema.configuration(connection), url)
            yield Finding("Database", Health.WELL, "can be opened and written")
    except schema.SchemaError as error:
        yield Finding("Database", Health.BAD, str(error))
    except SQLAlchemyError as error:
        advice = "check DATABASE_URL, and that its folder or server is there"
        yield Finding("Database", Health.BAD, f"cannot be opened ({getattr(error, 'orig', error)}): {advice}")
    if file and sqlite3.sqlite_version_info < SAFE_SQLITE:
        advice = "take a Python with SQLite 3.51.3 or later, or PostgreSQL, and keep back-ups"
        yield Finding("SQLite", Health.SO_SO, f"{sqlite3.sqlite_version} has a rare fault in WAL mode: {advice}")


def _bot_token(settings: Settings) -> Iterator[Finding]:
    if not settings.slack_bot_token:
        return
    try:
        answer = Slack(settings.bot_token, settings.slack_api_url).asking.auth_test()
    except SlackApiError as error:
        yield Finding(
            "Slack", Health.BAD, f"refuses SLACK_BOT_TOKEN ({error.response.get('error')}): install the app again"
        )
        return
    except NETWORK_ERRORS as error:
        yield Finding("Slack", Health.BAD, f"cannot be reached ({error}): check the network and SLACK_API_URL")
        return
    yield Finding("Slack", Health.WELL, f"knows us as {answer['user']} in {answer['team']}")
    granted = {name.strip() for name in _header(answer.headers, "x-oauth-scopes").split(",")}
    missing = wanted_scopes() - granted
    if missing:
        advice = "update the app from manifest.json and install it again"
        yield Finding("Scopes", Health.BAD, f"{', '.join(sorted(missing))} missing: {advice}")
    else:
        yield Finding("Scopes", Health.WELL, "are all granted")


def _app_token(settings: Settings) -> Iterator[Finding]:
    if not settings.slack_app_token:
        return
    try:
        Slack(settings.app_token, settings.slack_api_url).asking.apps_connections_open(app_token=settings.app_token)
        yield Finding("Socket Mode", Health.WELL, "can be opened")
    except SlackApiError as error:
        advice = "make a new app-level token with the scope connections:write, and switch Socket Mode on"
        yield Finding("Socket Mode", Health.BAD, f"refuses SLACK_APP_TOKEN ({error.response.get('error')}): {advice}")
    except NETWORK_ERRORS as error:
        yield Finding("Socket Mode", Health.BAD, f"cannot be reached ({error}): check the network")


def wanted_scopes() -> set[str]:
    """Return the bot scopes that manifest.json asks for."""
    return set(json.loads(MANIFEST.read_text(encoding="utf-8"))["oauth_config"]["scopes"]["bot"])


def _header(headers: dict[str, str], wanted: str) -> str:
    return next((value for name, value in headers.items() if name.lower() == wanted), "")
