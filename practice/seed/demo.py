"""Tells the demo company's story to a fresh bot, by what a real company would do: import, a few commands, settings."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from practice.bot_process import PROJECT, TOUCHBASE
from practice.client import Client, PracticeError

EVENING_BEFORE = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
OPENING = datetime(2026, 11, 19, 7, 59, tzinfo=UTC)
"""When the newcomer comes in: Thursday, a minute to nine in Berlin."""

HERE = Path(__file__).parent
EVENING = (
    ("maria", "/care", "key acme"),
    ("maria", "/care", "tier pan-pacific A"),
    ("alice", "/touch", "hilltop training on friday with Ruth, night shift"),
    ("bob", "/touch", "vandelay lunch next tuesday with Art"),
)
SETTINGS = {"digest_channel": "#customer-care", "country": "DE"}


def plant(practice: Client, env: dict[str, str]) -> None:
    """Play the evening before the demo; `env` are the bot's settings, for `touchbase import`. Raises PracticeError."""
    import_customers(env)
    for user, command, text in EVENING:
        practice.command(user, "@bot", command, text)
    form = practice.command("maria", "@bot", "/care", "settings")["views"][0]
    practice.submit("maria", form["id"], SETTINGS)


def import_customers(env: dict[str, str]) -> None:
    """Bring in sixty customers and a year of touches, at a terminal."""
    files = [str(HERE / "customers.csv"), "--contacts", str(HERE / "touches.csv")]
    done = subprocess.run(  # noqa: S603 - our own program
        [TOUCHBASE[0], "import", *files], cwd=PROJECT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise PracticeError({"error": f"The demo's customers could not be imported: {done.stdout}{done.stderr}"})
