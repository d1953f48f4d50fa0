"""Slack limps, breaks off or answers with rubbish, wherever it is asked: nobody is told twice, nobody is forgotten."""

from collections.abc import Iterator
from threading import Event

import pytest
from databases import make_tables
from live import Live, words
from office import TEAM, Office, at_work
from sqlmodel import update

from bot.database import open_storage
from models.member import Member, find_member
from models.message import SENT

TROUBLE = ("ratelimited", "http_500", "html", "hang", "accept_then_drop", "truncated")
each_trouble = pytest.mark.parametrize("trouble", TROUBLE)


@each_trouble
def test_a_post_that_meets_trouble_arrives_once(office: Office, trouble: str) -> None:
    office.practice.fault(trouble)
    office.promise(f"post:{trouble}", "alice", f"Post and {trouble}")
    office.minutes(5)
    assert office.texts("alice").count(f"Post and {trouble}") == 1
    assert office.row(f"post:{trouble}").state == SENT


@each_trouble
def test_a_redraw_that_meets_trouble_is_made_in_the_end(office: Office, trouble: str) -> None:
    office.promise(f"redraw:{trouble}", "alice", f"Drawn before {trouble}")
    office.minutes(1)
    office.practice.fault(trouble, 2, "chat.update")
    office.feature.words[f"Drawn before {trouble}"] = lambda _message: {"text": f"Drawn after {trouble}"}
    office.want_redraw(f"redraw:{trouble}")
    office.minutes(10)
    assert office.texts("alice").count(f"Drawn after {trouble}") == 1
    assert f"Drawn before {trouble}" not in office.texts("alice")
    assert office.row(f"redraw:{trouble}").redraw_at is None


@each_trouble
def test_a_dm_that_cannot_be_opened_is_opened_later_and_keeps_nobody_waiting_for_good(
    office: Office, trouble: str
) -> None:
    forget_dms(office)
    office.practice.fault(trouble, 2, "conversations.open")
    for person in ("alice", "bob"):
        office.promise(f"open:{trouble}:{person}", person, f"Opened after {trouble}")
    office.minutes(5)
    assert [office.texts(person).count(f"Opened after {trouble}") for person in ("alice", "bob")] == [1, 1]


@each_trouble
def test_a_history_that_meets_trouble_is_asked_again_before_anything_is_repeated(office: Office, trouble: str) -> None:
    office.practice.fault("accept_then_drop")
    office.practice.fault(trouble, 2, "conversations.history")
    office.promise(f"history:{trouble}", "alice", f"Looked up after {trouble}")
    office.minutes(15)
    assert office.texts("alice").count(f"Looked up after {trouble}") == 1
    row = office.row(f"history:{trouble}")
    assert (row.state, row.reason) == (SENT, None)


def test_a_form_that_slack_does_not_open_is_told_with_what_was_typed(live: Live) -> None:
    for trouble in TROUBLE:
        live.practice.fault(trouble, 1, "views.open")
        said = live.care("settings", user="maria")
        assert "I could not save this: Slack does not answer me. Nothing was written; try again in a minute." in said
        assert "> /care settings" in said
    assert live.open("maria", "/care", "settings")["callback_id"] == "settings"


def test_a_colleague_whom_slack_does_not_name_in_time_is_asked_to_try_again_and_no_stranger(live: Live) -> None:
    live.add("acme")
    forget(live, "sam")
    for trouble in TROUBLE:
        live.practice.fault(trouble, 1, "users.info")
        said = live.touch("acme lunch", user="sam")
        assert "Slack does not answer me" in said
        assert "> /touch acme lunch" in said
    assert live.touches() == []
    assert live.touch("acme lunch", user="sam").startswith("Lunch with *Acme*")


def test_where_slack_does_not_say_who_reads_a_channel_nothing_is_said_of_a_customer(live: Live) -> None:
    live.add("acme")
    for trouble in TROUBLE:
        live.practice.fault(trouble, 1, "conversations.info")
        said = words(live.practice.command("alice", "#light-fair", "/care", "show acme"))
        assert "Slack does not answer me" in said
        assert "*Acme*" not in said


def test_a_day_on_which_everything_fails_now_and_then_ends_with_one_brief_each(live: Live) -> None:
    for number in range(3):
        live.add(f"acme{number}", last=None, champion_id=["U0ALICE", "U0CHEN", "U0DANA"][number])
    for method in ("chat.postMessage", "conversations.open", "conversations.history", "chat.update"):
        for trouble in ("accept_then_drop", "http_500", "html", "ratelimited", "truncated"):
            live.practice.fault(trouble, 1, method)
    live.go_to("2026-11-20 18:00")
    for person in ("alice", "chen", "dana"):
        assert len(live.practice.messages("@bot", person)) == len(live.briefs(f"U0{person.upper()}")) == 1


def test_a_socket_closed_in_mid_morning_costs_no_brief_and_no_click(live: Live) -> None:
    live.add("acme")
    live.add("delta", champion_id="U0BOB")
    live.morning()
    assert "*Acme*" in live.brief("alice")
    live.practice.fault("disconnect")
    live.go_to("2026-11-19 15:05")  # nine in New York
    assert live.brief("bob")
    assert reconnected(live)
    live.tap("alice", "Not needed")
    assert live.touch("acme lunch").startswith("Lunch with *Acme*")


def forget(live: Live, person: str) -> None:
    """Let this person be somebody of whom no event has told."""
    with live.bot.storage.database.begin() as session:
        session.delete(find_member(session, TEAM, f"U0{person.upper()}"))


def reconnected(live: Live) -> bool:
    return any(live.practice.state()["bot"]["connected"] or Event().wait(0.05) for _ in range(200))


def forget_dms(office: Office) -> None:
    """Let nobody's DM be open."""
    with office.storage.database.begin() as session:
        session.exec(update(Member).values(dm_channel=None))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Start a bot once for all of these tests: each says something of its own."""
    folder = tmp_path_factory.mktemp("office")
    storage = open_storage(make_tables(f"sqlite:///{folder / 'touchbase.db'}"))
    with at_work(folder, storage) as office:
        office.bot.slack.sending.timeout = office.bot.slack.asking.timeout = 1
        yield office
