"""conversations.* methods: channels and DMs, and what was said in them."""

from decimal import Decimal

from practice.chat import open_channel, shown
from practice.errors import SlackError
from practice.paging import page
from practice.slack import Slack
from practice.workspace import BOT, Json, Workspace

SCOPES = {"im": "im", "channel": "channels"}


def described(workspace: Workspace, channel: Json) -> Json:
    """A conversation object."""
    if channel["kind"] == "im":
        open_to = workspace.users[channel["user"]]
        return {"id": channel["id"], "is_im": True, "user": channel["user"], "is_user_deleted": open_to["deleted"]}
    return {
        "id": channel["id"],
        "name": channel["name"],
        "name_normalized": channel["name"],
        "is_channel": True,
        "is_im": False,
        "is_private": False,
        "is_archived": channel["is_archived"],
        "is_general": channel["name"] == "general",
        "is_member": BOT["id"] in channel["members"],
        "is_shared": channel["is_ext_shared"],
        "is_ext_shared": channel["is_ext_shared"],
        "is_org_shared": False,
        "num_members": len(channel["members"]),
        "topic": {"value": channel["topic"]},
        "purpose": {"value": ""},
        "context_team_id": workspace.team["id"],
    }


def open_dm(slack: Slack, args: Json) -> Json:
    named = str(args.get("users") or "").split(",")
    user = slack.workspace.users.get(named[0])
    if len(named) > 1 or not named[0]:
        raise SlackError("invalid_user_combination" if named[0] else "users_list_not_supplied")
    if user is None:
        raise SlackError("user_not_found")
    if user["is_bot"]:
        raise SlackError("cannot_dm_bot")
    if user["deleted"]:
        raise SlackError("user_disabled")
    channel = slack.workspace.direct_message(user)
    return {"channel": described(slack.workspace, channel) if args.get("return_im") else {"id": channel["id"]}}


def info(slack: Slack, args: Json) -> Json:
    channel = slack.workspace.channels.get(str(args.get("channel")))
    if channel is None:
        raise SlackError("channel_not_found")
    slack.require(f"{SCOPES[channel['kind']]}:read")
    return {"channel": described(slack.workspace, channel)}


def list_channels(slack: Slack, args: Json) -> Json:
    kinds = {"im": "im", "public_channel": "channel"}
    asked = [kind.strip() for kind in str(args.get("types") or "public_channel").split(",")]
    wanted = [kinds[kind] for kind in asked if kind in kinds]
    for kind in wanted:
        slack.require(f"{SCOPES[kind]}:read")
    without_archived = str(args.get("exclude_archived")).lower() in ("true", "1")
    channels = [
        described(slack.workspace, channel)
        for channel in slack.workspace.channels.values()
        if channel["kind"] in wanted and not (without_archived and channel["is_archived"])
    ]
    return page("channels", channels, args)


def history(slack: Slack, args: Json) -> Json:
    """conversations.history: newest first; `oldest` and `latest` are left out themselves unless `inclusive`."""
    channel = open_channel(slack, args)
    slack.require(f"{SCOPES[channel['kind']]}:history")
    oldest, latest = Decimal(args.get("oldest") or 0), Decimal(args.get("latest") or "99999999999")
    inclusive = str(args.get("inclusive")).lower() in ("true", "1")

    def wanted(ts: Decimal) -> bool:
        return oldest <= ts <= latest if inclusive else oldest < ts < latest

    metadata = str(args.get("include_all_metadata")).lower() in ("true", "1")
    found = [shown(each, metadata=metadata) for each in channel["messages"] if wanted(Decimal(each["ts"]))]
    more = page("messages", found[::-1], {"limit": 100} | args)
    return more | {"has_more": bool(more["response_metadata"]["next_cursor"]), "pin_count": 0}
