"""The stocktake: begun by a manager, graded by champions, confirmed at once, kept and compared with the next."""

from datetime import timedelta

from live import THURSDAY, Json, Live, said

LAST = THURSDAY - timedelta(days=30)


def test_begun_graded_confirmed_and_reported(live: Live) -> None:
    a_company(live)
    begin(live)
    live.morning()
    assert "3 of your customers want grading* until Wed 2 Dec" in live.brief("alice")
    view = shown(live.tap_brief("alice", "Grade them"))
    assert "*3 of 3 customers want grading until Wed 2 Dec.*" in text(view)
    assert "Acme A" in text(view)
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
    from live import find_element, option_value

    element = find_element(view["blocks"], label, within)
    value = option_value(element, option) if option else element.get("value")
    answer = live.practice.click(user, element["action_id"], value, view=view["id"], block_id=element["block"])
    return shown(answer)


def submit(live: Live, user: str, view: Json, tier: str | None = None, reason: str = "") -> Json:
    """Somebody sends the form of one customer, with the suggested tier or another one."""
    [block] = [block["block_id"] for block in view["blocks"] if block["block_id"].startswith("tier:")]
    values: Json = {"reason": reason} | ({block: tier} if tier else {})
    return shown(live.practice.submit(user, view["id"], values))
