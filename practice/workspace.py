"""The company in the practice workspace: people, channels, messages, Home tabs. Plain data, fit for a file."""

import copy
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from practice.block_kit import interactive

Json = dict[str, Any]
PEOPLE = Path(__file__).parent / "people.json"
BOT = {"id": "U0TOUCHBASE", "bot_id": "B0TOUCHBASE", "app_id": "A0TOUCHBASE", "name": "touchbase"}
KEPT_EPHEMERALS = 300
NO_STATUS = {"status_emoji": "", "status_expiration": 0}


class UnknownError(LookupError):
    """There is no such person, channel, message or view."""


@dataclass
class Workspace:
    """One Slack team and everything that its people see."""

    team: Json
    other_team: Json
    users: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, Json] = field(default_factory=dict)
    ephemerals: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    installed: bool = True
    revoked: list[str] = field(default_factory=list)
    last_ts: int = 0

    def user(self, name: str) -> Json:
        """A person by id or name ("alice", "@alice"), the bot by "@bot"; raises UnknownError."""
        plain = name.removeprefix("@")
        for user in self.users.values():
            if user["id"] == name or user["name"] == plain or (plain == "bot" and user["is_bot"]):
                return user
        raise UnknownError(f"There is no user {name}.")

    def channel(self, name: str, user: Json | None = None) -> Json:
        """A channel by id or name ("#general"); "@bot" is the DM of that user with the bot; raises UnknownError."""
        if name in ("@bot", f"@{BOT['name']}") and user is not None:
            return self.direct_message(user)
        for channel in self.channels.values():
            if name == channel["id"] or (channel["kind"] == "channel" and name.removeprefix("#") == channel["name"]):
                return channel
        raise UnknownError(f"There is no channel {name}.")

    def direct_message(self, user: Json) -> Json:
        """The conversation of that person with the bot, which comes into being when first asked for."""
        key = "D" + user["id"][1:]
        if key not in self.channels:
            self.channels[key] = new_channel(key, BOT["name"], "im", [user["id"], BOT["id"]], user=user["id"])
        return self.channels[key]

    def next_ts(self, now: datetime) -> str:
        """A message's ts from practice time: unique and ascending."""
        self.last_ts = max(int(now.timestamp() * 1_000_000), self.last_ts + 1)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def message(self, channel: Json, ts: str) -> Json:
        """A message that is still there; raises UnknownError."""
        messages: list[Json] = channel["messages"]
        for message in reversed(messages):
            if message["ts"] == ts:
                return message
        raise UnknownError(f"There is no message {ts} in {channel['name']}.")

    def ephemeral(self, channel: Json, ts: str, user: Json) -> Json:
        """A message that only this person sees; raises UnknownError."""
        for message in self.ephemerals:
            if message["ts"] == ts and message["channel"] == channel["id"] and message["user"] == user["id"]:
                return message
        raise UnknownError(f"{user['name']} sees no message {ts} in {channel['name']}.")

    def add_ephemeral(self, message: Json) -> None:
        self.ephemerals = [*self.ephemerals[1 - KEPT_EPHEMERALS :], message]

    def name_of(self, channel: Json) -> str:
        """How people call it: "#general", or for a DM the person's own name."""
        return str(self.users[channel["user"]]["name"]) if channel["kind"] == "im" else f"#{channel['name']}"


def new_channel(key: str, name: str, kind: str, members: list[str], **more: Any) -> Json:
    """A channel or DM as it is kept: its members by id, its messages, up to where each member has read."""
    empty: Json = {"user": None, "topic": "", "is_ext_shared": False, "is_archived": False, "messages": [], "read": {}}
    return {"id": key, "name": name, "kind": kind, "members": members} | empty | more


def new_user(person: Json, team_id: str) -> Json:
    """A person as they are kept, from the few words of people.json."""
    flags = dict.fromkeys(
        ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted", "is_stranger", "deleted"),
        False,
    )
    plain = {"id": "U0" + person["name"].upper(), "team_id": team_id, "is_bot": False, "title": "", "role": "employee"}
    return plain | flags | {"email": f"{person['name']}@example.com", "status_text": "", **NO_STATUS} | person


def new_workspace(people: Path = PEOPLE) -> Workspace:
    """The company as it stands before anybody has said a word."""
    plan = json.loads(people.read_text(encoding="utf-8"))
    workspace = Workspace(team=plan["team"], other_team=plan["other_team"])
    bot = {"name": BOT["name"], "real_name": "Touchbase", "role": "bot", "tz": plan["team"]["tz"], "is_bot": True}
    for person in [*plan["people"], bot | {"id": BOT["id"], "email": ""}]:
        user = new_user(person, plan["team"]["id"])
        workspace.users[user["id"]] = user
    for channel in plan["channels"]:
        members = [workspace.user(name)["id"] for name in channel["members"]]
        key = "C0" + channel["name"].upper().replace("-", "")
        workspace.channels[key] = new_channel(key, kind="channel", **(channel | {"members": members}))
    for user in workspace.users.values():
        if not (user["is_bot"] or user["is_stranger"] or user["deleted"]):
            workspace.direct_message(user)
    return workspace


def with_ids(blocks: list[Json]) -> list[Json]:
    """Blocks as Slack keeps them: every block has a block_id, every element that can be acted on an action_id."""
    filled = copy.deepcopy(blocks)
    for block in filled:
        block.setdefault("block_id", secrets.token_hex(3))
        if "child_blocks" in block:
            block["child_blocks"] = with_ids(block["child_blocks"])
        for element in interactive(block):
            element.setdefault("action_id", secrets.token_hex(3))
    return filled
