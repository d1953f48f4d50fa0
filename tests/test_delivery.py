"""What was promised is said exactly once, against a pretend Slack that fails in every way a network can fail."""

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from databases import emptied
from office import TEAM, Office, at_work

from bot.database import is_sqlite
from models.message import CANCELLED, FAILED, PLANNED, SENDING, SENT, UNKNOWN, find_message


def test_what_was_promised_arrives_once_with_its_id(office):
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    [post] = office.heard("alice")
    assert post["text"] == "Good morning"
    assert post["metadata"] == {"event_type": "touchbase", "event_payload": {"id": office.row("hello").id}}
    assert (office.row("hello").state, office.row("hello").ts) == (SENT, post["ts"])


def test_promising_the_same_key_again_says_nothing_twice(office):
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    office.promise("hello", "alice", "Good morning again")
    office.minutes(1)
    assert office.texts("alice") == ["Good morning"]


@pytest.mark.parametrize("fault", ["accept_then_drop", "truncated", "hang"])
def test_a_message_that_slack_took_without_saying_so_is_found_and_not_repeated(office, fault):
    office.bot.slack.sending.timeout = 1
    office.practice.fault(fault)
    office.promise("hello", "alice", "Good morning")
    office.seconds(1)
    assert office.row("hello").state == UNKNOWN
    office.minutes(5)
    assert office.texts("alice") == ["Good morning"]
    assert office.row("hello").state == SENT
    assert office.row("hello").ts == office.heard("alice")[0]["ts"]


@pytest.mark.parametrize("fault", ["http_500", "html"])
def test_a_message_that_slack_lost_is_said_after_the_quiet_period(office, fault):
    office.practice.fault(fault)
    office.promise("hello", "alice", "Good morning")
    office.seconds(30)
    assert office.texts("alice") == []
    assert office.row("hello").state == UNKNOWN
    office.minutes(2)
    assert office.texts("alice") == ["Good morning"]


def test_too_many_requests_make_everybody_wait_as_long_as_slack_says(office):
    office.practice.fault("ratelimited", count=2)
    for person in ("alice", "bob", "chen"):
        office.promise(f"hello:{person}", person, "Good morning")
    office.seconds(20)
    assert office.texts("alice") + office.texts("bob") + office.texts("chen") == []
    office.minutes(3)
    assert [office.texts(person) for person in ("alice", "bob", "chen")] == [["Good morning"]] * 3


def test_two_messages_to_one_person_in_the_same_second_both_arrive(office):
    office.promise("first", "alice", "One")
    office.promise("second", "alice", "Two")
    office.minutes(1)
    assert sorted(office.texts("alice")) == ["One", "Two"]


@pytest.mark.parametrize("error", ["channel_not_found", "msg_too_long", "user_disabled", "not_in_channel"])
def test_what_slack_will_never_take_has_failed_for_a_reason_and_is_not_tried_again(office, error):
    office.practice.fault("refuse", error=error)
    office.promise("hello", "alice", "Good morning")
    office.minutes(90)
    assert (office.row("hello").state, office.row("hello").reason) == (FAILED, error)
    assert office.texts("alice") == []


def test_an_error_nobody_has_heard_of_counts_as_ambiguous(office):
    office.practice.fault("refuse", error="quantum_flux")
    office.promise("hello", "alice", "Good morning")
    office.seconds(1)
    assert office.row("hello").state == UNKNOWN
    office.minutes(2)
    assert office.texts("alice") == ["Good morning"]


def test_a_person_slack_does_not_know_is_no_reason_to_keep_others_waiting(office):
    office.promise("nobody", "U0NOBODY", "Good morning")
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    assert (office.row("nobody").state, office.row("nobody").reason) == (FAILED, "user_not_found")
    assert office.texts("alice") == ["Good morning"]


def test_newer_blocks_that_a_workspace_refuses_are_said_plainly_once(office):
    office.feature.words["chart"] = lambda message: {
        "text": "plain" if message.plain else "chart",
        "blocks": [] if message.plain else [{"type": "data_visualization", "title": "no chart at all"}],
    }
    office.promise("digest", "alice", "chart")
    office.minutes(1)
    assert office.texts("alice") == ["plain"]


def test_what_is_refused_even_plainly_has_failed(office):
    office.practice.fault("refuse", count=2, error="invalid_blocks")
    office.promise("digest", "alice", "Good morning")
    office.minutes(5)
    assert (office.row("digest").state, office.row("digest").reason) == (FAILED, "invalid_blocks")


def test_a_message_composed_to_nothing_is_cancelled_and_may_be_promised_again(office):
    office.feature.words["Good morning"] = lambda _message: None
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    assert office.row("hello").state == CANCELLED
    del office.feature.words["Good morning"]
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    assert office.texts("alice") == ["Good morning"]


def test_a_message_whose_day_is_over_is_cancelled(office):
    office.practice.fault("ratelimited", count=1)
    office.promise("hello", "alice", "Good morning", expires_at=office.now() + timedelta(seconds=20))
    office.minutes(2)
    assert (office.row("hello").state, office.row("hello").reason) == (CANCELLED, "expired")
    assert office.texts("alice") == []


def test_a_feature_without_words_holds_up_nobody_and_fails_in_the_end(office):
    office.feature.words["broken"] = lambda _message: 1 / 0
    office.promise("broken", "alice", "broken")
    office.promise("hello", "alice", "Good morning")
    office.minutes(2)
    assert office.texts("alice") == ["Good morning"]
    office.minutes(60)
    assert (office.row("broken").state, office.row("broken").reason) == (FAILED, "cannot_compose: ZeroDivisionError")


