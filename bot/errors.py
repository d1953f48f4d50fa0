"""What happens when a feature fails: the person is told and keeps what they typed, the operator finds it in the log."""

import logging
from http.client import HTTPException
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse, Respond
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from bot.answers import NETWORK_ERRORS
from bot.database import DatabaseBusyError
from bot.once import AlreadyDone, Once, repeated
from handlers import refusal
from handlers.guard import typed_in
from models.ids import new_id
from models.member import Member
from models.workspace import Workspace

log = logging.getLogger(__name__)


def register(app: App) -> None:
    """Answer for every listener and middleware that raises."""
    app.error(answer_failure)


def answer_failure(error: Exception, body: dict[str, Any], context: BoltContext, respond: Respond) -> BoltResponse:
    """Return what Slack is told; an event gets no answer, so that Slack delivers it again."""
    reader = context.get("reader") or Workspace(team_id="")
    if isinstance(error, AlreadyDone):
        return BoltResponse(status=200, body=repeated(body, reader))
    reference, cause = new_id()[:6], cause_of(error)
    log.error("Number %s: a request failed (%s)", reference, cause, exc_info=error)
    once = context.get("database")
    saved = isinstance(once, Once) and once.written
    if body.get("type") == "event_callback":
        return BoltResponse(status=200 if saved else 500, body="")
    if body.get("type") == "block_suggestion":
        return BoltResponse(status=200, body={"options": []})
    if body.get("type") == "view_submission":
        return BoltResponse(status=200, body=_form(body["view"], reader, saved, cause, reference))
    words = refusal.failed(reader, cause, saved, typed_in(body), reference)
    if "command" in body:
        return BoltResponse(status=200, body=words)
    if body.get("response_url"):
        _say(respond, words)
    return BoltResponse(status=200, body="")


def cause_of(error: Exception) -> str:
    """Return who is to blame: the database, Slack, or the bot itself."""
    if isinstance(error, SQLAlchemyError | DatabaseBusyError):
        return "database"
    if isinstance(error, SlackApiError | SlackClientError | HTTPException | OSError):
        return "slack"
    return "bot"


def _form(view: dict[str, Any], reader: Member | Workspace, saved: bool, cause: str, reference: str) -> dict[str, Any]:
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if saved or not inputs:
        return {"response_action": "clear"}
    return refusal.failed_form(reader, inputs[0], cause, reference)


def _say(respond: Respond, words: dict[str, Any]) -> None:
    try:
        respond(**words, response_type="ephemeral", replace_original=False)
    except NETWORK_ERRORS:
        log.warning("The person could not be told")
