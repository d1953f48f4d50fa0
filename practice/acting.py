"""What a person does in the practice workspace: commands, messages, shortcuts, opening Home.

Each waits for the bot's acknowledgement, and refuses with RefusedError what a person could not do on a real screen.
"""

from practice import payloads
from practice.errors import SlackError
from practice.events import SUBSCRIPTIONS, message_event, tell
from practice.modals import shown_to_bot
from practice.responses import answer
from practice.slack import Slack
from practice.socket_mode import NotAcknowledgedError, NotConnectedError
from practice.workspace import Json


class RefusedError(Exception):
    """A person could not have done that."""


def acting_person(slack: Slack, name: str) -> Json:
    """The person who acts; raises RefusedError for somebody who cannot."""
    user = slack.workspace.user(name)
    if user["deleted"] or user["is_bot"]:
        raise RefusedError(f"{user['name']} cannot do anything here: {'a bot' if user['is_bot'] else 'deactivated'}.")
    return user


def channel_of(slack: Slack, user: Json, name: str) -> Json:
    """The channel in which the person acts; raises RefusedError where they are no member."""
    channel = slack.workspace.channel(name, user)
    if user["id"] not in channel["members"]:
        raise RefusedError(f"{user['name']} is not in {slack.workspace.name_of(channel)}.")
    return channel


async def request(slack: Slack, kind: str, payload: Json, *, answers: bool = False) -> Json:
    """Send the bot what a person did; raises RefusedError with Slack's word when it does not hear or not answer."""
    try:
        return await slack.deliver(kind, payload, answers=answers)
    except NotConnectedError:
        raise RefusedError("dispatch_failed") from None
    except NotAcknowledgedError:
        raise RefusedError("operation_timeout") from None


async def command(slack: Slack, body: Json) -> None:
    """Somebody enters a slash command."""
    user = acting_person(slack, body["user"])
    channel = channel_of(slack, user, body["channel"])
    name, text = body["command"], str(body.get("text") or "").strip()
    if name not in slack.manifest.commands or user["is_stranger"] or not slack.workspace.installed:
        slack.whisper(channel, user["id"], {"text": f"{name} is not a valid command."})
        return
    if channel["is_archived"]:
        raise RefusedError(f"{slack.workspace.name_of(channel)} is archived.")
    payload = payloads.slash_command(slack, user, channel, name, text)
    try:
        ack = await request(slack, "slash_commands", payload, answers=True)
        if ack.get("text") or ack.get("blocks"):
            answer(slack, channel["id"], user["id"], ack)
    except RefusedError as refused:
        slack.whisper(channel, user["id"], {"text": f'{name} failed with the error "{refused}"'})
    except SlackError as error:
        slack.remember_call("ack", error.answer())
        slack.whisper(channel, user["id"], {"text": f'{name} failed with the error "{error.code}"'})
        raise RefusedError(f"The bot's answer was refused: {error.answer()}") from None


async def home(slack: Slack, body: Json) -> None:
    """Somebody opens the bot's Home tab, or with `tab` "messages" its messages."""
    user = acting_person(slack, body["user"])
    tab = body.get("tab", "home")
    event = {"type": "app_home_opened", "user": user["id"], "tab": tab}
    event["channel"] = slack.workspace.direct_message(user)["id"]
    view = slack.workspace.homes.get(user["id"])
    if view and tab == "home":
        event["view"] = shown_to_bot(view)
    await tell(slack, event)


async def say(slack: Slack, body: Json) -> None:
    """Somebody says something in a channel or to the bot."""
    user = acting_person(slack, body["user"])
    channel = channel_of(slack, user, body["channel"])
    if channel["is_archived"]:
        raise RefusedError(f"{slack.workspace.name_of(channel)} is archived.")
    text = payloads.escaped_text(slack.workspace, str(body["text"]), named=False)
    message = slack.post(channel, user["id"], {"text": text})
    event = message_event(channel, user, message)
    if slack.workspace.user("@bot")["id"] in channel["members"]:
        await tell(slack, event, SUBSCRIPTIONS[channel["kind"]], shared=channel["is_ext_shared"])


async def shortcut(slack: Slack, body: Json) -> None:
    """Somebody uses a shortcut, with `channel` and `ts` one on a message."""
    user = acting_person(slack, body["user"])
    channel = channel_of(slack, user, body["channel"]) if body.get("channel") else None
    message = slack.workspace.message(channel, str(body["ts"])) if channel and body.get("ts") else None
    await request(slack, "interactive", payloads.shortcut(slack, user, body["callback_id"], channel, message))
