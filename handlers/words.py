"""The words of `/care`: each feature registers the ones it answers."""

from collections.abc import Callable
from typing import Any


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
