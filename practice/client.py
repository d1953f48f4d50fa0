"""A small client of the control API, for tests and seeding: people act, time passes, answers say what came of it."""

import base64
from datetime import datetime
from typing import Any

import httpx

Json = dict[str, Any]
PATIENCE_SECONDS = 600


class PracticeError(Exception):
    """The practice workspace refused, as a person's screen would; its answer is in `answer`."""

    def __init__(self, answer: Json) -> None:
        super().__init__(answer.get("error") or str(answer.get("errors")))
        self.answer = answer


class Client:
    """People and channels are named by id or by name: "alice", "#customer-care", "@bot" for the DM with the bot."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self._http = httpx.Client(base_url=base_url, timeout=PATIENCE_SECONDS, trust_env=False)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *why: object) -> None:
        self._http.close()

    def post(self, path: str, **body: Any) -> Json:
        """Any request of the control API; raises PracticeError where it is refused."""
        given = {name: value for name, value in body.items() if value is not None}
        response = self._http.post(f"/practice/{path}", json=given)
        if response.is_server_error:
            raise PracticeError({"error": f"The practice workspace itself failed at {path}; its output says where."})
        answer: Json = response.json()
        if not answer["ok"]:
            raise PracticeError(answer)
        return answer

    def command(self, user: str, channel: str, command: str, text: str = "") -> Json:
        """Somebody enters a slash command."""
        return self.post("command", user=user, channel=channel, command=command, text=text)

    def click(
        self,
        user: str,
        action_id: str,
        value: Any = None,
        *,
        channel: str | None = None,
        ts: str | None = None,
        view: str | None = None,
        block_id: str | None = None,
    ) -> Json:
        """Somebody clicks or chooses, in the message `ts` of `channel` or in a view ("home": their Home tab)."""
        where = {"channel": channel, "ts": ts, "view": view, "block_id": block_id}
        return self.post("click", user=user, action_id=action_id, value=value, **where)

    def submit(self, user: str, view: str, values: Json | None = None) -> Json:
        """Somebody fills in a modal and sends it; values are named by block_id or action_id."""
        return self.post("submit", user=user, view=view, values=values or {})

    def close(self, user: str, view: str) -> Json:
        """Somebody closes a modal."""
        return self.post("close", user=user, view=view)

    def suggest(self, user: str, view: str, action_id: str, value: str) -> list[Json]:
        """The options that are offered for what is typed into an external select of a modal."""
        options: list[Json] = self.post("suggest", user=user, view=view, action_id=action_id, value=value)["options"]
        return options

    def home(self, user: str, tab: str = "home") -> Json:
        """Somebody opens the bot's Home tab (or "messages")."""
        return self.post("home", user=user, tab=tab)

    def say(self, user: str, channel: str, text: str) -> Json:
        return self.post("say", user=user, channel=channel, text=text)

    def file(self, user: str, channel: str, name: str, content: bytes, text: str = "") -> Json:
        """Somebody drops a file into a conversation."""
        encoded = base64.b64encode(content).decode()
        return self.post("file", user=user, channel=channel, name=name, content=encoded, text=text)

    def shortcut(self, user: str, callback_id: str, channel: str | None = None, ts: str | None = None) -> Json:
        """Somebody uses a shortcut; with channel and ts one on a message."""
        return self.post("shortcut", user=user, callback_id=callback_id, channel=channel, ts=ts)

    def read(self, user: str, channel: str) -> Json:
        """Somebody has seen everything in a channel."""
        return self.post("read", user=user, channel=channel)

    def move_to(self, now: datetime) -> Json:
        """Move the clock forward to an instant; `happened` in the answer tells what was said on the way."""
        return self.post("clock", now=now.isoformat())

    def advance(self, span: str) -> Json:
        """Move the clock forward by "5m", "1h", "1d" or "1w"."""
        return self.post("clock", advance=span)

    def until(self, moment: str, zone: str | None = None) -> Json:
        """Move the clock to the next "monday 09:00" or "tomorrow 09:00" of that zone (default: the company's)."""
        return self.post("clock", until=moment, zone=zone)

    def fault(self, kind: str, count: int = 1, method: str | None = None, error: str | None = None) -> Json:
        """The next calls of the bot (default: of chat.postMessage) fail in that way."""
        return self.post("fault", kind=kind, count=count, method=method, error=error)

    def event(self, kind: str, **what: Any) -> Json:
        """Something happens in the company, such as user_change or channel_archive."""
        return self.post("event", type=kind, **what)

    def forge(self, user: str, payload: Json, channel: str | None = None, *, wait: bool = True) -> Json:
        """Somebody sends what no screen would send; `ack` in the answer is how the bot acknowledged.

        Without `wait` for what the bot does because of it afterwards, which takes ten times as long.
        """
        return self.post("forge", user=user, payload=payload, channel=channel, wait=wait)

    def reset(self, seed: str = "empty", now: datetime | None = None) -> Json:
        return self.post("reset", seed=seed, now=now.isoformat() if now else None)

    def plug(self, moment: str | None = None) -> Json:
        """Kill the bot in the middle of a post and start it again; says what was repeated or lost."""
        return self.post("plug", moment=moment)

    def state(self) -> Json:
        """Everything that anybody sees, the bot's calls, the clock."""
        found: Json = self._http.get("/practice/state").json()
        return found

    def now(self) -> datetime:
        return datetime.fromisoformat(self.state()["now"])

    def messages(self, channel: str, user: str | None = None) -> list[Json]:
        """What was said in a channel, oldest first; "@bot" is the DM of `user`."""
        state = self.state()
        people = {person["name"]: person["id"] for person in state["users"]}
        for each in state["channels"]:
            of_user = each["kind"] == "im" and channel == "@bot" and each["user"] == people.get(user or "")
            if of_user or channel in (each["id"], f"#{each['name']}"):
                found: list[Json] = each["messages"]
                return found
        raise LookupError(f"There is no channel {channel} {user or ''}")
