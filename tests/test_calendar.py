"""The Annual Calendar through Slack: made, put in, asked about on its day, moved, skipped, taken back."""

from datetime import date, timedelta

import pytest
from live import ALICE, BOB, MARIA, Live, labels
from sqlmodel import select

from models.blackout import Blackout
from models.touch import DONE, Touch

NEXT_YEAR = date(2027, 11, 18)


def put_in(live: Live) -> None:
    """Maria makes the plan and puts it in."""
    live.care("calendar", user="maria")
    live.tap("maria", "Make the plan")
    live.practice.advance("1m")  # Slack takes one message a second
    live.tap_brief("maria", "Put it in")


def planned(live: Live, customer_id: str = "acme") -> list[Touch]:
    return sorted(live.rows(Touch, customer_id=customer_id, state="planned", undone_at=None), key=lambda one: one.day)


@pytest.fixture
def year(live: Live) -> Live:
    """Acme is an A of Alice's, last seen on 3 September: its first touch is due on 3 December."""
    live.add("acme", last=date(2026, 9, 3))
    put_in(live)
    return live


def test_a_manager_sees_the_year_before_anything_is_put_in(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", tier="C", champion_id=BOB)
    live.add("nobody", champion_id=None)
    said = live.care("calendar", user="maria")
    assert "6 touches are missing, with 2 customers." in said
    assert "1 customer has no champion yet" in said
    live.tap("maria", "Make the plan")
    assert "6 touches for the next twelve months, with 2 customers.* Nothing is put in yet." in live.brief("maria")
    assert [block["type"] for block in live.shown("maria")["blocks"]][-2] == "data_visualization"
    assert live.rows(Touch, source="calendar") == []
    live.tap("maria", "Put it in")
    assert "✓ 6 touches are in the calendar." in live.brief("maria")
    assert [touch.kind for touch in planned(live)] == ["visit", "event", "lunch", "visit"]
    assert all(touch.day.weekday() < 5 for touch in live.rows(Touch, source="calendar"))


def test_while_the_champion_is_away_their_cover_reads_it_as_theirs(year: Live) -> None:
    first = planned(year)[0]
    year.care(f"away {first.day - timedelta(days=1):%-d %b} to {first.day + timedelta(days=3):%-d %b} @bob")
    year.go_to(f"{first.day} 15:05")  # nine in New York
    assert "*Acme* · A · for Alice, who is away until" in year.brief("bob")
    assert f"In Alice's calendar today: a {first.kind}. Last lunch" in year.brief("bob")
    year.tap_brief("bob", "I did it", within="Acme", option=first.kind.capitalize())
    assert [(one.id, one.by) for one in year.touches() if one.state == "done" and one.day == first.day] == [
        (first.id, BOB)
    ]
    assert year.briefs(ALICE) == []


def test_moved_to_a_day_that_is_past_says_what_to_do_instead(year: Live) -> None:
    year.care("calendar acme")
    [view] = year.tap("alice", "…", option="Moved…")["views"]
    [said] = year.practice.submit("alice", view["id"], {"day": "2026-11-17"})["errors"].values()
    assert said.startswith("That day is over. If it happened then, note it with /touch and the day")
    year.touch("acme call yesterday")
    assert len(planned(year)) == 3


def test_what_was_dropped_is_not_put_in(live: Live) -> None:
    live.add("acme")
    live.care("calendar", user="maria")
    live.tap("maria", "Make the plan")
    live.tap("maria", "Drop")
    assert live.brief("maria").startswith("Dropped: nothing was put into the calendar.")
    assert live.rows(Touch, source="calendar") == []


def test_one_undo_takes_all_of_it_out_but_what_people_have_changed(year: Live) -> None:
    year.add("beta")
    first = planned(year)[0]
    year.care("calendar acme")
    [view] = year.tap("alice", "…", option="Moved…")["views"]
    year.practice.submit("alice", view["id"], {"day": (first.day + timedelta(days=1)).isoformat()})
    year.tap_brief("maria", "Undo")
    assert [touch.id for touch in planned(year)] == [first.id]
    assert "3 touches are out of the calendar again; 1 touch that somebody had changed or made stays." in year.brief(
        "maria"
    )


def test_undo_stands_in_the_command_too_since_it_has_no_end_otherwise(year: Live) -> None:
    assert "4 touches were put in today" in year.care("calendar", user="maria")
    year.tap("maria", "Undo")
    assert planned(year) == []


def test_on_its_day_the_brief_says_what_is_planned_and_a_tap_does_it(year: Live) -> None:
    first = planned(year)[0]
    with year.bot.storage.database.begin() as session:
        session.exec(select(Touch).where(Touch.state == DONE)).one().note = "Wants a demo"
    year.go_to(f"{first.day} 09:05")
    assert "1 customer needs you today" in year.brief("alice")
    assert f"In your calendar today: a {first.kind}. Last lunch" in year.brief("alice")
    assert "ago.\nYou noted then:\n" in year.brief("alice")
    assert "more this week" not in year.brief("alice")
    assert "Also this week" not in year.brief("alice")
    assert labels(year.shown_brief("alice")["blocks"])[:4] == ["Show", "I did it", "Moved…", "Skip"]
    year.tap_brief("alice", "I did it", within="Acme", option=first.kind.capitalize())
    assert f"✓ *Acme*: {first.kind} logged, today." in year.brief("alice")
    assert [(one.id, one.state, one.by) for one in year.touches() if one.day == first.day] == [
        (first.id, "done", ALICE)
    ]
    assert "1 planned · 1 done · 0 still to do" in year.care("calendar", user="maria")


def test_until_its_day_nothing_else_asks_and_it_is_asked_again_three_working_days_later(year: Live) -> None:
    first = planned(year)[0]
    year.go_to(f"{first.day - timedelta(days=1)} 18:00")
    assert year.briefs(ALICE) == []
    year.go_to(f"{first.day + timedelta(days=10)} 18:00")
    assert len(year.briefs(ALICE)) == 3
    assert "I won't ask again; your manager sees it too." in year.brief("alice")
    assert {nudge.reasons[0] for nudge in year.nudges()} == {"calendar"}
    year.go_to(f"{first.day + timedelta(days=25)} 18:00")
    assert len(year.briefs(ALICE)) == 3
    assert "Acme" in year.brief("maria")


def test_a_touch_within_half_a_cadence_before_takes_its_place_and_both_are_taken_back_together(year: Live) -> None:
    first = planned(year)[0]
    said = year.touch("acme call")
    assert f"It takes the place of the {first.kind} planned for" in said
    assert planned(year)[0].id != first.id
    year.tap("alice", "Undo")
    [again] = [one for one in planned(year) if one.id == first.id]
    assert (again.day, again.kind, again.by, again.changed_at) == (first.day, first.kind, None, None)


def test_the_same_touch_twice_takes_one_place(year: Live) -> None:
    year.touch("acme call")
    assert "Already logged" in year.touch("acme call")
    assert len(planned(year)) == 3


def test_a_booking_takes_the_place_too_and_is_asked_about_the_morning_after(year: Live) -> None:
    first = planned(year)[0]
    year.touch("acme lunch on 1 december")
    booked = planned(year)[0]
    assert (booked.id, booked.kind, booked.day) == (first.id, "lunch", date(2026, 12, 1))
    year.go_to("2026-12-02 09:05")
    assert "Did it happen? *Acme*, lunch yesterday" in year.brief("alice")


def test_what_is_skipped_is_not_asked_about_nor_planned_again(year: Live) -> None:
    first = planned(year)[0]
    year.care("calendar acme")
    year.tap("alice", "…", option="Skip")
    assert "Skipped: the" in year.shown("alice")["text"]
    assert "Nothing is missing" in year.care("calendar", user="maria")
    year.go_to(f"{first.day + timedelta(days=20)} 18:00")
    assert year.briefs(ALICE) == []
    year.care("calendar acme")


def test_skipping_can_be_taken_back(year: Live) -> None:
    before = [one.id for one in planned(year)]
    year.care("calendar acme")
    year.tap("alice", "…", option="Skip")
    year.tap("alice", "Undo")
    assert [one.id for one in planned(year)] == before
    year.care("calendar acme")
    year.tap("alice", "…", option="Skip")
    assert year.touch("undo").endswith("It is planned again, as it was before.")
    assert [one.id for one in planned(year)] == before


def test_only_what_is_missing_is_put_in_later(year: Live) -> None:
    before = {one.id for one in planned(year)}
    year.add("beta", last=date(2026, 10, 1))
    assert "missing, with 1 customer." in year.care("calendar", user="maria")
    put_in(year)
    assert {one.id for one in planned(year)} == before
    assert len(planned(year, "beta")) == 4
    assert "Nothing is missing" in year.care("calendar", user="maria")


def test_days_without_touches_stay_free_and_are_given_back(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 23))
    said = live.care("calendar blackout 14 Dec - 2 Jan, inventory", user="maria")
    assert said.startswith("The calendar plans nothing 14 Dec")
    put_in(live)
    assert not [one for one in planned(live) if date(2026, 12, 14) <= one.day <= date(2027, 1, 2)]
    assert "inventory" in live.care("calendar")
    live.care("calendar", user="maria")
    live.tap("maria", "Remove")
    assert [one.undone_at is None for one in live.rows(Blackout)] == [False]


