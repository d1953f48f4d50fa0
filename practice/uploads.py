"""Uploads of the bot: a place for a file, its bytes, the end of it; shown in an image block once it was looked at."""

import base64
import secrets

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from practice.errors import SlackError
from practice.slack import Slack
from practice.workspace import BOT, Json

MOST_BYTES = 1_000_000


def get_upload_url(slack: Slack, args: Json) -> Json:
    """files.getUploadURLExternal: a place for a file of that name and length."""
    name, length = str(args.get("filename") or ""), str(args.get("length") or "")
    if not name or not length.isdigit() or not int(length):
        raise SlackError("invalid_arguments")
    key = f"F0{secrets.token_hex(4).upper()}"
    file = {"id": key, "name": name, "user": BOT["id"], "created": int(slack.clock.now().timestamp())}
    file["title"] = name
    slack.workspace.files[key] = file | {"size": int(length), "content": "", "alt_txt": args.get("alt_txt")}
    return {"upload_url": f"{slack.base_url}/upload/v1/{key}", "file_id": key}


async def take(request: Request) -> Response:
    """POST /upload/v1/…: the bytes, as many as were announced."""
    slack: Slack = request.app.state.slack
    file, content = slack.workspace.files.get(request.path_params["key"]), await request.body()
    if file is None or len(content) != file["size"] or len(content) > MOST_BYTES:
        return PlainTextResponse("Not as announced", 400)
    file["content"] = base64.b64encode(content).decode()
    return PlainTextResponse(f"OK - {len(content)}")


def complete_upload(slack: Slack, args: Json) -> Json:
    """files.completeUploadExternal: the bot has sent all; from now on Slack looks at it."""
    found = [slack.workspace.files.get(str(each.get("id"))) for each in args.get("files") or []]
    if not found or not all(file and file["content"] for file in found):
        raise SlackError("file_not_found")
    for file, each in zip(filter(None, found), args["files"], strict=True):
        file.setdefault("looked_at", 0)
        file["title"] = str(each.get("title") or file["name"])
    return {"files": [{"id": file["id"], "title": file["title"]} for file in found if file]}


def can_be_shown(slack: Slack, block: Json) -> bool:
    """Whether the picture that an image block names, if it names one, is here and was looked at."""
    key = (block.get("slack_file") or {}).get("id") if block.get("type") == "image" else None
    return key is None or slack.workspace.files.get(key, {}).get("looked_at", 0) > 1


async def show(request: Request) -> Response:
    """GET /practice/picture/…: a picture for the page, or another file of the bot to be saved."""
    slack: Slack = request.app.state.slack
    file = slack.workspace.files.get(request.path_params["key"])
    if file is None or file["user"] != BOT["id"]:
        return PlainTextResponse("There is no such picture.", 404)
    content = base64.b64decode(file["content"])
    if file["name"].endswith(".png"):
        return Response(content, media_type="image/png")
    return Response(content, media_type="application/octet-stream")
