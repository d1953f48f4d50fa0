"""The Block Kit check refuses what Slack refuses, says where, and lets through what Slack shows."""

import copy
from typing import Any

import pytest

from practice.block_kit import Surface, errors

Json = dict[str, Any]


def test_every_kind_of_block_that_the_bot_may_use_is_good() -> None:
    assert errors(GOOD_MESSAGE, "message") == []
    assert errors(GOOD_MODAL, "modal") == []
    assert errors(GOOD_HOME, "home") == []


def test_an_error_names_its_place() -> None:
    found = errors({"blocks": [divider(), section("")]}, "message")
    assert found == ["[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]"]


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        # what is not there, not known, or not meant for that place
        ({"type": "heading"}, "unsupported type for a block in a message: heading"),
        ({"text": "no type"}, "unsupported type"),
        ("text", "unsupported type"),
        ({"type": "alert", "text": {"type": "mrkdwn", "text": "modals only"}}, "unsupported type"),
        ({"type": "section"}, "must define one of text, fields"),
        ({"type": "divider", "colour": "red"}, "invalid additional property: colour"),
        ({"type": "section", "text": None}, "must not be null"),
        ({"type": "header"}, "missing required field: text"),
        ({"type": "image", "image_url": "https://x.example/a.png"}, "missing required field: alt_text"),
        ({"type": "actions", "elements": [{"type": "plain_text_input"}]}, "unsupported type for an action"),
        ({"type": "actions", "elements": [{"type": "multi_static_select"}]}, "unsupported type for an action"),
        ({"type": "context", "elements": [{"type": "button"}]}, "unsupported type for a context element"),
        # texts: kind and length
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "unsupported type for a text object: mrkdwn"),
        ({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}, "must be less than 151 characters"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, "must be less than 3001 characters"),
        ({"type": "section", "text": "x"}, "unsupported type for a text object"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}, "additional property: emoji"),
        ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}, "must be less than 2001 characters"),
        ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}, "no more than 10 items allowed"),
        ({"type": "section", "fields": []}, "no fewer than 1 items allowed"),
        ({"type": "section", "block_id": "x" * 256, "text": {"type": "mrkdwn", "text": "x"}}, "less than 256"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "no more than 10 items allowed"),
        # buttons and menus
        ({"type": "actions", "elements": []}, "no fewer than 1 items allowed"),
        ({"type": "actions", "elements": [{"type": "button"}]}, "missing required field: text"),
    ],
)
def test_a_block_that_slack_refuses_is_refused(block: Any, complaint: str) -> None:
    found = errors({"text": "t", "blocks": [block]}, "message")
    assert len(found) == 1, found
    assert complaint in found[0]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"text": {"type": "plain_text", "text": "x" * 76}}, "must be less than 76 characters"),
        ({"text": {"type": "mrkdwn", "text": "x"}}, "unsupported type for a text object"),
        ({"value": "x" * 2001}, "must be less than 2001 characters"),
        ({"value": 7}, "must be a string"),
        ({"value": ""}, "must be more than 0 characters"),
        ({"style": "default"}, "must be one of primary, danger"),
        ({"action_id": "x" * 256}, "must be less than 256 characters"),
        ({"url": "x" * 3001}, "must be less than 3001 characters"),
        ({"confirm": {"title": {"type": "plain_text", "text": "Sure?"}}}, "missing required field: text"),
    ],
)
def test_a_button_that_slack_refuses_is_refused(change: Json, complaint: str) -> None:
    expect_refusal(actions(button() | change), complaint)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"options": []}, "no fewer than 1 items allowed"),
        (
            {"options": [{"text": {"type": "plain_text", "text": "x"}, "value": str(n)} for n in range(101)]},
            "more than 100",
        ),
        ({"options": [{"text": {"type": "plain_text", "text": "x" * 76}, "value": "1"}]}, "less than 76"),
        ({"options": [{"text": {"type": "plain_text", "text": "x"}, "value": "1" * 151}]}, "less than 151"),
        ({"options": [{"text": {"type": "plain_text", "text": "x"}}]}, "missing required field: value"),
        ({"options": [{"text": {"type": "mrkdwn", "text": "x"}, "value": "1"}]}, "unsupported type for a text object"),
        ({"placeholder": {"type": "plain_text", "text": "x" * 151}}, "must be less than 151 characters"),
        ({"initial_option": {"text": {"type": "plain_text", "text": "x"}, "value": "9"}}, "not among the options"),
        ({"option_groups": [{"label": {"type": "plain_text", "text": "g"}, "options": []}]}, "no fewer than 1"),
    ],
)
def test_a_menu_that_slack_refuses_is_refused(change: Json, complaint: str) -> None:
    expect_refusal(actions(select() | change), complaint)


