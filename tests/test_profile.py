"""The profile: who bought once, came back, speaks for us; its shape, the ideal, the drift, and the picture of it."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace as Facts
from urllib.request import urlopen

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live import TEAM, THURSDAY, Live, form_words

from models.message import Message
from models.profile import Level, Profile, Shape, level_of, quarters, read_ideal, write_ideal
from models.profile_figures import Drift
from models.rung import Rung, read_rung, rung_on
from models.sign_of_life import PURCHASE, SignOfLife
from templates import render

SEED = Path(__file__).parent.parent / "practice" / "seed"
TODAY = date(2026, 11, 18)
PNG = b"\x89PNG\r\n"


@pytest.mark.parametrize(
    ("profile", "shape"),
    [
        (Profile(60, 30, 10), Shape.PYRAMID),  # most bought once
        (Profile(50, 10, 10), Shape.PYRAMID),  # few in the middle, but no more advocates than that
        (Profile(40, 5, 30), Shape.HOURGLASS),  # fewer in the middle than at either end
        (Profile(10, 60, 30), Shape.HEXAGON),  # most came back
        (Profile(30, 30, 40), Shape.HEXAGON),
        (Profile(1), Shape.PYRAMID),
        (Profile(0, 0, 4), Shape.HEXAGON),
        (Profile(), None),
    ],
)
def test_the_shape_follows_a_stated_rule(profile: Profile, shape: Shape | None) -> None:
    assert profile.shape == shape


@pytest.mark.parametrize(
    ("purchases", "rung", "level"),
    [
        (0, None, None),
        (0, Rung.PROSPECT, None),
        (1, None, Level.ONE_TIME),
        (2, Rung.MEMBER, Level.REPEAT),
        (9, Rung.ADVOCATE, Level.ADVOCATE),
        (0, Rung.RAVING_FAN, Level.ADVOCATE),  # speaks for us without having bought
    ],
)
def test_purchases_and_the_rung_make_the_level(purchases: int, rung: Rung | None, level: Level | None) -> None:
    assert level_of(purchases, rung) == level


@settings(max_examples=60)
@given(st.integers(0, 999), st.integers(0, 999), st.integers(0, 999))
def test_whole_percents_add_up_to_a_hundred_and_are_never_off_by_one(one: int, two: int, three: int) -> None:
    profile = Profile(one, two, three)
    assert sum(profile.percents) == (100 if profile.total else 0)
    if profile.total:
        exact = [part * 100 / profile.total for part in profile.parts]
        assert all(abs(share - real) < 1 for share, real in zip(profile.percents, exact, strict=True))


def test_quarters_end_where_calendars_say_and_the_last_is_today() -> None:
    assert quarters(TODAY)[-3:] == [date(2026, 6, 30), date(2026, 9, 30), TODAY]
    assert quarters(date(2026, 1, 1))[-2:] == [date(2025, 12, 31), date(2026, 1, 1)]
    assert len(quarters(TODAY)) == 8


def test_the_rung_of_an_earlier_day_is_what_stood_before_the_decisions_since() -> None:
    before = [(date(2026, 9, 1), "member"), (date(2026, 3, 1), None)]
    days = (date(2026, 9, 1), date(2026, 8, 31), date(2026, 3, 1), date(2026, 2, 28))
    assert [rung_on(day, "advocate", before) for day in days] == ["advocate", "member", "member", None]


@pytest.mark.parametrize(
    ("typed", "rung"), [("Advocate", "advocate"), ("Raving-Fans", "raving fan"), ("", None), ("?", None)]
)
def test_a_rung_is_read_as_files_write_it(typed: str, rung: str | None) -> None:
    assert read_rung(typed) == rung


def test_the_demo_company_has_customers_of_each_level() -> None:
    with (SEED / "touches.csv").open(encoding="utf-8", newline="") as file:
        bought = Counter(row["Company"] for row in csv.DictReader(file) if row["Kind"] == "order")
    with (SEED / "customers.csv").open(encoding="utf-8", newline="") as file:
        rungs = {row["Company"]: read_rung(row["Rung"]) for row in csv.DictReader(file)}
    levels = Counter(level_of(bought[name], rung) for name, rung in rungs.items())
    assert levels[Level.ADVOCATE] == 4
    assert min(levels[level] for level in Level) > 0


def test_the_ideal_is_kept_as_it_was_given() -> None:
    assert read_ideal(write_ideal(Profile(20, 60, 20))) == Profile(20, 60, 20)
    assert read_ideal(write_ideal(None)) is None


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (Profile(10, 60, 30), "a hexagon: most came back"),
        (Profile(30, 47, 23), "a hexagon: more came back than bought once"),
        (Profile(40, 40, 20), "a hexagon: as many came back as bought once"),
    ],
)
def test_most_came_back_where_it_was_more_than_half(profile: Profile, words: str) -> None:
    drift = Drift(profile, None, [(date(2026, 11, 19), profile)])
    assert words in str(render("profile/profile", Facts(locale="en-GB"), drift=drift, can_set=False))


def test_words_come_at_once_and_the_picture_into_the_dm(live: Live) -> None:
    company(live)
    said = live.care("profile", user="maria")
    assert said.startswith("*The profile of all customers, whoever cares for them, is a hexagon: most came back.*")
    assert "7 bought once (29 %), 14 came back (58 %), 3 are advocates (13 %)." in said
    shown = live.shown_brief("maria")
    picture, chart = shown["blocks"]
    assert "Of 24 customers 7 bought once (29 %)" in picture["alt_text"]
    assert picture["alt_text"] in shown["text"]
    with urlopen(f"{live.practice.base_url}/practice/picture/{picture['slack_file']['id']}") as file:  # noqa: S310
        assert file.read().startswith(PNG)
    came_back = [point["value"] for point in chart["chart"]["series"][1]["data"]]
    assert came_back[-3:] == [11, 14, 14]
    assert live.rows(Message, feature="profile")[0].attempts == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info"])
def test_where_the_upload_fails_the_words_come_alone(live: Live, method: str) -> None:
    company(live)
    live.practice.fault("refuse", method=method, error="missing_scope")
    live.care("profile", user="maria")
    first, *_ = live.shown_brief("maria")["blocks"]
    assert first["type"] == "section"
    assert "Of 24 customers 7 bought once" in first["text"]["text"]


def test_a_picture_is_uploaded_once_though_the_message_is_sent_twice(live: Live) -> None:
    company(live)
    live.practice.fault("ratelimited", method="chat.postMessage")
    live.care("profile", user="maria")
    live.morning("tomorrow 08:00")
    [message] = live.rows(Message, feature="profile")
    uploads = [call for call in live.practice.state()["calls"] if call["method"] == "files.completeUploadExternal"]
    assert (message.state, message.attempts, len(uploads)) == ("sent", 2, 1)


def test_the_ideal_is_set_in_a_form_and_stands_beside(live: Live) -> None:
    company(live)
    live.home("maria")
    [view] = live.tap_home("maria", "Profile")["views"]
    above = view["blocks"][-1]["block_id"]
    form = live.practice.click("maria", "profile_ideal", None, view=view["id"], block_id=above)["views"][0]
    wrong = live.practice.submit("maria", form["id"], {"one_time": "20", "repeat": "60", "advocate": "30"})
    assert wrong["errors"]["repeat"] == "Together they have to be 100 %; these are 110 %."
    assert set(live.practice.submit("maria", form["id"], {"advocate": "many"})["errors"]) == {"advocate"}
    right = live.practice.submit("maria", form["id"], {"one_time": "20", "repeat": "60", "advocate": "20"})
    assert "Ideal: 20 % once, 60 % back, 20 % advocates" in form_words(right)
    assert "Ideal: 20 % once, 60 % back, 20 % advocates." in live.care("profile", user="maria")


def test_nobody_who_bought_makes_no_profile_and_says_what_to_do(live: Live) -> None:
    live.add("acme")
    assert "No purchase is recorded yet" in live.care("profile", user="maria")
    assert live.rows(Message, feature="profile") == []


def test_a_champion_sets_the_rung_in_the_form_and_it_can_be_taken_back(live: Live) -> None:
    live.add("acme")
    live.care("show acme")
    form = live.tap("alice", "…", option="Edit…")["views"][0]
    live.practice.submit("alice", form["id"], {"rung": "advocate"})
    assert [one.rung for one in live.customers()] == ["advocate"]
    assert "On the loyalty ladder: advocate." in live.care("show acme")
    live.touch("undo")
    assert [one.rung for one in live.customers()] == [None]


def test_a_first_time_buyer_is_asked_after_two_weeks_how_they_like_it(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("bought acme 1200 today")
    live.go_to("2026-12-02 08:00")
    assert live.briefs("U0ALICE") == []
    live.go_to("2026-12-02 09:05")
    assert "*Acme*" in live.brief("alice")
    assert "Bought from us for the first time" in live.brief("alice")
    live.tap("alice", "I did it", option="Call")
    live.go_to("2026-12-09 09:05")
    assert len(live.briefs("U0ALICE")) == 1


@pytest.mark.parametrize("since", ["touch acme call", "care bought acme 300 today, more of it", "touch undo"])
def test_a_touch_a_second_purchase_or_an_undo_ends_the_follow_up(live: Live, since: str) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("bought acme 1200 today")
    if since.endswith("call"):
        live.go_to("2026-11-20 10:00")
    live.say("alice", f"/{since.split()[0]}", since.split(maxsplit=1)[1])
    live.go_to("2026-12-09 09:05")
    assert live.briefs("U0ALICE") == []


def test_a_purchase_of_long_ago_or_of_an_import_asks_nothing(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=THURSDAY - timedelta(days=30))
    live.care("bought acme 1200 on 1 October")
    with live.bot.storage.database.begin() as session:
        facts = {"customer_id": "delta", "kind": PURCHASE, "source": "crm", "external_id": "1"}
        session.add(SignOfLife(team_id=TEAM, day=TODAY, created_at=live.bot.clock.now(), **facts))
    live.care("later delta 1 day")
    live.go_to("2026-12-09 09:05")
    assert live.briefs("U0ALICE") == []


def company(live: Live) -> None:
    """Twenty-four customers: every third of the first ones bought once, the others twice or more, three advocates."""
    for place in range(24):
        rung = "advocate" if place > 20 else None
        live.add(f"c{place}", name=f"Customer {place}", last=THURSDAY - timedelta(days=30), rung=rung)
    with live.bot.storage.database.begin() as session:
        for place in range(22):
            for times in range(1 + place % 3):
                day = date(2026, 1, 1) + timedelta(days=30 * times + 9 * place)
                about = {"kind": PURCHASE, "day": day, "created_at": live.bot.clock.now()}
                session.add(SignOfLife(team_id=TEAM, customer_id=f"c{place}", **about))
