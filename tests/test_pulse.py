"""The pulse: sixteen taps without a name, results that never tell what one person said, one change that comes of it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, form_words, labels

from models.pulse import AREAS, LOOKING_OVER, Area, PulseCount, PulsePart, answer, count_in, go_to
from models.pulse_change import PulseChange
from models.pulse_results import EVERYBODY, FRONT_LINE, MANAGERS, Opinion, Results, shown
from models.quarter import Quarter, quarter_named, quarter_of
from models.reminder import Reminder

ONE, FIVE = "1 not at all", "5 entirely"
Q2, Q3, Q4 = (Quarter(2026, number) for number in (2, 3, 4))


def test_sixteen_taps_in_one_message_are_looked_over_and_sent_without_a_name(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    assert "Nobody sees who said what." in live.care("pulse")
    assert "*1 of 16: Commitment*" in live.brief("alice")
    messages = len(live.practice.messages("@bot", "alice"))
    for score in ("4", "3", FIVE):
        live.tap_brief("alice", score)
    live.tap_brief("alice", "Back")
    assert "*3 of 16: What we measure*" in live.brief("alice")
    live.tap_brief("alice", "2")
    assert "*4 of 16: Customer feedback*" in live.brief("alice")
    for _ in AREAS[3:]:
        live.tap_brief("alice", "Skip")
    looked_over = (
        "*3 answers of 16. Is it what you mean?*\n4 · Commitment\n3 · Why they choose us\n2 · What we measure\n–"
    )
    assert looked_over in live.brief("alice")
    live.tap_brief("alice", "Change one", option="Technology")
    live.tap_brief("alice", ONE)
    live.tap_brief("alice", "Send without my name")
    assert "your answers are in*, without your name" in live.brief("alice")
    assert messages == len(live.practice.messages("@bot", "alice"))
    counted = {(row.area, row.score, row.count, row.managers) for row in live.rows(PulseCount)}
    said = (("commitment", 4), ("proposition", 3), ("measurements", 2), ("technology", 1))
    assert counted == {(area, score, 1, False) for area, score in said}
    assert [(part.sent, part.draft) for part in live.rows(PulsePart)] == [(True, None)]
    assert "You have answered this quarter's pulse already" in live.care("pulse")


def test_a_brief_offers_it_once_in_the_last_month_of_a_quarter_and_takes_no_for_an_answer(live: Live) -> None:
    live.add("acme", last=date(2026, 8, 20))
    live.add("delta", last=date(2026, 9, 17))
    live.go_to("2026-11-19 09:05")
    assert "pulse" not in live.brief("alice"), "nobody is asked in their first weeks, nor before the last month"
    live.go_to("2026-12-17 09:05")
    assert "*This quarter's pulse*: 16 taps, two minutes." in live.brief("alice")
    live.tap_brief("alice", "Not this time")
    assert "This quarter's pulse: not this time." in live.brief("alice")
    live.go_to("2026-12-22 09:05")
    assert "*Delta*" in live.brief("alice")
    assert "pulse" not in live.brief("alice")


def test_who_answers_from_the_brief_reads_there_that_it_is_done(live: Live) -> None:
    live.add("delta", last=date(2026, 9, 17))
    live.go_to("2026-12-17 09:05")
    live.tap_brief("alice", "Answer")
    live.tap_brief("alice", FIVE)
    for _ in AREAS[1:]:
        live.tap_brief("alice", "Skip")
    live.tap_brief("alice", "Send without my name")
    [brief] = [said for said in live.practice.messages("@bot", "alice") if "Good morning" in said["text"]]
    assert "✓ This quarter's pulse: answered, thank you." in brief["text"]


def test_results_come_when_the_quarter_is_over_and_end_in_one_change(live: Live) -> None:
    live.begin_again(datetime(2026, 12, 30, 12, tzinfo=UTC))
    live.add("acme", last=date(2026, 12, 29), key=True)
    everybody_says(live, Q3, front=[3, 3, 3, 3, 4], managers=[4] * 5)
    live.care("pulse")
    live.tap_brief("alice", FIVE)
    for _ in AREAS[1:]:
        live.tap_brief("alice", "Skip")
    live.tap_brief("alice", "Send without my name")
    everybody_says(live, Q4, front=[2, 2, 2, 2, 3], managers=[5] * 4)
    assert "Pulse of Q3 2026" in live.care("pulse results"), "while answers come in nothing is shown of them"
    live.go_to("2027-01-04 09:05")
    assert "*The pulse of Q4 2026 is in.*" in live.brief("maria")
    form = live.tap_brief("maria", "Choose the one change…")["views"][0]
    wanted = {"area": "referrals", "words": "Call one quiet customer on Fridays", "owner": ALICE, "due": "2027-01-04"}
    assert "A day after today" in live.practice.submit("maria", form["id"], wanted)["errors"]["due"]
    saved = live.practice.submit("maria", form["id"], wanted | {"due": "2027-01-06"})
    assert "Alice sees to it by Wed 6 Jan" in form_words(saved)
    assert "is in.*" not in live.brief("maria")
    told = live.care("pulse results", user="bob")
    assert "*What this one ended in*: Call one quiet customer on Fridays (Alice, by Wed 6 Jan)." in told
    assert "6 of the front line answered; the others are too few to be shown." in told
    assert "*Commitment*: front line 2.7 (–0.5)" in told
    assert "*Contact and referrals*: front line 2.2 (–1.0)\nmeasured: 1 of 1 key customer touched" in told
    live.go_to("2027-01-06 09:05")
    assert "wanted by today: Call one quiet customer on Fridays" in live.brief("alice")
    live.tap_brief("alice", "In two weeks")
    assert "wanted by Wed 20 Jan: Call one quiet" in live.brief("alice")
    [row] = live.rows(Reminder, reason="pulse_change")
    assert row.remind_at.date() == date(2027, 1, 20)
    live.tap_brief("alice", "Done")
    assert "✓ Call one quiet customer on Fridays: done, thank you." in live.brief("alice")
    assert live.rows(Reminder, reason="pulse_change") == []


def test_a_quarter_later_managers_say_whether_it_was_done_and_helped_above_the_next_results(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    for quarter in (Q2, Q3):
        everybody_says(live, quarter, front=[3] * 5)
    about = {"quarter": Q2.name, "area": "people", "words": "A prize", "owner_id": BOB, "by": "U0MARIA"}
    with live.bot.storage.database.begin() as session:
        chosen = datetime(2026, 7, 3, 12, tzinfo=UTC)
        session.add(PulseChange(team_id=TEAM, due=date(2026, 8, 1), created_at=chosen, **about))
    assert "wanted by Sat 1 Aug: A prize\nWas it done? Did it help?" in live.home("maria")
    live.tap_home("maria", "What came of it?", option="Done, and it helped")
    assert "Was it done?" not in live.home("maria")
    ended = "*What the pulse of Q2 2026 ended in*: A prize (Bob, by Sat 1 Aug). Done, and it helped."
    assert ended in live.care("pulse results")


def test_none_this_time_is_an_answer_too_and_a_change_is_taken_back_within_a_day(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    everybody_says(live, Q3, front=[3] * 5)
    live.home("maria")
    assert "*The pulse of Q3 2026 is in.*" in live.home("maria")
    live.tap_home("maria", "None this time")
    assert "is in.*" not in live.home("maria")
    [change] = live.rows(PulseChange)
    [view] = live.practice.state()["views"][-1:]
    assert "Undo" in labels(view["blocks"])
    live.practice.click("maria", "pulse_change_undo", change.id, view=view["id"])
    assert "is in.*" in live.home("maria")


def test_a_quarter_that_too_few_answered_is_named_above_older_results(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    everybody_says(live, Q3, front=[3] * 5)
    everybody_says(live, Q4, front=[3] * 4)
    assert "fewer than five people answered" not in live.care("pulse results")
    live.go_to("2027-01-04 08:30")
    told = live.care("pulse results")
    assert told.index("Q4 2026: fewer than five people answered, so nothing of it is shown") < told.index(
        "Pulse of Q3 2026"
    )


def test_the_picture_says_in_words_what_it_shows(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    everybody_says(live, Q3, front=[3] * 5, managers=[4] * 6)
    live.home("alice")
    shown_in_home = form_words(live.tap_home("alice", "Pulse"))
    assert "*Commitment*: front line 3.0, managers 4.0" in shown_in_home
    [picture] = [block for block in live.shown_brief("alice")["blocks"] if block["type"] == "image"]
    assert "The pulse of Q3 2026, from 1 to 5. Commitment: front line 3.0, managers 4.0." in picture["alt_text"]


def test_a_draft_of_a_quarter_that_is_over_is_deleted_and_its_message_says_so(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("pulse")
    live.tap_brief("alice", FIVE)
    live.go_to("2027-01-04 08:30")
    assert [part.draft for part in live.rows(PulsePart)] == [None]
    live.tap_brief("alice", FIVE)
    assert "That quarter is over" in live.brief("alice")
    assert live.rows(PulseCount) == []


@pytest.mark.parametrize(
    ("front", "managers", "expected"),
    [
        # enough of both
        (5, 5, {FRONT_LINE: 5, MANAGERS: 5}),
        # too few managers: they are not shown, and no total from which they could be found
        (6, 4, {FRONT_LINE: 6}),
        (0, 5, {MANAGERS: 5}),
        # neither is enough, together they are
        (3, 2, {EVERYBODY: 5}),
        (4, 4, {EVERYBODY: 8}),
        (4, 0, {}),
        (0, 0, {}),
    ],
)
def test_nothing_is_shown_of_fewer_than_five_nor_can_be_found_by_subtraction(
    front: int, managers: int, expected: dict[str, int]
) -> None:
    opinions = shown(counts(front, managers=False) + counts(managers, managers=True))
    assert {group: said[Area.PEOPLE].answers for group, said in opinions.items()} == expected


def test_an_area_that_most_skipped_is_not_shown_though_others_are() -> None:
    rows = [*counts(6, managers=False), *counts(4, managers=False, area=Area.WINDOW), *counts(3, managers=True)]
    assert set(shown(rows)) == {FRONT_LINE}
    assert Area.WINDOW not in shown(rows)[FRONT_LINE]


def test_the_mean_the_lowest_and_what_is_furthest_apart() -> None:
    opinions = {
        FRONT_LINE: {Area.PEOPLE: Opinion(5, 22), Area.WINDOW: Opinion(5, 30), Area.NEEDS: Opinion(5, 41)},
        MANAGERS: {Area.PEOPLE: Opinion(5, 44), Area.WINDOW: Opinion(5, 24)},
    }
    results = Results(Q3, opinions, 10, Q2, {FRONT_LINE: {Area.PEOPLE: Opinion(6, 30)}})
    assert results.lowest == [(Area.WINDOW, 27), (Area.PEOPLE, 33), (Area.NEEDS, 41)]
    assert results.furthest_apart == Area.PEOPLE
    assert (results.drift(FRONT_LINE, Area.PEOPLE), results.drift(MANAGERS, Area.PEOPLE)) == (-8, None)


def test_answering_goes_on_to_what_is_left_and_then_looks_over() -> None:
    part: Any = PulsePart(team_id=TEAM, quarter="2026-Q4", user_id=BOB, draft={})
    for area in AREAS[:5]:
        answer(part, area, 3)
    go_to(part, 1)
    answer(part, AREAS[1], 0)
    assert (part.place, part.answered) == (5, 4)
    for area in AREAS[5:]:
        answer(part, area, 0)
    assert part.place == LOOKING_OVER


@pytest.mark.parametrize(
    ("day", "name", "first", "last"),
    [
        (date(2026, 11, 18), "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), "2028-Q1", date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_a_quarter_knows_its_days(day: date, name: str, first: date, last: date) -> None:
    quarter = quarter_of(day)
    assert (quarter.name, quarter.first, quarter.last) == (name, first, last)
    assert quarter_named(name.lower()) == quarter
    assert quarter.later(-1).later(1) == quarter


def counts(people: int, *, managers: bool, area: Area = Area.PEOPLE) -> list[PulseCount]:
    said = {"team_id": TEAM, "quarter": "2026-Q3", "managers": managers, "area": area}
    return [PulseCount(**said, score=3, count=people)] if people else []


def everybody_says(live: Live, quarter: Quarter, front: Iterable[int], managers: Iterable[int] = ()) -> None:
    """Let people have answered a quarter's pulse, each with the same score for every area."""
    with live.bot.storage.database.begin() as session:
        for scores, manage in ((front, False), (managers, True)):
            for score in scores:
                count_in(session, TEAM, quarter, manage, dict.fromkeys(AREAS, score))
                session.flush()
