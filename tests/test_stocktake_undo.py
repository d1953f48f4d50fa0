"""One tier of a stocktake is taken back, of many or the last: its report stays true."""

from live import MARIA, Json, Live
from sqlmodel import select
from test_stocktake import LAST, a_company, begin, graded_and_closed, submit, tap, text, tiers

from models.customer import Customer
from models.decision import Decision
from models.stocktake import Grading, Stocktake
from models.stocktake_report import latest_report
from models.undo import undo


def test_a_tier_confirmed_before_the_others_is_taken_back_on_the_spot(live: Live) -> None:
    view = delta_confirmed_first(live)
    assert "✓ *Delta* is B now, before the others." in text(view)
    tap(live, "maria", view, "Undo", within="Delta")
    assert tiers(live)["delta"] == "C"
    view = live.open("maria", "/care", "stocktake")
    assert "*1 tier changes when you confirm*" in text(view)
    assert "*Delta*: C → B" in text(view)


def test_a_tier_taken_back_after_the_end_is_told_in_the_report_which_counts_it_as_it_was(live: Live) -> None:
    delta_confirmed_first(live)
    tap(live, "maria", live.open("maria", "/care", "stocktake"), "Confirm all and close")
    live.touch("undo", user="maria")
    assert tiers(live) == {"acme": "A", "delta": "C", "falcon": None}
    live.care("stocktake report", user="maria")
    report = live.brief("maria")
    assert "*Economy* (C, D): 1 customer" in report
    assert "No tier has changed." in report
    assert "*Taken back since*: Delta stays C" in report


def test_of_many_tiers_one_is_taken_back_and_then_all(live: Live) -> None:
    a_company(live)
    graded_and_closed(live)
    take_back(live, "delta")
    [grading] = live.rows(Grading, customer_id="delta")
    assert (grading.chosen, grading.tier, grading.confirmed_at, grading.confirmed_by) == ("B", "C", None, None)
    with live.reading() as session:
        report = latest_report(session, grading.team_id)
        assert report
        assert [(move.customer.id, move.before, move.after) for move in report.moves] == []
        assert {share.name: share.customers for share in report.tiers if share.customers} == {"A": 1, "C": 1, "D": 1}
    live.touch("undo", user="maria")
    assert [stocktake.closed_at for stocktake in live.rows(Stocktake)] == [None]
    view = live.open("maria", "/care", "stocktake")
    assert "*3 of 3 customers are graded*" in text(view)
    assert "*Delta*: C → B" in text(view)


def test_who_left_before_the_end_is_in_no_report(live: Live) -> None:
    a_company(live)
    begin(live)
    live.care("lost acme, moved", user="maria")
    tap(live, "maria", live.open("maria", "/care", "stocktake"), "Confirm all and close")
    live.care("stocktake report", user="maria")
    assert "*Business* (A, B): 0 customers" in live.brief("maria")


def delta_confirmed_first(live: Live) -> Json:
    """Alice grades Delta a B for a reason, and Maria confirms that; return what she sees then."""
    live.add("acme", last=LAST)
    live.add("delta", last=LAST, tier="C")
    live.add("falcon", last=LAST, tier=None)
    begin(live)
    view = tap(live, "alice", live.open("alice", "/care", "stocktake"), "Look at one of them", option="Delta · C")
    submit(live, "alice", view, tier="B", reason="they grow")
    return tap(live, "maria", live.open("maria", "/care", "stocktake"), "Confirm this", within="Delta")


def take_back(live: Live, customer_id: str) -> None:
    """Maria takes back one of the tiers that she confirmed at once."""
    now = live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        decision = session.exec(select(Decision).where(Decision.customer_id == customer_id)).one()
        customer = session.get_one(Customer, (decision.team_id, customer_id))
        undo(session, customer, decision, live.member(session, MARIA), now)
