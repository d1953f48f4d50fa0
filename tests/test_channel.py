"""Touches that log themselves: what is said in a channel that is shared with a customer, once a day each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from live import ALICE, BOB, MARIA, TEAM, THURSDAY, WEDNESDAY_EVENING, Live, form_words, words
from sqlalchemy import event, select
from sqlmodel import SQLModel

from models.absence import Absence
from models.channel import CustomerChannel
from models.customer import LEFT, Customer
from models.sign_of_life import SignOfLife

SHARED, CHANNEL = "C0ACMESHARED", "#acme-shared"
WEDNESDAY = date(2026, 11, 18)
TS = f"{WEDNESDAY_EVENING.timestamp():.6f}"


def test_what_they_say_is_a_sign_of_life_and_stops_the_silence_clock(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=121))
    tie(live)
    live.practice.say("charlie", CHANNEL, "the lamps are great")
    [sign] = live.rows(SignOfLife)
    assert (sign.customer_id, sign.kind, sign.day, sign.source, sign.by) == (
        "acme",
        "message",
        WEDNESDAY,
        "slack",
        None,
    )
    assert SHARED in sign.permalink
    live.morning()
    assert "Due since" in live.brief("alice")
    assert "Quiet" not in live.brief("alice")
    assert live.touches()[1:] == []


def test_what_their_champion_says_there_is_a_one_way_touch_of_that_day(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=100))
    tie(live)
    live.practice.say("alice", CHANNEL, "how do they work?")
    touch = live.touches()[-1]
    assert (touch.kind, touch.day, touch.by, touch.two_way) == ("message", WEDNESDAY, ALICE, False)
    assert SHARED in touch.permalink
    live.morning()
    assert live.briefs(ALICE) == []
    assert live.rows(SignOfLife) == []


def test_of_what_is_said_no_word_is_kept_and_nothing_is_posted_there(live: Live) -> None:
    live.add("acme")
    tie(live)
    for who in ("charlie", "alice", "maria"):
        live.practice.say(who, CHANNEL, "Zyzzyva")
    assert "Zyzzyva" not in everything(live)
    assert {said["user"] for said in live.practice.messages(CHANNEL)} == {"U0CHARLIE", ALICE, MARIA}
    assert [one for one in live.practice.state()["ephemerals"] if one["channel"] == SHARED] == []


def test_a_days_many_messages_are_one_row_and_the_next_day_one_more(live: Live) -> None:
    live.add("acme")
    tie(live)
    for number in range(8):
        overhear(live, "charlie", ts=f"{WEDNESDAY_EVENING.timestamp() + number:.6f}")
        overhear(live, "alice", ts=f"{WEDNESDAY_EVENING.timestamp() + number:.6f}")
    assert kept(live) == (1, 1)
    tomorrow = f"{(WEDNESDAY_EVENING + timedelta(days=1)).timestamp():.6f}"
    overhear(live, "charlie", ts=tomorrow)
    overhear(live, "alice", ts=tomorrow)
    assert kept(live) == (2, 2)


def test_one_that_is_delivered_four_times_counts_once(live: Live) -> None:
    live.add("acme")
    tie(live)
    for who, how in (("charlie", "repeated"), ("alice", "crowd")):
        live.practice.fault(how, 3)
        live.practice.say(who, CHANNEL, "good morning")
    assert kept(live) == (1, 1)


MEANT_FOR_NOTHING = {
    "a bot's": {"bot_id": "B0OTHER"},
    "an old bot's": {"subtype": "bot_message"},
    "a join": {"subtype": "channel_join"},
    "an edit": {"subtype": "message_changed", "hidden": True, "message": {"user": "U0CHARLIE", "text": "x"}},
    "a deletion": {"subtype": "message_deleted", "hidden": True, "deleted_ts": TS},
    "a thread's broadcast": {"subtype": "thread_broadcast", "thread_ts": TS},
    "nobody's": {"user": None},
    "one in another channel": {"channel": "C0GENERAL"},
    "one in a group of people": {"channel": "G0GROUP", "channel_type": "mpim"},
}


def test_what_nobody_says_to_a_customer_leaves_no_trace(live: Live) -> None:
    live.add("acme")
    tie(live)
    before = everything(live)
    for whose, message in MEANT_FOR_NOTHING.items():
        for who in ("charlie", "alice"):
            overhear(live, who, **message)
        assert everything(live) == before, whose


def test_what_is_said_elsewhere_costs_one_look_up_by_key(live: Live) -> None:
    with counted(live) as statements:
        overhear(live, "sam", channel="C0GENERAL")
    assert len(statements) == 1
    with counted(live) as statements:
        overhear(live, "sam", channel="C0GENERAL", subtype="channel_join")
    assert statements == []


def test_a_file_and_an_answer_in_a_thread_are_said_by_a_person(live: Live) -> None:
    live.add("acme")
    tie(live)
    overhear(live, "charlie", subtype="file_share", files=[])
    overhear(live, "alice", thread_ts="1.1")
    assert kept(live) == (1, 1)


def test_a_guest_or_a_colleague_who_does_not_care_for_them_counts_for_nothing(live: Live) -> None:
    live.add("acme")
    tie(live)
    for who in ("gina", "sam", "maria"):
        overhear(live, who)
    assert kept(live) == (0, 0)


def test_who_covers_for_the_champion_counts_as_them(live: Live) -> None:
    live.add("acme")
    tie(live)
    days = {"first_day": WEDNESDAY, "last_day": THURSDAY, "created_at": WEDNESDAY_EVENING}
    with live.bot.storage.database.begin() as session:
        session.add(Absence(team_id=TEAM, user_id=ALICE, by=ALICE, cover_id=BOB, **days))
    overhear(live, "bob")
    assert [touch.by for touch in live.touches()] == [BOB]


def test_a_day_is_the_writers_own(live: Live) -> None:
    live.add("acme")
    tie(live)
    midnight = datetime(2026, 11, 18, 23, 30, tzinfo=UTC).timestamp()  # half past midnight in Berlin
    overhear(live, "alice", ts=f"{midnight:.6f}")
    assert [touch.day for touch in live.touches()] == [THURSDAY]


def test_by_hand_counts_as_well_and_of_a_customer_who_has_left_nothing_does(live: Live) -> None:
    live.add("acme")
    tie(live)
    live.touch("acme message")
    overhear(live, "alice")
    assert kept(live) == (0, 1)
    with live.bot.storage.database.begin() as session:
        session.get_one(Customer, (TEAM, "acme")).state = LEFT
    overhear(live, "charlie")
    assert kept(live) == (0, 1)


def test_when_the_channel_is_shared_no_more_what_a_champion_says_there_is_no_touch(live: Live) -> None:
    live.add("acme")
    tie(live)
    live.practice.event("channel_unshared", channel=CHANNEL)
    live.practice.say("alice", CHANNEL, "among ourselves")
    assert kept(live) == (0, 0)


def test_the_next_brief_says_what_logged_itself_and_takes_it_back(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=100))
    live.add("delta", last=THURSDAY - timedelta(days=200))
    tie(live)
    live.go_to("2026-11-20 15:00")  # a Friday: the next brief comes after more than a day
    live.practice.say("alice", CHANNEL, "here is the invoice")
    live.touch("delta call")
    live.add("echo", last=THURSDAY - timedelta(days=91))
    live.go_to("2026-11-23 09:05")
    said = live.brief("alice")
    assert "a message> to *Acme* in <#C0ACMESHARED> on Fri 20 Nov." in said
    live.tap_brief("alice", "Not a touch", within="Acme")
    assert "Taken back: the message to *Acme* on Fri 20 Nov is no touch." in live.brief("alice")
    assert [touch.kind for touch in live.touches()] == ["lunch"]
    overhear(live, "alice", ts=f"{datetime(2026, 11, 20, 16, tzinfo=UTC).timestamp():.6f}")
    assert [touch.kind for touch in live.touches()] == ["lunch"]
    live.morning()
    assert "*Acme*" in live.brief("alice")
    assert "Logged by itself" not in live.brief("alice")


def test_the_card_shows_the_channel_and_the_audit_who_tied_it(live: Live) -> None:
    live.add("acme")
    tie(live)
    live.practice.say("charlie", CHANNEL, "hello")
    said = live.care("show acme", user="maria")
    assert "What is said in <#C0ACMESHARED> logs itself." in said
    assert "Alice tied <#C0ACMESHARED>" in said
    assert "Touchbase heard from them: a message in a shared channel" in said


def test_a_channel_has_one_customer_and_a_customer_several_channels(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    live.practice.event("channel_shared", channel="#customer-care")
    tie(live)
    live.care("channel acme #customer-care")
    assert tied(live) == {SHARED: "acme", "C0CUSTOMERCARE": "acme"}
    said = live.care(f"channel {CHANNEL} delta")
    assert "is *Delta*'s now, no longer *Acme*'s" in said
    assert tied(live) == {SHARED: "delta", "C0CUSTOMERCARE": "acme"}
    live.tap("alice", "Undo")
    assert tied(live) == {SHARED: "acme", "C0CUSTOMERCARE": "acme"}
    assert "was changed" not in live.care("channel acme none")
    assert tied(live) == {}
    live.tap("alice", "Undo")
    assert tied(live) == {SHARED: "acme", "C0CUSTOMERCARE": "acme"}
    live.care("channel acme #customer-care none")
    assert tied(live) == {SHARED: "acme"}
    assert "No channel is tied" in live.care("channel delta none")


def test_undo_leaves_what_somebody_has_changed_since(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    answer = live.practice.command("alice", "@bot", "/care", f"channel acme {CHANNEL}")
    live.care(f"channel delta {CHANNEL}")
    live.tap_in(answer["replies"][0], "alice", "Undo", "", None)
    assert tied(live) == {SHARED: "delta"}
    assert "Somebody has changed that since" in str(live.practice.state()["ephemerals"])


REFUSED = {
    "acme <#C0GENERAL|general>": "not shared with another company",
    "acme <#C0NOWHERE|secret>": "I can't see that channel",
    "acme #nowhere": "I know no channel of that name",
    "acme <#C0ACMESHARED|acme-shared> please": 'I don\'t understand "please"',
}


def test_what_cannot_be_tied_is_said_and_what_was_typed_is_kept(live: Live) -> None:
    live.add("acme")
    for text, why in REFUSED.items():
        answer = live.practice.forge("alice", {"command": "/care", "text": f"channel {text}"}, wait=False)
        assert why in answer["ack"]["text"]
        assert 'you typed: "/care channel acme #' in answer["ack"]["text"]
    assert tied(live) == {}


def test_where_the_bot_is_not_it_says_how_to_invite_it(live: Live) -> None:
    live.add("acme")
    live.practice.event("member_left_channel", user="@bot", channel=CHANNEL)
    assert "I am not in that channel yet: type `/invite @Touchbase` there" in live.care(f"channel acme {CHANNEL}")


def test_a_colleague_who_does_not_care_for_them_is_told_whom_to_ask(live: Live) -> None:
    live.add("acme")
    assert "in Alice's care" in live.care(f"channel acme {CHANNEL}", user="bob")
    assert tied(live) == {}
    assert "*Acme*'s now" in live.care(f"channel acme {CHANNEL}", user="maria")


def test_without_words_a_form_asks_and_says_beside_the_channel_what_is_wrong(live: Live) -> None:
    live.add("acme")
    form = live.open("alice", "/care", "channel")
    answer = live.practice.submit("alice", form["id"], {"customer": "acme", "channel": "C0GENERAL"})
    assert "not shared with another company" in answer["errors"]["channel"]
    done = live.practice.submit("alice", form["id"], {"customer": "acme", "channel": SHARED})
    assert "*Acme*'s now" in form_words(done)
    assert tied(live) == {SHARED: "acme"}


def test_a_name_that_may_be_two_is_asked_with_buttons(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    live.care(f"channel smith {CHANNEL}")
    said = words(live.tap("alice", "Smithfield Foods"))
    assert "is *Smithfield Foods*'s now" in said
    assert tied(live) == {SHARED: "foods"}


def tie(live: Live) -> None:
    assert "*Acme*'s now" in live.care(f"channel acme {CHANNEL}")


def overhear(live: Live, who: str, **message: Any) -> None:
    """Somebody says something in the shared channel, as Slack tells of it; faster than on a screen."""
    team = "T0ACME" if who == "charlie" else TEAM
    about = {"type": "message", "channel": SHARED, "channel_type": "channel", "ts": TS, "text": "hello"}
    said = about | {"team": team, "user_team": team, "source_team": team} | message
    live.practice.forge(who, {"event": said}, CHANNEL, wait=False)


def kept(live: Live) -> tuple[int, int]:
    """Return how many signs of life and touches are kept."""
    return len(live.rows(SignOfLife)), len(live.touches())


def tied(live: Live) -> dict[str, str]:
    return {row.channel_id: row.customer_id for row in live.rows(CustomerChannel)}


def everything(live: Live) -> str:
    with live.reading() as session:
        tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in ("workspace", "message")]
        return "\n".join(str(tuple(row)) for table in tables for row in session.execute(select(table)))


@contextmanager
def counted(live: Live) -> Iterator[list[str]]:
    """Write down the statements that the database is given by who answers people."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement not in ("BEGIN", "BEGIN IMMEDIATE"):
            statements.append(statement)

    engines = (live.bot.storage.engines[0], live.bot.storage.engines[2])
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
