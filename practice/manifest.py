"""What the app was granted: scopes, slash commands and events, read from the project's own manifest.json."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]
MANIFEST = Path(__file__).parent.parent / "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that Slack enforces."""

    scopes: frozenset[str]
    events: frozenset[str]
    commands: dict[str, Json]
    """Each slash command by its name, with `usage_hint`, `description` and whether to escape its text."""
    shortcuts: list[Json]


def read_manifest(path: Path = MANIFEST) -> Manifest:
    """Read a manifest in Slack's JSON form."""
    manifest = json.loads(path.read_text(encoding="utf-8"))
    features = manifest.get("features", {})
    return Manifest(
        scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
        events=frozenset(manifest["settings"].get("event_subscriptions", {}).get("bot_events", [])),
        commands={each["command"]: each for each in features.get("slash_commands", [])},
        shortcuts=features.get("shortcuts", []),
    )
