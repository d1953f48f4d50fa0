"""What Slack sends the bot: commands, clicks, modals, suggestions and shortcuts, in Slack's documented form."""

import html
import re
from typing import Any

from practice.chat import shown
from practice.modals import shown_to_bot
from practice.slack import Slack
from practice.workspace import BOT, Json, Workspace

BROADCASTS = ("channel", "here", "everyone")
OUTER_TOKEN = "practice-verification"  # noqa: S105 - Slack's deprecated field, checked by nobody


def team_of(workspace: Workspace, user: Json) -> Json:
    """The team a person acts from: in a shared channel not always ours."""
    team = workspace.other_team if user["is_stranger"] else workspace.team
    return {"id": team["id"], "domain": team["domain"]}


def person(user: Json) -> Json:
    return {"id": user["id"], "username": user["name"], "name": user["name"], "team_id": user["team_id"]}


def place(channel: Json) -> Json:
    return {"id": channel["id"], "name": "directmessage" if channel["kind"] == "im" else channel["name"]}


def escaped_text(workspace: Workspace, text: str, *, named: bool = True) -> str:
    """What somebody typed after a command, with `should_escape`: names of people and channels become references.

    In messages a reference to a person holds the id alone, not `named` as in commands.
    """

    def refer(match: re.Match[str]) -> str:
        sign, name = match.groups()
        for user in workspace.users.values() if sign == "@" else ():
            if user["name"] == name.lower():
                return f"<@{user['id']}|{user['name']}>" if named else f"<@{user['id']}>"
        for channel in workspace.channels.values() if sign == "#" else ():
            if channel["kind"] == "channel" and channel["name"] == name.lower():
                return f"<#{channel['id']}|{channel['name']}>"
        return f"<!{name}>" if sign == "@" and name in BROADCASTS else match.group()

    return re.sub(r"(?<![\w<])([@#])([\w-]+)", refer, html.escape(text, quote=False))


def slash_command(slack: Slack, user: Json, channel: Json, command: str, text: str) -> Json:
    team = slack.workspace.team
    escapes = slack.manifest.commands.get(command, {}).get("should_escape", False)
    return {
        "token": OUTER_TOKEN,
        "team_id": team["id"],
        "team_domain": team["domain"],
        "channel_id": channel["id"],
        "channel_name": place(channel)["name"],
        "user_id": user["id"],
        "user_name": user["name"],
        "command": command,
        "text": escaped_text(slack.workspace, text) if escapes else text,
        "api_app_id": BOT["app_id"],
        "is_enterprise_install": "false",
        "response_url": response_url(slack, slack.response_url(user["id"], channel["id"])),
        "trigger_id": slack.handles.trigger(user["id"]),
    }


def response_url(slack: Slack, key: str) -> str:
    return f"{slack.base_url}/respond/{key}"


def interaction(slack: Slack, kind: str, user: Json, view: Json | None = None) -> Json:
    """What every interactive payload carries."""
    return {
        "type": kind,
        "user": person(user),
        "api_app_id": BOT["app_id"],
        "token": OUTER_TOKEN,
        "trigger_id": slack.handles.trigger(user["id"], view["id"] if view else None),
        "team": team_of(slack.workspace, user),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def escape_labels(value: Any) -> Any:
    """What comes back from Slack: plain texts HTML-escaped; values as they were sent, and so is mrkdwn."""
    if isinstance(value, list):
        return [escape_labels(each) for each in value]
    if not isinstance(value, dict):
        return value
    escaped = {name: escape_labels(each) for name, each in value.items()}
    if value.get("type") == "plain_text":
        escaped["text"] = html.escape(value["text"], quote=False)
    return escaped


def action(slack: Slack, block: Json, element: Json, value: Json) -> Json:
    """One entry of `actions`: the element, and what was done with it."""
    about = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    about["action_ts"] = slack.workspace.next_ts(slack.clock.now())
    if element["type"] == "button":
        about |= {"text": element["text"]} | {
            name: element[name] for name in ("value", "style", "url") if name in element
        }
    return dict(escape_labels(about | value))


def block_actions_in_message(slack: Slack, user: Json, channel: Json, message: Json, done: Json, state: Json) -> Json:
    """Somebody acted in a message; one that only they see is not sent along, as in Slack."""
    ephemeral = "user" in message and "channel" in message
    payload = interaction(slack, "block_actions", user)
    payload["container"] = {"type": "message", "message_ts": message["ts"], "channel_id": channel["id"]}
    payload["container"] |= {"is_ephemeral": ephemeral}
    payload |= {"channel": place(channel), "state": {"values": escape_labels(state)}, "actions": [done]}
    if not ephemeral:
        payload["message"] = escape_labels(shown(message))
    key = slack.response_url(user["id"], channel["id"], message["ts"], ephemeral=ephemeral)
    return payload | {"response_url": response_url(slack, key)}


def block_actions_in_view(slack: Slack, user: Json, view: Json, done: Json) -> Json:
    payload = interaction(slack, "block_actions", user, view if view["type"] == "modal" else None)
    container = {"type": "view", "view_id": view["id"]}
    return payload | {"container": container, "view": escape_labels(shown_to_bot(view)), "actions": [done]}


def in_message(channel: Json, message: Json) -> Json:
    """Where a suggestion was asked for, when it was in a message."""
    container = {"type": "message", "message_ts": message["ts"], "channel_id": channel["id"]}
    return {"container": container, "channel": place(channel)}


def in_view(view: Json) -> Json:
    """Where a suggestion was asked for, when it was in a view."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": escape_labels(shown_to_bot(view))}


def view_submission(slack: Slack, user: Json, view: Json) -> Json:
    payload = interaction(slack, "view_submission", user, view)
    return payload | {"view": escape_labels(shown_to_bot(view)), "response_urls": []}


def view_closed(slack: Slack, user: Json, view: Json, *, cleared: bool) -> Json:
    payload = interaction(slack, "view_closed", user, view)
    return payload | {"view": escape_labels(shown_to_bot(view)), "is_cleared": cleared}


def block_suggestion(slack: Slack, user: Json, block: Json, element: Json, typed: str, where: Json) -> Json:
    """Somebody types into an external select; `where` is {"view"} or {"channel", "message"} with the container."""
    payload = interaction(slack, "block_suggestion", user) | where
    del payload["trigger_id"]
    return payload | {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed}


def shortcut(slack: Slack, user: Json, callback_id: str, channel: Json | None, message: Json | None) -> Json:
    """A global shortcut, or with a message a message shortcut."""
    action_ts = slack.workspace.next_ts(slack.clock.now())
    kind = "message_action" if message else "shortcut"
    payload = interaction(slack, kind, user) | {"callback_id": callback_id, "action_ts": action_ts}
    if channel and message:
        key = slack.response_url(user["id"], channel["id"])
        payload |= {"channel": place(channel), "message": shown(message), "message_ts": message["ts"]}
        payload["response_url"] = response_url(slack, key)
    return payload
