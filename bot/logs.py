"""What an operator reads: one line per event, without tokens and without customers' names."""

import logging
import re
import traceback
from types import TracebackType

from slack_sdk.errors import SlackApiError

TOKEN = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=ticket=)[\w-]+")


class WithoutTokens(logging.Formatter):
    """Blots out whatever looks like a token, wherever in a line it came from, and tells of errors only where they are.

    An error's own words are left out: what a person typed, or the row that a database refused, may stand in them.
    """

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("(hidden)", super().format(record))

    def formatException(  # noqa: N802 - logging's own name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "\n".join(_told(ei[1])) if ei[1] else ""


def _told(error: BaseException) -> list[str]:
    """Return where an error came from, and what it was, its causes first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    what = type(error).__qualname__ + (f": {code}" if (code := _harmless(error)) else "")
    return [*(_told(before) if before else []), "Traceback (most recent call last):", frames, what]


def _harmless(error: BaseException) -> str:
    """Return what an error says that can hold nobody's words: Slack's code, the system's number."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error", ""))
    return error.strerror or "" if isinstance(error, OSError) else ""


def set_up(level: str) -> None:
    """Log to standard error from this level on; libraries only from their warnings on."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutTokens("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
