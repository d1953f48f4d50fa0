"""What people typed after a command; and the words of `/care`, of which each feature registers those it answers."""

import html
import re
from collections.abc import Callable
from typing import Any

from models.named import SMILEY

EDGES = " \t\r\n,;:–-"
HELP = ("help", "?")
WORDS = (
    *("help", "due", "mine", "show", "add", "later", "away", "back", "handover"),
    *("assign", "tier", "key", "lost", "won", "channel", "group", "stocktake", "import", "digest", "settings", "model"),
    *("bought", "worth", "profile", "calendar", "plan", "rhythm", "answers", "voice", "idea", "ideas"),
    *("know", "promise", "date", "moments", "causes", "left"),
    *("ladder", "pulse", "refer", "quality", "offerings", "thanks"),
)
"""The words of `/care`."""
COMMANDS = ("touch", "complaint", "recovery")
_LEADING = re.compile(rf"^(?:(?!{SMILEY})[{re.escape(EDGES)}])+")
_ENDS_IN_EMOJI = re.compile(r":[\w+'-]+$")
_LABELLED = re.compile(r"<(?:([@#])[A-Z0-9]+|(?:mailto:|tel:|https?:)[^<>|]*)\|([^<>]*)>|<(https?:[^<>|]*)>")


def as_typed(text: str) -> str:
    """Undo what Slack does to the text of a command: `<@U1|alice>` was "@alice", `&amp;` was "&"."""
    return html.unescape(_LABELLED.sub(lambda found: (found[1] or "") + (found[2] or found[3] or ""), text))


def to_type_again(command: str, text: str) -> str:
    """Return the whole of what somebody typed, to be pasted again: "/touch acme lunch", "/care later acme 2 weeks"."""
    return f"/{'' if command in COMMANDS else 'care '}{command} {text}"


def between_edges(text: str) -> str:
    """Return words without the commas, colons and dashes that part them from a name; smileys stay whole."""
    begun = _LEADING.sub("", text)
    ended = begun.rstrip(EDGES)
    return f"{ended}:" if begun[len(ended) :].startswith(":") and _ENDS_IN_EMOJI.search(ended) else ended


def asks_how(command: dict[str, Any]) -> str | None:
    """Return the word of which `/care <word> help` asks how it is used, None where something else was typed."""
    said = " ".join((command.get("text") or "").lower().split())
    name, _, rest = said.replace("hand over", "handover", 1).partition(" ")
    return name if rest in HELP and name in WORDS else None


def word(*names: str) -> Callable[[dict[str, Any]], bool]:
    """Match a `/care` command whose first word is one of these."""

    def matches(command: dict[str, Any]) -> bool:
        return first_word(command) in names

    return matches


def first_word(command: dict[str, Any]) -> str:
    """Return the first word of a command's text in lower case; empty for a bare command."""
    text: str = command.get("text") or ""
    return text.split(maxsplit=1)[0].lower() if text.strip() else ""


def rest_of(command: dict[str, Any]) -> str:
    """Return a command's text after its first word, as it was typed."""
    parts: list[str] = (command.get("text") or "").split(maxsplit=1)
    return parts[1].strip() if len(parts) == 2 else ""
