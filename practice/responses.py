"""What the bot answers outside the Web API: with an acknowledgement, or at a response URL."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from practice.chat import check_content
from practice.errors import SlackError
from practice.slack import Slack
from practice.workspace import BOT, Json, UnknownError


def answer(slack: Slack, channel_id: str, user_id: str, content: Json) -> None:
    """Show an answer where the person acted: to them alone, or in the channel if it says so; raises SlackError."""
    check_content(slack, content)
    channel = slack.workspace.channels[channel_id]
    if content.get("response_type") == "in_channel":
        slack.post(channel, BOT["id"], content)
    else:
        slack.whisper(channel, user_id, content)


async def respond(request: Request) -> Response:
    """POST /respond/<key>: a new answer, or one in place of the message that was acted on."""
    slack: Slack = request.app.state.slack
    try:
        content = dict(await request.json())
        url = slack.handles.use_response_url(request.path_params["key"], slack.clock.now())
        if url.ts and (content.get("replace_original") or content.get("delete_original")):
            replace(slack, url.channel, url.ts, url.user if url.ephemeral else None, content)
        else:
            answer(slack, url.channel, url.user, content)
    except SlackError as error:
        slack.remember_call("response_url", error.answer())
        return JSONResponse(error.answer(), 404 if error.code.endswith("_url") else 200)
    except ValueError:
        return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
    slack.remember_call("response_url", {"ok": True})
    return PlainTextResponse("ok")


def replace(slack: Slack, channel_id: str, ts: str, only_for: str | None, content: Json) -> None:
    """Change or take away the message that somebody acted on; `only_for` is the person where only they see it."""
    workspace = slack.workspace
    channel = workspace.channels[channel_id]
    try:
        message = (
            workspace.ephemeral(channel, ts, workspace.users[only_for]) if only_for else workspace.message(channel, ts)
        )
    except UnknownError:
        raise SlackError("message_not_found") from None
    if content.get("delete_original"):
        (workspace.ephemerals if only_for else channel["messages"]).remove(message)
        slack.changed()
        return
    check_content(slack, content)
    if only_for:
        slack.rewrite_whisper(message, content)
    else:
        slack.rewrite(channel, message, content)
