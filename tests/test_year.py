"""A year in which a company uses all that tells who deserves care, on both databases; the tests keep its books.

What the bot counts in the end is counted here again from a diary of what people typed and tapped. The company is small:
with each thing that is typed the briefs that speak of it are composed anew, so the year of the demo's sixty
customers costs ten times as much. `python -m benchmarks.demo_year` plays that, on either database.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from databases import create_database
from live import ALICE, MARIA, Live, live_company
from rich.console import Console
from test_calendar import put_in
from test_model import draft_a
from test_stocktake import begin, shown, submit, tap, text

from bot.exporting import write_out
from bot.settings import Settings
from bot.worth import tell_worth
from models.nudge import Nudge
from models.saying import Saying
from models.touch import Touch

FIRST, LAST = date(2026, 11, 19), date(2027, 11, 19)
CHEN = "U0CHEN"
ZONES = {ALICE: ZoneInfo("Europe/Berlin"), CHEN: ZoneInfo("Asia/Kolkata"), MARIA: ZoneInfo("Europe/Berlin")}
BERLIN, PUNE = [f"berlin{number}" for number in range(4)], [f"pune{number}" for number in range(4)]
COSTS = {"sales": "40", "communicating": "120", "cost_call": "35.50", "cost_visit": "400"}
A_CALL, A_VISIT, COMMUNICATING = 35_50, 400_00, 120_00
STATED = 9_000_00
MOST_ASKS, MOST_BLOCKS = 3, 40
SAID = {7: ("berlin1", "like"), 15: ("berlin2", "dislike"), 29: ("berlin1", "dislike"), 43: ("berlin3", "like")}
"""In which week which customer said what."""
COMPLAINED = {22: "berlin3", 33: "berlin2"}
"""In which week who complained of the same; it was put right the same day."""
READ_IN_A_MINUTE = 240
"""So many words are read in a minute."""


@dataclass
class Year:
    """The company a year later, and what was typed and tapped in it: purchases in minor units, touches by kind."""

    live: Live
    bought: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    touched: list[tuple[str, str, date]] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        clock = f"{self.live.practice.base_url}/practice/bot-clock"
        api = f"{self.live.practice.base_url}/api/"
        known = {"database_url": self.live.bot.storage.url, "practice_clock_url": clock, "slack_api_url": api}
        return Settings(_env_file=None, **known)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """A year has passed: Alice sees to her customers on Fridays, Chen answers nothing at all."""
    folder = tmp_path_factory.mktemp("year")
    other = {}
    if request.param == "postgres":
        other = {"database_url": create_database(request.getfixturevalue("postgres"), "year")}
    with live_company(folder, **other) as live:
        lived = Year(live)
        begin_the_year(lived)
        friday = FIRST + timedelta(days=1)
        while friday < LAST:
            live.go_to(f"{friday} 16:00")
            something_happens(lived, friday)
            more_happens(lived, friday)
            see_to_everybody(lived, friday)
            friday += timedelta(days=7)
        live.go_to(f"{LAST} 18:00")
        yield lived


def test_each_champion_got_one_brief_a_day_on_working_mornings_alone(year: Year) -> None:
    for user_id, zone in ZONES.items():
        moments = [brief.sent_at.astimezone(zone) for brief in year.live.briefs(user_id)]
        assert moments, user_id
        assert {(moment.hour, moment.minute) for moment in moments} == {(9, 0)}
        assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}
        assert not {moment.date() for moment in moments} & {date(2026, 12, 25), date(2027, 1, 1), date(2027, 10, 3)}
        assert len({moment.date() for moment in moments}) == len(moments)


def test_every_week_has_its_digest_and_each_is_read_in_a_minute(year: Year) -> None:
    posted = year.live.practice.messages("#customer-care")
    weeks = {datetime.fromtimestamp(float(post["ts"]), ZONES[MARIA]).isocalendar()[:2] for post in posted}
    assert len(posted) == len(weeks) == 52
    assert all(20 < len(post["text"].split()) <= READ_IN_A_MINUTE for post in posted)


def test_no_brief_asks_for_more_than_three_and_no_digest_is_longer_than_a_page(year: Year) -> None:
    briefs = [brief for user in ("alice", "chen", "maria") for brief in year.live.practice.messages("@bot", user)]
    assert max(str(brief["blocks"]).count("'nudge_later'") for brief in briefs) <= MOST_ASKS
    posted = year.live.practice.messages("#customer-care")
    assert max(len(post["blocks"]) for post in posted) < MOST_BLOCKS


def test_who_left_and_came_back_is_counted_in_its_quarter(year: Year) -> None:
    said = year.live.care("left", user="maria")
    for quarter in ("Q4 2026", "Q1 2027", "Q2 2027", "Q3 2027", "Q4 2027"):
        [line] = [line for line in said.splitlines() if line.startswith(f"*{quarter}*")] or ["none"]
        assert ("1 left" in line) == (quarter == named(on(24))), line
        assert ("1 came back" in line) == (quarter == named(on(28))), line


def test_what_was_said_and_what_went_wrong_again_is_counted_once_each(year: Year) -> None:
    themes = year.live.care("voice themes", user="maria")
    quarters = re.findall(r"^Q\d (\d{4}): (\d+) likes?, (\d+) dislikes?", themes, flags=re.MULTILINE)
    told = sum(int(likes) for _, likes, _ in quarters), sum(int(dislikes) for _, _, dislikes in quarters)
    kinds = Counter(kind for week, (_, kind) in SAID.items() if on(week) >= date(2027, 1, 1))
    assert told == (kinds["like"], kinds["dislike"]), themes
    assert "“The label was misprinted”: *twice*" in year.live.care("causes", user="maria")
    [idea] = year.live.rows(Saying, kind="idea")
    assert idea.words == "lend them a lamp meanwhile"


def test_every_customer_stands_on_one_rung_and_those_on_record_are_the_diarys(year: Year) -> None:
    said = year.live.care("ladder", user="maria")
    stands = {
        line.split(":")[0]: int(line.split(":")[1])
        for line in said.splitlines()
        if re.match(r"^[A-Z][a-z ]+: \d+$", line)
    }
    assert sum(stands.values()) == len(BERLIN) + len(PUNE)
    assert stands["Advocates"] == 1


def test_worth_agrees_to_the_cent(year: Year, tmp_path: Path) -> None:
    tell_worth(year.settings, tmp_path / "worth.csv", Console())
    with (tmp_path / "worth.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["Customer"].lower(): row for row in csv.DictReader(file)}
    assert set(told) == {*BERLIN, *PUNE}
    for name, row in told.items():
        revenue = sum(year.bought[name]) if name in year.bought else STATED
        calls = Counter(kind for who, kind, day in year.touched if who == name and day > LAST - timedelta(days=365))
        sales = (Decimal(revenue) * 40 / 100).to_integral_value()  # of two cents as near the even one
        serving = calls["call"] * A_CALL + calls["visit"] * A_VISIT
        counted = (revenue, sales, serving, COMMUNICATING, revenue - sales - serving - COMMUNICATING)
        cells = ("Revenue", "Cost of sales", "Serving", "Communicating", "Worth")
        assert [Decimal(row[cell]) * 100 for cell in cells] == list(counted), name


def test_plan_and_done_agree_with_the_diary_and_with_each_other(year: Year, tmp_path: Path) -> None:
    write_out(year.settings, None, None, tmp_path / "plan.csv", Console())
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    done: Counter[tuple[str, str]] = Counter()
    for row in rows:
        done[row["Month"][:7], row["Kind"]] += int(row["Done"])
        assert int(row["Still to do"]) == max(0, int(row["Planned"]) - int(row["Done"]))
    diary = Counter((f"{day:%Y-%m}", kind) for _, kind, day in year.touched if day >= LAST - timedelta(days=365))
    assert +done == diary
    # what the calendar holds stands in the plan once, whatever became of it
    in_calendar = Counter(
        (f"{touch.planned_for:%Y-%m}", touch.planned_kind or touch.kind)
        for touch in year.live.rows(Touch, undone_at=None)
        if touch.planned_for and touch.planned_for <= LAST + timedelta(days=365)
    )
    planned = {(row["Month"][:7], row["Kind"]) for row in rows if int(row["Planned"])}
    assert in_calendar
    assert set(in_calendar) <= planned


def test_who_bought_once_came_back_and_speaks_for_us_is_counted_right(year: Year) -> None:
    once = sum(len(amounts) == 1 for name, amounts in year.bought.items() if name != "berlin0")
    back = sum(len(amounts) > 1 for name, amounts in year.bought.items() if name != "berlin0")
    said = year.live.care("profile", user="maria")
    assert (once, back) == (1, 2)
    assert f"{once} bought once, {back} came back, 1 is an advocate" in said


def test_the_stocktake_changed_one_tier_and_the_model_one_row(year: Year) -> None:
    assert {one.id: one.tier for one in year.live.customers()} == dict.fromkeys([*BERLIN, *PUNE], "A") | {"pune3": "B"}
    year.live.care("stocktake report", user="maria")
    year.live.practice.advance("1m")
    assert "*Down*: Pune3 A → B" in year.live.brief("maria")


def test_the_group_is_the_sum_of_who_belongs_to_it_and_its_news_were_told_once(year: Year) -> None:
    said = year.live.care("group berlin0", user="maria")
    assert "2 customers" in said
    news = [brief for brief in year.live.practice.messages("@bot", "alice") if "the invoice was wrong" in str(brief)]
    assert len(news) == 1


def test_who_is_never_seen_to_waits_for_the_manager_after_three_times_and_never_more(year: Year) -> None:
    for name in PUNE:
        steps = [nudge.step for nudge in year.live.rows(Nudge, customer_id=name) if nudge.sent_at and nudge.step]
        assert steps
        assert max(steps) == 3


def begin_the_year(year: Year) -> None:
    """Maria sets up what the year is counted by; Pune's first is part of Berlin's."""
    live = year.live
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"digest_channel": "C0CUSTOMERCARE", "country": "DE"})
    for number, (berlin, pune) in enumerate(zip(BERLIN, PUNE, strict=True)):
        facts = {"last": FIRST - timedelta(days=15 * number), "kind": "lunch", "revenue_minor": STATED}
        live.add(berlin, **facts)
        live.add(pune, champion_id=CHEN, **facts)
        year.touched += [(berlin, "lunch", facts["last"]), (pune, "lunch", facts["last"])]
    live.care("worth", user="maria")
    [form] = live.tap("maria", "Costs…")["views"]
    live.practice.submit("maria", form["id"], COSTS)
    live.care("group pune0 belongs to berlin0", user="maria")


def something_happens(year: Year, friday: date) -> None:
    """What this week holds: purchases each month, and one of the seven now and then."""
    live, week = year.live, (friday - FIRST).days // 7
    if week % 5 == 1:
        buy(year, "berlin0", week * 1_234_35)
    if week in (3, 20, 37):
        buy(year, "berlin1", 999_99 + week)
    if week in (9, 30):
        buy(year, "pune1", 250_25)
    if week == 12:
        buy(year, "pune2", 77_77)
    if week == 6:
        take_stock(live)
    if week == 8:
        draft_a(live)
        live.practice.advance("1m")
        live.tap_brief("maria", "Switch on")
    if week == 10:
        live.practice.advance("1m")
        put_in(live)
    if week == 14:
        make_advocate(live)
    if week == 18:
        live.say("sam", "/complaint", "pune0 the invoice was wrong")


def more_happens(year: Year, friday: date) -> None:
    """What they say of us, what goes wrong and is put right, what we promise, who leaves and comes back."""
    live, week = year.live, (friday - FIRST).days // 7
    if week in SAID:
        name, kind = SAID[week]
        view = live.open("alice", "/care", f"voice {name} the new lamps, heard in week {week}")
        live.practice.submit("alice", view["id"], {"said_by": "Jane", "kind": kind})
    if week == 5:
        live.care("promise berlin2 send the price list by next Friday")
    if week == 6:
        live.tap_brief("alice", "Kept")
    if week == 11:
        view = live.open("alice", "/care", "idea lend them a lamp meanwhile")
        live.practice.submit("alice", view["id"], {"value": "adding"})
    if week in COMPLAINED:
        live.say("sam", "/complaint", f"{COMPLAINED[week]} the label was wrong")
        live.say("alice", "/recovery", f"{COMPLAINED[week]} sent new ones by courier")
        year.touched.append((COMPLAINED[week], "other", friday))  # putting it right is a touch
        live.practice.advance("1m")
        [form] = live.tap_brief("alice", "Cause and prevention", within=COMPLAINED[week].title())["views"]
        live.practice.submit("alice", form["id"], {"words": "The label was misprinted"})
    if week == 24:
        live.care("lost pune3 price", user="maria")
    if week == 28:
        live.care("won pune3", user="maria")


def on(week: int) -> date:
    """Return the Friday of a week."""
    return FIRST + timedelta(days=1 + 7 * week)


def named(day: date) -> str:
    return f"Q{(day.month + 2) // 3} {day.year}"


def buy(year: Year, name: str, minor: int) -> None:
    answer = year.live.care(f"bought {name} {minor // 100}.{minor % 100:02d} today", user="maria")
    assert "bought for" in answer
    year.bought[name].append(minor)


def take_stock(live: Live) -> None:
    """Maria takes stock: Pune's last is only a B, all others are what they are."""
    begin(live)
    view = live.open("maria", "/care", "stocktake")
    view = tap(live, "maria", view, "Grade", within="Chen")
    view = tap(live, "maria", view, "Look at one of them", option="Pune3 · A")
    view = submit(live, "maria", view, tier="B", reason="they buy elsewhere")
    assert text(view)
    for user, count in (("alice", 4), ("chen", 3)):
        tap(live, user, live.open(user, "/care", "stocktake"), f"Keep these {count} as they are")
    view = live.open("maria", "/care", "stocktake")
    assert "1 tier has changed" in text(tap(live, "maria", view, "Confirm all and close"))


def make_advocate(live: Live) -> None:
    live.care("show berlin0", user="maria")
    form = shown(live.tap("maria", "…", option="Edit…"))
    live.practice.submit("maria", form["id"], {"rung": "advocate"})


def see_to_everybody(year: Year, friday: date) -> None:
    """Alice calls each customer that she was asked about, and visits them in every fourth week."""
    open_ones = {nudge.customer_id for nudge in year.live.rows(Nudge, outcome=None)}
    kind = "visit" if (friday - FIRST).days // 7 % 4 == 0 else "call"
    names = sorted(open_ones & set(BERLIN))
    if names:
        said = year.live.touch(f"{', '.join(names)} {kind}").splitlines()
        assert any(line.startswith(f"{kind.capitalize()} ") for line in said), said  # the brief may be redrawn before
        year.touched += [(name, kind, friday) for name in names]
