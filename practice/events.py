"""Events: what happens in the company and is told to the bot, up to four times until it says that it heard."""

import secrets

from practice.slack import Slack
from practice.socket_mode import NotAcknowledgedError, NotConnectedError
from practice.workspace import BOT, Json

MOST_RETRIES = 3
SUBSCRIPTIONS = {"channel": "message.channels", "im": "message.im"}


def envelope(slack: Slack, event: Json, *, shared: bool = False) -> Json:
    """The outer part of an event."""
    team = slack.workspace.team["id"]
    authorization = {"enterprise_id": None, "team_id": team, "user_id": BOT["id"], "is_bot": True}
    return {
        "token": "practice-verification",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": BOT["app_id"],
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(slack.clock.now().timestamp()),
        "authorizations": [authorization | {"is_enterprise_install": False}],
        "is_ext_shared_channel": shared,
        "event_context": secrets.token_hex(8),
    }


async def tell(slack: Slack, event: Json, subscription: str | None = None, *, shared: bool = False) -> bool:
    """Send an event if the app subscribed to it, and wait until the bot has it; False where it never heard."""
    if (subscription or event["type"]) not in slack.manifest.events:
        return False
    payload = envelope(slack, event | {"event_ts": slack.workspace.next_ts(slack.clock.now())}, shared=shared)
    for attempt in range(1 + MOST_RETRIES):
        try:
            await slack.deliver("events_api", payload, attempt=attempt)
        except NotAcknowledgedError:
            continue
        except NotConnectedError:
            return False
        return True
    return False


def message_event(channel: Json, user: Json, message: Json) -> Json:
    """Somebody said something."""
    event = {"type": "message", "user": user["id"], "text": message["text"], "ts": message["ts"]}
    event |= {"channel": channel["id"], "channel_type": channel["kind"], "team": user["team_id"]}
    event |= {"client_msg_id": secrets.token_hex(8), "blocks": []}
    if channel["is_ext_shared"]:
        event |= {"user_team": user["team_id"], "source_team": user["team_id"]}
    return event
