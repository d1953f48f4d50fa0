"""What stands in the way of everything: a digest's channel that takes nothing, a token that Slack refuses."""

from datetime import date
from pathlib import Path

import pytest
from live import Live, live_company

from models.message import PLANNED, Message

CARE = "#customer-care"
MONDAY = "2026-11-23 09:05"

# what happens to the channel, how it is mended, what Slack or we call it, and what the manager is told to do
TROUBLE = {
    "archived": (
        lambda practice: practice.event("channel_archive", channel=CARE),
        lambda practice: practice.event("channel_unarchive", channel=CARE),
        "that channel is archived. Bring it back",
    ),
    "shared with another company since": (
        lambda practice: practice.event("channel_shared", channel=CARE),
        lambda practice: practice.event("channel_unshared", channel=CARE),
        "people of another organisation read that channel now",
    ),
    "without the bot": (
        lambda practice: practice.event("member_left_channel", user="@bot", channel=CARE),
        lambda practice: practice.event("member_joined_channel", user="@bot", channel=CARE),
        "I am not in that channel. Invite me there",
    ),
}
each_trouble = pytest.mark.parametrize("trouble", TROUBLE)


@each_trouble
def test_a_digest_that_its_channel_does_not_take_waits_and_comes_when_that_is_mended(live: Live, trouble: str) -> None:
    begin, mend, told = TROUBLE[trouble]
    with_a_digest(live)
    begin(live.practice)
    live.go_to(MONDAY)
    assert live.practice.messages(CARE) == []
    assert held(live)
    live.go_to("2026-11-24 10:00")
    assert [told in brief["text"] for brief in said_to_maria(live)].count(True) == 1
    mend(live.practice)
    live.practice.advance("1h")
    [digest] = live.practice.messages(CARE)
    assert "16–22 Nov" in digest["text"]
    assert not held(live)


@each_trouble
def test_another_channel_gets_the_digest_that_waits_at_once(live: Live, trouble: str) -> None:
    with_a_digest(live)
    TROUBLE[trouble][0](live.practice)
    live.go_to(MONDAY)
    live.practice.event("member_joined_channel", user="@bot", channel="#general")
    choose_channel(live, "#general")
    live.practice.advance("1m")
    assert live.practice.messages(CARE) == []
    assert ["16–22 Nov" in post["text"] for post in live.practice.messages("#general")] == [True]


def test_another_channel_is_chosen_where_the_manager_reads_that_the_digest_waits(live: Live) -> None:
    with_a_digest(live)
    live.practice.event("channel_shared", channel=CARE)
    live.go_to("2026-11-24 10:00")
    live.practice.event("member_joined_channel", user="@bot", channel="#general")
    [form] = live.tap_brief("maria", "Settings…", within="people of another organisation")["views"]
    live.practice.submit("maria", form["id"], {"digest_channel": "#general"})
    live.practice.advance("1m")
    assert len(live.practice.messages("#general")) == 1


def test_a_digest_of_which_nobody_can_find_out_for_a_day_is_marked_and_managers_are_told(live: Live) -> None:
    with_a_digest(live)
    live.go_to("2026-11-23 08:55")
    live.practice.fault("accept_then_drop")
    live.practice.fault("refuse", 1_000, "conversations.history", "fatal_error")
    live.go_to("2026-11-24 11:00")
    assert len(live.practice.messages(CARE)) == 2
    live.practice.fault("mended")
    live.go_to("2026-11-25 09:05")
    assert ["may have been posted twice" in brief["text"] for brief in said_to_maria(live)].count(True) == 1


def test_with_a_revoked_token_everything_waits_and_the_log_says_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with live_company(tmp_path) as live:
        live.add("acme")
        live.practice.event("tokens_revoked")
        live.morning()
        assert live.brief("alice") == ""
        assert "Slack refuses SLACK_BOT_TOKEN (token_revoked)" in caplog.text
        assert "put its token into .env, start Touchbase again" in caplog.text
        assert [message.state for message in live.rows(Message, feature="brief")] == [PLANNED]
        live.restart(slack_bot_token="xoxb-practice-new")
        live.practice.advance("15m")
        assert len(live.practice.messages("@bot", "alice")) == 1
        assert "*Acme*" in live.brief("alice")


def test_what_was_being_sent_when_the_token_was_revoked_is_not_repeated_days_later(tmp_path: Path) -> None:
    with live_company(tmp_path) as live:
        with_a_digest(live)
        live.go_to("2026-11-23 08:55")
        live.practice.fault("accept_then_drop")
        live.practice.advance("5m")
        live.practice.event("tokens_revoked")
        live.go_to("2026-11-24 12:00")
        live.restart(slack_bot_token="xoxb-practice-new")
        live.practice.advance("15m")
        assert len(live.practice.messages(CARE)) == 1
        assert [message.state for message in live.rows(Message, feature="digest")] == ["sent"]


def with_a_digest(live: Live) -> None:
    """Let there be a touch to report on, and a channel for it."""
    live.add("acme", last=date(2026, 11, 10))
    live.touch("acme lunch")
    choose_channel(live, CARE)


def choose_channel(live: Live, channel: str) -> None:
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"digest_channel": channel})


def held(live: Live) -> bool:
    return [message.state for message in live.rows(Message, feature="digest")] == [PLANNED]


def said_to_maria(live: Live) -> list[dict[str, str]]:
    return live.practice.messages("@bot", "maria")