def test_a_champion_sees_their_own_year_and_no_buttons_of_managers(year: Live) -> None:
    said = year.care("calendar")
    assert "*Your calendar*" in said
    assert "*Acme*: " in said
    assert "The months ahead" in said
    assert "Make the plan" not in labels(year.shown("alice")["blocks"])
    assert f"ask <@{MARIA}>" in year.care("calendar blackout tomorrow")
    assert year.rows(Blackout) == []


def test_a_champions_months_hold_the_whole_year_the_last_one_too(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 18))  # due on 17 November and every 91 days: the last one a year ahead
    put_in(live)
    last = planned(live)[-1].day
    assert last.year == 2027
    assert last.month == 11
    assert "November 2027 1" in live.care("calendar")
    assert "November 2027 1" in live.care("calendar", user="maria")


def test_a_manager_sees_the_year_of_one_champion_whom_others_may_not_look_at(year: Live) -> None:
    said = year.care("calendar @alice", user="maria")
    assert said.startswith("*The calendar of Alice Weber*")
    assert "*Acme*: " in said
    assert "Feed address" not in labels(year.shown("maria")["blocks"])
    assert year.care("calendar @alice").startswith("*Your calendar*")
    assert f"ask <@{MARIA}>" in year.care("calendar @alice", user="bob")
    assert year.care("calendar @charlie", user="maria").startswith("I know nobody here")


def test_home_opens_the_same(year: Live) -> None:
    year.home("maria")
    if "Calendar" not in labels(year.shown_home("maria")):
        year.tap_home("maria", "Team")
    [view] = year.tap_home("maria", "Calendar")["views"]
    assert any("next twelve months" in str(block) for block in view["blocks"])
    year.home("alice")
    [view] = year.tap_home("alice", "Calendar")["views"]
    assert any("Your calendar" in str(block) for block in view["blocks"])
