"""What happens in the company by itself: people come, change and go, channels are archived, the app is removed."""

from practice.acting import RefusedError
from practice.events import tell
from practice.slack import Slack
from practice.users import described
from practice.web_api import BOT_TOKEN
from practice.workspace import BOT, Json, new_user

CHANGEABLE = (
    "deleted",
    "tz",
    "real_name",
    "title",
    "is_admin",
    "is_owner",
    "is_restricted",
    "status_text",
    "status_emoji",
    "status_expiration",
    "email",
    "role",
)


CHANNELS = {
    "channel_archive": {"is_archived": True},
    "channel_unarchive": {"is_archived": False},
    "channel_shared": {"is_ext_shared": True},
    "channel_unshared": {"is_ext_shared": False},
}


async def happen(slack: Slack, body: Json) -> None:
    """POST /practice/event: change the company and tell the bot, if the app subscribed to that; raises RefusedError."""
    kind = body["type"]
    if kind == "team_join":
        await join(slack, body["person"])
    elif kind == "user_change":
        await change_user(slack, body)
    elif kind in ("member_joined_channel", "member_left_channel"):
        await change_members(slack, kind, body)
    elif kind in CHANNELS:
        channel = slack.workspace.channel(body["channel"])
        channel |= CHANNELS[kind]
        slack.changed()
        await tell(slack, {"type": kind, "channel": channel["id"], "user": slack.workspace.user("maria")["id"]})
    elif kind == "tokens_revoked":
        slack.workspace.revoked.append(BOT_TOKEN)
        await tell(slack, {"type": kind, "tokens": {"oauth": [], "bot": [BOT["id"]]}})
    elif kind == "app_uninstalled":
        await tell(slack, {"type": kind})
        slack.workspace.installed = False
    else:
        raise RefusedError(f"Nothing called {kind} can happen here.")


async def join(slack: Slack, person: Json) -> None:
    """Somebody new, with at least a name, real_name and tz."""
    user = new_user(person, slack.workspace.team["id"])
    slack.workspace.users[user["id"]] = user
    slack.workspace.channel("#general")["members"].append(user["id"])
    slack.workspace.direct_message(user)
    slack.changed()
    await tell(slack, {"type": "team_join", "user": described(slack, user)})


async def change_user(slack: Slack, body: Json) -> None:
    """Somebody's zone, status or standing changes; `changes` may hold any of CHANGEABLE."""
    user = slack.workspace.user(body["user"])
    unknown = set(body["changes"]) - set(CHANGEABLE)
    if unknown:
        raise RefusedError(f"{', '.join(sorted(unknown))} cannot change; {', '.join(CHANGEABLE)} can.")
    user |= body["changes"]
    slack.changed()
    await tell(slack, {"type": "user_change", "user": described(slack, user)})


async def change_members(slack: Slack, kind: str, body: Json) -> None:
    """Somebody (or "@bot") joins or leaves a channel."""
    user, channel = slack.workspace.user(body["user"]), slack.workspace.channel(body["channel"])
    channel["members"] = [member for member in channel["members"] if member != user["id"]]
    channel["members"] += [user["id"]] if kind == "member_joined_channel" else []
    slack.changed()
    event = {"type": kind, "user": user["id"], "channel": channel["id"], "channel_type": "C"}
    if BOT["id"] in channel["members"] or user["id"] == BOT["id"]:
        await tell(slack, event | {"team": slack.workspace.team["id"]}, shared=channel["is_ext_shared"])
