"""The morning brief over Slack's own protocol: who gets it, when, what stands in it, and how it changes in place."""

from datetime import date, timedelta

from live import ALICE, BOB, MARIA, THURSDAY, Live, labels

from models.message import Message

A_ROUND = timedelta(days=91)
DUE_THURSDAY = THURSDAY - A_ROUND


def test_on_a_day_with_nothing_due_there_is_no_brief(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY + timedelta(days=1))
    live.morning()
    assert live.brief("alice") == ""


def test_the_brief_says_who_and_why_and_whom_to_call(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=94), name="Acme Corporation", revenue_minor=41_000_000)
    live.morning()
    assert live.brief("alice").startswith("Good morning, Alice. *1 customer needs you today.*")
    assert "*Acme Corporation* · A · €410k a year" in live.brief("alice")
    assert "Due since Mon 16 Nov: last lunch 94 days ago, plan 91." in live.brief("alice")
    assert "Perhaps a visit" in live.brief("alice")


def test_the_three_that_matter_most_are_shown_in_full_the_others_as_lines_with_a_menu(live: Live) -> None:
    for worth, name in enumerate(("Fir", "Oak", "Ash", "Elm", "Yew"), start=1):
        live.add(name.lower(), last=DUE_THURSDAY, name=name, revenue_minor=worth * 1_000_000)
    live.morning()
    shown = live.shown("alice")["blocks"]
    full = ["…", "I did it", "Booked…", "Later", "Hand over", "Not needed"]
    assert {name: labels(shown, f"*{name}*") for name in ("Yew", "Elm", "Ash", "Oak", "Fir")} == {
        "Yew": full,
        "Elm": full,
        "Ash": full,
        "Oak": ["…"],
        "Fir": ["…"],
    }
    assert live.brief("alice").index("Yew") < live.brief("alice").index("Elm") < live.brief("alice").index("Oak")


def test_at_most_three_asks_have_a_row_of_buttons_and_one_of_them_is_a_nudges(live: Live) -> None:
    a_full_friday(live)
    live.go_to("2026-11-20 09:05")
    shown = labels(live.shown("alice")["blocks"])
    assert [shown.count(each) for each in ("Kept", "Yes", "I did it")] == [2, 1, 0]
    assert shown.count("…") == 1 + 4  # the third promise and four nudges are lines
    assert live.brief("alice").count("You promised") == 3
    live.tap_in(live.shown("alice"), "alice", "…", "You promised", "Kept")
    assert live.brief("alice").count("You promised") == 2


def test_who_chose_one_ask_is_asked_what_has_a_day_and_nudged_in_lines(live: Live) -> None:
    a_full_friday(live)
    with live.bot.storage.database.begin() as session:
        live.member(session, ALICE).brief_size = 1
    live.go_to("2026-11-20 09:05")
    shown = labels(live.shown("alice")["blocks"])
    assert [shown.count(each) for each in ("Kept", "Yes", "I did it", "…")] == [1, 0, 0, 2 + 5]


def a_full_friday(live: Live) -> None:
    """Have three promises wanted by Monday, a plan to confirm and four customers due on the Friday."""
    for number in range(3):
        live.add(f"promised{number}", last=THURSDAY)
        live.care(f"promise promised{number} send the list by 23 Nov")
    live.add("planned", last=THURSDAY)
    live.touch("planned lunch tomorrow")
    for number in range(4):
        live.add(f"due{number}", last=DUE_THURSDAY + timedelta(days=1))


def test_at_most_five_new_ones_start_a_day_and_nobody_is_forgotten(live: Live) -> None:
    for number in range(12):
        live.add(f"customer{number}", last=DUE_THURSDAY)
    told = []
    for day in ("2026-11-19", "2026-11-20", "2026-11-23"):
        live.go_to(f"{day} 09:05")
        told.append({nudge.customer_id for nudge in live.nudges_of(live.briefs(ALICE)[-1])})
    assert [len(customers) for customers in told] == [5, 5, 2]
    assert len(set.union(*told)) == 12


def test_at_most_fifteen_lines_stand_below_the_full_ones(live: Live) -> None:
    for number in range(22):
        live.add(f"customer{number}", last=DUE_THURSDAY - timedelta(days=3))
    live.was_asked_about([f"customer{number}" for number in range(22)], date(2026, 11, 16))
    live.morning()
    shown = labels(live.shown("alice")["blocks"])
    assert (shown.count("I did it"), shown.count("…")) == (3, 3 + 15)
    live.go_to("2026-11-20 09:05")
    shown = labels(live.shown("alice")["blocks"])
    assert (shown.count("I did it"), shown.count("…")) == (2, 2 + 2)  # none was acted on: one less comes in full