@pytest.mark.parametrize("channel", ["acme-shared"])
def test_nothing_is_ever_posted_where_another_company_reads(office, channel):
    place = office.channel(channel)
    office.promise("digest", place, "Our customers")
    office.minutes(1)
    assert (office.row("digest").state, office.row("digest").reason) == (PLANNED, "shared_with_others")
    assert office.practice.messages(f"#{channel}") == []


def test_a_channel_of_ours_gets_its_message(office):
    office.promise("digest", office.channel("customer-care"), "Our customers")
    office.minutes(1)
    assert [post["text"] for post in office.practice.messages("#customer-care")] == ["Our customers"]


def test_what_was_being_sent_when_the_bot_died_is_looked_up_before_anything(office):
    office.promise("posted", "alice", "Posted, not written down")
    office.minutes(1)
    with office.storage.database.begin() as session:
        row = find_message(session, TEAM, "posted")
        row.state, row.ts, row.sent_at = SENDING, None, None
    office.promise("lost", "alice", "Claimed, not posted", state=SENDING, channel=office.row("posted").channel)
    office.minutes(5)
    assert sorted(office.texts("alice")) == ["Claimed, not posted", "Posted, not written down"]
    assert {office.row("posted").state, office.row("lost").state} == {SENT}


def test_when_the_history_does_not_answer_for_a_day_it_is_said_once_more_and_marked(office):
    office.practice.fault("http_500")
    office.practice.fault("refuse", count=1000, method="conversations.history", error="fatal_error")
    office.promise("hello", "alice", "Good morning")
    office.minutes(23 * 60)
    assert office.row("hello").state == UNKNOWN
    office.minutes(90)
    assert office.texts("alice") == ["Good morning"]
    assert (office.row("hello").state, office.row("hello").reason) == (SENT, "possible_repeat")


def test_many_changes_are_one_redraw(office):
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    office.feature.words["Good morning"] = lambda _message: {"text": "Done"}
    for _ in range(5):
        office.want_redraw("hello")
    office.minutes(1)
    assert office.texts("alice") == ["Done"]
    assert [call["method"] for call in office.practice.state()["calls"]].count("chat.update") == 1
    assert office.heard("alice")[0]["metadata"]["event_payload"] == {"id": office.row("hello").id}


def test_a_redraw_is_repeated_until_slack_takes_it(office):
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    office.practice.fault("http_500", count=3, method="chat.update")
    office.feature.words["Good morning"] = lambda _message: {"text": "Done"}
    office.want_redraw("hello")
    office.minutes(10)
    assert office.texts("alice") == ["Done"]
    assert office.row("hello").redraw_at is None


def test_a_redraw_of_a_message_that_is_gone_is_dropped(office):
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    row = office.row("hello")
    office.bot.slack.asking.chat_delete(channel=row.channel, ts=row.ts)
    office.want_redraw("hello")
    office.minutes(1)
    assert office.row("hello").redraw_at is None


def test_nothing_is_redrawn_in_a_channel_that_has_become_shared(office):
    place = office.channel("acme-shared")
    posted = office.bot.slack.asking.chat_postMessage(channel=place, text="From before it was shared")
    office.promise("digest", place, "Our customers", state=SENT, channel=place, ts=posted["ts"])
    office.want_redraw("digest")
    office.minutes(1)
    assert [post["text"] for post in office.practice.messages("#acme-shared")] == ["From before it was shared"]
    assert office.row("digest").redraw_at is None


def test_a_redraw_asked_for_during_another_is_not_lost(office):
    office.promise("hello", "alice", "Good morning")
    office.minutes(1)
    drawn = []

    def words(_message):
        drawn.append(len(drawn))
        if len(drawn) == 1:
            office.want_redraw("hello")
        return {"text": f"Drawn {len(drawn)}"}

    office.feature.words["Good morning"] = words
    office.want_redraw("hello")
    office.minutes(2)
    assert office.texts("alice") == ["Drawn 2"]


def test_whatever_fails_and_whenever_each_message_arrives_exactly_once(office):
    office.bot.slack.sending.timeout = 1
    chance = random.Random(1 if is_sqlite(office.storage.url) else 2)  # noqa: S311 two stories, no secret
    said = []
    for number in range(30):
        if chance.random() < 0.4:
            office.practice.fault(chance.choice(["accept_then_drop", "http_500", "html", "ratelimited", "truncated"]))
        person = chance.choice(["alice", "bob", "chen", "dana"])
        office.promise(f"hello:{number}", person, f"Message {number}")
        said.append(f"Message {number}")
        if chance.random() < 0.3:
            office.seconds(chance.randint(1, 90))
    office.minutes(60)
    heard = [text for person in ("alice", "bob", "chen", "dana") for text in office.texts(person)]
    assert sorted(heard) == sorted(said)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def kept(request, tmp_path_factory) -> Iterator[Office]:
    """Open one office for all tests, once for each kind of database: to begin and to end takes longer than most."""
    storage = emptied(request.getfixturevalue(f"kept_{request.param}"))
    with at_work(tmp_path_factory.mktemp("office"), storage) as office:
        yield office


@pytest.fixture
def office(kept) -> Office:
    kept.begin_again()
    return kept
