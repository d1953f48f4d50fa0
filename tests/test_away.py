"""Away: the cover reads meanwhile, whoever is away is left alone, and the first brief after it tells what happened."""

from datetime import date, timedelta

import pytest
from live import ALICE, BOB, MARIA, SAM, THURSDAY, Live, form_words, labels, words

from models.absence import Absence
from models.days_away import read_days
from models.decision import Decision

DUE_THURSDAY = THURSDAY - timedelta(days=91)
TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1–14 Dec", "2026-12-01", "2026-12-14"),
        ("1-14 Dec", "2026-12-01", "2026-12-14"),
        ("1. - 14. Dezember", "2026-12-01", "2026-12-14"),
        ("from 1 Dec to 14 Dec", "2026-12-01", "2026-12-14"),
        ("from 1 to 14 Dec", "2026-12-01", "2026-12-14"),
        ("Dec 1-14", "2026-12-01", "2026-12-14"),
        ("1.12.-14.12.", "2026-12-01", "2026-12-14"),
        ("2026-12-01 to 2026-12-14", "2026-12-01", "2026-12-14"),
        ("2026-12-01 2026-12-14", "2026-12-01", "2026-12-14"),
        ("2026-12-01 - 2026-12-14", "2026-12-01", "2026-12-14"),
        ("today", "2026-11-19", "2026-11-19"),
        ("until Friday", "2026-11-19", "2026-11-20"),
        ("bis Freitag", "2026-11-19", "2026-11-20"),
        ("this week", "2026-11-19", "2026-11-22"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("for 2 weeks", "2026-11-19", "2026-12-02"),
        ("monday to friday", "2026-11-23", "2026-11-27"),
        # over the turn of a year, or of a month
        ("28 dec - 4 jan", "2026-12-28", "2027-01-04"),
        ("28-4 jan", "2026-12-28", "2027-01-04"),
        # begun already: told from the sickbed
        ("16 Nov - 25 Nov", "2026-11-16", "2026-11-25"),
        ("since yesterday", "2026-11-18", "2026-11-19"),
        ("since Monday", "2026-11-16", "2026-11-19"),
        ("seit Montag", "2026-11-16", "2026-11-19"),
        ("since Thursday", "2026-11-19", "2026-11-19"),
        ("since 16 Nov", "2026-11-16", "2026-11-19"),
        ("since yesterday until tomorrow", "2026-11-18", "2026-11-20"),
        ("since Monday until Tuesday", "2026-11-16", "2026-11-24"),
        ("yesterday to Friday", "2026-11-18", "2026-11-20"),
    ],
)
def test_days_can_be_written_as_people_write_them(typed: str, first: str, last: str) -> None:
    span = read_days(typed, TODAY)
    assert span
    assert (span.first.isoformat(), span.last.isoformat(), span.rest.strip()) == (first, last, "")


@pytest.mark.parametrize(("month_first", "last"), [(True, date(2026, 12, 4)), (False, date(2027, 4, 12))])
def test_americans_write_the_month_first(month_first: bool, last: date) -> None:
    span = read_days("until 12/4", TODAY, month_first=month_first)
    assert span
    assert span.last == last


@pytest.mark.parametrize("typed", ["", "sometime", "30 feb", "yesterday", "1 dec 2028", "14 to 1"])
def test_what_names_no_days_to_come_is_no_absence(typed: str) -> None:
    assert read_days(typed, TODAY) is None


