"""Leavers: a deactivated champion's customers are given away at once, nothing is lost, and a return undoes it all."""

from datetime import date, timedelta

from live import ALICE, BOB, MARIA, SAM, THURSDAY, Json, Live, form_words, labels

from models.decision import Decision

DANA = "U0DANA"
DUE_THURSDAY = THURSDAY - timedelta(days=91)


def test_a_leavers_customers_are_one_line_on_the_managers_list(live: Live) -> None:
    dana_leaves(live, 14)
    live.morning()
    assert "Dana has left: 14 customers without champion, €140k a year." in live.brief("maria")
    assert "has no champion" not in live.brief("maria")
    assert "Find them champions" in labels(live.shown_brief("maria")["blocks"])


def test_a_customer_alone_stands_on_the_list_by_itself(live: Live) -> None:
    dana_leaves(live, 1)
    live.morning()
    assert "*Customer00* (€10k a year) has no champion: Dana is no longer here." in live.brief("maria")


def test_the_form_has_a_line_on_each_and_gives_all_away_at_once(live: Live) -> None:
    dana_leaves(live, 4)
    view = find_them_champions(live)
    assert [block["label"]["text"] for block in view["blocks"][2:4]] == [
        "Customer00 · A · €10k a year · due today · quiet from Fri 18 Dec",
        "Customer01 · A · €10k a year · due today · quiet from Fri 18 Dec",
    ]
    answer = live.practice.submit("maria", view["id"], {"customer:customer00": ALICE, "others": SAM})
    assert "*4 customers have champions again.*" in form_words(answer)
    assert [customer.champion_id for customer in live.customers()] == [ALICE, SAM, SAM, SAM]
    assert {decision.created_at for decision in live.rows(Decision)} == {live.rows(Decision)[0].created_at}
    assert "Dana has left" not in live.brief("maria")


def test_one_undo_takes_all_of_it_back(live: Live) -> None:
    dana_leaves(live, 3)
    view = find_them_champions(live)
    [done] = live.practice.submit("maria", view["id"], {"others": SAM})["views"]
    undo = next(block for block in done["blocks"] if block["type"] == "actions")["elements"][0]
    answer = live.practice.click("maria", undo["action_id"], undo["value"], view=done["id"])
    assert "Taken back" in form_words(answer)
    assert [customer.champion_id for customer in live.customers()] == [DANA] * 3
    assert "Dana has left: 3 customers" in live.brief("maria")


def test_whom_nobody_was_chosen_for_stays_on_the_list(live: Live) -> None:
    dana_leaves(live, 4)
    view = find_them_champions(live)
    answer = live.practice.submit("maria", view["id"], {"customer:customer00": ALICE})
    assert "3 are still without one." in form_words(answer)
    assert "Dana has left: 3 customers" in live.brief("maria")


def test_a_guest_is_refused_beside_the_menu_and_nothing_is_given(live: Live) -> None:
    dana_leaves(live, 2)
    view = find_them_champions(live)
    answer = live.practice.submit("maria", view["id"], {"customer:customer00": "U0GINA", "others": SAM})
    assert list(answer["errors"]) == ["customer:customer00"]
    assert live.rows(Decision) == []


def test_more_than_a_form_holds_are_counted_and_go_with_the_others(live: Live) -> None:
    dana_leaves(live, 97)
    view = find_them_champions(live)
    assert len(view["blocks"]) <= 100
    assert "7 more customers are not shown here and counted in." in view["blocks"][1]["hint"]["text"]
    live.practice.submit("maria", view["id"], {"others": SAM})
    assert {customer.champion_id for customer in live.customers()} == {SAM}
    live.morning()
    assert len(live.nudges_of(live.briefs(SAM)[-1])) == 5


def test_nothing_that_was_open_is_lost(live: Live) -> None:
    live.add("acme", champion_id=DANA, last=DUE_THURSDAY)
    live.add("delta", champion_id=DANA, last=DUE_THURSDAY)
    live.touch("acme lunch in 2 days", user="dana")
    live.care("handover delta @sam", user="dana")
    live.practice.event("user_change", user="dana", changes={"deleted": True})
    live.tap_brief("sam", "I'll take it")
    live.care("assign acme @alice", user="maria")
    assert {customer.id: customer.champion_id for customer in live.customers()} == {"acme": ALICE, "delta": SAM}
    live.go_to("2026-11-23 09:05")
    assert "Did it happen? *Acme*, lunch" in live.brief("alice")


def test_a_leaver_covers_for_nobody(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("away until Friday @dana")
    live.practice.event("user_change", user="dana", changes={"deleted": True})
    live.morning()
    assert "*Acme*" in live.brief("maria")


def test_who_comes_back_finds_all_as_before(live: Live) -> None:
    dana_leaves(live, 3)
    live.go_to("2026-11-19 08:00")
    live.practice.event("user_change", user="dana", changes={"deleted": False})
    live.go_to("2026-11-19 12:00")
    assert "3 customers need you today" in live.brief("dana")
    assert live.briefs(MARIA) == []


def test_after_a_move_the_next_brief_comes_at_nine_there_and_none_twice(live: Live) -> None:
    for number in range(12):
        live.add(f"customer{number}", champion_id=BOB, last=DUE_THURSDAY)
    live.go_to("2026-11-19 15:30")  # half past nine in New York
    for zone in ("Europe/Berlin", "Asia/Tokyo", "America/New_York"):
        live.practice.event("user_change", user="bob", changes={"tz": zone})
    live.practice.event("user_change", user="bob", changes={"tz": "Asia/Tokyo"})
    live.go_to("2026-11-20 23:00")
    live.practice.event("user_change", user="bob", changes={"tz": "America/New_York"})
    live.go_to("2026-11-24 00:00")
    sent = [f"{brief.sent_at:%d %H:%M}" for brief in live.briefs(BOB)]
    assert sent == ["19 14:00", "20 00:00", "23 14:00"]
    keys = [brief.key for brief in live.briefs(BOB)]
    assert len(keys) == len(set(keys))


def dana_leaves(live: Live, count: int) -> None:
    """Dana, who cares for so many customers that come due on Thursday, is deactivated."""
    for number in range(count):
        facts = {"champion_id": DANA, "revenue_minor": 1_000_000, "added_on": date(2025, 1, 7)}
        live.add(f"customer{number:02}", last=DUE_THURSDAY, **facts)
    live.practice.event("user_change", user="dana", changes={"deleted": True})


def find_them_champions(live: Live) -> Json:
    """Maria opens the form from her brief of the next morning; return the view."""
    live.morning()
    [view] = live.tap_brief("maria", "Find them champions")["views"]
    return view
