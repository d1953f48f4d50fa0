"""Says who acts, and turns away who does not belong to the company, before any feature hears of the request."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse, Respond
from slack_sdk.errors import SlackApiError

from bot import people
from bot.answers import NETWORK_ERRORS, Verdict, sort
from bot.database import Storage
from bot.places import SharedChannels
from bot.slack import Slack
from handlers import guard, refusal
from handlers.home_answer import InAForm
from models.member import Member, find_member, managers
from models.roles import may_at_all
from models.workspace import Workspace

log = logging.getLogger(__name__)


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
        app.middleware(self.guard)

    def provide(self, body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> None:
        """Provide what features ask for by name."""
        context["database"], context["reading"] = self.storage.database, self.storage.reading
        context["now"], context["wake"], context["team_id"] = self.now(), self.wake, self.team_id
        with self.storage.reading.begin() as session:
            context["member"] = find_member(session, self.team_id, context.user_id)
            context["reader"] = context["member"] or session.get(Workspace, self.team_id) or Workspace(team_id="")
        if body.get("type") == "block_actions" and not body.get("response_url"):
            context["respond"] = InAForm(self.slack.aside, body["trigger_id"], context["reader"])
        next()

    def admit(
        self,
        body: dict[str, Any],
        context: BoltContext,
        respond: Respond,
        next: Callable[[], None],
    ) -> BoltResponse | None:
        """Let the company's own people in, and answer only where no other company's can look on; default is no."""
        if guard.is_slacks_own(body):
            if self._is_elsewhere(body):
                return BoltResponse(status=200, body="")
            next()
            return None
        elsewhere = self._is_elsewhere(body)
        member = None if elsewhere else context["member"] or self._meet(context.user_id)
        if member is None or not member.belongs:
            reader = context["reader"]
            if member and member.is_guest and body.get("event", {}).get("type") == "app_home_opened":
                self._show_home(context.user_id, refusal.not_a_member_home(reader))
            return self._refuse(body, respond, refusal.not_a_member(reader), refusal.not_a_member_form(reader))
        context["member"] = context["reader"] = member
        place = guard.place_of(body)
        if place and self._is_shared(place, context["now"]):
            link = f"slack://app?team={self.team_id}&id={body.get('api_app_id', '')}&tab=messages"
            return self._refuse(body, respond, refusal.shared_channel(member, link, guard.typed_in(body)))
        next()
        return None

    def guard(
        self,
        body: dict[str, Any],
        context: BoltContext,
        respond: Respond,
        next: Callable[[], None],
    ) -> BoltResponse | None:
        """Refuse what the guard's tables do not know, and what this person may do to no customer at all."""
        act = guard.act_of(body)
        if guard.is_slacks_own(body) or (act and may_at_all(context["member"], act)):
            next()
            return None
        with self.storage.reading.begin() as session:
            theirs = managers(session, self.team_id)
        told = (context["member"], act, theirs, guard.typed_in(body))
        return self._refuse(body, respond, refusal.for_managers(*told), refusal.for_managers_form(*told))

    def _meet(self, user_id: str | None) -> Member | None:
        """Ask Slack who this is: somebody of whom no event has told us yet; raises what its silence raises."""
        if not user_id:
            return None
        try:
            user = self.slack.aside.users_info(user=user_id, include_locale=True)["user"]
        except SlackApiError as error:
            if sort(error).verdict is Verdict.NEVER:
                return None
            raise
        with self.storage.database.begin() as session:
            return people.learn(session, self.team_id, user, self.now())

    def _show_home(self, user_id: str | None, view: dict[str, Any]) -> None:
        """Show somebody their Home tab; that Slack does not take it is no reason to fail."""
        try:
            self.slack.aside.views_publish(user_id=user_id or "", view=view)
        except (SlackApiError, *NETWORK_ERRORS) as error:
            log.info("A Home tab could not be shown: %s", error)

    def _is_shared(self, channel_id: str, now: datetime) -> bool:
        return not channel_id.startswith("D") and self.channels.has(channel_id, now)

    def _is_elsewhere(self, body: dict[str, Any]) -> bool:
        """Tell whether a request comes from another workspace, or from somebody or something there."""
        return bool(guard.teams_of(body) - {self.team_id})

    def _refuse(
        self, body: dict[str, Any], respond: Respond, words: dict[str, Any], form: dict[str, Any] | None = None
    ) -> BoltResponse:
        """Turn somebody away where they stand, seen by nobody else; `form` takes the place of a form they sent."""
        if "command" in body:
            return BoltResponse(status=200, body=words)
        kind = body.get("type")
        if kind == "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        if kind == "view_submission":
            return BoltResponse(status=200, body=form or {"response_action": "clear"})
        if body.get("response_url") or kind == "block_actions":
            respond(**words, response_type="ephemeral", replace_original=False)
        return BoltResponse(status=200, body="")
