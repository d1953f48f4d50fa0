"""The manifest asks for what the bot uses and nothing else."""

import json
import re
from pathlib import Path

from slack_bolt import App
from slack_sdk import WebClient

from bot import people
from handlers import FEATURES

ROOT = Path(__file__).parent.parent
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
SCOPES = {
    # what each method we call needs, by the kind of conversation it is used on
    "auth_test": set(),
    "users_list": {"users:read", "users:read.email"},
    "users_info": {"users:read", "users:read.email"},
    "conversations_open": {"im:write"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_history": {"im:history", "channels:history", "groups:history"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_getPermalink": set(),
    "files_info": {"files:read"},
    "files_getUploadURLExternal": {"files:write"},
    "files_completeUploadExternal": {"files:write"},
    "views_open": set(),
    "views_update": set(),
    "views_push": set(),
    "views_publish": set(),
    "apps_connections_open": set(),
    "blocks_validate": set(),
}
EVENTS = {"message.im": "message", "message.channels": "message", "message.groups": "message"}
"""By what the manifest calls them, where that is not the event's own type."""
METHOD = re.compile(
    r"\.((?:auth|users|conversations|chat|views|apps|blocks|team|dnd|reactions|files|pins)_[a-zA-Z_]+)\("
)


def test_scopes_are_those_that_the_called_methods_need():
    needed = {"commands"}
    for method in called_methods():
        assert method in SCOPES, f"{method} is called; which scope does it need?"
        needed |= SCOPES[method]
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


def test_commands_and_shortcuts_are_those_that_somebody_listens_to():
    said = listeners()
    commands = {each["command"] for each in MANIFEST["features"]["slash_commands"]}
    assert commands == said["command"]
    assert {each["callback_id"] for each in MANIFEST["features"]["shortcuts"]} == said["shortcut"]


def test_events_are_those_that_somebody_listens_to():
    subscribed = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {EVENTS.get(event, event) for event in subscribed} == listeners()["event"]


def test_what_people_type_arrives_with_names_resolved():
    assert all(each["should_escape"] for each in MANIFEST["features"]["slash_commands"])


def called_methods() -> set[str]:
    sources = [path for room in ("bot", "handlers") for path in (ROOT / room).glob("*.py")]
    return {name for path in sources for name in METHOD.findall(path.read_text(encoding="utf-8"))}


class Listening(App):
    """A Bolt app that remembers what it was asked to listen to."""

    def __init__(self):
        self.said = {"command": set(), "shortcut": set(), "event": set()}
        super().__init__(client=WebClient("xoxb-1"), token_verification_enabled=False)

    def command(self, command, *args, **kwargs):
        self.said["command"].add(command)
        return super().command(command, *args, **kwargs)

    def shortcut(self, constraints, *args, **kwargs):
        self.said["shortcut"].add(constraints if isinstance(constraints, str) else constraints["callback_id"])
        return super().shortcut(constraints, *args, **kwargs)

    def message_shortcut(self, callback_id, *args, **kwargs):
        self.said["shortcut"].add(callback_id)
        return super().message_shortcut(callback_id, *args, **kwargs)

    def event(self, event, *args, **kwargs):
        self.said["event"].add(event if isinstance(event, str) else event["type"])
        return super().event(event, *args, **kwargs)


def listeners() -> dict[str, set[str]]:
    app = Listening()
    for feature in FEATURES.values():
        if hasattr(feature, "register"):
            feature.register(app)
    people.register(app)
    return app.said
