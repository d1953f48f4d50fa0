"""Says who acts, and turns away who does not belong to the company, before any feature hears of the request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse, Respond
from slack_sdk.errors import SlackApiError

from bot import people
from bot.answers import NETWORK_ERRORS
from bot.database import Storage
from bot.places import SharedChannels
from bot.slack import Slack
from handlers import refusal
from models.member import Member, find_member
from models.workspace import Workspace

ABOUT_PEOPLE = ("team_join", "user_change")
"""Events that tell of a person instead of coming from one."""


@dataclass(frozen=True)
class Admission:
    """The doorkeeper of one workspace."""

    team_id: str
    storage: Storage
    slack: Slack
    channels: SharedChannels
    now: Callable[[], datetime]
    wake: Callable[[], None]

    def register(self, app: App) -> None:
        """Put what features ask for by name into every request's context, then let in or turn away."""
        app.middleware(self.provide)
        app.middleware(self.admit)

    def provide(self, context: BoltContext, next: Callable[[], None]) -> None:
        """Provide what features ask for by name."""
        context["database"], context["reading"] = self.storage.database, self.storage.reading
        context["now"], context["wake"], context["team_id"] = self.now(), self.wake, self.team_id
        with self.storage.reading.begin() as session:
            context["member"] = find_member(session, self.team_id, context.user_id)
            context["reader"] = context["member"] or session.get(Workspace, self.team_id) or Workspace(team_id="")
        next()

    def admit(
        self,
        body: dict[str, Any],
        context: BoltContext,
        respond: Respond,
        next: Callable[[], None],
    ) -> BoltResponse | None:
        """Let the company's own people in; default is no."""
        event = body.get("event", {}).get("type")
        if event in ABOUT_PEOPLE:
            next()
            return None
        member = context["member"] or self._meet(context.user_id)
        if member is None or not member.belongs:
            return self._refuse(body, respond, refusal.not_a_member(context["reader"]))
        context["member"] = context["reader"] = member
        if "command" in body and self._is_shared(body["channel_id"], context["now"]):
            link = f"slack://app?team={self.team_id}&id={body.get('api_app_id', '')}&tab=messages"
            typed = unescape(f"{body['command']} {body.get('text', '')}")
            return BoltResponse(status=200, body=refusal.shared_channel(member, link, typed))
        next()
        return None

    def _meet(self, user_id: str | None) -> Member | None:
        """Ask Slack who this is: somebody of whom no event has told us yet."""
        if not user_id:
            return None
        try:
            user = self.slack.aside.users_info(user=user_id, include_locale=True)["user"]
        except (SlackApiError, *NETWORK_ERRORS):
            return None
        with self.storage.database.begin() as session:
            return people.learn(session, self.team_id, user, self.now())

    def _is_shared(self, channel_id: str, now: datetime) -> bool:
        return not channel_id.startswith("D") and self.channels.has(channel_id, now)

    def _refuse(self, body: dict[str, Any], respond: Respond, words: dict[str, Any]) -> BoltResponse:
        """Turn somebody away where they stand, seen by nobody else."""
        if "command" in body:
            return BoltResponse(status=200, body=words)
        kind = body.get("type")
        if kind == "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        if kind == "view_submission":
            return BoltResponse(status=200, body={"response_action": "clear"})
        if body.get("response_url"):
            respond(**words, response_type="ephemeral", replace_original=False)
        return BoltResponse(status=200, body="")
