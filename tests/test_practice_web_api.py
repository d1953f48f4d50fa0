"""The Web API of the practice workspace answers as Slack does, refusals above all."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from small_bot import web_client

from practice.client import Client
from practice.manifest import MANIFEST
from practice.serve import practice_workspace

THURSDAY = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
GENERAL, CARE = "C0GENERAL", "C0CUSTOMERCARE"
METADATA = {"event_type": "brief", "event_payload": {"id": "7"}}
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}


def test_the_bot_learns_who_it_is(slack: WebClient) -> None:
    me = slack.auth_test()
    assert (me["team_id"], me["user_id"], me["bot_id"]) == ("T0PRACTICE", "U0TOUCHBASE", "B0TOUCHBASE")
    assert "chat:write" in me.headers["x-oauth-scopes"]


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("made.up", {}, "unknown_method"),
        ("apps.connections.open", {}, "not_allowed_token_type"),
        ("team.info", {}, "missing_scope"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.list", {"limit": 2, "cursor": "%%%"}, "invalid_cursor"),
        ("users.list", {"limit": "many"}, "invalid_limit"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U0IVAN"}, "user_disabled"),
        ("conversations.open", {"users": "U0TOUCHBASE"}, "cannot_dm_bot"),
        ("conversations.open", {"users": "U0ALICE,U0BOB"}, "invalid_user_combination"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.info", {"channel": "C0NOWHERE"}, "channel_not_found"),
        ("conversations.history", {"channel": GENERAL}, "not_in_channel"),
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "hello"}, "channel_not_found"),
        ("chat.postMessage", {"channel": GENERAL, "text": "hello"}, "not_in_channel"),
        ("chat.postMessage", {"channel": CARE}, "no_text"),
        ("chat.postMessage", {"channel": CARE, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": CARE, "text": "x", "metadata": {"id": 1}}, "invalid_metadata_format"),
        ("chat.postMessage", {"channel": CARE, "text": "x", "metadata": [1]}, "invalid_metadata_format"),
        ("chat.postEphemeral", {"channel": CARE, "user": "U0CHARLIE", "text": "hello"}, "user_not_in_channel"),
        ("chat.update", {"channel": CARE, "ts": "1.2", "text": "hello"}, "message_not_found"),
        ("chat.delete", {"channel": CARE, "ts": "1.2"}, "message_not_found"),
        ("chat.getPermalink", {"channel": CARE, "message_ts": "1.2"}, "message_not_found"),
        ("views.open", {"trigger_id": "1.2.x", "view": None}, "invalid_arguments"),
        ("views.update", {"view_id": "V1", "view": {"type": "modal"}}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0NOBODY", "view": {"type": "home", "blocks": []}}, "user_not_found"),
    ],
)
def test_a_call_that_slack_refuses_is_refused(slack: WebClient, method: str, arguments: Any, error: str) -> None:
    assert refusal(slack, method, arguments)["error"] == error


def test_a_missing_scope_is_named(practice: Client, slack: WebClient) -> None:
    answer = refusal(slack, "team.info", {})
    assert answer["needed"] == "team:read"
    assert "chat:write" in answer["provided"].split(",")
    assert practice.state()["calls"][-1] | {"at": ""} == {
        "method": "team.info",
        "at": "",
        "ok": False,
        "error": "missing_scope",
    }


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-else", "invalid_auth")])
def test_a_wrong_token_is_refused(practice: Client, token: str, error: str) -> None:
    answer = httpx.post(f"{practice.base_url}/api/auth.test", data={"token": token})
    assert answer.json() == {"ok": False, "error": error}


def test_after_the_app_was_removed_its_token_is_dead(practice: Client, slack: WebClient) -> None:
    practice.event("app_uninstalled")
    assert refusal(slack, "auth.test", {})["error"] == "account_inactive"


@pytest.mark.parametrize("body", ["{", "[]", '"text"'])
def test_a_body_that_is_no_json_object_is_refused(practice: Client, body: str) -> None:
    headers = {"Authorization": "Bearer xoxb-practice", "Content-Type": "application/json"}
    answer = httpx.post(f"{practice.base_url}/api/chat.postMessage", content=body, headers=headers)
    assert answer.json()["error"] == "invalid_json"


def test_a_message_is_kept_as_slack_keeps_it(practice: Client, slack: WebClient) -> None:
    answer = slack.chat_postMessage(channel=CARE, text="Hello", blocks=[{"type": "actions", "elements": [BUTTON]}])
    message = practice.messages("#customer-care")[-1]
    assert message["ts"] == answer["ts"]
    assert message["ts"].startswith(str(int(THURSDAY.timestamp()))[:8])
    assert (message["user"], message["bot_id"], message["app_id"]) == ("U0TOUCHBASE", "B0TOUCHBASE", "A0TOUCHBASE")
    assert message["blocks"][0]["block_id"]
    assert message["blocks"][0]["elements"][0]["action_id"]


def test_a_message_to_a_person_stands_in_their_dm(practice: Client, slack: WebClient) -> None:
    answer = slack.chat_postMessage(channel="U0ALICE", text="Hello")
    assert answer["channel"] == slack.conversations_open(users="U0ALICE")["channel"]["id"]
    assert [message["text"] for message in practice.messages("@bot", "alice")] == ["Hello"]


def test_wrong_blocks_are_refused_with_their_place(slack: WebClient) -> None:
    answer = refusal(slack, "chat.postMessage", {"channel": CARE, "text": "x", "blocks": [{"type": "headline"}]})
    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/type" in answer["errors"][0]


def test_blocks_can_be_checked_without_posting(practice: Client, slack: WebClient) -> None:
    assert slack.api_call("blocks.validate", json={"blocks": [{"type": "divider"}]})["ok"]
    assert refusal(slack, "blocks.validate", {"blocks": [{"type": "headline"}]})["error"] == "invalid_blocks"
    assert practice.messages("#customer-care") == []


def test_a_channel_gets_at_most_one_message_a_second_until_time_moves_on(practice: Client, slack: WebClient) -> None:
    slack.chat_postMessage(channel=CARE, text="one")
    slack.chat_postMessage(channel="U0ALICE", text="another channel")
    answer = httpx.post(
        f"{practice.base_url}/api/chat.postMessage",
        headers={"Authorization": "Bearer xoxb-practice"},
        data={"channel": CARE, "text": "two"},
    )
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert answer.json()["error"] == "ratelimited"
    practice.advance("1m")
    assert slack.chat_postMessage(channel=CARE, text="two")["ok"]


def test_history_is_newest_first_and_gives_metadata_only_on_request(practice: Client, slack: WebClient) -> None:
    first = slack.chat_postMessage(channel="U0ALICE", text="first", metadata=METADATA)
    practice.advance("1h")
    slack.chat_postMessage(channel="U0ALICE", text="second")
    plain = history(slack, first["channel"])
    assert [message["text"] for message in plain] == ["second", "first"]
    assert all("metadata" not in message for message in plain)
    assert history(slack, first["channel"], include_all_metadata=True)[1]["metadata"] == METADATA


def test_history_can_be_limited_to_a_span(practice: Client, slack: WebClient) -> None:
    sent = []
    for text in ("one", "two", "three"):
        sent.append(slack.chat_postMessage(channel="U0ALICE", text=text))
        practice.advance("1h")
    dm, (one, two, three) = sent[0]["channel"], [each["ts"] for each in sent]
    assert texts(history(slack, dm, oldest=one)) == ["three", "two"]
    assert texts(history(slack, dm, oldest=one, inclusive=True)) == ["three", "two", "one"]
    assert texts(history(slack, dm, oldest=one, latest=three)) == ["two"]
    page = slack.conversations_history(channel=dm, limit=2)
    assert page["has_more"]
    assert texts(history(slack, dm, cursor=page["response_metadata"]["next_cursor"])) == ["one"]
    assert two not in [message["ts"] for message in history(slack, dm, latest=two)]


def test_an_update_with_text_alone_drops_the_blocks(practice: Client, slack: WebClient) -> None:
    sent = slack.chat_postMessage(channel=CARE, text="before", blocks=[{"type": "divider"}], metadata=METADATA)
    slack.chat_update(channel=CARE, ts=sent["ts"], text="after")
    message = practice.messages("#customer-care")[-1]
    assert (message["text"], message["blocks"], message["metadata"]) == ("after", [], METADATA)
    assert message["edited"]["user"] == "U0TOUCHBASE"


def test_an_update_gives_blocks_new_ids(practice: Client, slack: WebClient) -> None:
    sent = slack.chat_postMessage(channel=CARE, text="t", blocks=[{"type": "divider"}])
    before = practice.messages("#customer-care")[-1]["blocks"][0]["block_id"]
    slack.chat_update(channel=CARE, ts=sent["ts"], text="t", blocks=[{"type": "divider"}])
    assert practice.messages("#customer-care")[-1]["blocks"][0]["block_id"] != before


def test_what_a_person_said_belongs_to_them(practice: Client, slack: WebClient) -> None:
    practice.say("alice", "#customer-care", "mine")
    ts = practice.messages("#customer-care")[-1]["ts"]
    assert refusal(slack, "chat.update", {"channel": CARE, "ts": ts, "text": "x"})["error"] == "cant_update_message"
    assert refusal(slack, "chat.delete", {"channel": CARE, "ts": ts})["error"] == "cant_delete_message"
    link = slack.chat_getPermalink(channel=CARE, message_ts=ts)["permalink"]
    assert link.endswith(f"/archives/{CARE}/p{ts.replace('.', '')}")


def test_a_message_can_be_deleted(practice: Client, slack: WebClient) -> None:
    sent = slack.chat_postMessage(channel=CARE, text="oops")
    slack.chat_delete(channel=CARE, ts=sent["ts"])
    assert practice.messages("#customer-care") == []


def test_an_archived_channel_takes_nothing_more(practice: Client, slack: WebClient) -> None:
    practice.event("channel_archive", channel="#customer-care")
    assert refusal(slack, "chat.postMessage", {"channel": CARE, "text": "x"})["error"] == "is_archived"
    listed = slack.conversations_list(exclude_archived=True)["channels"]
    assert CARE not in [channel["id"] for channel in listed]


def test_people_come_in_pages_with_all_that_tells_them_apart(slack: WebClient) -> None:
    people: dict[str, Any] = {}
    cursor: str | None = None
    while cursor != "":
        page = slack.users_list(limit=4, cursor=cursor)
        people |= {user["name"]: user for user in page["members"]}
        cursor = page["response_metadata"]["next_cursor"]
    assert "charlie" not in people  # another company's people are not in the team's list
    assert (people["alice"]["tz"], people["alice"]["tz_offset"]) == ("Europe/Berlin", 3600)
    assert (people["maria"]["is_owner"], people["gina"]["is_restricted"]) == (True, True)
    assert people["ivan"]["deleted"]
    assert people["touchbase"]["is_bot"]
    assert people["bob"]["profile"]["email"] == "bob@example.com"
    charlie = slack.users_info(user="U0CHARLIE")["user"]
    assert (charlie["is_stranger"], charlie["team_id"]) == (True, "T0ACME")


def test_without_its_scope_there_is_no_email_address(tmp_path: Path) -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("users:read.email")
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with practice_workspace(tmp_path, manifest=path) as practice:
        assert "email" not in web_client(practice.base_url).users_info(user="U0BOB")["user"]["profile"]


def test_a_channel_shared_with_another_company_says_so(slack: WebClient) -> None:
    shared = slack.conversations_info(channel="C0ACMESHARED")["channel"]
    assert (shared["is_ext_shared"], shared["is_member"]) == (True, True)
    assert not slack.conversations_info(channel=GENERAL)["channel"]["is_member"]


def test_a_home_is_published_and_a_stale_one_refused(practice: Client, slack: WebClient) -> None:
    view: Any = {"type": "home", "blocks": [{"type": "divider"}]}
    first = slack.views_publish(user_id="U0ALICE", view=view)["view"]
    second = slack.views_publish(user_id="U0ALICE", view=view, hash=first["hash"])["view"]
    assert first["id"] == second["id"]
    assert practice.state()["homes"]["U0ALICE"]["hash"] == second["hash"]
    stale = refusal(slack, "views.publish", {"user_id": "U0ALICE", "view": view, "hash": first["hash"]})
    assert stale["error"] == "hash_conflict"


def refusal(slack: WebClient, method: str, arguments: Any) -> Any:
    with pytest.raises(SlackApiError) as caught:
        slack.api_call(method, json=arguments)
    return caught.value.response.data


def history(slack: WebClient, channel: str, **more: Any) -> list[Any]:
    found: list[Any] = slack.conversations_history(channel=channel, **more)["messages"]
    return found


def texts(messages: list[Any]) -> list[str]:
    return [message["text"] for message in messages]


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Client]:
    with practice_workspace(tmp_path, now=THURSDAY) as client:
        yield client


@pytest.fixture
def slack(practice: Client) -> WebClient:
    return web_client(practice.base_url)
