"""Filters for people's own words: one line, shortening, quoting, listing, bold names, mentions and links."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote as percent_encoded

from markupsafe import Markup, escape

LINE_BREAK = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
# Control characters, marks that turn the direction of writing, and halves of characters, which cannot be sent at all.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
SLACK_ID = re.compile(r"[A-Z][A-Z0-9]{1,20}")
SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:", "slack://")
LONGEST_MAIL = 400


def without_controls(text: str) -> str:
    """Take out invisible characters that could disguise a text or turn the direction of what follows."""
    return CONTROLS.sub("", text)


def one_line(value: Any) -> Any:
    """Fold the line breaks of a value that stands in a sentence; markup made by our own filters keeps its lines."""
    if value is None:
        return ""
    return LINE_BREAK.sub(" ", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def shorten(text: str, most: int) -> str:
    """Cut a text to `most` characters, at a word's end where one is near, before it is escaped."""
    said = text.unescape() if isinstance(text, Markup) else str(text)
    if len(said) <= most:
        return said
    kept = said[: most - 1]
    at_a_word = kept.rsplit(None, 1)[0]
    return (at_a_word if len(at_a_word) > most * 0.7 else kept).rstrip() + "…"


def bold(text: object) -> Markup:
    """Set a name in bold; an asterisk in it would end the bold type, so it becomes its look-alike."""
    said = " ".join(without_controls(str(text)).replace("*", "∗").split())
    return Markup("*{}*").format(said) if said else Markup("")


def quote(text: str) -> Markup:
    """Show people's own words with their own lines, each marked as a quotation."""
    lines = [line.strip() for line in without_controls(str(text)).splitlines()]
    return Markup("\n").join(Markup("> {}").format(line) for line in lines if line)


def listing(items: Iterable[object], last: str = "and", most: int | None = None) -> Markup:
    """Join as a sentence does: "a, b and c"; of more than `most` the rest is counted: "a, b and 3 more"."""
    parts = [escape(one_line(item)) for item in items]
    if most is not None and len(parts) > most:
        parts[most:] = [Markup("{} more").format(len(parts) - most)]
    if len(parts) < 2:
        return Markup("").join(parts)
    return Markup(", ").join(parts[:-1]) + Markup(" {} ").format(last) + parts[-1]


def mention(user_id: str | None) -> str | Markup:
    """Name a member so that Slack shows the name; anything but a member's id stays plain text."""
    return Markup("<@{}>").format(user_id) if user_id and SLACK_ID.fullmatch(user_id) else user_id or ""


def channel(channel_id: str | None) -> str | Markup:
    """Name a channel so that Slack shows and links it; anything but a channel's id stays plain text."""
    return Markup("<#{}>").format(channel_id) if channel_id and SLACK_ID.fullmatch(channel_id) else channel_id or ""


def mailto(address: str, subject: str = "", body: str = "") -> str:
    """Return the address of a mail draft, percent-encoded, its parts shortened so that it fits into a message."""
    drafted = {"subject": subject, "body": body}
    encoded = [f"{key}={percent_encoded(_bytes(text), safe='')}" for key, text in drafted.items() if text]
    return f"mailto:{percent_encoded(_bytes(address), safe='@+')}" + ("?" + "&".join(encoded) if encoded else "")


def _bytes(text: str) -> bytes:
    """Return at most LONGEST_MAIL bytes of UTF-8, never half a character, and the signs that a macro has escaped."""
    said = text.unescape() if isinstance(text, Markup) else text
    return said.encode(errors="ignore")[:LONGEST_MAIL].decode(errors="ignore").encode()


def link(address: str, label: object) -> str | Markup:
    """Link a label to an address; only the label remains of an address that nobody should click."""
    if not address.startswith(SAFE_SCHEMES):
        return str(label)
    shown = without_controls(str(one_line(label))).replace("|", "/")
    return Markup("<{}|{}>").format(percent_encoded(address, safe=":/?#[]@!$&'()*+,;=%~"), shown)


def kind_word(kind: str, other: str = "touch") -> str:
    """Write a touch's kind as it stands in a sentence; "other" names nothing, so it is called a touch."""
    return other if kind == "other" else str(kind)


FILTERS: dict[str, Callable[..., Any]] = {
    "shorten": shorten,
    "bold": bold,
    "quote": quote,
    "listing": listing,
    "mention": mention,
    "channel": channel,
    "mailto": mailto,
    "link": link,
    "kind_word": kind_word,
}
