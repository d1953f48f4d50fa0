"""People act in the practice workspace and a real Bolt app answers over Socket Mode, in Slack's own form."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from small_bot import connected, web_client

from practice.client import Client, PracticeError
from practice.serve import practice_workspace

Json = dict[str, Any]
THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
HEARD: list[Json] = []
SLOW = threading.Event()


def test_a_command_is_answered_to_the_one_who_typed_it(practice: Client) -> None:
    answer = practice.command("alice", "#general", "/touch", "acme lunch")
    assert [(each["to"], each["text"], each["kind"]) for each in answer["replies"]] == [
        ("alice", "Understood: acme lunch", "ephemeral")
    ]
    state = practice.state()
    assert [(each["user"], each["channel"]) for each in state["ephemerals"]] == [("U0ALICE", "C0GENERAL")]
    assert practice.messages("#general") == []


def test_a_command_carries_who_where_and_what(practice: Client) -> None:
    practice.command("bob", "@bot", "/touch", "acme")
    assert HEARD[-1] | {"token": 0, "response_url": 0, "trigger_id": 0} == {
        "token": 0,
        "response_url": 0,
        "trigger_id": 0,
        "team_id": "T0PRACTICE",
        "team_domain": "northlight",
        "channel_id": "D0BOB",
        "channel_name": "directmessage",
        "user_id": "U0BOB",
        "user_name": "bob",
        "command": "/touch",
        "text": "acme",
        "api_app_id": "A0TOUCHBASE",
        "is_enterprise_install": "false",
    }


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("  acme & <sons>  ", "acme &amp; &lt;sons&gt;"),
        ("with @bob and @nobody", "with <@U0BOB|bob> and @nobody"),
        ("in #general, not #nowhere", "in <#C0GENERAL|general>, not #nowhere"),
        ("@channel look", "<!channel> look"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("jane@bob.example", "jane@bob.example"),
    ],
)
def test_what_was_typed_is_escaped_as_slack_does(practice: Client, typed: str, sent: str) -> None:
    practice.command("alice", "#general", "/touch", typed)
    assert HEARD[-1]["text"] == sent


@pytest.mark.parametrize(
    ("user", "channel", "problem"),
    [
        ("charlie", "#customer-care", "charlie is not in #customer-care"),
        ("gina", "#general", "gina is not in #general"),
        ("ivan", "@bot", "deactivated"),
        ("nobody", "#general", "There is no user nobody"),
        ("alice", "#nowhere", "There is no channel #nowhere"),
    ],
)
def test_nobody_acts_where_they_are_not(practice: Client, user: str, channel: str, problem: str) -> None:
    with pytest.raises(PracticeError, match=problem):
        practice.command(user, channel, "/touch", "acme")


@pytest.mark.parametrize(("user", "command"), [("alice", "/made-up"), ("charlie", "/touch")])
def test_slack_itself_answers_what_is_no_command_there(practice: Client, user: str, command: str) -> None:
    heard = len(HEARD)
    answer = practice.command(user, "#acme-shared", command, "acme")
    assert answer["replies"][0]["text"] == f"{command} is not a valid command."
    assert len(HEARD) == heard


def test_an_answer_can_be_said_in_the_channel(practice: Client) -> None:
    answer = practice.command("alice", "#customer-care", "/care", "in_channel")
    assert [(each["to"], each["kind"]) for each in answer["replies"]] == [("#customer-care", "message")]


def test_a_bot_that_is_not_there_or_too_slow_is_reported_as_slack_does(tmp_path: Path) -> None:
    with practice_workspace(tmp_path, patience=0.1) as strict:
        alone = strict.command("alice", "#general", "/touch", "acme")["replies"]
        assert alone[0]["text"] == '/touch failed with the error "dispatch_failed"'
        with connected(strict, register):
            SLOW.clear()
            slow = strict.command("alice", "#general", "/care", "slow")["replies"]
            SLOW.set()
            assert slow[0]["text"] == '/care failed with the error "operation_timeout"'


def test_an_answer_that_slack_would_refuse_is_refused(practice: Client) -> None:
    with pytest.raises(PracticeError, match="invalid_blocks"):
        practice.command("alice", "#general", "/care", "wrong blocks")


def test_a_click_tells_everything_about_itself(practice: Client) -> None:
    ts = brief(practice)["ts"]
    practice.click("alice", "done", "17", channel="@bot", ts=ts)
    click = HEARD[-1]
    action = click["actions"][0]
    assert (action["action_id"], action["block_id"], action["value"]) == ("done", "acme", "17")
    assert action["text"]["text"] == "Done &amp; dusted"  # plain text comes back escaped, values do not
    assert click["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "D0ALICE",
        "is_ephemeral": False,
    }
    assert (click["user"]["id"], click["team"]["id"]) == ("U0ALICE", "T0PRACTICE")
    assert click["message"]["ts"] == ts
    assert "metadata" not in click["message"]


def test_a_click_can_change_its_message(practice: Client) -> None:
    ts = brief(practice)["ts"]
    answer = practice.click("alice", "done", "17", channel="@bot", ts=ts)
    assert [(each["ts"], each["text"], each["updated"]) for each in answer["replies"]] == [(ts, "Done.", True)]
    assert practice.messages("@bot", "alice")[-1]["blocks"] == []


@pytest.mark.parametrize(
    ("action_id", "value", "field"),
    [
        ("later", "week", {"selected_option": {"text": {"type": "plain_text", "text": "A week"}, "value": "week"}}),
        ("more", "hide", {"selected_option": {"text": {"type": "plain_text", "text": "Hide"}, "value": "hide"}}),
        ("day", "2026-12-01", {"selected_date": "2026-12-01"}),
        ("who", "bob", {"selected_user": "U0BOB"}),
        ("where", "#general", {"selected_channel": "C0GENERAL"}),
        (
            "customer",
            "acme",
            {"selected_option": {"text": {"type": "plain_text", "text": "Customer acme"}, "value": "acme"}},
        ),
    ],
)
def test_every_kind_of_choice_is_reported_as_slack_does(
    practice: Client, action_id: str, value: str, field: Json
) -> None:
    practice.click("alice", action_id, value, channel="@bot", ts=brief(practice)["ts"])
    assert field.items() <= HEARD[-1]["actions"][0].items()


@pytest.mark.parametrize(
    ("user", "change", "problem"),
    [
        ("alice", {"action_id": "gone"}, "nothing to click"),
        ("alice", {"value": "18"}, "has the value 17"),
        ("alice", {"action_id": "later", "value": "year"}, "no option 'year'"),
        ("alice", {"ts": "1.2"}, "no message 1.2"),
        ("bob", {}, "no message"),
    ],
)
def test_nobody_clicks_what_they_do_not_see(practice: Client, user: str, change: Json, problem: str) -> None:
    click = {"channel": "@bot", "ts": brief(practice)["ts"], "action_id": "done", "value": "17"}
    with pytest.raises(PracticeError, match=problem):
        practice.post("click", user=user, **(click | change))


def test_two_buttons_of_one_kind_are_told_apart_by_their_value(practice: Client) -> None:
    answer = practice.command("alice", "#general", "/care", "twins")
    ts = answer["replies"][0]["ts"]
    with pytest.raises(PracticeError, match="2 elements"):
        practice.click("alice", "pick", channel="#general", ts=ts)
    practice.click("alice", "pick", "2", channel="#general", ts=ts)
    assert HEARD[-1]["actions"][0]["value"] == "2"


def test_what_only_one_person_sees_only_they_click_and_it_can_be_replaced(practice: Client) -> None:
    ts = practice.command("alice", "#general", "/care", "twins")["replies"][0]["ts"]
    with pytest.raises(PracticeError, match="bob sees no message"):
        practice.click("bob", "pick", "1", channel="#general", ts=ts)
    answer = practice.click("alice", "pick", "1", channel="#general", ts=ts)
    assert HEARD[-1]["container"]["is_ephemeral"]
    assert "message" not in HEARD[-1]
    assert [(each["kind"], each["ts"], each["text"]) for each in answer["replies"]] == [("ephemeral", ts, "Picked.")]


def test_somebody_of_another_company_clicks_as_of_another_company(practice: Client, slack: WebClient) -> None:
    blocks = [{"type": "actions", "block_id": "acme", "elements": [button("done", "17")]}]
    ts = slack.chat_postMessage(channel="C0ACMESHARED", text="t", blocks=blocks)["ts"]
    practice.click("charlie", "done", channel="#acme-shared", ts=ts)
    assert (HEARD[-1]["team"]["id"], HEARD[-1]["user"]["team_id"]) == ("T0ACME", "T0ACME")


def test_a_response_url_serves_five_times_and_thirty_minutes(practice: Client, slack: WebClient) -> None:
    del slack
    practice.command("alice", "#general", "/touch", "acme")
    respond = Respond(response_url=HEARD[-1]["response_url"])
    assert [respond(text=f"{n}").status_code for n in range(6)] == [200] * 5 + [404]
    practice.command("alice", "#general", "/touch", "acme")
    practice.advance("1h")
    assert Respond(response_url=HEARD[-1]["response_url"])(text="late").status_code == 404


def test_a_bot_hears_what_is_said_only_where_it_asked_to(practice: Client) -> None:
    heard = len(HEARD)
    practice.say("alice", "#general", "hello")
    assert len(HEARD) == heard
    assert practice.messages("#general")[-1]["text"] == "hello"


def test_opening_home_tells_the_bot_which_tab(practice: Client) -> None:
    for tab in ("home", "messages"):
        practice.home("alice", tab)
        assert (HEARD[-1]["event"]["type"], HEARD[-1]["event"]["tab"]) == ("app_home_opened", tab)
    assert practice.state()["homes"]["U0ALICE"]["blocks"][0]["type"] == "divider"


def test_a_message_shortcut_carries_the_message(practice: Client) -> None:
    practice.say("bob", "#customer-care", "Acme were here")
    ts = practice.messages("#customer-care")[-1]["ts"]
    practice.shortcut("alice", "touch_log_message", "#customer-care", ts)
    assert (HEARD[-1]["type"], HEARD[-1]["message"]["text"]) == ("message_action", "Acme were here")


def test_what_was_not_read_is_counted_for_each_person(practice: Client) -> None:
    brief(practice)
    assert unread(practice, "alice") == {"D0ALICE": 1}
    assert unread(practice, "bob") == {}
    practice.read("alice", "@bot")
    assert unread(practice, "alice") == {}


def test_a_request_that_lacks_something_is_answered_with_its_name(practice: Client) -> None:
    with pytest.raises(PracticeError, match="lacks 'command'"):
        practice.post("command", user="alice", channel="#general")
    with pytest.raises(PracticeError, match="no /practice/dance"):
        practice.post("dance")


def unread(practice: Client, name: str) -> Json:
    [user] = [user for user in practice.state()["users"] if user["name"] == name]
    return {channel: count for channel, count in user["unread"].items() if count}


def brief(practice: Client) -> Json:
    """A message to Alice with everything in it that can be clicked."""
    elements = [
        button("done", "17"),
        {"type": "static_select", "action_id": "later", "options": [option("A week", "week"), option("A day", "day")]},
        {"type": "overflow", "action_id": "more", "options": [option("Hide", "hide")]},
        {"type": "datepicker", "action_id": "day"},
        {"type": "users_select", "action_id": "who"},
        {"type": "channels_select", "action_id": "where"},
        {"type": "external_select", "action_id": "customer"},
    ]
    blocks = [{"type": "actions", "block_id": "acme", "elements": elements}]
    metadata: Json = {"event_type": "brief", "event_payload": {"id": "1"}}
    client = web_client(practice.base_url)
    return dict(client.chat_postMessage(channel="U0ALICE", text="t", blocks=blocks, metadata=metadata).data)  # type: ignore[arg-type]


def button(action_id: str, value: str) -> Json:
    text = {"type": "plain_text", "text": "Done & dusted"}
    return {"type": "button", "action_id": action_id, "value": value, "text": text}


def option(label: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


def register(app: App) -> None:
    """A small app that keeps what it hears in HEARD."""

    @app.middleware
    def hear(body: Json, next: Any) -> None:
        HEARD.append(body)
        next()

    @app.command("/touch")
    def touch(ack: Ack, command: Json) -> None:
        ack(text=f"Understood: {command['text']}")

    @app.command("/care")
    def care(ack: Ack, command: Json) -> None:
        if command["text"] == "slow":
            SLOW.wait(10)
        twins = [
            {"type": "actions", "elements": [button("pick", "1")]},
            {"type": "actions", "elements": [button("pick", "2")]},
        ]
        answers: Json = {
            "in_channel": {"text": "For all", "response_type": "in_channel"},
            "wrong blocks": {"text": "t", "blocks": [{"type": "headline"}]},
            "twins": {"text": "Which?", "blocks": twins},
        }
        ack(**answers.get(command["text"], {"text": "?"}))

    @app.action("done")
    def done(ack: Ack, body: Json, client: WebClient) -> None:
        client.chat_update(channel=body["channel"]["id"], ts=body["container"]["message_ts"], text="Done.")
        ack()

    @app.action("pick")
    def pick(ack: Ack, respond: Respond) -> None:
        respond(text="Picked.", replace_original=True)
        ack()

    @app.options("customer")
    def customers(ack: Ack, payload: Json) -> None:
        ack(options=[option(f"Customer {payload['value']}", payload["value"])])

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [{"type": "divider"}]})

    for action_id in ("later", "more", "day", "who", "where", "customer"):
        app.action(action_id)(lambda ack: ack())
    app.shortcut("touch_log_message")(lambda ack: ack())
    app.event("message")(lambda: None)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One for all tests: the SDK takes three seconds to close a connection."""
    with practice_workspace(tmp_path_factory.mktemp("practice")) as client, connected(client, register):
        yield client


@pytest.fixture
def practice(workspace: Client) -> Client:
    workspace.reset(now=THURSDAY)
    return workspace


@pytest.fixture
def slack(practice: Client) -> WebClient:
    return web_client(practice.base_url)