def test_everybody_gets_it_at_nine_of_their_own_morning(live: Live) -> None:
    champions = {"alice": "08:00", "bob": "14:00", "chen": "03:30", "dana": "09:00"}
    for name in champions:
        live.add(f"of-{name}", last=DUE_THURSDAY, champion_id=f"U0{name.upper()}")
    happened = live.go_to("2026-11-20 00:00")["happened"]
    assert {each["user"]: each["at"][11:16] for each in happened if "Good morning" in each["text"]} == champions


def test_what_happened_in_the_night_is_looked_at_again_at_the_moment_of_sending(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.add("delta", last=DUE_THURSDAY)
    live.go_to("2026-11-19 08:59")
    live.touch("acme call", user="sam")
    live.go_to("2026-11-19 09:05")
    assert "Acme" not in live.brief("alice")
    assert "Delta" in live.brief("alice")


def test_a_brief_that_would_be_empty_is_not_sent(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.go_to("2026-11-19 08:59")
    live.touch("acme call")
    live.go_to("2026-11-19 12:00")
    assert live.brief("alice") == ""


def test_it_is_drawn_again_in_place_wherever_a_touch_is_logged(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.add("delta", last=DUE_THURSDAY)
    live.morning()
    live.touch("acme visit", user="sam")
    assert "*1 of 2 customers still needs you today.*" in live.brief("alice")
    assert "✓ *Acme*: visit logged by Sam, today. Next due Thu 18 Feb." in live.brief("alice")
    assert len(live.practice.messages("@bot", "alice")) == 1
    live.say("sam", "/touch", "undo")
    assert "*2 customers need you today.*" in live.brief("alice")
    assert "I did it" in labels(live.shown("alice")["blocks"], "*Acme*")


def test_a_brief_drawn_again_on_a_later_day_names_the_day_of_a_touch(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.morning()
    live.go_to("2026-11-20 12:00")
    live.touch("acme lunch")
    assert "✓ *Acme*: lunch logged, Fri 20 Nov. Next due Fri 19 Feb." in live.brief("alice")


def test_who_is_no_manager_any_more_no_longer_reads_what_managers_decide(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, champion_id=MARIA)
    live.add("delta", champion_id=None)
    live.morning()
    assert "Yours to decide" in live.brief("maria")
    with live.bot.storage.database.begin() as session:
        live.member(session, MARIA).manager = False
    live.touch("acme lunch")
    assert "✓ *Acme*: lunch logged" in live.brief("maria")
    assert "Yours to decide" not in live.brief("maria")


def test_the_second_time_it_asks_for_less_and_never_for_what_has_not_worked(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.add("delta", last=DUE_THURSDAY, kind="email")
    live.go_to("2026-11-24 09:05")
    assert "Two lines by e-mail would do." in live.brief("alice")
    assert "Five minutes on the phone would do." in live.brief("alice")
    assert "Perhaps" not in live.brief("alice")


def test_a_customer_whose_last_contact_has_no_kind_reads_well(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, kind="other")
    live.morning()
    assert "Due today: last contact 91 days ago, plan 91." in live.brief("alice")
    assert "Something else" in str(live.shown("alice")["blocks"])


def test_a_first_touch_that_is_asked_for_early_says_its_year_and_why_now(live: Live) -> None:
    live.add("acme", tier="D", added_on=date(2026, 11, 18), first_ask_on=THURSDAY)
    live.morning()
    assert "Due on Thu 18 Nov 2027: in Touchbase since Wed 18 Nov, no touch recorded yet" in live.brief("alice")
    assert "I spread the first touches of new customers, and these are next." in live.brief("alice")


def test_it_asks_three_times_ever_less_then_waits_for_a_person(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.go_to("2026-12-18 09:05")
    first, second, third = live.briefs(ALICE)
    assert [f"{brief.sent_at:%a %d %b}" for brief in (first, second, third)] == [
        "Thu 19 Nov",
        "Tue 24 Nov",
        "Fri 27 Nov",
    ]
    messages = [message["text"] for message in live.practice.messages("@bot", "alice")]
    assert "Two lines by e-mail would do." in messages[1]
    assert "perhaps the plan is wrong, not you" in messages[2]
    assert "I won't ask again" in messages[2]
    assert "These wait although I asked three times" in live.brief("maria")
    assert "*Acme* · Alice" in live.brief("maria")


def test_the_third_time_another_cadence_is_proposed_and_one_tap_takes_it(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.go_to("2026-11-27 09:05")
    live.tap("alice", "Every 4 months", within="Acme")
    [acme] = live.customers()
    assert acme.cadence_days == 122
    assert live.nudges()[-1].outcome == "answered"
    assert "Next due" in live.brief("alice")


def test_after_three_times_a_touch_begins_the_round_anew(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.go_to("2026-11-27 09:05")
    live.touch("acme lunch")
    live.go_to("2027-03-01 09:05")
    assert [nudge.step for nudge in live.nudges()] == [1, 2, 3, 1]


def test_weekends_are_silent_and_monday_catches_up(live: Live) -> None:
    live.add("acme", last=date(2026, 11, 21) - A_ROUND)
    live.go_to("2026-11-30 09:05")
    assert days_of(live, ALICE)[0] == "Mon 23 Nov"


def test_public_holidays_are_silent(live: Live) -> None:
    live.set_up(country="DE")
    live.add("acme", last=date(2026, 12, 25) - A_ROUND)
    live.go_to("2026-12-29 09:05")
    assert days_of(live, ALICE) == ["Mon 28 Dec"]


def test_key_customers_are_asked_for_five_working_days_before(live: Live) -> None:
    live.add("acme", last=THURSDAY + timedelta(days=7) - timedelta(days=60), key=True)
    live.morning()
    assert "Due on Thu 26 Nov" in live.brief("alice")


def test_there_is_never_a_second_brief_on_a_day(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.add("delta", last=DUE_THURSDAY, champion_id=BOB)
    live.morning()
    live.care("assign delta @alice", user="maria")
    live.go_to("2026-11-19 18:00")
    assert len(live.briefs(ALICE)) == 1
    live.go_to("2026-11-20 09:05")
    assert "Delta" in live.brief("alice")


def test_what_a_day_could_not_say_comes_the_next_morning_at_the_same_step(live: Live) -> None:
    live.set_up(brief_at="23:58")
    live.add("acme", last=DUE_THURSDAY)
    live.practice.fault("ratelimited", 5)
    live.go_to("2026-11-20 12:00")
    assert live.brief("alice") == ""
    live.go_to("2026-11-20 23:59")
    assert [(nudge.step, nudge.sent_at.day) for nudge in live.nudges() if nudge.sent_at] == [(1, 20)]


def test_the_customers_of_somebody_who_has_left_are_the_managers_to_give_away(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY, champion_id=BOB)
    live.practice.event("user_change", user="bob", changes={"deleted": True})
    live.morning()
    assert "*Acme* has no champion: Bob is no longer here." in live.brief("maria")
    live.go_to("2026-11-19 23:00")
    assert live.briefs(BOB) == []


def test_after_an_import_the_best_are_asked_about_and_nothing_avalanches(live: Live) -> None:
    rows = "\n".join(f"Company {number},alice@example.com,{number}000" for number in range(1, 31))
    live.care(f"import name,champion,revenue\n{rows}", user="maria")
    live.morning()
    said = live.brief("alice")
    assert "When did you last speak?" in said
    assert said.count("*Company ") == 10
    live.tap("alice", "When?", within="*Company 30*", option="This quarter")
    assert "✓ *Company 30*: noted, thank you." in live.brief("alice")
    live.go_to("2026-12-18 09:05")
    assert max(len(live.nudges_of(brief)) for brief in live.briefs(ALICE)[1:]) <= 5


def test_a_brief_tells_what_else_this_week_holds(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.add("delta")
    live.add("omega", last=DUE_THURSDAY + timedelta(days=1))
    live.touch("delta lunch in 2 days")
    live.morning()
    assert "2 more this week" in live.brief("alice")
    assert "Also this week: Delta (lunch, Friday), 1 customer comes due." in live.brief("alice")


def test_managers_hear_what_waits_for_them_once_and_again_on_monday(live: Live) -> None:
    live.add("acme", champion_id=None)
    live.go_to("2026-12-01 09:05")
    assert days_of(live, MARIA) == ["Thu 19 Nov", "Mon 23 Nov", "Mon 30 Nov"]


def test_every_brief_is_promised_under_a_key_of_its_day(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.morning()
    assert [message.key for message in live.rows(Message, feature="brief")] == ["brief:T0PRACTICE:U0ALICE:2026-11-19"]


def days_of(live: Live, user_id: str) -> list[str]:
    """Return the days on which somebody got a brief."""
    return [f"{brief.sent_at:%a %d %b}" for brief in live.briefs(user_id)]
