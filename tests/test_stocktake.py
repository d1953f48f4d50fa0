"""The stocktake: begun by a manager, graded by champions, confirmed at once, kept and compared with the next."""

from datetime import timedelta

from live import TEAM, THURSDAY, Json, Live, find_element, option_value, said

from models.customer import Contact
from models.stocktake import Grading, Stocktake

LAST = THURSDAY - timedelta(days=30)


def test_begun_graded_confirmed_and_reported(live: Live) -> None:
    a_company(live)
    with live.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, customer_id="acme", name="Jane Doe"))
    begin(live)
    live.morning()
    assert "3 of your customers want grading* until Wed 2 Dec" in live.brief("alice")
    view = shown(live.tap_brief("alice", "Grade them"))
    assert "*3 of 3 customers want grading until Wed 2 Dec.*" in text(view)
    assert "Acme A" in text(view)
    assert "*Valuable, and hanging on one person*: Acme. Who else should know us there?" in text(view)
    view = tap(live, "alice", view, "Look at one of them", option="Delta · C")
    for question in ("Pleasant to deal with", "Loyal", "Refers us to others", "Treats our staff well"):
        view = tap(live, "alice", view, "Yes", within=question)
    assert "*A suggested*" in text(view)
    view = submit(live, "alice", view)
    assert text(view).startswith("*Falcon* · no tier yet")
    view = submit(live, "alice", view, tier="D", reason="too small to matter")
    view = tap(live, "alice", view, "Keep it as it is")
    assert "All 3 customers are graded, thank you." in text(view)
    view = live.open("maria", "/care", "stocktake")
    assert "*3 of 3 customers are graded*" in text(view)
    view = tap(live, "maria", view, "Confirm all and close")
    assert "2 tiers have changed" in text(view)
    assert tiers(live) == {"acme": "A", "delta": "A", "falcon": "D"}
    live.care("stocktake report", user="maria")
    report = live.brief("maria")
    assert "*Business* (A, B): 2 customers, €420k a year" in report
    assert "*Up*: Delta C → A" in report


def test_one_undo_takes_every_tier_back_and_opens_the_stocktake_again(live: Live) -> None:
    a_company(live)
    view = graded_and_closed(live)
    view = tap(live, "maria", view, "Undo all")
    assert "every tier is what it was before" in text(view)
    assert tiers(live) == {"acme": "A", "delta": "C", "falcon": None}
    assert "*3 of 3 customers are graded*" in text(live.open("maria", "/care", "stocktake"))


def test_touch_undo_does_the_same(live: Live) -> None:
    a_company(live)
    graded_and_closed(live)
    live.touch("undo", user="maria")
    assert tiers(live)["delta"] == "C"
    assert [stocktake.closed_at for stocktake in live.rows(Stocktake)] == [None]


def test_another_tier_than_suggested_needs_a_reason_and_loses_nothing(live: Live) -> None:
    a_company(live)
    begin(live)
    view = live.open("alice", "/care", "stocktake")
    view = tap(live, "alice", view, "Look at one of them", option="Delta · C")
    [block] = [block["block_id"] for block in view["blocks"] if block["block_id"].startswith("tier:")]
    answer = live.practice.submit("alice", view["id"], {block: "A"})
    assert answer["errors"] == {"reason": "The five answers suggest C. In a few words: why A?"}
    submit(live, "alice", view, tier="A", reason="they grow")
    [grading] = live.rows(Grading, customer_id="delta")
    assert (grading.chosen, grading.suggested, grading.reason) == ("A", "C", "they grow")


def test_a_closed_form_loses_no_tap(live: Live) -> None:
    a_company(live)
    begin(live)
    view = tap(live, "alice", live.open("alice", "/care", "stocktake"), "Look at one of them", option="Delta · C")
    tap(live, "alice", view, "No", within="Pays on time")
    view = tap(live, "alice", live.open("alice", "/care", "stocktake"), "Look at one of them", option="Delta · C")
    assert "Pays on time? _answered by hand_" in text(view)


def test_it_is_offered_four_weeks_after_tiers_were_proposed_and_rests_for_a_month(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91), tier_suggested=True)
    live.go_to("2026-11-19 09:05")
    live.touch("acme lunch")
    live.go_to("2026-12-17 09:05")
    assert "*Time for a stocktake*" in live.brief("maria")
    live.tap_brief("maria", "In a month")
    live.go_to("2026-12-17 09:10")
    assert "*Time for a stocktake*" not in live.brief("maria")


def test_an_e_is_ended_by_the_steps_to_part_well(live: Live) -> None:
    live.add("kiosk", last=LAST, tier="E")
    view = graded_and_closed(live, "it as it is")
    view = tap(live, "maria", view, "E: decide")
    view = tap(live, "maria", view, "Decide", option="End it")
    assert "*Kiosk*: ended." in text(view)
    [kiosk] = live.customers()
    assert (kiosk.state, kiosk.left_reason) == ("left", "ended")


def graded_and_closed(live: Live, kept: str = "") -> Json:
    """Alice grades all as suggested, Maria confirms; return what she sees then."""
    begin(live)
    view = live.open("alice", "/care", "stocktake")
    if kept:
        tap(live, "alice", view, f"Keep {kept}")
    else:
        view = tap(live, "alice", view, "Look at one of them", option="Delta · C")
        view = tap(live, "alice", tap(live, "alice", view, "Yes", within="Loyal"), "Yes", within="Pleasant")
        submit(live, "alice", view, tier="B")
        view = live.open("alice", "/care", "stocktake")
        view = submit(live, "alice", tap(live, "alice", view, "Grade", within="Falcon"))
        tap(live, "alice", view, "Keep it as it is")
    return tap(live, "maria", live.open("maria", "/care", "stocktake"), "Confirm all and close")


def a_company(live: Live) -> None:
    """Alice has an A, a C and one whom nobody has graded."""
    live.add("acme", last=LAST, revenue_minor=41_000_000)
    live.add(
        "delta",
        last=LAST,
        tier="C",
        revenue_minor=1_000_000,
    )
    live.add("falcon", last=LAST, tier=None)


def begin(live: Live) -> Json:
    view = live.open("maria", "/care", "stocktake")
    return tap(live, "maria", view, "Begin")


def tiers(live: Live) -> dict[str, str | None]:
    return {customer.id: customer.tier for customer in live.customers()}


def text(view: Json) -> str:
    return "\n".join(said(view["blocks"]))


def shown(answer: Json) -> Json:
    [view] = answer["views"]
    return view


def tap(live: Live, user: str, view: Json, label: str, within: str = "", option: str | None = None) -> Json:
    """Somebody presses a button or menu of a modal; return what takes its place."""
    element = find_element(view["blocks"], label, within)
    value = option_value(element, option) if option else element.get("value")
    answer = live.practice.click(user, element["action_id"], value, view=view["id"], block_id=element["block"])
    return shown(answer)


def submit(live: Live, user: str, view: Json, tier: str | None = None, reason: str = "") -> Json:
    """Somebody sends the form of one customer, with the suggested tier or another one."""
    [block] = [block["block_id"] for block in view["blocks"] if block["block_id"].startswith("tier:")]
    values: Json = {"reason": reason} | ({block: tier} if tier else {})
    return shown(live.practice.submit(user, view["id"], values))
