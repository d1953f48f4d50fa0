"""Slack's Block Kit check: which messages, modals and Home views Slack would refuse, and why (as of November 2026)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from practice.block_checks import (
    BOOLEAN,
    OBJECT,
    Check,
    any_of,
    many,
    one_of,
    plain,
    shape,
    string,
    text,
    variant,
    wrong,
)
from practice.block_data import DATA_VISUALIZATION, TABLE
from practice.block_elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION, PICTURE

Surface = Literal["message", "modal", "home"]


def block(kind: str, required: dict[str, Check], optional: dict[str, Check], *rules: Check) -> Check:
    return shape({"type": one_of(kind), **required}, {"block_id": string(255), **optional}, *rules)


CONTEXT_ELEMENT = variant({"image": IMAGE, "mrkdwn": text(3000), "plain_text": text(3000)}, "a context element")
EVERYWHERE: dict[str, Check] = {
    "section": block(
        "section",
        {},
        {"text": text(3000), "fields": many(text(2000), 1, 10), "expand": BOOLEAN}
        | {"accessory": variant(IN_SECTION, "an accessory")},
        any_of("text", "fields"),
    ),
    "header": block("header", {"text": plain(150)}, {}),
    "divider": block("divider", {}, {}),
    "image": block(
        "image", {"alt_text": string(2000)}, PICTURE | {"title": plain(2000)}, any_of("image_url", "slack_file")
    ),
    "context": block("context", {"elements": many(CONTEXT_ELEMENT, 1, 10)}, {}),
    "actions": block("actions", {"elements": many(variant(IN_ACTIONS, "an action"), 1, 25)}, {}),
    "input": block(
        "input",
        {"label": plain(2000), "element": variant(IN_INPUT, "an input")},
        {"hint": plain(2000), "optional": BOOLEAN, "dispatch_action": BOOLEAN},
    ),
    "rich_text": block("rich_text", {"elements": many(OBJECT, 1, 100)}, {}),
}
CONTAINER = block(
    "container",
    {"title": plain(150), "child_blocks": many(variant(EVERYWHERE, "a child block"), 1, 10)},
    {"subtitle": text(150), "width": one_of("narrow", "standard", "wide", "full"), "icon": IMAGE}
    | {"is_collapsible": BOOLEAN, "default_collapsed": BOOLEAN, "has_header_divider": BOOLEAN},
)
BLOCKS: dict[Surface, dict[str, Check]] = {
    "message": EVERYWHERE
    | {"markdown": block("markdown", {"text": string(12_000)}, {}), "container": CONTAINER}
    | {"table": TABLE, "data_visualization": DATA_VISUALIZATION},
    "modal": EVERYWHERE
    | {
        "alert": block(
            "alert", {"text": text(200)}, {"level": one_of("default", "info", "warning", "error", "success")}
        )
    },
    "home": EVERYWHERE | {"container": CONTAINER},
}
AT_MOST = {"table": 1, "data_visualization": 2}
COUNTS: dict[Surface, tuple[int, int]] = {"message": (0, 50), "modal": (1, 100), "home": (0, 100)}


def blocks_of(surface: Surface) -> Check:
    """The check of a whole `blocks` list on that surface."""
    least, most = COUNTS[surface]
    return many(variant(BLOCKS[surface], f"a block in a {surface}"), least, most)


VIEW_FIELDS = {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)}
MODAL = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": blocks_of("modal")},
    VIEW_FIELDS | {"submit": plain(24), "close": plain(24), "clear_on_close": BOOLEAN, "notify_on_close": BOOLEAN},
)
HOME = shape({"type": one_of("home"), "blocks": blocks_of("home")}, VIEW_FIELDS)


def errors(payload: dict[str, Any], surface: Surface) -> list[str]:
    """What Slack would refuse in a message (its text and blocks are looked at) or in a view; an empty list is good."""
    found = list(_message(payload) if surface == "message" else (MODAL if surface == "modal" else HOME)(payload, ""))
    return found or list(_whole(payload, surface))


def _message(payload: dict[str, Any]) -> Iterator[str]:
    if "blocks" in payload:
        yield from blocks_of("message")(payload["blocks"], "/blocks")
    if not payload.get("blocks") and not str(payload.get("text") or "").strip():
        yield wrong("no text", "/text")
    if len(str(payload.get("text") or "")) > 40_000:
        yield wrong("must be less than 40001 characters", "/text")


def _whole(payload: dict[str, Any], surface: Surface) -> Iterator[str]:
    """What can only be seen with all blocks in view: ids used twice, too many of a kind, a form that cannot be sent."""
    blocks: list[dict[str, Any]] = payload.get("blocks", [])
    kinds = Counter(block["type"] for block in blocks)
    for block_id in _twice(block["block_id"] for block in blocks if "block_id" in block):
        yield wrong(f"block_id {block_id} is used twice", "/blocks")
    for index, each in enumerate(blocks):
        for action_id in _twice(e["action_id"] for e in interactive(each) if "action_id" in e):
            yield wrong(f"action_id {action_id} is used twice", f"/blocks/{index}")
    for kind, most in AT_MOST.items():
        if kinds[kind] > most:
            yield wrong(f"no more than {most} {kind} blocks allowed", "/blocks")
    if surface == "modal" and kinds["input"] and "submit" not in payload:
        yield wrong("missing required field: submit (the modal has input blocks)", "")
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > 12_000:
        yield wrong("must be less than 12001 characters in all markdown blocks", "/blocks")


def _twice(ids: Iterator[str]) -> list[str]:
    return [each for each, count in Counter(ids).items() if count > 1]


def interactive(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The elements of a block that a person can act on: accessory, input, row of actions, those of child blocks."""
    inside = [element for child in block.get("child_blocks", []) for element in interactive(child)]
    single = [block[name] for name in ("accessory", "element") if name in block]
    row = block.get("elements", []) if block.get("type") == "actions" else []
    return [element for element in [*inside, *single, *row] if element.get("type") != "image"]
