"""The shortcuts that open anywhere: *Log a touch*, and *Find a customer*, whose card opens in its place."""

from datetime import timedelta

from live import THURSDAY, Json, Live, labels, said

from models.touch import PLANNED


def test_a_touch_is_logged_from_anywhere(live: Live) -> None:
    live.add("acme")
    [view] = live.practice.shortcut("alice", "touch_log")["views"]
    live.practice.submit("alice", view["id"], {"customer": "acme", "kind": "lunch"})
    assert [touch.kind for touch in live.touches()] == ["lunch"]


def test_a_customer_is_found_by_a_name_with_a_typo_and_the_card_opens_in_its_place(live: Live) -> None:
    live.add("acme", name="Acme Corporation")
    live.add("delta")
    [view] = live.practice.shortcut("sam", "find_customer")["views"]
    offered = live.practice.suggest("sam", view["id"], "find_customer", "acmee")
    assert [option["text"]["text"] for option in offered] == ["Acme Corporation"]
    [card] = live.practice.click("sam", "find_customer", "acme", view=view["id"])["views"]
    assert card["id"] == view["id"]
    assert "Champion: Alice Weber" in "\n".join(said(card["blocks"]))
    menu = card["blocks"][-1]
    assert menu["block_id"] not in str(view["blocks"]), "the menu would still show the one who was chosen"
    [other] = live.practice.click("sam", "find_customer", "delta", view=card["id"])["views"]
    assert "*Delta*" in "\n".join(said(other["blocks"]))


def test_a_form_opened_from_the_card_leads_back_to_it_drawn_anew(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=99))
    [view] = live.practice.shortcut("alice", "find_customer")["views"]
    [card] = live.practice.click("alice", "find_customer", "acme", view=view["id"])["views"]
    [form] = live.practice.click("alice", "booking_open", "acme", view=card["id"])["views"]
    assert form["previous_view_id"] == card["id"]
    live.practice.submit("alice", form["id"], {"day": "2026-11-25"})
    assert [touch.state for touch in live.touches()][-1] == PLANNED
    [below] = live.practice.state()["views"]
    assert "*Booked*\n• Wed 25 Nov: visit, Alice" in "\n".join(said(below["blocks"]))


def test_what_is_chosen_behind_the_dots_of_a_card_lies_above_it_and_the_card_tells_of_it(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=99))
    card = acme_found(live)
    [form] = live.practice.click("alice", "customer_more", "cadence acme", view=card["id"])["views"]
    assert form["previous_view_id"] == card["id"]
    live.practice.submit("alice", form["id"], {"cadence": "30", "silence": "45", "reason": "Their season"})
    assert "Own plan: a touch every 3 months → every month" in read(live)
    live.practice.click("alice", "customer_more", "replied acme", view=acme_found(live)["id"])
    assert "*Acme* has been in touch today." in read(live)
    assert "Last heard from today" in read(live), "the card below is drawn anew"


def acme_found(live: Live) -> Json:
    """Alice has found Acme's card."""
    [view] = live.practice.shortcut("alice", "find_customer")["views"]
    [card] = live.practice.click("alice", "find_customer", "acme", view=view["id"])["views"]
    return card


def read(live: Live) -> str:
    """Return the words of all modals that lie upon each other."""
    return "\n".join(line for view in live.practice.state()["views"] for line in said(view["blocks"]))


def test_who_cares_for_them_may_do_more_with_the_card_than_a_colleague(live: Live) -> None:
    live.add("acme")
    shown = {}
    for user in ("alice", "sam", "maria"):
        [view] = live.practice.shortcut(user, "find_customer")["views"]
        [card] = live.practice.click(user, "find_customer", "acme", view=view["id"])["views"]
        shown[user] = labels(card["blocks"])[:-1]
    assert shown["sam"] == ["Log a touch", "Complaint…", "Dates, promises…"]
    ours = ["Log a touch", "Booked…", "Complaint…", "Dates, promises…", "…"]
    assert shown["alice"][:5] == shown["maria"][:5] == ours


def test_one_who_has_left_is_found_below_the_others_and_can_be_taken_back_from_the_card(live: Live) -> None:
    live.add("vandelay", name="Vandelay Industries", last=THURSDAY)
    live.add("vandal", name="Vandal Paints")
    live.care("lost vandelay price, too dear", user="maria")
    [view] = live.practice.shortcut("maria", "find_customer")["views"]
    offered = live.practice.suggest("maria", view["id"], "find_customer", "vand")
    assert [option["text"]["text"] for option in offered] == ["Vandal Paints", "Vandelay Industries (left us)"]
    assert len(live.practice.suggest("maria", view["id"], "find_customer", "vandelai")) >= 1
    [card] = live.practice.click("maria", "find_customer", "vandelay", view=view["id"])["views"]
    assert "Left us today: price" in "\n".join(said(card["blocks"]))
    assert labels(card["blocks"]) == ["…", "They are back", "Another customer"]
    live.practice.click("maria", "parting", "thank vandelay", view=card["id"])
    [card] = live.practice.state()["views"]
    assert "✓ thank them" in "\n".join(said(card["blocks"]))
    answer = live.practice.click("maria", "they_are_back", view=card["id"])
    top, *below = sorted(answer["views"], key=lambda each: not each["on_top"])
    assert "*Vandelay Industries* is back, in Alice's care." in "\n".join(said(top["blocks"]))
    assert "Log a touch" in labels(below[0]["blocks"])
    live.practice.click("maria", "undo", view=top["id"])
    assert "They are back" in str(live.practice.state()["views"])


def test_who_may_not_take_them_back_reads_who_can_and_a_touch_is_not_offered_with_them(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    [view] = live.practice.shortcut("sam", "find_customer")["views"]
    [card] = live.practice.click("sam", "find_customer", "acme", view=view["id"])["views"]
    assert labels(card["blocks"]) == ["Another customer"]
    assert "Should they come back, a manager can say so" in "\n".join(said(card["blocks"]))
    [form] = live.practice.shortcut("sam", "touch_log")["views"]
    assert live.practice.suggest("sam", form["id"], "customer", "acme") == []