def test_a_menu_needs_options_and_cannot_have_the_same_value_twice() -> None:
    expect_refusal(actions({"type": "static_select"}), "must define one of options, option_groups")
    expect_refusal(actions(select() | {"options": [option("1"), option("1")]}), "option values must be unique")
    expect_refusal(actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}), "no more than 5 items")


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([{"type": "divider"}] * 51, "no more than 50 items allowed"),
        ([{"type": "divider", "block_id": "same"}] * 2, "block_id same is used twice"),
        ([{"type": "markdown", "text": "x" * 7000}] * 2, "12001 characters in all markdown blocks"),
        ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "no more than 1 table blocks"),
    ],
)
def test_a_message_as_a_whole_is_looked_at(blocks: list[Json], complaint: str) -> None:
    found = errors({"text": "t", "blocks": blocks}, "message")
    assert len(found) == 1, found
    assert complaint in found[0]


def test_an_action_id_may_be_used_twice_only_in_different_blocks() -> None:
    expect_refusal(actions(button(), button()), "action_id go is used twice")
    assert errors({"blocks": [actions(button()), actions(button())]}, "message") == []


@pytest.mark.parametrize("payload", [{}, {"text": ""}, {"text": "  "}, {"blocks": []}, {"text": None}])
def test_a_message_says_something(payload: Json) -> None:
    assert errors(payload, "message") == ["[ERROR] no text [json-pointer:/text]"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, "must be less than 25 characters"),
        ({"submit": {"type": "plain_text", "text": "x" * 25}}, "must be less than 25 characters"),
        ({"close": {"type": "mrkdwn", "text": "x"}}, "unsupported type for a text object"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters"),
        ({"blocks": [{"type": "divider"}] * 101}, "no more than 100 items allowed"),
        ({"blocks": []}, "no fewer than 1 items allowed"),
        ({"blocks": [{"type": "markdown", "text": "messages only"}]}, "unsupported type for a block in a modal"),
        ({"type": "home"}, "must be one of modal"),
        ({"hash": "1.2"}, "invalid additional property: hash"),
    ],
)
def test_a_modal_that_slack_refuses_is_refused(change: Json, complaint: str) -> None:
    found = errors(GOOD_MODAL | change, "modal")
    assert len(found) == 1, found
    assert complaint in found[0]


def test_a_form_needs_a_submit_button() -> None:
    form = {name: value for name, value in GOOD_MODAL.items() if name != "submit"}
    assert "submit" in errors(form, "modal")[0]


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("title",), "x" * 51, "must be less than 51 characters"),
        (("title",), {"type": "plain_text", "text": "x"}, "must be a string"),
        (("chart", "type"), "donut", "unsupported type for a chart"),
        (("chart", "axis_config", "categories"), ["W1", "W1"], "categories must be unique"),
        (("chart", "axis_config", "categories"), ["W1", "W3"], "must have one point for each category"),
        (("chart", "axis_config", "categories"), ["W" * 21, "W2"], "must be less than 21 characters"),
        (("chart", "series"), [], "no fewer than 1 items allowed"),
        (("chart", "series", 0, "data", 0, "value"), "3", "must be a number"),
        (("chart", "series", 0, "data", 0, "value"), True, "must be a number"),
        (("chart", "series", 0, "name"), "planned", "series names must be unique"),
    ],
)
def test_a_chart_that_slack_refuses_is_refused(path: tuple[Any, ...], value: Any, complaint: str) -> None:
    block = copy.deepcopy(CHART)
    place: Any = block
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    expect_refusal(block, complaint)


