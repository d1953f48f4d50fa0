"""chat.* methods: posting, changing and deleting messages, with Slack's refusals."""

from practice import uploads
from practice.block_kit import errors
from practice.errors import SlackError
from practice.file_objects import shared_by
from practice.slack import Slack
from practice.workspace import BOT, Json, UnknownError

LONGEST_TEXT = 40_000


def open_channel(slack: Slack, args: Json, *, member: bool = True) -> Json:
    """The channel that the call names, where the bot may speak; a person's id means their DM. Raises SlackError."""
    name = str(args.get("channel") or "")
    workspace = slack.workspace
    if name in workspace.users:
        return workspace.direct_message(workspace.users[name])
    channel = workspace.channels.get(name)
    if channel is None:
        raise SlackError("channel_not_found")
    if channel["is_archived"]:
        raise SlackError("is_archived")
    if member and BOT["id"] not in channel["members"]:
        raise SlackError("not_in_channel")
    return channel


def check_content(slack: Slack, args: Json) -> None:
    """Refuse what Slack would not show; raises SlackError."""
    if not args.get("text") and not args.get("blocks"):
        raise SlackError("no_text")
    if len(args.get("text") or "") > LONGEST_TEXT:
        raise SlackError("msg_too_long")
    if args.get("blocks"):
        found = errors({"text": args.get("text"), "blocks": args["blocks"]}, "message")
        if found:
            raise SlackError("invalid_blocks", errors=found, response_metadata={"messages": found})
    if any(not uploads.can_be_shown(slack, block) for block in args.get("blocks") or []):
        raise SlackError("invalid_blocks", errors=["invalid slack file"])
    metadata = args.get("metadata")
    if metadata and not (isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)):
        raise SlackError("invalid_metadata_format")


def own_message(slack: Slack, channel: Json, args: Json, refusal: str) -> Json:
    """The bot's own message that the call names; raises SlackError, for another's with `refusal`."""
    try:
        message = slack.workspace.message(channel, str(args.get("ts")))
    except UnknownError:
        raise SlackError("message_not_found") from None
    if message["user"] != BOT["id"]:
        raise SlackError(refusal)
    return message


def shown(message: Json, *, metadata: bool = False) -> Json:
    """A message as Slack returns it: metadata only where it was asked for, blocks only where there are any."""
    hidden = {name for name in ("metadata", "blocks") if not message.get(name)} | (set() if metadata else {"metadata"})
    return {name: value for name, value in message.items() if name not in hidden}


def post_message(slack: Slack, args: Json) -> Json:
    channel = open_channel(slack, args)
    check_content(slack, args)
    if slack.faults.too_soon(channel["id"], slack.clock.now()):
        raise SlackError("ratelimited")
    files = shared_by(slack, args)
    message = slack.post(channel, BOT["id"], args | ({"files": files} if files else {}))
    return {"channel": channel["id"], "ts": message["ts"], "message": shown(message)}


def update(slack: Slack, args: Json) -> Json:
    channel = open_channel(slack, args)
    message = own_message(slack, channel, args, "cant_update_message")
    check_content(slack, args)
    slack.rewrite(channel, message, args)
    return {"channel": channel["id"], "ts": message["ts"], "text": message["text"], "message": shown(message)}


def delete(slack: Slack, args: Json) -> Json:
    channel = open_channel(slack, args)
    message = own_message(slack, channel, args, "cant_delete_message")
    channel["messages"].remove(message)
    slack.changed()
    return {"channel": channel["id"], "ts": message["ts"]}


def post_ephemeral(slack: Slack, args: Json) -> Json:
    channel = open_channel(slack, args)
    if args.get("user") not in channel["members"]:
        raise SlackError("user_not_in_channel")
    check_content(slack, args)
    return {"message_ts": slack.whisper(channel, str(args["user"]), args)["ts"]}


def get_permalink(slack: Slack, args: Json) -> Json:
    channel = open_channel(slack, args, member=False)
    ts = str(args.get("message_ts"))
    if not any(message["ts"] == ts for message in channel["messages"]):
        raise SlackError("message_not_found")
    domain = slack.workspace.team["domain"]
    link = f"https://{domain}.slack.com/archives/{channel['id']}/p{ts.replace('.', '')}"
    return {"channel": channel["id"], "permalink": link}


def validate_blocks(slack: Slack, args: Json) -> Json:
    """blocks.validate: says what is wrong without posting anything."""
    view = args.get("view") or {}
    found = errors(view, view.get("type", "modal")) if view else errors({"text": " ", **args}, "message")
    if found:
        raise SlackError("invalid_blocks", errors=found, response_metadata={"messages": found})
    return {"team": slack.workspace.team["id"]}
