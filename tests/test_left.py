"""Who has left over time and why, beside our silence before it; what we ended apart, who came back marked."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from live import BOB, Live, form_words

from models.customer import Customer
from models.left import Loss, by_quarter, middle
from models.lost import Reason
from models.voice import quarters_to

TODAY = date(2026, 11, 18)
LAST = date(2026, 6, 30)


def test_who_left_why_and_how_silent_we_were_before(live: Live) -> None:
    live.add("acme", last=LAST, revenue_minor=1_200_000)
    live.add("delta", last=LAST, kind="email", champion_id=BOB)
    live.add("globex", champion_id=BOB)
    live.set_up(currency="EUR")
    live.care("lost acme price, 10 % cheaper elsewhere", user="maria")
    live.care("lost delta we ended it", user="maria")
    live.touch("acme call, they say goodbye")  # on the day itself: the parting
    answer = live.care("left", user="maria")
    assert "*Q4 2026*: 1 left (€12k a year): price" in answer
    assert "our last touch 141 days before, their last word 141 days before · we ended it with 1" in answer
    assert '*Acme* (€12k a year), Wed 18 Nov: price, "10 % cheaper elsewhere"' in answer
    assert "*Delta*, Wed 18 Nov: we ended it · our last touch 141 days before" in answer
    assert "*Q3 2026*: nobody left" in answer
    theirs = live.care("left", user="bob")
    assert "Customers of yours who left" in theirs
    assert "Delta" in theirs
    assert "Acme" not in theirs


def test_who_came_back_is_marked_and_undo_takes_all_of_it_back(live: Live) -> None:
    live.add("acme", last=LAST, revenue_minor=1_200_000)
    live.set_up(currency="EUR")
    live.care("lost acme price", user="maria")
    live.go_to("2027-01-12 09:05")
    live.care("won acme", user="maria")
    live.home("maria")
    shown = form_words(live.tap_home("maria", "Who left"))
    assert "✓ back since Tue 12 Jan" in shown
    assert "*Q1 2027*: nobody left · 1 came back (€12k a year)" in shown
    live.practice.click("maria", "left_chart", None, view=live.tap_home("maria", "Who left")["views"][-1]["id"])
    charts = [block for block in live.shown_brief("maria")["blocks"] if block["type"] == "data_visualization"]
    assert charts[0]["title"] == "Customers who left, by quarter"
    assert [one["name"] for one in charts[1]["chart"]["series"]] == ["Our last touch", "Their last word"]
    live.touch("undo", user="maria")
    assert "back since" not in live.care("left", user="maria")


def test_who_came_back_on_the_day_they_left_has_neither_left_nor_come_back(live: Live) -> None:
    live.add("acme", last=LAST)
    live.care("lost acme price", user="maria")
    live.care("won acme", user="maria")
    answer = live.care("left", user="maria")
    assert "Acme" not in answer
    assert "came back" not in answer
    said = live.care("digest", user="maria")
    assert "lost" not in said
    assert "won" not in said


@given(
    st.lists(st.tuples(st.dates(date(2025, 6, 1), TODAY), st.sampled_from([*Reason]), st.integers(0, 400)), max_size=30)
)
def test_everybody_who_left_is_counted_once_and_never_with_what_we_ended(
    left: list[tuple[date, Reason, int]],
) -> None:
    losses = [
        Loss(customer(), day, reason, touched_on=day - timedelta(days=silent), back_on=TODAY if silent % 2 else None)
        for day, reason, silent in left
    ]
    shown, first = by_quarter(losses, TODAY), quarters_to(TODAY)[0]
    lately = [one for one in losses if one.day >= first]
    assert sum(len(one.lost) + len(one.ended) for one in shown) == len(lately)
    assert sum(count for one in shown for _, count in one.reasons) == sum(not one.ended for one in lately)
    assert sum(len(one.back) for one in shown) == sum(one.back_on is not None for one in losses)
    for one in shown:
        days = [loss.untouched_days for loss in one.lost]
        assert one.untouched_days is None if not days else min(days) <= one.untouched_days <= max(days)


def test_who_left_before_touchbase_comes_with_an_import(live: Live) -> None:
    table = b"Customer,State,Left on,Left because,Last contact\nAcme,left,2026-10-01,too expensive,2026-06-23"
    live.practice.file("maria", "@bot", "customers.csv", table)
    live.tap("maria", "Import")
    assert "*Acme*, Thu 1 Oct: price · our last touch 100 days before" in live.care("left", user="maria")
    live.care("won acme", user="maria")
    assert "✓ back since Wed 18 Nov" in live.care("left", user="maria")


def test_what_is_not_recorded_does_not_count_as_silence() -> None:
    assert middle([None, 10, None, 30]) == 20
    assert middle([None]) is None


def customer() -> Customer:
    facts = {"name": "Acme", "normal": "acme", "added_on": TODAY, "created_at": TODAY}
    return Customer(team_id="T1", revenue_minor=100, **facts)
