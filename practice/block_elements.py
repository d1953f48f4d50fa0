"""What Slack accepts as interactive elements, options and confirmations, as tables of fields and limits."""

from collections.abc import Iterator
from typing import Any

from practice.block_checks import (
    BOOLEAN,
    INTEGER,
    OBJECT,
    Check,
    any_of,
    instance,
    many,
    not_both,
    one_of,
    plain,
    shape,
    string,
    text,
    wrong,
)

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OVERFLOW_OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)})
OPTION_GROUP = shape({"label": plain(75), "options": many(OPTION, 1, 100)}, {})
PICTURE = {"image_url": string(3000), "slack_file": OBJECT}
IMAGE = shape(
    {"type": one_of("image"), "alt_text": string(2000)},
    PICTURE,
    any_of("image_url", "slack_file"),
    not_both("image_url", "slack_file"),
)
CHOOSES_OPTIONS = {"options": many(OPTION, 1, 100), "option_groups": many(OPTION_GROUP, 1, 100)}
PLACEHOLDER = {"placeholder": plain(150)}
ACTION = {"action_id": string(255)}
ASKS = ACTION | {"confirm": CONFIRM, "focus_on_load": BOOLEAN}
PICKS = ASKS | PLACEHOLDER
SEVERAL = {"max_selected_items": INTEGER}
TYPED = ACTION | PLACEHOLDER | {"focus_on_load": BOOLEAN, "dispatch_action_config": OBJECT}
DATE = string(10)


def offered(value: dict[str, Any], place: str) -> Iterator[str]:
    """A rule: what is selected at first is, letter for letter, one of the options offered."""
    options = list(value.get("options", []))
    for group in value.get("option_groups", []):
        options += group["options"]
    chosen = value.get("initial_options", []) + ([value["initial_option"]] if "initial_option" in value else [])
    if any(option not in options for option in chosen):
        yield wrong("initial option is not among the options", place)
    values = [option["value"] for option in options]
    if len(values) != len(set(values)):
        yield wrong("option values must be unique", f"{place}/options")


CHOICE_RULES: tuple[Check, ...] = (
    any_of("options", "option_groups"),
    not_both("options", "option_groups"),
    offered,
)


def element(kind: str, required: dict[str, Check], optional: dict[str, Check], *rules: Check) -> Check:
    return shape({"type": one_of(kind), **required}, optional, *rules)


ELEMENTS: dict[str, Check] = {
    "button": element(
        "button",
        {"text": plain(75)},
        ACTION
        | {"url": string(3000), "value": string(2000), "style": one_of("primary", "danger")}
        | {"confirm": CONFIRM, "accessibility_label": string(75)},
    ),
    "overflow": element("overflow", {"options": many(OVERFLOW_OPTION, 1, 5)}, ACTION | {"confirm": CONFIRM}, offered),
    "static_select": element("static_select", {}, PICKS | CHOOSES_OPTIONS | {"initial_option": OPTION}, *CHOICE_RULES),
    "multi_static_select": element(
        "multi_static_select",
        {},
        PICKS | CHOOSES_OPTIONS | SEVERAL | {"initial_options": many(OPTION, 1, 100)},
        *CHOICE_RULES,
    ),
    "external_select": element("external_select", {}, PICKS | {"initial_option": OPTION, "min_query_length": INTEGER}),
    "multi_external_select": element(
        "multi_external_select",
        {},
        PICKS | SEVERAL | {"initial_options": many(OPTION, 1, 100), "min_query_length": INTEGER},
    ),
    "users_select": element("users_select", {}, PICKS | {"initial_user": string(255)}),
    "multi_users_select": element(
        "multi_users_select", {}, PICKS | SEVERAL | {"initial_users": many(string(255), 1, 100)}
    ),
    "conversations_select": element(
        "conversations_select",
        {},
        PICKS
        | {"initial_conversation": string(255), "default_to_current_conversation": BOOLEAN}
        | {"response_url_enabled": BOOLEAN, "filter": OBJECT},
    ),
    "channels_select": element(
        "channels_select", {}, PICKS | {"initial_channel": string(255), "response_url_enabled": BOOLEAN}
    ),
    "datepicker": element("datepicker", {}, PICKS | {"initial_date": DATE}),
    "timepicker": element("timepicker", {}, PICKS | {"initial_time": string(5), "timezone": string(255)}),
    "datetimepicker": element("datetimepicker", {}, ASKS | {"initial_date_time": INTEGER}),
    "checkboxes": element(
        "checkboxes",
        {"options": many(RICH_OPTION, 1, 10)},
        ASKS | {"initial_options": many(RICH_OPTION, 1, 10)},
        offered,
    ),
    "radio_buttons": element(
        "radio_buttons", {"options": many(RICH_OPTION, 1, 10)}, ASKS | {"initial_option": RICH_OPTION}, offered
    ),
    "plain_text_input": element(
        "plain_text_input",
        {},
        TYPED | {"initial_value": string(3000), "multiline": BOOLEAN, "min_length": INTEGER, "max_length": INTEGER},
    ),
    "email_text_input": element("email_text_input", {}, TYPED | {"initial_value": string(3000)}),
    "url_text_input": element("url_text_input", {}, TYPED | {"initial_value": string(3000)}),
    "number_input": element(
        "number_input",
        {"is_decimal_allowed": BOOLEAN},
        TYPED | dict.fromkeys(("initial_value", "min_value", "max_value"), instance(str, "a string")),
    ),
}

TYPED_IN = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
CHOSEN = ELEMENTS.keys() - TYPED_IN
IN_SECTION = {kind: ELEMENTS[kind] for kind in CHOSEN - {"datetimepicker"}} | {"image": IMAGE}
IN_ACTIONS = {kind: ELEMENTS[kind] for kind in CHOSEN if not kind.startswith("multi_")}
IN_INPUT = {kind: ELEMENTS[kind] for kind in ELEMENTS.keys() - {"button", "overflow"}}