def test_slices_of_a_pie_are_greater_than_zero_and_at_most_six() -> None:
    expect_refusal(pie(3, 0), "values must be greater than 0")
    expect_refusal(pie(*range(1, 8)), "no more than 6 items allowed")
    assert errors({"blocks": [pie(1, 2)] * 3, "text": "t"}, "message") == [
        "[ERROR] no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"
    ]


@pytest.mark.parametrize("surface", ["modal", "home"])
def test_charts_and_tables_belong_into_messages(surface: Surface) -> None:
    view = (GOOD_MODAL if surface == "modal" else GOOD_HOME) | {"blocks": [CHART]}
    assert "unsupported type" in errors(view, surface)[0]


def expect_refusal(block: Json, complaint: str) -> None:
    found = errors({"text": "t", "blocks": [block]}, "message")
    assert any(complaint in each for each in found), found


def divider() -> Json:
    return {"type": "divider"}


def section(text: str, **more: Any) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}, "value": "1", **more}


def option(value: str) -> Json:
    return {"text": {"type": "plain_text", "text": f"Option {value}"}, "value": value}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "kind", "options": [option("1"), option("2")], **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": {"type": "plain_text", "text": "Label"}, "element": element, **more}


def pie(*values: int) -> Json:
    segments = [{"label": f"Slice {n}", "value": value} for n, value in enumerate(values)]
    return {"type": "data_visualization", "title": "Shares", "chart": {"type": "pie", "segments": segments}}


def series(name: str) -> Json:
    return {"name": name, "data": [{"label": "W1", "value": 3}, {"label": "W2", "value": 4.5}]}


CHART: Json = {
    "type": "data_visualization",
    "title": "Touches",
    "chart": {
        "type": "bar",
        "series": [series("made"), series("planned")],
        "axis_config": {"categories": ["W1", "W2"], "x_label": "Week"},
    },
}
CONFIRM = {
    "title": {"type": "plain_text", "text": "Sure?"},
    "text": {"type": "mrkdwn", "text": "It *cannot* be undone."},
    "confirm": {"type": "plain_text", "text": "Yes"},
    "deny": {"type": "plain_text", "text": "No"},
}
GOOD_MESSAGE: Json = {
    "text": "Good morning",
    "blocks": [
        {"type": "header", "text": {"type": "plain_text", "text": "Good morning", "emoji": True}},
        section("*Acme*", accessory={"type": "overflow", "action_id": "more", "options": [option("1")]}),
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Due*", "verbatim": True}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Set up by Maria"}]},
        {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A picture"},
        actions(button(style="primary", confirm=CONFIRM), select(initial_option=option("2")), {"type": "datepicker"}),
        {"type": "markdown", "text": "**bold**"},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "Tier"}, {"type": "raw_number", "value": 3}]]},
        {"type": "container", "title": {"type": "plain_text", "text": "More"}, "child_blocks": [section("inside")]},
        CHART,
        pie(1, 2),
    ],
}
GOOD_MODAL: Json = {
    "type": "modal",
    "callback_id": "touch",
    "private_metadata": "17",
    "title": {"type": "plain_text", "text": "Log a touch"},
    "submit": {"type": "plain_text", "text": "Log"},
    "close": {"type": "plain_text", "text": "Cancel"},
    "notify_on_close": True,
    "blocks": [
        {"type": "alert", "level": "warning", "text": {"type": "mrkdwn", "text": "Not saved yet"}},
        field({"type": "external_select", "action_id": "customer", "min_query_length": 0}, block_id="customer"),
        field({"type": "plain_text_input", "multiline": True, "max_length": 500}, optional=True),
        field({"type": "users_select", "initial_user": "U1"}),
        field({"type": "checkboxes", "options": [option("1")], "initial_options": [option("1")]}),
        field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
    ],
}
GOOD_HOME: Json = {"type": "home", "blocks": [section("Your customers"), divider(), actions(button())]}
