"""The one way in which the pretend Slack says no to the bot."""

from typing import Any


class SlackError(Exception):
    """An answer `{"ok": false, "error": code}` with whatever Slack adds to it."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more

    def answer(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.more}
