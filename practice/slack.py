"""The pretend Slack as a whole: the company, its clock, the bot's connections, open modals, what just happened."""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from practice.bot_process import BotProcess
from practice.clock import Clock
from practice.errors import SlackError
from practice.faults import Faults
from practice.handles import RESPONSE_LIFE, Handles, ResponseUrl
from practice.manifest import Manifest
from practice.modals import Modals
from practice.socket_mode import NotAcknowledgedError, NotConnectedError, Sockets
from practice.workspace import BOT, Json, Workspace, new_workspace, with_ids

KEPT_CALLS = 5_000
MESSAGE_FIELDS = ("text", "blocks", "metadata", "thread_ts", "attachments", "files")


@dataclass
class Interrupt:
    """Somebody waits for the bot's next call of `method` and holds it until `over`, before or after it is done."""

    method: str
    before: bool
    key: str | None = None
    """The id in the metadata of the message that was caught."""
    struck: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Slack:
    """What all parts of the practice workspace share. Everything runs in one event loop: no locks but `acting`.

    `patience` stretches Slack's three seconds (to acknowledge, to open a modal) for machines that have much else to do.
    """

    def __init__(self, manifest: Manifest, kept: Path | None = None, patience: float = 1) -> None:
        self.manifest = manifest
        self.kept = kept
        self.ready = False
        self.workspace: Workspace = new_workspace()
        self.sockets = Sockets(patience)
        self.clock = Clock(lambda: bool(self.sockets.open))
        self.handles = Handles(patience)
        self.modals = Modals()
        self.faults = Faults()
        self.calls: deque[Json] = deque(maxlen=KEPT_CALLS)
        self.happened: list[Json] = []
        self.seen_views: list[str] = []
        self.shown: dict[tuple[str, str], list[Json]] = {}
        self.interrupt: Interrupt | None = None
        self.acting = asyncio.Lock()
        self.changes = 0
        self.base_url = ""
        self.bot: BotProcess | None = None
        self.listeners: set[asyncio.Event] = set()

    def start_anew(self) -> None:
        """An empty company: nothing said, nothing open, nothing failing."""
        self.workspace, self.modals, self.faults = new_workspace(), Modals(), Faults()
        self.calls.clear()
        self.happened.clear()
        self.shown.clear()
        self.changed()

    def require(self, scope: str) -> None:
        """Refuse what the app was not granted; raises SlackError."""
        if scope not in self.manifest.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(self.manifest.scopes)))

    def changed(self) -> None:
        """Tell the pages that there is something new to see."""
        self.changes += 1
        for listener in self.listeners:
            listener.set()

    def post(self, channel: Json, user: str, content: Json) -> Json:
        """Put a message into a channel or DM and return it as it stands there."""
        message: Json = {"type": "message", "ts": self.workspace.next_ts(self.clock.now()), "user": user}
        message |= {"text": "", "blocks": [], "metadata": None}
        message |= {name: content[name] for name in MESSAGE_FIELDS if content.get(name)}
        message["blocks"] = with_ids(message["blocks"])
        if user == BOT["id"]:
            message |= {"bot_id": BOT["bot_id"], "app_id": BOT["app_id"], "team": self.workspace.team["id"]}
        else:
            channel["read"][user] = message["ts"]
        channel["messages"].append(message)
        self.note("message", channel, message)
        return message

    def rewrite(self, channel: Json, message: Json, content: Json) -> None:
        """Change a message in place: what is not given stays, but text alone drops the blocks, as in Slack."""
        message["text"] = content.get("text") or ("" if content.get("blocks") else message["text"])
        message["blocks"] = with_ids(content.get("blocks") or [])
        if content.get("metadata"):
            message["metadata"] = content["metadata"]
        message["edited"] = {"user": BOT["id"], "ts": self.workspace.next_ts(self.clock.now())}
        self.note("message", channel, message, updated=True)

    def whisper(self, channel: Json, user: str, content: Json) -> Json:
        """Show a message to one person only."""
        message: Json = {"ts": self.workspace.next_ts(self.clock.now()), "channel": channel["id"], "user": user}
        message |= {"text": content.get("text") or "", "blocks": with_ids(content.get("blocks") or [])}
        self.workspace.add_ephemeral(message)
        self.note("ephemeral", channel, message)
        return message

    def rewrite_whisper(self, message: Json, content: Json) -> None:
        """Change a message that only one person sees."""
        message |= {"text": content.get("text") or "", "blocks": with_ids(content.get("blocks") or [])}
        self.note("ephemeral", self.workspace.channels[message["channel"]], message, updated=True)

    async def deliver(self, kind: str, payload: Json, *, answers: bool = False, attempt: int = 0) -> Json:
        """Send the bot a request and return its acknowledgement; raises NotConnectedError or NotAcknowledgedError."""
        again = self.faults.take_repeats()
        if again and again.kind == "crowd":
            everywhere = range(attempt, attempt + again.count + 1)
            acks = [self.sockets.deliver(kind, payload, answers=answers, attempt=each) for each in everywhere]
            return (await asyncio.gather(*acks))[0]
        ack = await self.sockets.deliver(kind, payload, answers=answers, attempt=attempt)
        for each in range(again.count if again else 0):
            with contextlib.suppress(NotConnectedError, NotAcknowledgedError):
                await self.sockets.deliver(kind, payload, answers=answers, attempt=attempt + each + 1)
        return ack

    def note(self, kind: str, channel: Json, message: Json, *, updated: bool = False) -> None:
        """Remember for whoever asked what came of it."""
        user = message["user"] if kind == "ephemeral" else channel["user"]
        name = self.workspace.users[user]["name"] if user else None
        self.happened.append(
            {"kind": kind, "at": self.clock.now().isoformat(), "to": name or f"#{channel['name']}", "user": name}
            | {"channel": channel["id"], "channel_name": "@bot" if channel["kind"] == "im" else f"#{channel['name']}"}
            | {"ts": message["ts"], "from": message["user"] if kind == "message" else BOT["id"], "updated": updated}
            | {"text": message["text"], "blocks": message["blocks"], "metadata": message.get("metadata")}
        )
        self.changed()

    def response_url(self, user: str, channel: str, ts: str | None = None, *, ephemeral: bool = True) -> str:
        """A new response URL for an interaction of that person: its last part."""
        until = self.clock.now() + RESPONSE_LIFE
        return self.handles.response_url(ResponseUrl(user, channel, ts, ephemeral, until))

    def remember_call(self, method: str, answer: dict[str, Any]) -> None:
        """Keep what the bot asked and what it was told, for the state."""
        error = None if answer.get("ok") else answer.get("error")
        self.calls.append({"method": method, "at": self.clock.now().isoformat(), "ok": error is None, "error": error})
