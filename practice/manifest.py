"""What the app was granted: scopes, slash commands and events, read from the project's own manifest.json."""

import json
from dataclasses import dataclass
from pathlib import Path

MANIFEST = Path(__file__).parent.parent / "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that Slack enforces."""

    scopes: frozenset[str]
    commands: dict[str, bool]
    """Each slash command, and whether its text is escaped (`should_escape`)."""
    hints: dict[str, str]
    events: frozenset[str]


def read_manifest(path: Path = MANIFEST) -> Manifest:
    """Read a manifest in Slack's JSON form."""
    manifest = json.loads(path.read_text(encoding="utf-8"))
    commands = manifest.get("features", {}).get("slash_commands", [])
    return Manifest(
        scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
        commands={each["command"]: each.get("should_escape", False) for each in commands},
        hints={each["command"]: each.get("usage_hint", "") for each in commands},
        events=frozenset(manifest["settings"].get("event_subscriptions", {}).get("bot_events", [])),
    )
