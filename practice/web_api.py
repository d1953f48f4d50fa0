"""POST /api/<method>: tokens, scopes, failures, limits, then the method itself; answers as Slack words them."""

import json
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from practice import chat, conversations, files, uploads, users, views
from practice.errors import SlackError
from practice.failing import fail_after, fail_before
from practice.faults import Fault
from practice.slack import Slack
from practice.workspace import Json

BOT_TOKEN = "xoxb-practice"  # noqa: S105 - opens nothing but this pretend Slack
APP_TOKEN = "xapp-practice"  # noqa: S105 - the same
JSON_ARGUMENTS = ("blocks", "view", "metadata", "attachments", "files")
MOST_BYTES = 1_000_000


class Method(NamedTuple):
    """A Web API method and the scope that it takes (none: any token will do)."""

    call: Callable[[Slack, Json], Json]
    scope: str | None = None


METHODS = {
    "auth.test": Method(users.auth_test),
    "apps.connections.open": Method(users.connections_open),
    "team.info": Method(users.team_info, "team:read"),
    "users.list": Method(users.list_users, "users:read"),
    "users.info": Method(users.info, "users:read"),
    "conversations.open": Method(conversations.open_dm, "im:write"),
    "conversations.info": Method(conversations.info),
    "conversations.list": Method(conversations.list_channels),
    "conversations.history": Method(conversations.history),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "blocks.validate": Method(chat.validate_blocks),
    "files.info": Method(files.info, "files:read"),
    "files.getUploadURLExternal": Method(uploads.get_upload_url, "files:write"),
    "files.completeUploadExternal": Method(uploads.complete_upload, "files:write"),
    "views.open": Method(views.open_view),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
    "views.publish": Method(views.publish),
}


async def web_api(request: Request) -> Response:
    """One call of the bot."""
    slack: Slack = request.app.state.slack
    method = request.path_params["method"]
    fault = slack.faults.take(method)
    if fault and (refusal := await fail_before(fault)):
        slack.remember_call(method, {"ok": False, "error": fault.kind})
        return refusal
    answer = await answered(slack, method, request, fault)
    slack.remember_call(method, answer)
    if fault and (broken := await fail_after(fault, request)):
        return broken
    if answer.get("error") == "ratelimited":
        return JSONResponse(answer, 429, {"Retry-After": "1"})
    return JSONResponse(answer, headers={"X-OAuth-Scopes": ",".join(sorted(slack.manifest.scopes))})


async def file(request: Request) -> Response:
    """GET /files-pri/…: a file, for whoever has the token."""
    return files.download(request.app.state.slack, request, BOT_TOKEN)


async def answered(slack: Slack, method: str, request: Request, fault: Fault | None) -> Json:
    """Slack's answer, good or bad."""
    try:
        if fault and fault.kind == "refuse":
            raise SlackError(fault.error or "internal_error")
        args = await arguments(request)
        authorize(slack, method, str(args.pop("token", "")))
        await interrupted(slack, method, args, before=True)
        answer = {"ok": True, **METHODS[method].call(slack, args)}
        await interrupted(slack, method, args, before=False)
        return answer
    except SlackError as error:
        return error.answer()


async def interrupted(slack: Slack, method: str, args: Json, *, before: bool) -> None:
    """Hold the call that somebody waits for; one held before it was carried out never is. Raises SlackError."""
    waiting = slack.interrupt
    if waiting is None or (waiting.method, waiting.before) != (method, before):
        return
    waiting.key = (args.get("metadata") or {}).get("event_payload", {}).get("id")
    waiting.struck.set()
    await waiting.over.wait()
    if before:
        raise SlackError("internal_error")


async def arguments(request: Request) -> Json:
    """The call's arguments, from JSON, form or query, with JSON inside a form read too; raises SlackError."""
    args: Json = dict(request.query_params)
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise SlackError("request_too_large")
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            args |= dict(json.loads(body or b"{}").items())
        else:
            args |= dict(parse_qsl(body.decode(), keep_blank_values=True))
        for name in JSON_ARGUMENTS:
            if isinstance(args.get(name), str):
                args[name] = json.loads(args[name])
    except (ValueError, AttributeError):
        raise SlackError("invalid_json") from None
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return args | {"token": bearer or args.get("token", ""), "host": request.headers.get("host", "")}


def authorize(slack: Slack, method: str, token: str) -> None:
    """Whether that token may call that method; raises SlackError."""
    if method not in METHODS:
        raise SlackError("unknown_method", req_method=method)
    if not token:
        raise SlackError("not_authed")
    if token != APP_TOKEN and not token.startswith(BOT_TOKEN):
        raise SlackError("invalid_auth")
    if token in slack.workspace.revoked:
        raise SlackError("token_revoked")
    if not slack.workspace.installed and token != APP_TOKEN:
        raise SlackError("account_inactive")
    if (method == "apps.connections.open") != (token == APP_TOKEN):
        raise SlackError("not_allowed_token_type")
    scope = METHODS[method].scope
    if scope:
        slack.require(scope)
