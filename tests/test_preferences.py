"""My brief: its hour, the weekdays without one, how much of it is in full, a pause; chosen in Home, and kept to."""

from datetime import date, timedelta

import pytest
from live import ALICE, BOB, MARIA, TEAM, THURSDAY, Json, Live, form_words, labels, said

from models.absence import Absence
from models.audit import Audit
from models.member import Member
from models.reminder import Reminder
from models.working_hours import working_hours
from models.working_time import working_time
from models.workspace import Workspace

LONG_AGO = THURSDAY - timedelta(days=100)
WEEKDAYS = [  # the workspace's working days, the weekdays on which somebody rests, what is left
    ("01234", "", {0, 1, 2, 3, 4}),
    ("01234", "4", {0, 1, 2, 3}),
    ("60123", "06", {1, 2, 3}),
    ("01234", "01234", {0, 1, 2, 3, 4}),  # nothing left would be no brief ever
    ("01234", "56", {0, 1, 2, 3, 4}),
]


@pytest.mark.parametrize(("workspaces", "rests", "expected"), WEEKDAYS)
def test_who_rests_on_a_weekday_has_no_brief_then_and_complaints_keep_their_clock(workspaces, rests, expected):
    workspace = Workspace(team_id="T1", working_days=workspaces)
    alice = Member(team_id="T1", user_id="UALICE", rests_on=rests)
    assert working_time(workspace, alice).weekdays == expected
    assert working_hours(workspace, alice).working.weekdays == {int(day) for day in workspaces}


def test_the_brief_comes_at_ones_own_hour_and_others_keep_theirs(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    live.add("delta", last=LONG_AGO, champion_id=BOB)
    assert "at 07:30 on Mondays, Tuesdays" in form_words(choose(live, brief_at="07:30"))
    live.go_to("2026-11-19 07:35")
    assert "Acme" in live.brief("alice")
    assert live.brief("bob") == ""
    assert "Your brief comes at 07:30 when somebody needs you" in live.home("alice")


def test_an_earlier_hour_costs_a_manager_no_day(live: Live) -> None:
    live.add("acme", champion_id=None)
    choose(live, user="maria", brief_at="08:00")
    live.go_to("2026-11-19 08:05")
    assert "Yours to decide" in live.brief("maria")


def test_no_brief_comes_on_a_weekday_of_rest(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    choose(live, rests_on=["3"])
    live.morning()
    assert live.brief("alice") == ""
    live.morning()
    assert "Acme" in live.brief("alice")


def test_a_small_brief_shows_one_in_full_and_the_others_as_lines(live: Live) -> None:
    for name in ("acme", "delta", "echo"):
        live.add(name, last=LONG_AGO)
    choose(live, brief_size="1")
    live.morning()
    assert labels(live.shown_brief("alice")["blocks"]).count("I did it") == 1
    live.home("alice")
    assert labels(live.shown_home("alice")).count("I did it") == 1


def test_a_pause_has_a_colleague_read_until_one_is_back(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    saved = form_words(choose(live, back="2026-11-23", cover="bob"))
    assert "You are away" in saved
    [absence] = live.rows(Absence)
    assert (absence.user_id, absence.cover_id, absence.last_day) == (ALICE, BOB, date(2026, 11, 22))
    live.go_to("2026-11-19 16:00")
    assert live.brief("alice") == ""
    assert "Acme" in live.brief("bob")
    assert "You are away until Sun 22 Nov; Bob reads" in live.home("alice")


def test_what_is_wrong_is_said_beside_the_input_and_nothing_is_kept(live: Live) -> None:
    wrong = [
        ({"rests_on": ["0", "1", "2", "3", "4"]}, "rests_on"),
        ({"back": "2026-11-18"}, "back"),
        ({"back": "2028-11-18"}, "back"),
        ({"back": "2026-11-30", "cover": "alice"}, "cover"),
        ({"back": "2026-11-30", "cover": "gina"}, "cover"),
    ]
    live.add("acme")
    live.home("alice")
    [form] = live.tap_home("alice", "My brief…")["views"]
    for values, block in wrong:
        errors = live.practice.submit(
            "alice", form["id"], {"brief_at": "06:00", "back": "", "cover": "", "rests_on": []} | values
        )["errors"]
        assert list(errors) == [block], values
    assert live.rows(Absence) == []
    assert live.rows(Member, user_id=ALICE)[0].brief_at is None


def test_the_form_shows_what_was_chosen_and_the_audit_who_did(live: Live) -> None:
    choose(live, brief_at="07:30", rests_on=["4"], brief_size="2")
    live.home("alice")
    [form] = live.tap_home("alice", "My brief…")["views"]
    assert "'initial_time': '07:30'" in str(form)
    [row] = live.rows(Audit, action="preferences")
    assert (row.actor, row.after) == (ALICE, {"brief_at": "07:30", "rests_on": "4", "brief_size": 2})
    choose(live)
    assert len(live.rows(Audit, action="preferences")) == 1


def test_the_workspaces_hour_is_nobodys_own(live: Live) -> None:
    choose(live, brief_at="09:00")
    live.set_up(brief_at="10:00")
    with live.reading() as session:
        alice = live.member(session, ALICE)
        assert working_time(session.get_one(Workspace, TEAM), alice).brief_at.hour == 10


def test_reminders_move_to_the_new_hour_at_once(live: Live) -> None:
    live.add("acme", last=LONG_AGO)
    choose(live, brief_at="06:15")
    hours = {row.remind_at.hour for row in live.rows(Reminder, subject_id="acme") if row.remind_at}
    assert hours == {5}
    assert live.rows(Member, user_id=MARIA)[0].brief_at is None


def choose(live: Live, user: str = "alice", **values: object) -> Json:
    """Somebody opens the form from Home and saves it; who cares for nobody has no brief to choose."""
    if not live.customers():
        live.add("acme")
    live.home(user)
    if user == "maria":  # who cares for nobody has begun on Team
        live.tap_home(user, "My customers")
    [form] = live.tap_home(user, "My brief…")["views"]
    assert said(form["blocks"]) is not None
    return live.practice.submit(user, form["id"], values)
