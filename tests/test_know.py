"""What we promised customers, and days that matter to them: typed or entered, told in time, kept, put off, let go."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import ALICE, BOB, TEAM, THURSDAY, Live, elements, form_words, said

from models.customer import Contact, Customer
from models.day import read_day
from models.forgetting import forget_customer
from models.know import DATE, PROMISE, Known
from models.know_clock import reminding
from models.know_table import known_rows
from models.know_words import read_known
from models.reminder import Reminder
from models.working_time import working_time
from models.workspace import Workspace

NOW = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
TODAY = NOW.date()  # a Wednesday
days = partial(read_day, today=TODAY, future=True, month_first=False)


@pytest.mark.parametrize(
    ("typed", "what", "day", "yearly"),
    [
        ("send the new price list by Friday", "send the new price list", date(2026, 11, 20), False),
        ("that we send the list until 27 November", "send the list", date(2026, 11, 27), False),
        ("by friday send them the 2027 catalogue", "send them the 2027 catalogue", date(2026, 11, 20), False),
        ("renewal 1 March", "renewal", date(2027, 3, 1), False),
        ("renewal is on 1 March", "renewal", date(2027, 3, 1), False),
        ("contract renewal: 2027-03-01", "contract renewal", date(2027, 3, 1), False),
        ("Jane's birthday 3 May", "Jane's birthday", date(2027, 5, 3), True),
        ("summer closing 1 August every year", "summer closing", date(2027, 8, 1), True),
        ("Geburtstag von Jane am 3. Mai", "Geburtstag von Jane", date(2027, 5, 3), True),
        ("a second look at the quote in 2 weeks", "a second look at the quote", date(2026, 12, 2), False),
        ("send the price list", "send the price list", None, False),
        ("friday", "friday", None, False),  # a day of what?
        ("", "", None, False),
    ],
)
def test_the_day_stands_where_people_put_it(typed: str, what: str, day: date | None, yearly: bool) -> None:
    said = read_known(typed, days)
    assert (said.what, said.day, said.yearly) == (what, day, yearly)


def known(kind: str, day: date, **facts: object) -> Known:
    about = {"team_id": "T1", "customer_id": "acme", "what": "it", "since": NOW, "created_at": NOW}
    return Known(kind=kind, day=day, **about | facts)


WORKING = working_time(Workspace(team_id="T1", zone="Europe/Berlin"))
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("what", "sent", "rest_until", "expected"),
    [
        # asked the day before; then every three working days; then it waits
        (known(PROMISE, FRIDAY, remind_days=1), [], None, (date(2026, 11, 19), 0)),
        (known(PROMISE, FRIDAY, remind_days=1), [(1, 19)], None, (date(2026, 11, 24), 1)),
        (known(PROMISE, FRIDAY, remind_days=1), [(1, 19), (2, 24)], None, (date(2026, 11, 27), 2)),
        (known(PROMISE, FRIDAY, remind_days=1), [(1, 19), (2, 24), (3, 27)], None, (None, 3)),
        # a Sunday's is asked on the Friday
        (known(PROMISE, date(2026, 11, 22)), [], None, (FRIDAY, 0)),
        # a complaint goes first
        (known(PROMISE, FRIDAY), [], date(2026, 12, 2), (date(2026, 12, 2), 0)),
        # told before and on the day, neither twice
        (known(DATE, date(2026, 12, 7), remind_days=14), [], None, (date(2026, 11, 23), 0)),
        (known(DATE, date(2026, 12, 7), remind_days=14), [(1, 23)], None, (date(2026, 12, 7), 0)),
        # too near to be told before
        (known(DATE, FRIDAY, remind_days=14), [], None, (FRIDAY, 0)),
        # each year again, 29 February too
        (known(DATE, date(1980, 2, 29), remind_days=0, yearly=True), [], None, (date(2027, 2, 26), 0)),  # a Sunday
        (known(DATE, date(2025, 11, 17), remind_days=3, yearly=True), [], None, (date(2027, 11, 12), 0)),
        # over
        (known(DATE, date(2026, 11, 17)), [], None, None),
        # a day that passes while a complaint is open is not told
        (known(DATE, date(2026, 11, 25)), [], date(2026, 12, 2), None),
    ],
)
def test_it_is_spoken_of_on_the_working_morning_it_is_wanted(
    what: Known, sent: list[tuple[int, int]], rest_until: date | None, expected: tuple[date | None, int] | None
) -> None:
    told = [(step, datetime(2026, 11, day, 8, tzinfo=UTC)) for step, day in sent]
    said = reminding(what, told, rest_until, WORKING, NOW)
    assert (said and (said.remind_at.date() if said.remind_at else None, said.step)) == expected


@given(
    day=st.dates(date(2026, 1, 1), date(2036, 1, 1)),
    remind=st.integers(0, 60),
    yearly=st.booleans(),
    kind=st.sampled_from([DATE, PROMISE]),
    after=st.integers(0, 400),
)
def test_it_is_never_told_in_the_past_nor_on_a_day_off(
    day: date, remind: int, yearly: bool, kind: str, after: int
) -> None:
    now = NOW + timedelta(days=after)
    what = known(kind, day, remind_days=remind, yearly=yearly and kind == DATE)
    said = reminding(what, [], None, WORKING, now)
    if said is None:
        assert kind == DATE
        assert what.next_on(WORKING.today(now)) <= max(WORKING.today(now), TODAY) + timedelta(days=60)
        return
    assert said.remind_at >= now
    assert WORKING.is_working_day(said.remind_at.astimezone(WORKING.zone).date())


def test_a_promise_in_words_is_asked_about_the_day_before_and_kept_with_one_tap(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    said = live.care("promise acme send the new price list by Friday")
    assert "Noted for *Acme*, wanted by Fri 20 Nov: send the new price list." in said
    assert "I'll ask you tomorrow whether it is done." in said
    live.go_to("2026-11-19 09:05")
    assert "*1 customer needs you today" in live.brief("alice")
    assert "You promised *Acme*, wanted by tomorrow: send the new price list." in live.brief("alice")
    live.tap_brief("alice", "Kept")
    assert "✓ *Acme*: send the new price list. Kept, thank you." in live.brief("alice")
    [row] = live.rows(Known)
    assert row.kept_on == THURSDAY
    assert live.rows(Reminder, reason="promise") == []
    assert table_of(live) == [
        *("2026-11-20", "Acme", "", "promise", "send the new price list", "", "", "1", "2026-11-19", "Alice Weber"),
    ]
    live.go_to("2026-11-25 09:05")
    assert len(live.briefs(ALICE)) == 1


def test_stars_in_a_promise_set_nothing_in_bold(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    told = [live.care("promise acme send *all* lists by Friday")]
    told += [live.care(f"{each} acme") for each in ("know", "show")] + [live.care("know"), live.touch("undo")]
    assert ["send ∗all∗ lists" in each and "*all*" not in each for each in told] == [True] * 5


def test_a_promise_that_nobody_answers_is_asked_about_three_times_and_rests(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    assert "Alice noted: send the list, 20 Nov" in live.care("show acme", user="maria")
    for morning in ("2026-11-19", "2026-11-24", "2026-11-27"):
        live.go_to(f"{morning} 09:05")
    assert [nudge.step for nudge in live.nudges()] == [1, 2, 3]
    assert "You promised *Acme*, wanted since Fri 20 Nov: send the list." in live.brief("alice")
    assert "I won't ask again; it stays on their card" in live.brief("alice")
    live.go_to("2026-11-30 09:05")
    assert "*Acme*: a promise wanted since Fri 20 Nov: send the list (Alice)." in live.brief("maria")
    element = next(each for _, each in elements(live.shown("maria")["blocks"]) if each["action_id"] == "know_row")
    where = {"channel": "@bot", "ts": live.shown("maria")["ts"], "block_id": element["block"]}
    live.practice.click("maria", "know_row", element["options"][0]["value"], **where)
    assert "a promise wanted" not in live.brief("maria")
    live.touch("undo", user="maria")
    live.go_to("2026-12-08 09:05")
    assert len(live.briefs(ALICE)) == 3
    assert "We promised, wanted since Fri 20 Nov: send the list (you)" in live.care("show acme")


def test_later_sets_another_day_and_the_question_comes_again_on_it(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    live.go_to("2026-11-19 09:05")
    live.tap_brief("alice", "Later…", option="In a week")
    assert "*Acme*: send the list. Wanted by Fri 27 Nov now; I'll ask again." in live.brief("alice")
    live.go_to("2026-11-27 09:05")
    assert "You promised *Acme*, wanted by today: send the list." in live.brief("alice")
    assert live.nudges()[-1].step == 1
    live.tap_brief("alice", "Not any more")
    assert "*Acme*: send the list. Not wanted any more." in live.brief("alice")


def test_undo_in_the_brief_asks_again_and_counts_what_was_asked(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    live.go_to("2026-11-19 09:05")
    live.tap_brief("alice", "Kept")
    live.tap_brief("alice", "Undo")
    assert "You promised *Acme*, wanted by tomorrow: send the list." in live.brief("alice")
    [row] = live.rows(Reminder, reason="promise")
    assert (row.step, row.remind_at.date()) == (1, date(2026, 11, 24))


def test_what_was_just_kept_can_be_taken_back_and_is_kept_only_once(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    assert "That is kept already for *Acme*, wanted by Fri 20 Nov" in live.care("promise acme Send the list by friday")
    assert 'Taken back: *Acme*, "send the list".' in live.touch("undo")
    assert live.rows(Reminder, reason="promise") == []
    assert "no promise is open, and I know no dates of theirs yet" in live.care("know acme")
    live.go_to("2026-11-20 09:05")
    assert live.briefs(ALICE) == []


def test_a_renewal_is_told_two_weeks_before_and_on_the_day(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    said = live.care("date acme renewal 7 December")
    assert "Noted for *Acme*: renewal is on Mon 7 Dec, in 19 days." in said
    assert "I'll tell you on Mon 23 Nov." in said
    live.go_to("2026-11-23 09:05")
    assert "Good morning, Alice. Nobody needs you today; there is a day of theirs to know of." in live.brief("alice")
    assert "*Acme*: renewal is on Mon 7 Dec, in 14 days." in live.brief("alice")
    live.go_to("2026-12-07 09:05")
    assert "*Acme*: renewal is today." in live.brief("alice")
    assert len(live.briefs(ALICE)) == 2
    live.go_to("2026-12-14 09:05")
    assert live.rows(Reminder, reason="date") == []
    assert len(live.briefs(ALICE)) == 2


def test_a_second_birthday_of_the_same_person_takes_the_place_of_the_first(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    with live.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, id="jane", customer_id="acme", name="Jane Doe"))
    for each in ("Jane's birthday 3 May", "Jane's son's birthday 4 May", "Tom's birthday 5 May"):
        live.care(f"date acme {each}")
    said = live.care("date acme birthday of Jane 22 Nov")
    assert "Jane's birthday is on Sun 22 Nov, in 4 days, every year (Jane Doe). I had 3 May until now." in said
    assert sorted((one.what[:7], one.day) for one in live.rows(Known)) == [
        ("Jane's ", date(2026, 11, 22)),
        ("Jane's ", date(2027, 5, 4)),
        ("Tom's b", date(2027, 5, 5)),
    ]
    live.tap("alice", "Undo")
    assert "22 Nov" not in live.care("know acme")
    [form] = live.tap("alice", "A date…")["views"]
    said = form_words(live.practice.submit("alice", form["id"], {"what": "birthday of Jane", "day": "2026-11-22"}))
    assert "✓ Jane's birthday is kept like this now. I had 3 May until now." in said
    assert len(live.rows(Known)) == 3


def test_a_birthday_is_its_persons_comes_each_year_and_says_what_they_like(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    with live.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, id="jane", customer_id="acme", name="Jane Doe", likes="dark chocolate"))
    assert "Jane's birthday is on Sun 29 Nov, in 11 days, every year (Jane Doe)." in live.care(
        "date acme Jane's birthday 29 Nov"
    )
    live.go_to("2026-11-26 09:05")
    assert "*Acme*: Jane's birthday is on Sun 29 Nov, in 3 days." in live.brief("alice")
    assert "Jane Doe likes dark chocolate." in live.brief("alice")
    live.go_to("2026-11-27 09:05")
    assert "Jane's birthday is on Sun 29 Nov, in 2 days." in live.brief("alice")  # the last working morning before
    [row] = live.rows(Reminder, reason="date")
    assert row.due_on == date(2027, 11, 29)


@pytest.mark.parametrize(
    ("day", "told", "on", "due"),
    [
        (date(2025, 11, 16), [], date(2026, 11, 19), date(2026, 11, 16)),  # passed untold two days ago: told late
        (date(2026, 11, 16), [], date(2026, 11, 19), date(2026, 11, 16)),
        (date(2025, 11, 16), [13], date(2027, 11, 12), date(2027, 11, 16)),  # told before: it is over
        (date(2025, 11, 15), [], date(2027, 11, 12), date(2027, 11, 15)),  # it would be told four days late
    ],
)
def test_a_date_that_passed_untold_is_told_for_three_days_and_then_dropped(
    day: date, told: list[int], on: date, due: date
) -> None:
    since = datetime(2026, 11, 2, 9, tzinfo=UTC)
    what = known(DATE, day, remind_days=3, yearly=day.year == 2025, since=since)
    sent = [(1, datetime(2026, 11, each, 8, tzinfo=UTC)) for each in told]
    said = reminding(what, sent, None, WORKING, NOW)
    assert said
    assert (said.remind_at.date() if said.remind_at else None, said.due_on) == (on, due)


def test_a_birthday_on_a_sunday_is_told_on_the_friday_whatever_else_is_promised(live: Live) -> None:
    for name in ("acme", "delta", "kestrel", "omega"):
        live.add(name, last=THURSDAY)
        live.care(f"promise {name} send the list by Friday")
    live.go_to("2026-11-19 17:00")
    live.care("date acme Jane's birthday 22 Nov")
    live.go_to("2026-11-20 09:05")
    assert "Jane's birthday is on Sun 22 Nov, in 2 days." in live.brief("alice")


def test_a_birthday_of_a_sunday_without_a_brief_is_told_on_monday_and_never_as_next_years(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.go_to("2026-11-20 17:00")
    live.care("date acme Jane's birthday 22 Nov")
    live.go_to("2026-11-23 09:05")
    assert "*Acme*: Jane's birthday was yesterday." in live.brief("alice")
    live.go_to("2026-11-27 09:05")
    assert len(live.briefs(ALICE)) == 1
    [row] = live.rows(Reminder, reason="date")
    assert row.due_on == date(2027, 11, 22)


def test_a_form_keeps_changes_and_lists_and_says_beside_the_input_what_is_wrong(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("know acme")
    [form] = live.tap("alice", "A promise…")["views"]
    fields = {"what": "Call back about the lamps", "day": "2026-11-10", "remind": "0", "by": BOB}
    refused = live.practice.submit("alice", form["id"], fields)
    assert "A day from today on" in str(refused["errors"])
    [listed] = live.practice.submit("alice", form["id"], fields | {"day": "2026-11-25"})["views"]
    assert "*We promised*, wanted by Wed 25 Nov: Call back about the lamps (Bob)" in "\n".join(said(listed["blocks"]))
    live.care("know acme")
    element = next(each for _, each in elements(live.shown("alice")["blocks"]) if each["action_id"] == "know_row")
    change = next(one["value"] for one in element["options"] if one["value"].startswith("change"))
    where = {"channel": "@bot", "ts": live.shown("alice")["ts"], "block_id": element["block"]}
    [form] = live.practice.click("alice", "know_row", change, **where)["views"]
    live.practice.submit("alice", form["id"], fields | {"day": "2026-11-26"})
    [row] = live.rows(Known)
    assert (row.day, row.by, row.remind_days) == (date(2026, 11, 26), BOB, 0)


def test_while_a_complaint_is_put_right_promises_wait_too(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    live.say("alice", "/complaint", "acme late again")
    live.go_to("2026-11-20 09:05")
    assert "send the list" not in live.brief("alice")
    live.say("alice", "/recovery", "acme replaced it")
    live.go_to("2026-11-23 09:05")
    assert "You promised *Acme*, wanted since Fri 20 Nov: send the list." in live.brief("alice")


def test_who_covers_reads_of_promises_and_who_has_left_is_told_of_nothing(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.add("delta", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    live.care("promise delta send the drawing by Friday")
    live.care("away 18–27 Nov @sam")
    live.care("lost delta price", user="maria")
    live.go_to("2026-11-19 09:05")
    assert "Alice promised *Acme*, wanted by tomorrow: send the list. · for Alice, who is away" in live.brief("sam")
    assert "drawing" not in live.brief("sam")
    live.tap_brief("sam", "Kept")
    assert live.rows(Known, customer_id="acme")[0].kept_on == THURSDAY


def test_a_nudge_mentions_the_next_date_and_what_they_like(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    with live.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, id="jane", customer_id="acme", name="Jane", phone="1234", likes="sailing"))
    live.care("date acme renewal 15 January")
    live.go_to("2026-11-19 09:05")
    assert "Perhaps a visit; renewal is on Fri 15 Jan. Jane: 1234 · likes sailing" in live.brief("alice")


def test_a_smaller_ask_names_a_birthday_by_whose_it_is(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    live.care("date acme Jane's birthday 15 December")
    live.go_to("2026-11-19 09:05")
    live.go_to("2026-11-24 09:05")
    assert "\nJane's birthday is on Tue 15 Dec." in live.brief("alice")


def test_what_lies_ahead_with_all_ones_customers_is_one_list(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.add("delta", last=THURSDAY, champion_id=BOB)
    live.care("date acme renewal 15 January")
    live.care("date acme summer closing 1 August every year")
    live.care("promise delta send the drawing by Friday", user="bob")
    assert "*Acme*: renewal is on Fri 15 Jan, in 58 days" in live.care("know")
    assert "closing" not in live.care("know")
    assert "drawing" not in live.care("know")
    live.home("bob")
    assert "*Delta*: wanted by Fri 20 Nov: send the drawing" in form_words(live.tap_home("bob", "Promises"))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("promise acme send the list", "By when did we promise that to *Acme*?"),
        ("promise acme send the list by yesterday", "The day I read is over already."),
        ("date acme renewal", "On which day is that?"),
        ("date acme renewal 30 february", "The day I read is not in the calendar."),
        ("promise acme friday", "By when did we promise that to *Acme*?"),
    ],
)
def test_without_a_day_that_can_be_it_is_asked_and_the_text_kept(live: Live, typed: str, asked: str) -> None:
    live.add("acme", last=THURSDAY)
    answer = live.care(typed)
    assert asked in answer
    assert f'you typed: "/care {typed}"' in answer
    assert live.rows(Known) == []


def test_forgetting_a_customer_takes_promises_and_reminders_along(live: Live) -> None:
    customer = live.add("acme", last=THURSDAY)
    live.care("promise acme send the list by Friday")
    with live.bot.storage.database.begin() as session:
        forget_customer(session, session.get_one(Customer, (TEAM, customer.id)), live.bot.clock.now())
    assert live.rows(Known) == live.rows(Reminder, reason="promise") == []


def table_of(live: Live) -> list[str]:
    """Return the one row of dates and promises that an export writes."""
    with live.reading() as session:
        [row] = known_rows(session, session.get_one(Workspace, TEAM))
    return list(row)
