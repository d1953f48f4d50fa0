"""Files: somebody drops one into a conversation, the bot asks what it is and downloads it with its token."""

import base64
import binascii
import secrets
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from practice import payloads
from practice.acting import RefusedError, acting_person, channel_of
from practice.errors import SlackError
from practice.events import SUBSCRIPTIONS, message_event, tell
from practice.file_objects import described
from practice.slack import Slack
from practice.workspace import Json, UnknownError

MOST_BYTES = 50 * 1024 * 1024
SIGN_IN = "<!doctype html><title>Sign in</title><p>Sign in to your workspace to see this file.</p>"


async def drop(slack: Slack, body: Json) -> None:
    """Somebody drops a file into a channel or the DM with the bot; raises RefusedError."""
    user = acting_person(slack, body["user"])
    channel = channel_of(slack, user, body["channel"])
    if channel["is_archived"]:
        raise RefusedError(f"{slack.workspace.name_of(channel)} is archived.")
    file = _kept(slack, user["id"], str(body["name"]), _content_of(body))
    text = payloads.escaped_text(slack.workspace, str(body.get("text") or ""), named=False)
    message = slack.post(channel, user["id"], {"text": text, "files": [file["id"]]})
    shown = described(slack, file)
    message["files"] = [shown]
    event = message_event(channel, user, message) | {"subtype": "file_share", "files": [shown]}
    if slack.workspace.user("@bot")["id"] in channel["members"]:
        await tell(slack, event, SUBSCRIPTIONS[channel["kind"]], shared=channel["is_ext_shared"])


def _content_of(body: Json) -> bytes:
    try:
        content = base64.b64decode(str(body["content"]), validate=True)
    except binascii.Error:
        raise RefusedError("The content has to be base64.") from None
    if len(content) > MOST_BYTES:
        raise RefusedError("Files of more than 50 MB are not taken here.")
    return content


def _kept(slack: Slack, user_id: str, name: str, content: bytes) -> Json:
    key = f"F0{secrets.token_hex(4).upper()}"
    plain = PurePath(name.replace("\\", "/")).name or "file"
    file = {"id": key, "name": plain, "user": user_id, "created": int(slack.clock.now().timestamp())}
    slack.workspace.files[key] = file | {"content": base64.b64encode(content).decode(), "size": len(content)}
    return slack.workspace.files[key]


def info(slack: Slack, args: Json) -> Json:
    """files.info: what a file is; the bot sees those of conversations that it is in."""
    file = slack.workspace.files.get(str(args.get("file")))
    if file is None:
        raise SlackError("file_not_found")
    shown = described(slack, file)
    if "looked_at" in file:
        file["looked_at"] += 1  # Slack looks at an upload after it has taken it: the first answer knows no type yet
    return {"file": shown, "comments": [], "response_metadata": {"next_cursor": ""}}


def download(slack: Slack, request: Request, token: str) -> Response:
    """The bytes of a file; who has no right to it gets a page to sign in, with status 200, as from Slack."""
    key = request.path_params["key"].partition("-")[2]
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    known = bearer.startswith(token) and bearer not in slack.workspace.revoked
    if not known or "files:read" not in slack.manifest.scopes:
        return HTMLResponse(SIGN_IN)
    file = slack.workspace.files.get(key)
    if file is None:
        raise UnknownError(f"There is no file {key}.")
    about = described(slack, file)
    return Response(base64.b64decode(file["content"]), media_type=about["mimetype"])
