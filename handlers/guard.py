"""The guard: which act every command, button, form, menu, shortcut and event is. What stands in no table is refused.

The tables are `handlers/surfaces.py`. A role is asked for here without looking at a customer; whose customer it is, the
feature asks (`models.roles.may`).
"""

import re
from typing import Any

from handlers.surfaces import BUTTONS, COMMANDS, EVENTS, FORMS, SHORTCUTS, SUGGESTIONS
from handlers.words import as_typed, asks_how, first_word
from models.roles import Act

SLACKS_OWN = frozenset({"team_join", "user_change"})
"""Events by which Slack tells of something instead of a person doing it."""

CHANNELS = ("channel", "group", "mpim")

NUMBERED = re.compile(r"_\d+$")


def act_of(body: dict[str, Any]) -> Act | None:
    """Return what a request of Slack asks to do; None for what stands in no table."""
    if "command" in body:
        if body["command"] == "/care" and asks_how(body):
            return Act.HELP
        return COMMANDS.get(f"{body['command']} {first_word(body)}") or COMMANDS.get(body["command"])
    match body.get("type"):
        case "block_actions":
            # several at once are never sent by our blocks
            return BUTTONS.get(NUMBERED.sub("", body["actions"][0]["action_id"])) if len(body["actions"]) == 1 else None
        case "view_submission":
            return FORMS.get(body["view"]["callback_id"])
        case "block_suggestion":
            return SUGGESTIONS.get(body["action_id"])
        case "shortcut" | "message_action":
            return SHORTCUTS.get(body["callback_id"])
        case "event_callback":
            return EVENTS.get(body["event"]["type"])
    return None


def is_slacks_own(body: dict[str, Any]) -> bool:
    """Tell whether Slack itself speaks, of a person or a channel, and nobody acts."""
    told = body.get("type") == "event_callback" and body["event"]["type"] in SLACKS_OWN
    return told or is_said_in_channel(body)


def is_said_in_channel(body: dict[str, Any]) -> bool:
    """Tell whether somebody said something where it is not meant for the bot: nobody asks it for anything there."""
    event = body.get("event") or {}
    return event.get("type") == "message" and event.get("channel_type") in CHANNELS


def place_of(body: dict[str, Any]) -> str | None:
    """Return the channel in which the answer would be seen; None where it is a form or Home, which one person sees.

    A shortcut opens a form, which only who used it sees, and what becomes of it is told in that form: of a message in a
    channel that a customer reads, too, a touch or a complaint can be logged.
    """
    if "command" in body:
        return str(body["channel_id"])
    if body.get("type") in ("block_actions", "block_suggestion"):
        return str(body["channel"]["id"]) if body.get("channel") else None
    return None


def teams_of(body: dict[str, Any]) -> set[str]:
    """Return the workspaces that a request says it comes from: the app's, of who acts, of the message or form they use.

    In an Enterprise Grid a colleague's own workspace may be another one; what Slack says of them decides there.
    """
    view, event = body.get("view") or {}, body.get("event") or {}
    found = [view.get("team_id"), view.get("app_installed_team_id")]
    if not is_said_in_channel(body):
        found.append(
            event.get("user_team")
        )  # what a stranger says in a shared channel is told of, and no act of theirs
    if event:
        # in a shared channel the outer id may be the other company's, the authorization is always ours
        authorizations = body.get("authorizations") or [body]
        found += [each.get("team_id") for each in authorizations]
    else:
        found += [body.get("team_id"), (body.get("team") or {}).get("id")]
    if not body.get("enterprise"):
        found.append((body.get("user") or {}).get("team_id"))
    if body.get("type") == "block_actions":
        found.append((body.get("message") or {}).get("team"))
    return {team_id for team_id in found if team_id}


def typed_in(body: dict[str, Any]) -> str:
    """Return what somebody wrote, a command whole or the text inputs of a form, so that a refusal loses none of it."""
    if "command" in body:
        return as_typed(f"{body['command']} {body.get('text') or ''}".strip())
    blocks = body.get("view", {}).get("state", {}).get("values", {}).values()
    written = [state["value"] for block in blocks for state in block.values() if state.get("value")]
    return "\n".join(written)
