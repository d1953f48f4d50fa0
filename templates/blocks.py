"""What `_blocks.j2` is made with: safe texts within Slack's limits, JSON in and out, the words of blocks."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import TemplateRuntimeError
from markupsafe import Markup, escape

from templates.words import one_line, without_controls

NOTHING_SAID = "–"
CUT_ENTITY_OR_LINK = re.compile(r"(&[a-z]{0,3}|<[^>]*)$")
LONGEST_TEXT = 40_000
DECODER = json.JSONDecoder()


def clip(said: str, most: int) -> str:
    """Shorten escaped text to `most` characters, never through the middle of an entity, a link or a mention."""
    if len(said) <= most:
        return said
    return CUT_ENTITY_OR_LINK.sub("", said[: most - 1]).rstrip() + "…"


def escaped(text: object) -> str:
    """Escape `& < >`, which is all that Slack decodes; quotes stay what they are."""
    return without_controls(str(escape(text)).replace("&#39;", "'").replace("&#34;", '"'))


def tidy(body: str) -> str:
    """Take a template's indentation out of its text, and all but one of several blank lines."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in body.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain(text: object, most: int) -> dict[str, Any]:
    """Return an argument as a plain_text object: one line, at most `most` characters, never empty."""
    said = escaped(one_line(text)).strip()
    return {"type": "plain_text", "text": clip(said, most) or NOTHING_SAID, "emoji": True}


def mrkdwn(body: object, most: int) -> dict[str, Any]:
    """Return a body as a mrkdwn object that Slack leaves as it is: no names or addresses turned into links."""
    return {"type": "mrkdwn", "text": clip(tidy(escaped(body)), most) or NOTHING_SAID, "verbatim": True}


def bare(text: object, most: int) -> str:
    """Return words that Slack shows as they are (an input's first value, a chart's label), shortened, not escaped."""
    said = text.unescape() if isinstance(text, Markup) else str(text)
    said = without_controls(said).strip()
    return said if len(said) <= most else said[: most - 1].rstrip() + "…"


def whole(value: object, most: int) -> str | None:
    """Return an id or address that would be wrong if shortened, never escaped. Raises where Slack would refuse it."""
    if value is None:
        return None
    said = value.unescape() if isinstance(value, Markup) else str(value)
    if len(said) > most:
        raise TemplateRuntimeError(f"an id or address of {len(said)} characters where Slack takes {most}: {said[:40]}…")
    return said


def written(thing: dict[str, Any]) -> Markup:
    """Write an object as JSON, leaving out what is not given."""
    given = {key: value for key, value in thing.items() if value is not None and value != ""}
    return Markup(json.dumps(given))  # noqa: S704 - JSON for Slack, no HTML; its texts were escaped one by one


def read(text: str) -> list[Any]:
    """Read objects that simply follow one another. Raises TemplateRuntimeError for words between them."""
    found, at = [], 0
    while rest := text[at:].lstrip():
        try:
            value, length = DECODER.raw_decode(rest)
        except ValueError:
            raise TemplateRuntimeError(f"words stand between blocks: {str(rest[:60])!r}") from None
        found.append(value)
        at = len(text) - len(rest) + length
    return found


def read_one(text: str | None) -> Any:
    """Read one object, or nothing where none was given."""
    return read(text)[0] if text else None


def only_one(text: str, name: str) -> dict[str, Any]:
    """Read all that a template has written. Raises TemplateRuntimeError unless it is one message, view or answer."""
    found = read(text)
    if len(found) != 1 or not isinstance(found[0], dict):
        raise TemplateRuntimeError(f"{name} must be one message, modal, home or answer, and nothing beside it")
    return found[0]


def spoken(blocks: Iterable[dict[str, Any]]) -> str:
    """Return everything that can be read in these blocks, buttons and menus left out: for screen readers and phones."""
    return clip("\n".join(words for block in blocks for words in _words(block) if words != NOTHING_SAID), LONGEST_TEXT)


def _words(block: dict[str, Any]) -> list[str]:
    if block["type"] == "data_visualization":
        return [_chart_in_words(block)]
    if block["type"] == "image":
        return [escaped(block["alt_text"])]
    texts = [block.get("text"), *block.get("fields", []), *block.get("elements", [])]
    return [text["text"] for text in texts if text and text["type"] in ("mrkdwn", "plain_text")]


def _chart_in_words(block: dict[str, Any]) -> str:
    lines = [
        f"{series['name']}: " + ", ".join(f"{point['label']} {point['value']}" for point in series["data"])
        for series in block["chart"]["series"]
    ]
    return escaped("\n".join([block["title"], *lines]))


def labels(names: Sequence[object]) -> list[str]:
    """Return a chart's last 20 categories, each at most 20 characters and different from the others."""
    shown: list[str] = []
    for name in names[-20:]:
        label = bare(name, 20) or NOTHING_SAID
        shown.append(label if label not in shown else f"{label[:16]} {len(shown) + 1}")
    return shown


def series(lines: Sequence[tuple[str, Sequence[float]]], categories: Sequence[object]) -> list[dict[str, Any]]:
    """Return a chart's lines, given as (name, one value per category), as Slack's series."""
    names, places = labels([name for name, _ in lines[:6]]), labels(categories)
    return [
        {"name": name, "data": [{"label": place, "value": value} for place, value in zip(places, points, strict=True)]}
        for name, points in zip(names, (values[-20:] for _, values in lines[:6]), strict=True)
    ]


FILTERS: dict[str, Callable[..., Any]] = {
    "plain": plain,
    "mrkdwn": mrkdwn,
    "bare": bare,
    "whole": whole,
    "written": written,
    "read": read,
    "read_one": read_one,
    "spoken": spoken,
    "labels": labels,
    "series": series,
}
