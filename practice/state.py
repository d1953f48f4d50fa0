"""GET /practice/state: everything that the page shows and tests look at."""

from practice.modals import shown_to_bot
from practice.slack import Slack
from practice.workspace import Json

ABOUT_USER = (
    "id",
    "name",
    "real_name",
    "title",
    "tz",
    "role",
    "team_id",
    "is_bot",
    "deleted",
    "is_stranger",
    "is_restricted",
)


def state(slack: Slack) -> Json:
    """The whole workspace as JSON; times are ISO 8601 in UTC."""
    workspace = slack.workspace
    return {
        "now": slack.clock.now().isoformat(),
        "team": workspace.team,
        "users": [
            {name: user[name] for name in ABOUT_USER} | {"status": status(user), "unread": unread(slack, user)}
            for user in workspace.users.values()
        ],
        "channels": list(workspace.channels.values()),
        "ephemerals": workspace.ephemerals,
        "views": [described(slack, view) for view in slack.modals.all()],
        "homes": {user: shown_to_bot(home) for user, home in workspace.homes.items()},
        "commands": [command_hint(each) for each in slack.manifest.commands.values()],
        "shortcuts": slack.manifest.shortcuts,
        "calls": list(slack.calls),
        "bot": {"connected": bool(slack.sockets.open), "pid": slack.bot.pid if slack.bot else None},
        "clock": {
            "offset": slack.clock.offset.total_seconds(),
            "turn": slack.clock.turn,
            "followed": slack.clock.followed,
            "next": slack.clock.bot_next.isoformat() if slack.clock.bot_next else None,
        },
        "changed": slack.changes,
    }


def status(user: Json) -> Json:
    """What somebody says of themselves beside their name; `until` is when it ends by itself, in seconds, 0 never."""
    told = {"text": user["status_text"], "emoji": user.get("status_emoji", "")}
    return told | {"until": user.get("status_expiration", 0)}


def command_hint(command: Json) -> Json:
    """What the page shows while a command is typed."""
    described = {"hint": command.get("usage_hint", ""), "description": command.get("description", "")}
    return {"command": command["command"], **described}


def described(slack: Slack, view: Json) -> Json:
    """An open modal, with whose it is, whether it lies on top, and the errors shown in it."""
    stack = slack.modals.stacks[view["user"]]
    return shown_to_bot(view) | {
        "user": view["user"],
        "errors": view["errors"],
        "on_top": stack[-1]["id"] == view["id"],
    }


def unread(slack: Slack, user: Json) -> dict[str, int]:
    """For each channel of that person, how many messages of others they have not read."""
    counts = {}
    for channel in slack.workspace.channels.values():
        if user["id"] in channel["members"]:
            read = channel["read"].get(user["id"], "0")
            new = [m for m in channel["messages"][-100:] if m["ts"] > read and m["user"] != user["id"]]
            counts[channel["id"]] = len(new)
    return counts
