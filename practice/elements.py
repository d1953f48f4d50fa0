"""What people put into elements: values as Slack reports them, found and checked the way Slack's own screen would."""

from collections.abc import Callable, Iterator
from typing import Any

from practice.block_kit import interactive
from practice.workspace import Json, UnknownError

Find = Callable[[str, str], str]
"""Turns a name ("alice", "#general") into an id: (kind, name) → id."""

FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "overflow": ("selected_option", ""),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
}
"""For each element that holds a value: where Slack reports it, and where the bot may preset it."""

NAMED = {
    "users_select": "user",
    "multi_users_select": "user",
    "channels_select": "channel",
    "conversations_select": "channel",
}
SEVERAL = ("selected_options", "selected_users")


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element a person can act on, with the block it stands in."""
    for block in blocks:
        inside = block.get("child_blocks")
        yield from elements(inside) if inside else ((block, element) for element in interactive(block))


def initial_values(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    """`state.values` of a view or message nobody has touched yet."""
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] in FIELDS and element["type"] != "overflow":
            field, preset = FIELDS[element["type"]]
            nothing: Any = [] if field in SEVERAL else None
            value = {"type": element["type"], field: element.get(preset, nothing)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def options_of(element: Json) -> list[Json]:
    """All options that an element offers by itself."""
    groups = [option for group in element.get("option_groups", []) for option in group["options"]]
    return [*element.get("options", []), *groups]


def pick(options: list[Json], wanted: Any) -> Json:
    """The option with that value or that label; raises UnknownError."""
    for option in options:
        if wanted in (option["value"], option["text"]["text"]):
            return option
    raise UnknownError(f"There is no option {wanted!r} to choose.")


def value_of(element: Json, wanted: Any, offered: list[Json], find: Find) -> Json:
    """`wanted` put into an element, as Slack reports it; raises UnknownError where a person could not have chosen it.

    `offered` are the options that an external select was given; `find` turns names of people and channels into ids.
    """
    kind = element["type"]
    field = FIELDS[kind][0]
    options = offered or options_of(element)
    value: Any
    if wanted is None or wanted == "":
        value = [] if field in SEVERAL else None
    elif field == "selected_options":
        value = [pick(options, each) for each in wanted]
    elif field == "selected_option":
        value = pick(options, wanted)
    elif kind in NAMED:
        ids = [find(NAMED[kind], each) for each in (wanted if isinstance(wanted, list) else [wanted])]
        value = ids if field in SEVERAL else ids[0]
    else:
        value = wanted if kind == "datetimepicker" else str(wanted)
    return {"type": kind, field: value}


def complaint(block: Json, element: Json, value: Json) -> str | None:
    """What Slack's own screen says about an input before it sends anything, if it has something to say."""
    held = value[FIELDS[element["type"]][0]]
    if not held:
        return None if block.get("optional") else "Please complete this required field."
    if len(str(held)) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if element["type"] == "plain_text_input" and len(held) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    if element["type"] == "number_input" and not held.lstrip("-").replace(".", "", 1).isdigit():
        return "Please enter a number."
    if element["type"] == "email_text_input" and "@" not in held:
        return "Please enter a valid email address."
    return None
