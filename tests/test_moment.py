"""Moments of truth: the first 100 days begin by themselves, are told in the brief, and answered with one tap."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from live import ALICE, BOB, SAM, TEAM, THURSDAY, Live, elements, form_words, label_of, labels
from sqlmodel import select

from models.customer import Customer
from models.forgetting import forget_customer
from models.moment import DONE, Moment, MomentCheck, own_moments
from models.moment_clock import Climb, Known, Reached, company_due, next_due, reached, reminding
from models.moment_default import defaults
from models.moment_reminder import settle_moments
from models.moment_table import moment_rows
from models.reminder import Reminder
from models.rung import Rung
from models.working_time import working_time
from models.workspace import Workspace

ADDED, DAY, LATER = date(2026, 11, 2), date(2026, 11, 18), date(2026, 11, 19)
NOW = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
LONG_AGO = date(2024, 1, 5)
SHOPPER, CUSTOMER, MEMBER, FAN = Rung.SHOPPER, Rung.CUSTOMER, Rung.MEMBER, Rung.RAVING_FAN


def known(rung: str | None, *climbs: tuple[str | None, str | None], **facts: Any) -> Known:
    about = {"by_hand": False, "added_on": LONG_AGO, "climbs": [Climb(DAY, *climb) for climb in climbs]}
    return Known(rung, **about | facts)


@pytest.mark.parametrize(
    ("who", "begun"),
    [
        # an import begins nothing but thanks, some day
        (known(None), {}),
        (known("customer"), {}),
        (known("raving fan"), {FAN: Reached(LONG_AGO, LONG_AGO, spread=True)}),
        # a prospect buys, is put on the rung, or both: the earlier day counts
        (known("prospect", bought=DAY, heard=DAY), {SHOPPER: Reached(DAY, DAY)}),
        (known("shopper", ("prospect", "shopper")), {SHOPPER: Reached(DAY, DAY)}),
        (known("shopper", ("prospect", "shopper"), bought=ADDED, heard=DAY), {SHOPPER: Reached(ADDED, DAY)}),
        # who jumps to customer is welcomed, too
        (known("customer", ("prospect", "customer")), {SHOPPER: Reached(DAY, DAY), CUSTOMER: Reached(DAY, DAY)}),
        # whoever an import brought and somebody made a prospect since is new when they buy
        (known("prospect", (None, "prospect"), bought=LATER, heard=LATER), {SHOPPER: Reached(LATER, LATER)}),
        # a customer of years whose rung is written down, or whose first order here is logged, is no newcomer
        (known("shopper", (None, "shopper")), {}),
        (known("customer", (None, "customer")), {CUSTOMER: Reached(DAY, DAY, spread=True)}),
        (known(None, bought=DAY, heard=DAY), {}),
        (known(None, bought=DAY, heard=DAY, by_hand=True), {}),  # added long ago
        # somebody added by hand lately is one
        (known(None, bought=DAY, heard=DAY, by_hand=True, added_on=ADDED), {SHOPPER: Reached(DAY, DAY)}),
        (known("shopper", by_hand=True, added_on=ADDED), {SHOPPER: Reached(ADDED, ADDED)}),
        # the first 100 days go on whatever they climb to; thanks are those of the rung they stand on
        (
            known("member", ("prospect", "shopper"), ("shopper", "member")),
            {SHOPPER: Reached(DAY, DAY), MEMBER: Reached(DAY, DAY)},
        ),
        (known("raving fan", (None, "member"), ("member", "raving fan")), {FAN: Reached(DAY, DAY)}),
        # put back, nothing above goes on
        (known("prospect", ("prospect", "shopper"), ("shopper", "prospect")), {}),
        (known(None, ("advocate", None)), {}),
    ],
)
def test_a_list_begins_when_somebody_new_reaches_its_rung(who: Known, begun: dict[str, Reached]) -> None:
    assert reached(who) == begun


def moment(**facts: Any) -> Moment:
    return Moment(team_id="T1", id="m", **{"rung": "shopper", "name": "it", "after_days": 7} | facts)


def check(**facts: Any) -> MomentCheck:
    about = {"team_id": "T1", "moment_id": "m", "began_on": DAY, "due_on": DAY, "since": NOW}
    return MomentCheck(**about | facts)


TODAY = Reached(DAY, DAY)
HALF = {"every_days": 182}


@pytest.mark.parametrize(
    ("what", "began", "answered", "since", "due"),
    [
        (moment(), TODAY, [], date.min, DAY + timedelta(7)),
        (moment(), TODAY, [DAY], date.min, None),
        (moment(**HALF), TODAY, [DAY], date.min, DAY + timedelta(182)),
        # answered on another climb: it counts for nothing here
        (moment(), Reached(ADDED, ADDED), [DAY], date.min, ADDED + timedelta(7)),
        # no day of its own: it comes when it comes
        (moment(after_days=None), TODAY, [], date.min, None),
        # the moment was written when its day was over: nobody's debt, what comes again comes the next time
        (moment(), TODAY, [], DAY + timedelta(8), None),
        (moment(**HALF), TODAY, [], DAY + timedelta(8), DAY + timedelta(189)),
        # heard of late: up to a week is still asked for
        (moment(), Reached(DAY, DAY + timedelta(14)), [], date.min, DAY + timedelta(7)),
        (moment(), Reached(DAY, DAY + timedelta(15)), [], date.min, None),
        # of those who came with an import only what comes again, from a month after it on
        (moment(), Reached(DAY, DAY, spread=True), [], date.min, None),
    ],
)
def test_a_moment_is_due_on_its_day_once_or_again(
    what: Moment, began: Reached, answered: list[date], since: date, due: date | None
) -> None:
    done = [check(answered_on=day, outcome=DONE) for day in answered]
    assert next_due(what, began, done, since) == due


def test_thanks_after_an_import_are_spread_over_the_time_between_two() -> None:
    began = Reached(DAY, DAY, spread=True)
    days = {next_due(moment(**HALF), began, [], date.min, f"customer {number}") for number in range(400)}
    assert min(days) >= DAY + timedelta(30)
    assert max(days) < DAY + timedelta(30 + 182)
    assert len(days) > 120


def test_the_companys_own_come_again_and_begin_when_somebody_takes_them_on() -> None:
    assert company_due(moment(every_days=91, after_days=None), [], DAY) == DAY
    assert company_due(moment(every_days=91), [check(answered_on=DAY)], ADDED) == DAY + timedelta(91)
    assert company_due(moment(), [], DAY) is None


@pytest.mark.parametrize(
    ("sent", "facts", "rest_until", "on", "step"),
    [
        ([], {"due_on": date(2026, 11, 21)}, None, date(2026, 11, 23), 0),  # a Saturday's on the Monday
        ([(1, 19)], {}, None, date(2026, 11, 24), 1),
        ([(1, 19), (2, 24), (3, 27)], {}, None, None, 3),
        ([(1, 19)], {"later_until": date(2026, 11, 26)}, None, date(2026, 11, 26), 0),  # asked anew
        ([], {}, date(2026, 12, 2), date(2026, 12, 2), 0),  # a complaint goes first
    ],
)
def test_it_is_asked_three_times_at_most_on_working_mornings(
    sent: list[tuple[int, int]], facts: dict[str, Any], rest_until: date | None, on: date | None, step: int
) -> None:
    told = [(each, datetime(2026, 11, day, 8, tzinfo=UTC)) for each, day in sent]
    said = reminding(check(**facts), told, rest_until, working_time(Workspace(team_id="T1", zone="Europe/Berlin")), NOW)
    assert (said.remind_at and said.remind_at.date(), said.step) == (on, step)


def test_the_default_moments_cover_every_rung_and_know_no_name_twice() -> None:
    found = defaults()
    assert {one.rung for one in found} == set(Rung)
    assert len({one.id for one in found}) == len({one.name for one in found}) == len(found)
    assert all(len(one.what) <= 240 and len(one.system) <= 120 and len(one.name) <= 80 for one in found)


def test_a_first_purchase_begins_the_first_100_days_and_one_tap_answers(live: Live) -> None:
    live.care("add Vandelay")
    said = live.care("bought vandelay 1200")
    assert "Their first 100 days have begun: I'll speak of their moments of truth" in said
    assert "day 0 of their first 100" in form_words(live.tap("alice", "Moments…"))
    assert "first 100" not in live.care("bought vandelay 1300")
    live.touch("undo")
    assert "*Vandelay*: day 0 of their first 100" in live.care("moments vandelay")
    live.go_to("2026-11-19 09:05")
    brief = live.brief("alice")
    assert "*1 customer needs you today" in brief
    assert "*Vandelay*: ordering, day 1 of their first 100. Thank them for the first order" in brief
    live.tap_brief("alice", "Done")
    assert "*Everybody on today's list is seen to, thank you.*" in live.brief("alice")
    assert "✓ *Vandelay*: ordering. Done, thank you." in live.brief("alice")
    [done] = live.rows(MomentCheck, moment_id="order")
    assert (done.outcome, done.answered_on, done.by) == (DONE, THURSDAY, ALICE)
    with live.reading() as session:
        [row] = moment_rows(session, session.get_one(Workspace, TEAM))
    assert row == ["2026-11-19", "Vandelay", "", "shopper", "ordering", "done", "2026-11-19", "Alice Weber"]
    assert "Taken back: *Vandelay*, what you said of ordering. It waits again." in live.touch("undo")
    assert "Thank them for the first order" in live.brief("alice")
    live.tap_brief("alice", "Later…", option="In a week")
    assert "*Vandelay*: ordering. It waits until Thu 26 Nov." in live.brief("alice")
    live.go_to("2026-11-25 09:05")
    assert "*Vandelay*: delivery, day 7 of their first 100." in live.brief("alice")
    live.tap_brief("alice", "Not needed")
    live.go_to("2026-11-26 09:05")
    assert "*Vandelay*: ordering, day 8 of their first 100. Thank them for the first order" in live.brief("alice")
    live.go_to("2026-12-03 09:05")
    briefs = live.practice.messages("@bot", "alice")
    assert not any("how do they like it" in brief["text"] for brief in briefs), "the welcome call asks that"


def test_who_looks_after_a_moment_reads_whose_customer_it_is(live: Live) -> None:
    with live.bot.storage.database.begin() as session:
        [order] = [one for one in own_moments(session, TEAM) if one.id == "order"]
        order.owner_id = SAM
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    live.go_to("2026-11-19 09:05")
    assert "ordering, day 1 of their first 100 · Alice's customer. Thank them" in live.brief("sam")


@pytest.mark.parametrize(
    ("system", "asks_less"), [("A call, or a card by hand", True), ("A day behind the scenes", False)]
)
def test_asked_again_a_smaller_ask_is_made_where_there_is_one(live: Live, system: str, asks_less: bool) -> None:
    with live.bot.storage.database.begin() as session:
        [order] = [one for one in own_moments(session, TEAM) if one.id == "order"]
        order.system = system
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    live.go_to("2026-11-19 09:05")
    live.go_to("2026-11-24 09:05")
    brief = live.brief("alice")
    assert "ordering, day 6 of their first 100." in brief
    assert ("Five minutes or two lines would do." in brief) is asks_less


def test_three_moments_a_morning_at_most_and_the_others_come_the_next(live: Live) -> None:
    for name in ("Vandelay", "Kestrel", "Marlow", "Pinewood"):
        live.care(f"add {name}")
        live.care(f"bought {name.lower()} 1200")
    live.go_to("2026-11-19 09:05")
    first = live.brief("alice")
    assert first.count("ordering, day 1 of their first 100") == 3
    live.go_to("2026-11-20 09:05")
    assert live.brief("alice").count("ordering, day 2 of their first 100") == 1
    live.tap_brief("alice", "Done")
    assert "Log a touch" in str(live.tap_brief("alice", "Log it as a touch…")["views"])


def test_a_customer_has_one_moment_a_morning_and_what_comes_once_goes_first(live: Live) -> None:
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    with live.bot.storage.database.begin() as session:
        delivery = session.get_one(Moment, (TEAM, "delivery"))
        again = session.get_one(Moment, (TEAM, "welcome"))
        delivery.after_days, again.after_days, again.every_days = 2, 0, 90
        settle_moments(session, session.exec(select(Customer)).one(), live.bot.clock.now())
    told = []
    for morning in ("2026-11-20", "2026-11-23", "2026-11-24"):
        live.go_to(f"{morning} 09:05")
        told.append(live.brief("alice"))
    assert [said.count("*Vandelay*: ") for said in told] == [1, 1, 1]
    assert ["ordering" in told[0], "delivery" in told[0], "welcome call" in told[0]] == [False, True, False]
    assert "welcome call" in told[1]


def test_a_purchase_taken_back_ends_the_list_and_who_is_forgotten_leaves_none(live: Live) -> None:
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    assert len(live.rows(MomentCheck)) == len(live.rows(Reminder, reason="moment")) == 7
    live.touch("undo")
    assert live.rows(MomentCheck) == live.rows(Reminder, reason="moment") == []
    live.care("bought vandelay 1300")
    [customer] = live.customers()
    with live.bot.storage.database.begin() as session:
        forget_customer(session, session.get_one(Customer, (TEAM, customer.id)), live.bot.clock.now())
    assert live.rows(MomentCheck) == live.rows(Reminder, reason="moment") == []


def test_no_moment_of_who_has_left_waits(live: Live) -> None:
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    live.care("lost vandelay price", user="maria")
    said = live.care("moments vandelay")
    assert "*Vandelay* has left us, so none of their moments waits" in said
    assert "○" not in said
    live.care("won vandelay", user="maria")
    assert "○" in live.care("moments vandelay")


def test_an_advocate_is_thanked_every_half_year(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("ladder acme advocate", user="maria")
    live.go_to("2026-12-02 09:05")
    assert "*Acme*: thanks to an advocate, every 6 months. Thank them for speaking of us" in live.brief("alice")
    live.care("moments acme")
    menu = next(each for above, each in elements(live.shown("alice")["blocks"]) if "Thanks to an advocate" in above)
    live.tap_in(live.shown("alice"), "alice", "…", "Thanks to an advocate", menu["options"][0]["text"]["text"])
    assert "✓ *Acme*: thanks to an advocate. Done, thank you." in live.brief("alice")
    [again] = live.rows(MomentCheck, moment_id="thanks_a", outcome=None)
    assert again.due_on == date(2026, 12, 2) + timedelta(182)


def test_a_manager_changes_the_lists_and_takes_it_back(live: Live) -> None:
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    view = live.open("maria", "/care", "moments")
    assert "*Delivery* · day 7 · their champion" in form_words({"views": [view]})

    def tap(shown: Any, label: str, within: str = "", option: str | None = None) -> Any:
        element = next(e for above, e in elements(shown["blocks"]) if within in above and matches(e, label))
        value = next(o["value"] for o in element["options"] if o["text"]["text"] == option) if option else None
        answer = live.practice.click(
            "maria", element["action_id"], value or element.get("value"), view=shown["id"], block_id=element["block"]
        )
        return answer["views"][-1]

    def matches(element: Any, label: str) -> bool:
        return label == (element.get("text") or {"text": "…"})["text"]

    removed = tap(view, "…", "*Delivery*", "Remove")
    assert "✓ delivery: taken out." in form_words({"views": [removed]})
    assert live.rows(MomentCheck, moment_id="delivery") == []
    back = tap(removed, "Undo")
    assert "*Delivery* · day 7" in form_words({"views": [back]})
    assert len(live.rows(MomentCheck, moment_id="delivery")) == 1
    form = tap(back, "…", "*Our website*", "Edit…")
    wrong = live.practice.submit("maria", form["id"], {"every": "2"})
    assert "from 7 to 1000" in str(wrong["errors"])
    live.practice.submit("maria", form["id"], {"every": "30", "owner": BOB})
    live.go_to("2026-11-19 15:05")  # nine o'clock in New York
    assert "*For all of us*: our website, every month. Open it on a phone" in live.brief("bob")
    live.tap_brief("bob", "Done")
    assert [one.due_on for one in live.rows(MomentCheck, moment_id="website", outcome=None)] == [date(2026, 12, 19)]
    gaps = form_words({"views": [live.open("maria", "/care", "moments gaps")]})
    assert "*The first call to us* (suspects): no owner, no way of doing it, never done yet" in gaps
    assert "*Our website* (suspects): no way of doing it" in gaps
    assert "their gaps are for managers to see and change; ask" in live.care("moments gaps")
    assert "delivery, Wed 25 Nov, day 7" in form_words({"views": [live.open("alice", "/care", "moments")]})


def test_what_is_changed_from_the_gaps_is_taken_back_there(live: Live) -> None:
    gaps = live.open("maria", "/care", "moments gaps")
    form = press(gaps, live, "Edit…", "*Our website*")
    [saved, *_] = live.practice.submit("maria", form["id"], {"system": "On a phone", "every": "30"})["views"]
    assert "✓ our website: kept like this now." in form_words({"views": [saved]})
    assert "*Our website* (suspects): no owner, never done yet" in form_words({"views": [saved]})
    back = press(saved, live, "Undo")
    assert "*Our website* (suspects): no owner, no way of doing it" in form_words({"views": [back]})
    assert "Undo" not in labels(back["blocks"])


def press(view: Any, live: Live, label: str, within: str = "") -> Any:
    element = next(e for above, e in elements(view["blocks"]) if within in above and label_of(e) == label)
    about = {"view": view["id"], "block_id": element["block"]}
    return live.practice.click("maria", element["action_id"], element.get("value"), **about)["views"][-1]