def test_the_cover_reads_until_the_champion_is_back(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.add("delta", last=DUE_THURSDAY + timedelta(days=10))
    said = live.care("away 19–30 Nov @sam")
    assert said.startswith(
        "You are away *19–30 Nov*. Sam covers and hears of it in the next brief. 2 customers come due"
    )
    live.go_to("2026-11-19 09:05")
    assert live.brief("alice") == ""
    assert "You cover for Alice until 30 Nov: 2 customers come due in that time." in live.brief("sam")
    assert "*Acme* · A · for Alice, who is away until 30 Nov" in live.brief("sam")
    live.tap_brief("sam", "I did it", within="Acme", option="Call")
    live.go_to("2026-12-01 09:05")
    assert [f"{brief.sent_at:%d %b}" for brief in live.briefs(ALICE)] == ["01 Dec"]
    assert "*While you were away*" in live.brief("alice")
    assert "*Acme*: call on Thu 19 Nov, Sam" in live.brief("alice")


def test_a_cover_for_whom_nothing_comes_due_is_told_so(live: Live) -> None:
    live.care("away 19–30 Nov @sam")
    live.morning()
    assert "You cover for Alice until 30 Nov: nothing comes due in that time." in live.brief("sam")


def test_a_cover_of_one_day_is_told_that_it_is_today(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("away tomorrow @sam")
    live.morning()
    assert "You cover for Alice today: 1 customer comes due in that time." in live.brief("sam")


@pytest.mark.parametrize("until", ["Saturday", "22 Nov", "23 Nov"])
def test_a_brief_that_comes_when_the_absence_ends_says_nothing_of_covering(live: Live, until: str) -> None:
    live.add("delta", last=DUE_THURSDAY + timedelta(days=2), champion_id=SAM)
    live.go_to("2026-11-20 18:00")
    live.care(f"away until {until} @sam")
    live.go_to("2026-11-23 09:05")
    assert "*Delta*" in live.brief("sam")
    assert "You cover" not in live.brief("sam")


def test_two_covers_are_one_too_many_and_the_text_is_kept(live: Live) -> None:
    said = live.care("away 24.12.-6.1. @dana @chen")
    assert said.startswith("One colleague covers, so name the one")
    assert 'you typed: "/care away 24.12.-6.1. @dana @chen"' in said
    assert live.rows(Absence) == []


def test_who_is_away_since_yesterday_is_asked_for_the_end(live: Live) -> None:
    said = live.care("away since yesterday @sam")
    assert "You are away *17–18 Nov*" in said
    assert "Away for longer? Say until when" in said
    assert "You are away *17–20 Nov*" in live.care("away until Friday @sam")


def test_touch_undo_takes_back_an_absence_and_a_return_if_that_was_the_latest(live: Live) -> None:
    live.add("acme")
    live.care("away until Friday", user="maria")
    live.touch("acme lunch")
    live.go_to("2026-11-18 18:40")
    live.care("away until Friday @sam")
    live.go_to("2026-11-18 18:45")
    live.care("back")
    assert live.touch("undo") == "Taken back: you are away 18–20 Nov after all. It is as if it had not been."
    assert live.touch("undo") == "Taken back: your absence 18–20 Nov. It is as if it had not been."
    assert live.touch("undo").startswith("Taken back: *Acme*, lunch")
    assert live.touch("undo").startswith("There is nothing of yours to take back")
    assert [absence.user_id for absence in live.rows(Absence, undone_at=None)] == [MARIA]


def test_who_covers_may_do_what_the_champion_may(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("away until 30 Nov @sam")
    live.morning()
    live.tap_brief("sam", "Later", within="Acme", option="Next week")
    assert live.care("later acme 2 weeks", user="sam").startswith("*Acme* rests until")
    assert "in Alice's care" in live.care("later acme 2 weeks", user="bob")
    assert [decision.by for decision in live.rows(Decision)] == [SAM, SAM]


def test_a_cover_elsewhere_hears_it_in_a_morning_of_their_own_and_never_in_the_afternoon(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("away until 30 Nov @chen")
    happened = live.go_to("2026-11-20 12:00")["happened"]
    # 09:00 in Berlin was half past one in Kolkata: Chen hears it the next morning, except that they cover
    assert [each["at"][:16] for each in happened if "*Acme*" in each["text"]] == ["2026-11-20T03:30"]


def test_after_a_leave_one_brief_comes_although_nothing_is_due(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=5))
    live.care("away until Friday")
    live.morning()
    live.touch("acme call", user="bob")
    live.go_to("2026-11-23 09:05")
    assert live.brief("alice").startswith("Good morning, Alice. Welcome back; nobody needs you today.")
    live.go_to("2026-11-27 09:05")
    assert len(live.briefs(ALICE)) == 1


def test_where_nothing_happened_and_nothing_is_due_there_is_none(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=5))
    live.care("away until Friday")
    live.go_to("2026-11-27 09:05")
    assert live.briefs(ALICE) == []


def test_what_happened_is_told_of_eight_and_the_rest_counted(live: Live) -> None:
    for number in range(11):
        live.add(f"customer{number}", last=THURSDAY - timedelta(days=5), revenue_minor=number)
    live.care("away until Friday")
    for number in range(11):
        live.touch(f"customer{number} call", user="bob")
    live.go_to("2026-11-23 09:05")
    assert live.brief("alice").count("• *Customer") == 8
    assert "and 3 more customers" in live.brief("alice")


def test_after_a_leave_at_most_five_new_ones_start_a_day(live: Live) -> None:
    live.care("away until Friday @sam")
    live.care("away until Friday @bob", user="sam")
    live.care("away until Friday", user="bob")
    live.care("away until Friday", user="maria")
    for number in range(9):
        live.add(f"customer{number}", last=DUE_THURSDAY + timedelta(days=2))
    live.go_to("2026-11-24 09:05")
    assert [len(live.nudges_of(brief)) for brief in live.briefs(ALICE)] == [5, 4]


def test_when_everybody_is_away_a_manager_reads_all_the_same(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("away until Friday @bob")
    live.care("away until Friday @alice", user="bob")
    live.care("away until Friday", user="maria")
    live.morning()
    assert "*Acme* · A · for Alice, who is away until 20 Nov" in live.brief("maria")


def test_what_a_manager_decides_rests_while_they_are_away_and_another_is_here(live: Live) -> None:
    with live.bot.storage.database.begin() as session:
        live.member(session, BOB).manager = True
    live.add("acme", champion_id=None)
    live.care("away until Friday", user="maria")
    live.go_to("2026-11-19 18:00")
    assert "*Acme* has no champion" in live.brief("bob")
    assert live.briefs(MARIA) == []
    live.go_to("2026-11-23 09:05")
    assert "*Acme* has no champion" in live.brief("maria")


def test_without_a_colleague_the_managers_read(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    assert "the managers will read of your customers: Maria" in live.care("away until Friday")
    live.morning()
    assert "*Acme*" in live.brief("maria")


def test_while_the_only_manager_is_away_their_cover_reads_for_champions_without_one(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    said = live.care("away until Friday @sam", user="maria")
    assert "Only what managers decide still comes to you, since no other manager is here." in said
    said = live.care("away until Friday")
    assert "Nobody covers and no manager is here, so Sam will read of your customers, covering for a manager." in said
    assert "Sam reads meanwhile" in live.care("away")
    live.morning()
    assert "*Acme* · A · for Alice, who is away until 20 Nov" in live.brief("sam")
    assert live.briefs(MARIA) == []


def test_the_only_manager_without_cover_is_told_that_briefs_go_on(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, champion_id=MARIA)
    said = live.care("away until Friday", user="maria")
    assert "Nobody covers and no other manager is here, so I go on writing to you." in said
    assert "No brief comes" not in said
    assert "nobody else reads meanwhile" in live.care("away", user="maria")
    live.morning()
    assert "*Acme*" in live.brief("maria")


def test_who_is_away_too_is_told_with_who_covers_then(live: Live) -> None:
    live.care("away 20–30 Nov @sam", user="bob")
    assert "Bob is away too from 20 Nov; then Sam." in live.care("away until 27 Nov @bob")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("until Friday @alice", "Nobody can cover for themselves"),
        ("until Friday @gina", "<@U0GINA> can't cover: only people of this company can"),
        ("until Friday @ivan", "<@U0IVAN> can't cover"),
        ("until Friday @nobody", 'What does "@nobody" mean? Mention who covers'),
        ("until Friday bob", 'What does "bob" mean? Mention who covers'),
        ("sometime", "Which days? Some within a year, please"),
        ("@bob until Friday", "When Bob is away only Bob or a manager can say."),
    ],
)
def test_what_cannot_be_is_refused_and_the_text_kept(live: Live, typed: str, said: str) -> None:
    answer = live.care(f"away {typed}")
    assert answer.startswith(said)
    assert "Nothing was changed; you typed:" in answer
    assert live.rows(Absence) == []


@pytest.mark.parametrize("typed", ["@bob", "with @bob covering", "cover: @bob", "@bob covers", "covered by @bob"])
def test_who_covers_can_be_said_in_words(live: Live, typed: str) -> None:
    assert live.care(f"away 2026-12-01 2026-12-14 {typed}").startswith("You are away *1–14 Dec*. Bob covers")


def test_days_that_began_more_than_a_few_days_ago_are_asked_about(live: Live) -> None:
    live.go_to("2026-11-22 12:00")
    said = live.care("away 14–1 Dec @bob")
    assert said.startswith("Away since 14 Nov, through 1 Dec? That began 8 days ago.")
    assert 'Nothing was changed; you typed: "/care away 14–1 Dec @bob".' in said
    assert live.rows(Absence) == []
    live.tap("alice", "Yes, these days")
    [absence] = live.rows(Absence)
    assert (absence.first_day, absence.last_day, absence.cover_id) == (date(2026, 11, 14), date(2026, 12, 1), BOB)


def test_a_day_off_leaves_an_absence_that_begins_later_as_it_is(live: Live) -> None:
    live.care("away 19–30 Nov @bob")
    assert "takes the place" not in live.care("away today")
    kept = {(one.first_day.day, one.last_day.day, one.ended_at) for one in live.rows(Absence)}
    assert kept == {(19, 30, None), (18, 18, None)}


def test_an_absence_to_come_loses_only_the_days_that_another_takes(live: Live) -> None:
    live.care("away 20–30 Nov @bob")
    said = live.care("away until Friday")
    assert "This takes the place of 20–30 Nov; 21–30 Nov stay." in said
    standing = {(one.first_day.day, one.last_day.day, one.cover_id) for one in live.rows(Absence) if not one.ended_at}
    assert standing == {(18, 20, None), (21, 30, BOB)}
    live.tap("alice", "Undo")
    standing = {(a.first_day.day, a.last_day.day) for a in live.rows(Absence) if not a.ended_at and not a.undone_at}
    assert standing == {(20, 30)}


def test_a_manager_says_it_for_others(live: Live) -> None:
    said = live.care("away @bob 1–14 Dec @alice", user="maria")
    assert said.startswith("Bob is away *1–14 Dec*. Alice covers")
    [absence] = live.rows(Absence)
    assert (absence.user_id, absence.cover_id, absence.by) == (BOB, ALICE, MARIA)


def test_the_latest_word_counts_and_undo_brings_back_the_one_before(live: Live) -> None:
    live.care("away 1–14 Dec")
    assert "This takes the place of 1–14 Dec." in live.care("away 3–16 Dec")
    assert live.care("away").startswith("You are away *3–16 Dec*; the managers read meanwhile.")
    live.care("away 5–20 Dec")
    live.tap("alice", "Undo")
    assert live.care("away").startswith("You are away *3–16 Dec*")


def test_an_absence_that_has_begun_goes_on_in_a_longer_one(live: Live) -> None:
    live.care("away until Friday")
    live.care("away 20–27 Nov")
    assert live.care("away").startswith("You are away *18–27 Nov*")


def test_back_ends_it_today_and_the_next_morning_tells_what_happened(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY + timedelta(days=1))
    live.care("away until 30 Nov @sam")
    live.morning()
    live.touch("acme visit", user="sam")
    assert live.care("back").startswith("Welcome back, Alice.")
    live.morning()
    assert "*Acme*: visit yesterday, Sam" in live.brief("alice")
    live.go_to("2026-12-02 09:05")
    assert len(live.briefs(ALICE)) == 1


def test_back_can_be_taken_back_and_one_to_come_is_called_off(live: Live) -> None:
    live.care("away until Friday")
    live.care("back")
    assert "you are away" in words(live.tap("alice", "Undo"))
    assert live.care("away").startswith("You are away")
    live.care("back")
    live.care("away 1–14 Dec")
    assert live.care("back").startswith("Called off: you are here 1–14 Dec.")
    assert live.care("back").startswith("You are not away")


def test_a_bare_command_opens_a_form(live: Live) -> None:
    view = live.open("alice", "/care", "away")
    answer = live.practice.submit("alice", view["id"], {"first": "2026-12-01", "last": "2026-12-14", "cover": BOB})
    assert "You are away *1–14 Dec*. Bob covers" in form_words(answer)
    [absence] = live.rows(Absence)
    assert (absence.first_day, absence.last_day, absence.cover_id) == (date(2026, 12, 1), date(2026, 12, 14), BOB)


@pytest.mark.parametrize(
    ("values", "beside"),
    [
        ({"first": "2026-12-14", "last": "2026-12-01"}, "last"),
        ({"first": "2026-11-01", "last": "2026-11-02"}, "last"),
        ({"first": "2026-12-01", "last": "2028-12-01"}, "last"),
        ({"first": "2026-12-01", "last": "2026-12-14", "cover": ALICE}, "cover"),
        ({"first": "2026-12-01", "last": "2026-12-14", "cover": "U0GINA"}, "cover"),
    ],
)
def test_the_form_says_beside_what_is_wrong_and_keeps_the_rest(live: Live, values: dict[str, str], beside: str) -> None:
    view = live.open("alice", "/care", "away")
    answer = live.practice.submit("alice", view["id"], values)
    assert list(answer["errors"]) == [beside]
    assert live.rows(Absence) == []


def test_what_is_kept_can_be_changed_from_where_it_is_shown(live: Live) -> None:
    live.care("away 1–14 Dec @bob")
    live.care("away")
    assert labels(live.shown("alice")["blocks"]) == ["Call it off", "Other days…"]
    [view] = live.tap("alice", "Other days…")["views"]
    live.practice.submit("alice", view["id"], {"first": "2026-12-02", "last": "2026-12-05"})
    assert live.care("away").startswith("You are away *2–5 Dec*; Bob covers.")
