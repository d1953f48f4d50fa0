"""Lets a request of Slack that is delivered twice change nothing, and shows it the same answer again."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.listener.listener_completion_handler import CustomListenerCompletionHandler
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import Session

from bot.database import DatabaseBusyError, Storage, Writer
from handlers import refusal
from models import seen
from models.member import Member
from models.seen import find_seen
from models.workspace import Workspace

log = logging.getLogger(__name__)


class AlreadyDone(Exception):  # noqa: N818 it is no failure
    """The same request is being carried out, or was, by another delivery of it."""


class Once:
    """The database as one request sees it: its first transaction also writes down that the request is carried out."""

    def __init__(self, database: Writer, team_id: str, request: str, now: datetime) -> None:
        self._database, self._team_id, self._request, self._now = database, team_id, request, now
        self.written = False

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """Begin a transaction, as the database itself does; raises AlreadyDone."""
        with self._database.begin() as session:
            if not self.written:
                self._mark(session)
            yield session
        self.written = True

    def _mark(self, session: Session) -> None:
        try:
            seen.mark_seen(session, self._team_id, self._request, self._now)
        except IntegrityError:
            raise AlreadyDone from None

    def keep(self, answer: Any) -> None:
        """Keep the answer for a replay; a modal that is sent back with errors may be sent again."""
        asks_again = isinstance(answer, dict) and answer.get("response_action") == "errors"
        with self._database.begin() as session:
            if asks_again:
                seen.forget(session, self._team_id, self._request)
            else:
                seen.keep_answer(session, self._team_id, self._request, answer)


def name_of(body: dict[str, Any]) -> str | None:
    """Return what a request is known by when it comes again; None for what changes nothing."""
    if "command" in body:
        return f"command:{body['trigger_id']}"
    if body.get("type") == "event_callback":
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}:{body['view']['hash']}"
    if body.get("type") == "block_actions":
        return f"click:{body['trigger_id']}"
    return None


def register(app: App, storage: Storage) -> None:
    """Guard every request; comes after the middleware that says who acts."""

    @app.middleware
    def guard(body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> BoltResponse | None:
        request = name_of(body)
        if request is None:
            next()
            return None
        with storage.reading.begin() as session:
            known = find_seen(session, context["team_id"], request)
        if known:
            return BoltResponse(status=200, body=known.answer or repeated(body, context["reader"]))
        context["database"] = Once(storage.database, context["team_id"], request, context["now"])
        next()
        return None

    def keep(request: BoltRequest) -> None:
        once = request.context.get("database")
        if isinstance(once, Once) and once.written:
            answered = request.context.ack.response
            try:
                once.keep(json.loads(answered.body) if answered and answered.body else "")
            except (DatabaseBusyError, SQLAlchemyError, ValueError):
                log.warning("An answer could not be kept for a replay")

    app.listener_runner.listener_completion_handler = CustomListenerCompletionHandler(app.logger, keep)


def repeated(body: dict[str, Any], reader: Member | Workspace) -> dict[str, Any] | str:
    """Return the answer to a repeated request whose first answer is not known: a modal just closes."""
    return refusal.already_done(reader) if "command" in body else ""
