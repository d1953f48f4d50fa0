"""After a stocktake: its line in the digest, the terminal, whom to convert, what is provisional, the one before."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from live import BOB, TEAM, THURSDAY, Json, Live
from test_stocktake import LAST, begin, shown, submit, tap, text, tiers
from typer.testing import CliRunner

from bot.cli import app
from models.sign_of_life import PURCHASE, SignOfLife
from models.stocktake import Grading, Stocktake

DEADLINE = THURSDAY + timedelta(days=21)


def test_whom_to_convert_is_followed_up_in_the_owners_brief_and_a_missed_deadline_asks_whether_it_is_an_e(
    live: Live,
) -> None:
    live.add("delta", last=LAST, tier="C", revenue_minor=1_000_000)
    view = closed(live)
    view = tap(live, "maria", view, "To convert")
    assert "*Delta* · C · €10k a year: pays on time" in text(view)
    form = tap(live, "maria", view, "Convert…", within="Delta")
    wrong = live.practice.submit("maria", form["id"], {"deadline": "2026-11-01"})
    assert wrong["errors"] == {"deadline": "A day from tomorrow on, at most two years ahead."}
    view = shown(live.practice.submit("maria", form["id"], {"deadline": DEADLINE.isoformat(), "owner": BOB}))
    assert "*Delta* · C · €10k a year: until Thu 10 Dec, Bob" in text(view)
    live.go_to("2026-11-25 09:05")
    assert "Delta" not in live.brief("bob")
    live.go_to("2026-11-26 18:00")
    assert "*Delta* (C) is to become more by Thu 10 Dec. What would it take?" in live.brief("bob")
    live.go_to("2026-12-11 09:05")
    assert "*Delta* was to be more than C by Thu 10 Dec: is it really an E?" in live.brief("maria")
    live.tap_brief("maria", "Yes, E", within="Delta")
    assert tiers(live) == {"delta": "E"}
    live.tap("maria", "Undo")
    live.tap_brief("maria", "Another half-year", within="Delta")
    assert [grading.deadline for grading in live.rows(Grading)] == [date(2027, 6, 11)]
    assert "is it really an E?" not in live.brief("maria")


def test_who_has_become_more_is_converted_and_nobody_asks(live: Live) -> None:
    live.add("delta", last=LAST, tier="C")
    form = tap(live, "maria", tap(live, "maria", closed(live), "To convert"), "Convert…", within="Delta")
    live.practice.submit("maria", form["id"], {"deadline": "2026-11-23"})
    live.care("tier delta B", user="maria")
    live.go_to("2026-11-24 09:05")
    assert "really an E" not in live.brief("maria")


def test_the_digest_of_the_week_has_one_line(live: Live) -> None:
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"digest_channel": "C0CUSTOMERCARE"})
    live.add("acme", last=LAST)
    live.add("delta", last=LAST, tier="C")
    graded(live, "Delta · C", "D")
    live.go_to("2026-11-23 09:05")
    digest = live.practice.messages("#customer-care")[-1]["text"]
    assert "*Stocktake*: 1 of 2 customers are A or B; none moved up, 1 down." in digest


def test_the_terminal_prints_it_writes_it_and_brings_in_those_from_before(
    live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", live.bot.storage.url)
    monkeypatch.setenv("COLUMNS", "120")
    assert "No stocktake has been confirmed yet" in touchbase("stocktake", exit_code=1)
    live.add("acme", last=LAST, revenue_minor=9_000_000)
    live.add("delta", last=LAST, tier="C", revenue_minor=1_000_000)
    old = tmp_path / "before.csv"
    old.write_text(
        "Customer,Tier before,Tier,Loyal,Convert by,Owner,Confirmed on\n"
        "Acme,A,B,1,,,2026-05-15\n"
        "Delta,,D,,2026-12-10,Bob,2026-05-15\n"
        "Zorro,,D,,,,2026-05-15\n"
        "Delta,,X,,,,2026-05-15\n"
        "Delta,,C,,,,2099-05-15\n"
    )
    told = touchbase("stocktake", "--past", str(old))
    assert 'row 4: no customer is called "Zorro"' in told
    assert 'row 5: has the tier "X", which is none of A to E' in told
    assert 'row 6: "2099-05-15" has not come yet' in told
    assert "Stocktake of 2026-05-15: 2 kept." in told
    assert "Up: 0. Down: 1. Without a tier: 0." in told
    assert "Nothing new" in touchbase("stocktake", "--past", str(old))
    assert tiers(live) == {"acme": "A", "delta": "C"}
    live.go_to("2026-11-26 18:00")
    assert "*Delta* (C) is to become more by Thu 10 Dec." in live.brief("bob")
    graded(live, "Acme", "C")
    new = tmp_path / "now.csv"
    told = touchbase("stocktake", "--csv", str(new))
    assert "Up: 1. Down: 1." in told
    assert '"Acme","","A","C","B","they buy elsewhere","90000.00","EUR"' in new.read_text()
    live.care("stocktake report", user="maria")
    report = live.brief("maria")
    assert "Last time: Business 1, Economy 1, Freight 0." in report
    assert "Since last time:\n*Up*: Delta D → C" in report


def test_a_file_that_is_no_stocktake_changes_nothing(
    live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", live.bot.storage.url)
    monkeypatch.setenv("COLUMNS", "200")
    other = tmp_path / "other.csv"
    other.write_text("Customer,Colour\nAcme,red\n")
    said = touchbase("stocktake", "--past", str(other), exit_code=1)
    assert "a stocktake needs the columns Customer, Tier and Confirmed on; it lacks Tier, Confirmed on." in said
    assert "cannot be opened" in touchbase("stocktake", "--past", str(tmp_path / "none.csv"), exit_code=1)
    assert live.rows(Stocktake) == []


def test_what_an_import_proposed_is_provisional_until_confirmed_and_only_people_make_an_e(live: Live) -> None:
    rows = ["Company\tAnnual revenue", "Acme\t900000", "Delta\t60000", "Kiosk\t1"]
    live.care("import\n" + "\n".join(rows), user="maria")
    assert {one.name: (one.tier, one.tier_suggested) for one in live.customers()} == {
        "Acme": ("A", True),
        "Delta": ("C", True),
        "Kiosk": ("D", True),
    }
    begin(live)
    view = tap(live, "maria", live.open("maria", "/care", "stocktake"), "Grade")
    assert "*Acme* · A · €900k a year · proposed by revenue, nobody has looked yet" in text(view)
    view = tap(live, "maria", view, "Look at one of them", option="Kiosk · D")
    for question in ("Loyal", "Refers us", "Pays on time"):
        view = tap(live, "maria", view, "No", within=question)
    assert "*E suggested*: not loyal, does not refer us, pays late" in text(view)
    submit(live, "maria", view)
    view = live.open("maria", "/care", "stocktake")
    assert "*Kiosk*: D → E: not loyal" in text(view)
    tap(live, "maria", view, "Confirm all and close")
    assert {one.name: (one.tier, one.tier_suggested) for one in live.customers()} == {
        "Acme": ("A", True),
        "Delta": ("C", True),
        "Kiosk": ("E", False),
    }


def test_revenue_is_what_worth_counts(live: Live) -> None:
    live.add("acme", last=LAST, revenue_minor=5_000_000)
    live.add("delta", last=LAST, revenue_minor=2_000_000)
    live.add("falcon", last=LAST)
    with live.bot.storage.database.begin() as session:
        for days, minor in ((400, 7_000_00), (30, 3_000_00), (31, 1_000_50)):
            known = {"team_id": TEAM, "customer_id": "acme", "created_at": live.bot.clock.now()}
            session.add(SignOfLife(**known, kind=PURCHASE, day=THURSDAY - timedelta(days=days), amount_minor=minor))
    begin(live)
    revenues = {grading.customer_id: grading.revenue_minor for grading in live.rows(Grading)}
    assert revenues == {"acme": 4_000_50, "delta": 2_000_000, "falcon": None}
    for name, minor in (("acme", "€4,000.50"), ("delta", "€20,000")):
        assert minor in live.care(f"worth {name}", user="maria")


def closed(live: Live) -> Json:
    """Maria begins a stocktake and confirms all as they are; return what she sees then."""
    view = begin(live)
    return tap(live, "maria", view, "Confirm all and close")


def graded(live: Live, name: str, tier: str) -> Json:
    """Alice grades one of her customers otherwise, and Maria confirms it."""
    begin(live)
    view = live.open("alice", "/care", "stocktake")
    if name in text(view).partition("want a look")[2]:
        view = tap(live, "alice", view, "Grade", within=name)
    else:
        view = tap(live, "alice", view, "Look at one of them", option=name)
    submit(live, "alice", view, tier=tier, reason="they buy elsewhere")
    return tap(live, "maria", live.open("maria", "/care", "stocktake"), "Confirm all and close")


def touchbase(*arguments: str, exit_code: int = 0) -> str:
    """Run a command and return what it says."""
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == exit_code, result.output
    return result.output
