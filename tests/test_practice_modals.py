"""Modals in the practice workspace: triggers, stacks, errors, what was typed and what Slack itself refuses."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from small_bot import connected, until, web_client

from practice.client import Client, PracticeError
from practice.serve import practice_workspace

Json = dict[str, Any]
HEARD: list[Json] = []


def test_a_modal_opens_for_the_one_who_asked(practice: Client) -> None:
    view = opened(practice)
    assert (view["user"], view["title"]["text"], view["on_top"]) == ("U0ALICE", "Form", True)
    assert view["state"]["values"]["note"]["note"] == {"type": "plain_text_input", "value": None}
    assert practice.state()["views"][0]["id"] == view["id"]


def test_a_trigger_serves_once(practice: Client, slack: WebClient) -> None:
    practice.command("alice", "#general", "/touch", "keep")
    trigger = HEARD[-1]["trigger_id"]
    slack.views_open(trigger_id=trigger, view=form())
    assert refusal(slack.views_open, trigger_id=trigger, view=form()) == "exchanged_trigger_id"
    assert refusal(slack.views_open, trigger_id="1.2.3", view=form()) == "invalid_trigger_id"


def test_a_trigger_lives_three_seconds(tmp_path: Path) -> None:
    with practice_workspace(tmp_path, patience=0.1) as strict, connected(strict, register):
        HEARD.clear()
        strict.command("alice", "#general", "/touch", "keep")
        until(lambda: bool(HEARD))
        time.sleep(0.31)
        open_view = web_client(strict.base_url).views_open
        assert refusal(open_view, trigger_id=HEARD[-1]["trigger_id"], view=form()) == "expired_trigger_id"


def test_what_is_filled_in_is_sent(practice: Client) -> None:
    view = opened(practice)
    values = {
        "note": "hello <b>",
        "kind": "lunch",
        "day": "2026-12-01",
        "who": "bob",
        "customer": "acme",
        "boxes": ["x"],
    }
    practice.submit("alice", view["id"], values)
    sent = HEARD[-1]["view"]
    state = sent["state"]["values"]
    assert state["note"]["note"]["value"] == "hello <b>"
    assert state["kind"]["kind"]["selected_option"]["value"] == "lunch"
    assert state["day"]["day"]["selected_date"] == "2026-12-01"
    assert state["who"]["who"]["selected_user"] == "U0BOB"
    assert state["customer"]["customer"]["selected_option"]["text"]["text"] == "Customer acme"
    assert [option["value"] for option in state["boxes"]["boxes"]["selected_options"]] == ["x"]
    assert (sent["callback_id"], sent["private_metadata"], sent["team_id"]) == ("form", "17", "T0PRACTICE")
    assert practice.state()["views"] == []


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"note": "Please complete this required field."}),
        ({"note": "x" * 501}, {"note": "Please enter at most 500 characters."}),
        ({"note": "fine", "number": "many"}, {"number": "Please enter a number."}),
        ({"note": "fine", "mail": "nobody"}, {"mail": "Please enter a valid email address."}),
    ],
)
def test_slack_itself_complains_before_anything_is_sent(practice: Client, values: Json, errors: Json) -> None:
    view = opened(practice)
    heard = len(HEARD)
    answer = practice.submit("alice", view["id"], values)
    assert answer["errors"] == errors
    assert len(HEARD) == heard
    assert practice.state()["views"][0]["errors"] == errors


def test_the_bots_complaints_stand_at_their_inputs_and_nothing_typed_is_lost(practice: Client) -> None:
    view = opened(practice)
    answer = practice.submit("alice", view["id"], {"note": "errors"})
    assert answer["errors"] == {"note": "Not that."}
    assert practice.state()["views"][0]["state"]["values"]["note"]["note"]["value"] == "errors"
    practice.submit("alice", view["id"], {"note": "better"})
    assert practice.state()["views"] == []


@pytest.mark.parametrize(
    ("note", "titles"),
    [("update", ["Second"]), ("push", ["Form", "Second"]), ("clear", []), ("nothing", [])],
)
def test_a_modal_goes_where_the_bot_says(practice: Client, note: str, titles: list[str]) -> None:
    practice.submit("alice", opened(practice)["id"], {"note": note})
    assert [view["title"]["text"] for view in practice.state()["views"]] == titles


def test_at_most_three_modals_lie_on_each_other(practice: Client) -> None:
    practice.submit("alice", opened(practice)["id"], {"note": "push"})
    practice.submit("alice", top(practice)["id"], {"note": "push"})
    with pytest.raises(PracticeError, match="push_limit_reached"):
        practice.submit("alice", top(practice)["id"], {"note": "push"})


@pytest.mark.parametrize("note", ["wrong errors", "wrong view"])
def test_an_answer_to_a_modal_that_slack_would_refuse_is_refused(practice: Client, note: str) -> None:
    with pytest.raises(PracticeError, match="The bot"):
        practice.submit("alice", opened(practice)["id"], {"note": note})


def test_a_click_inside_a_modal_keeps_what_was_chosen(practice: Client) -> None:
    view = opened(practice)
    practice.click("alice", "again", view=view["id"])
    assert HEARD[-1]["container"] == {"type": "view", "view_id": view["id"]}
    practice.click("alice", "kind", "lunch", view=view["id"])
    assert HEARD[-1]["actions"][0]["selected_option"]["value"] == "lunch"
    practice.submit("alice", view["id"], {"note": "x"})
    assert HEARD[-1]["view"]["state"]["values"]["kind"]["kind"]["selected_option"]["value"] == "lunch"


def test_a_changed_modal_keeps_what_was_typed_and_has_a_new_hash(practice: Client, slack: WebClient) -> None:
    view = opened(practice)
    practice.submit("alice", view["id"], {"note": "errors"})
    changed = slack.views_update(view_id=view["id"], view=form("Changed"), hash=view["hash"])["view"]
    assert changed["state"]["values"]["note"]["note"]["value"] == "errors"
    assert refusal(slack.views_update, view_id=view["id"], view=form(), hash=view["hash"]) == "hash_conflict"
    assert refusal(slack.views_update, view_id="V0GONE", view=form()) == "not_found"


def test_closing_is_told_to_the_bot_where_it_asked(practice: Client) -> None:
    view = opened(practice)
    practice.close("alice", view["id"])
    assert (HEARD[-1]["type"], HEARD[-1]["view"]["id"]) == ("view_closed", view["id"])
    with pytest.raises(PracticeError, match="does not have the modal"):
        practice.submit("alice", view["id"], {"note": "twice"})


def test_nobody_fills_in_what_is_not_there_or_not_theirs(practice: Client) -> None:
    view = opened(practice)
    with pytest.raises(PracticeError, match="0 inputs called colour"):
        practice.submit("alice", view["id"], {"colour": "red"})
    with pytest.raises(PracticeError, match="no option 'dinner'"):
        practice.submit("alice", view["id"], {"kind": "dinner"})
    with pytest.raises(PracticeError, match="bob does not have"):
        practice.submit("bob", view["id"], {"note": "mine"})


def test_type_ahead_shows_what_the_bot_offers(practice: Client) -> None:
    offered = practice.suggest("alice", opened(practice)["id"], "customer", "ac")
    assert [option["text"]["text"] for option in offered] == ["Customer ac"]


def opened(practice: Client) -> Json:
    views = practice.command("alice", "#general", "/touch", "form")["views"]
    return dict(views[0])


def top(practice: Client) -> Json:
    return next(view for view in practice.state()["views"] if view["on_top"])


def refusal(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return str(caught.value.response["error"])


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value), "value": value}


def field(name: str, element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": name, "label": plain(name), "element": element | {"action_id": name}, **more}


def form(title: str = "Form") -> Json:
    blocks = [
        field("note", {"type": "plain_text_input", "max_length": 500}),
        field("kind", {"type": "static_select", "options": [option("lunch")]}, optional=True, dispatch_action=True),
        field("day", {"type": "datepicker"}, optional=True),
        field("who", {"type": "users_select"}, optional=True),
        field("customer", {"type": "external_select"}, optional=True),
        field("boxes", {"type": "checkboxes", "options": [option("x"), option("y")]}, optional=True),
        field("number", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
        field("mail", {"type": "email_text_input"}, optional=True),
        {"type": "actions", "elements": [{"type": "button", "action_id": "again", "text": plain("Again")}]},
    ]
    view = {"type": "modal", "callback_id": "form", "private_metadata": "17", "notify_on_close": True}
    return view | {"title": plain(title), "submit": plain("Send"), "blocks": blocks}


def register(app: App) -> None:
    """A small app with one form, which does what the note in it says."""

    @app.middleware
    def hear(body: Json, next: Any) -> None:
        HEARD.append(body)
        next()

    @app.command("/touch")
    def touch(ack: Ack, command: Json, client: WebClient) -> None:
        if command["text"] == "form":
            client.views_open(trigger_id=command["trigger_id"], view=form())
        ack()

    @app.view("form")
    def submitted(ack: Ack, view: Json) -> None:
        answers: dict[str, Json] = {
            "errors": {"response_action": "errors", "errors": {"note": "Not that."}},
            "wrong errors": {"response_action": "errors", "errors": {"elsewhere": "Not that."}},
            "update": {"response_action": "update", "view": form("Second")},
            "push": {"response_action": "push", "view": form("Second")},
            "clear": {"response_action": "clear"},
            "wrong view": {"response_action": "update", "view": {"type": "modal"}},
        }
        ack(**answers.get(view["state"]["values"]["note"]["note"]["value"], {}))

    @app.options("customer")
    def customers(ack: Ack, payload: Json) -> None:
        ack(options=[{"text": plain(f"Customer {payload['value']}"), "value": payload["value"]}])

    app.view_closed("form")(lambda ack: ack())
    app.action("again")(lambda ack: ack())
    app.action("kind")(lambda ack: ack())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with practice_workspace(tmp_path_factory.mktemp("practice")) as client, connected(client, register):
        yield client


@pytest.fixture
def practice(workspace: Client) -> Client:
    workspace.reset()
    return workspace


@pytest.fixture
def slack(practice: Client) -> WebClient:
    return web_client(practice.base_url)
