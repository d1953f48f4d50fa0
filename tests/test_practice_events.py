"""What happens in the practice company is told to the bot in Slack's own form, if the app subscribed to it."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from small_bot import connected, web_client

from practice.client import Client, PracticeError
from practice.manifest import MANIFEST
from practice.serve import practice_workspace

Json = dict[str, Any]
HEARD: list[Json] = []
DEAF = threading.Event()
EVENTS = ("message.channels", "message.im", "team_join", "user_change", "member_joined_channel", "member_left_channel")
MORE = ("channel_archive", "app_uninstalled", "app_home_opened")


def test_an_event_comes_in_slacks_envelope(practice: Client) -> None:
    practice.say("alice", "@bot", "hello @bob")
    body = HEARD[-1]
    assert (body["type"], body["team_id"], body["api_app_id"]) == ("event_callback", "T0PRACTICE", "A0TOUCHBASE")
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0] | {"enterprise_id": None} == {
        "enterprise_id": None,
        "team_id": "T0PRACTICE",
        "user_id": "U0TOUCHBASE",
        "is_bot": True,
        "is_enterprise_install": False,
    }
    event = body["event"]
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", "U0ALICE")
    assert event["text"] == "hello <@U0BOB>"
    assert event["ts"] == practice.messages("@bot", "alice")[-1]["ts"]


def test_a_message_in_a_shared_channel_says_whose_it_is(practice: Client) -> None:
    practice.say("charlie", "#acme-shared", "hello")
    assert HEARD[-1]["is_ext_shared_channel"]
    event = HEARD[-1]["event"]
    assert (event["team"], event["user_team"], event["source_team"]) == ("T0ACME", "T0ACME", "T0ACME")
    assert [each["team_id"] for each in HEARD[-1]["authorizations"]] == ["T0PRACTICE"]


def test_the_bot_does_not_hear_where_it_is_not(practice: Client) -> None:
    practice.say("alice", "#general", "hello")
    assert HEARD == []


def test_people_change_and_go(practice: Client) -> None:
    practice.event("user_change", user="bob", changes={"deleted": True, "tz": "Europe/Lisbon"})
    assert (HEARD[-1]["event"]["type"], HEARD[-1]["event"]["user"]["deleted"]) == ("user_change", True)
    assert web_client(practice.base_url).users_info(user="U0BOB")["user"]["deleted"]
    with pytest.raises(PracticeError, match="deactivated"):
        practice.say("bob", "#general", "hello")
    with pytest.raises(PracticeError, match="shoe_size cannot change"):
        practice.event("user_change", user="alice", changes={"shoe_size": 38})


def test_people_come(practice: Client) -> None:
    practice.event("team_join", person={"name": "erin", "real_name": "Erin Vogel", "tz": "Europe/Vienna"})
    assert HEARD[-1]["event"]["user"]["id"] == "U0ERIN"
    practice.say("erin", "#general", "hello")
    assert practice.messages("#general")[-1]["user"] == "U0ERIN"


@pytest.mark.parametrize("user", ["sam", "@bot"])
def test_members_come_and_go(practice: Client, user: str) -> None:
    practice.event("member_left_channel", user=user, channel="#customer-care")
    assert HEARD[-1]["event"]["channel"] == "C0CUSTOMERCARE"
    practice.event("member_joined_channel", user=user, channel="#customer-care")
    assert HEARD[-1]["event"]["type"] == "member_joined_channel"


def test_a_channel_is_archived_and_the_app_removed(practice: Client) -> None:
    practice.event("channel_archive", channel="#customer-care")
    assert HEARD[-1]["event"] | {"event_ts": ""} == {
        "type": "channel_archive",
        "channel": "C0CUSTOMERCARE",
        "user": "U0MARIA",
        "event_ts": "",
    }
    practice.event("app_uninstalled")
    assert HEARD[-1]["event"]["type"] == "app_uninstalled"


def test_an_event_that_was_not_acknowledged_comes_again_with_the_same_id(practice: Client) -> None:
    DEAF.set()
    practice.say("alice", "@bot", "hello")
    assert len({body["event_id"] for body in HEARD}) == 1
    assert len(HEARD) >= 2


def test_nothing_else_happens(practice: Client) -> None:
    with pytest.raises(PracticeError, match="Nothing called earthquake"):
        practice.event("earthquake")


def register(app: App) -> None:
    @app.middleware
    def hear(body: Json, next: Any) -> None:
        HEARD.append(body)
        if DEAF.is_set():
            DEAF.clear()
            threading.Event().wait(1.2)
        next()

    for event in (*EVENTS, *MORE):
        app.event(event.split(".")[0])(lambda: None)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder: Path = tmp_path_factory.mktemp("practice")
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest["settings"]["event_subscriptions"]["bot_events"] = [*EVENTS, *MORE]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with (
        practice_workspace(folder, manifest=folder / "manifest.json", patience=0.3) as client,
        connected(client, register),
    ):
        yield client


@pytest.fixture
def practice(workspace: Client) -> Client:
    workspace.reset()
    HEARD.clear()
    return workspace
