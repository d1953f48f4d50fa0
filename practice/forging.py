"""Requests that no screen would send: somebody presses what they cannot see, or acts from another workspace."""

from practice import payloads
from practice.acting import request
from practice.events import envelope
from practice.slack import Slack
from practice.workspace import Json


async def forge(slack: Slack, body: Json) -> Json:
    """Send the bot `payload` as if that person had done it, and return how it acknowledged; raises RefusedError.

    What Slack adds by itself (who, trigger id, response URL) is filled in where the payload does not say otherwise.
    """
    user, payload = slack.workspace.user(body["user"]), body["payload"]
    channel = slack.workspace.channel(body.get("channel", "@bot"), user)
    if "command" in payload:
        made = payloads.slash_command(slack, user, channel, payload["command"], payload.get("text", ""))
        return await request(slack, "slash_commands", made | payload, answers=True)
    if "event" in payload:
        made = envelope(slack, {"user": user["id"]} | payload["event"], shared=channel["is_ext_shared"])
        return await request(slack, "events_api", made | payload | {"event": made["event"]})
    made = payloads.interaction(slack, payload["type"], user)
    made["response_url"] = payloads.response_url(slack, slack.response_url(user["id"], channel["id"]))
    return await request(slack, "interactive", made | payload, answers=True)
