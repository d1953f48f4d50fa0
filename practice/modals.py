"""Open modals: each person's stack of at most three views, with what was typed into them so far."""

import secrets
from typing import Any

from practice.elements import initial_values
from practice.errors import SlackError
from practice.workspace import BOT, Json, UnknownError, with_ids

MOST_IN_STACK = 3
GIVEN = ("type", "title", "submit", "close", "callback_id", "private_metadata", "external_id")
KINDS_OF_CLOSING = ("clear_on_close", "notify_on_close")


class Modals:
    """The views that people have open, by person; the last of a stack is the one they see."""

    def __init__(self) -> None:
        self.stacks: dict[str, list[Json]] = {}

    def all(self) -> list[Json]:
        return [view for stack in self.stacks.values() for view in stack]

    def find(self, view_id: str | None, external_id: str | None = None) -> Json:
        """An open view by its id or external id; raises SlackError as views.update does."""
        for view in self.all():
            if view["id"] == view_id or (external_id and view["external_id"] == external_id):
                return view
        raise SlackError("not_found")

    def seen_by(self, user: Json, view_id: str) -> Json:
        """The view that this person has in front of them; raises UnknownError for any other."""
        stack = self.stacks.get(user["id"], [])
        if not stack or stack[-1]["id"] != view_id:
            raise UnknownError(f"{user['name']} does not have the modal {view_id} in front of them.")
        return stack[-1]

    def open(self, user: str, team: str, payload: Json) -> Json:
        """Show a modal; one that was open before is gone."""
        self.stacks[user] = []
        return self.push(user, team, payload)

    def push(self, user: str, team: str, payload: Json) -> Json:
        """Show a modal on top of those that are open; raises SlackError beyond three."""
        stack = self.stacks.setdefault(user, [])
        if len(stack) >= MOST_IN_STACK:
            raise SlackError("push_limit_reached")
        view = new_view(team, user, payload)
        view |= {"previous_view_id": stack[-1]["id"] if stack else None}
        view["root_view_id"] = stack[0]["id"] if stack else view["id"]
        stack.append(view)
        return view

    def close(self, view: Json, *, whole_stack: bool = False) -> None:
        """Take a view from its person's screen, or all of them."""
        stack = self.stacks.get(view["user"], [])
        self.stacks[view["user"]] = [] if whole_stack else [each for each in stack if each["id"] != view["id"]]


def new_view(team: str, user: str, payload: Json) -> Json:
    """A view as Slack describes it to the bot, from what the bot asked for."""
    view: Json = {"id": f"V{secrets.token_hex(5).upper()}", "team_id": team, "user": user, "errors": {}}
    view |= {"app_id": BOT["app_id"], "bot_id": BOT["bot_id"], "app_installed_team_id": team}
    return rewrite_view(view, payload)


def rewrite_view(view: Json, payload: Json) -> Json:
    """Give a view new content in place; what a person typed into blocks that stay is kept, as Slack does."""
    blocks = with_ids(payload["blocks"])
    kept: dict[str, Any] = view.get("state", {}).get("values", {})
    fresh = initial_values(blocks)
    for block_id, actions in fresh.items():
        for action_id, value in actions.items():
            before = kept.get(block_id, {}).get(action_id)
            actions[action_id] = before if before and before["type"] == value["type"] else value
    view |= {name: payload.get(name, "" if "id" in name or "meta" in name else None) for name in GIVEN}
    view |= {name: payload.get(name, False) for name in KINDS_OF_CLOSING}
    view |= {"blocks": blocks, "state": {"values": fresh}, "errors": {}}
    view["hash"] = f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
    return view


def shown_to_bot(view: Json) -> Json:
    """A view without what only the practice workspace keeps."""
    return {name: value for name, value in view.items() if name not in ("user", "errors")}
