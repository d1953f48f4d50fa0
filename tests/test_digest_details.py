"""What is behind a digest, one's own week, and customers' own words in it."""

import re
from datetime import date, timedelta

import pytest
from live import BOB, THURSDAY, Json, Live, form_words, words

from models.customer import Customer
from models.customer_week import CustomerWeek
from models.quotes import quotes
from models.touch import Touch

LATE = THURSDAY - timedelta(days=100)


def test_under_the_digest_anybody_sees_by_customer_what_it_counts_and_no_champion_is_named(live: Live) -> None:
    live.add("acme", last=LATE, revenue_minor=41_000_000)
    live.add("delta", last=LATE, champion_id=BOB, revenue_minor=8_000_000)
    live.touch("echo visit tomorrow")
    live.add("echo", last=THURSDAY - timedelta(days=5))
    live.touch("echo visit tomorrow")
    post_digest(live)
    seen = form_words(press(live, "sam", "What's behind this"))
    assert seen.index("*Acme* · €410k, due since") < seen.index("*Delta* · €80k, due since")
    assert "*Echo*: visit on Thu 19 Nov" in seen
    assert not any(name in seen for name in ("Alice", "Bob"))


def test_the_digest_its_details_and_homes_team_tell_the_same_money_at_risk_and_count_nobody_twice(live: Live) -> None:
    long_ago = THURSDAY - timedelta(days=250)
    live.add("acme", last=LATE, revenue_minor=30_000_000)  # overdue, not silent
    live.add("delta", tier="B", last=long_ago, champion_id=BOB, revenue_minor=8_800_000)
    live.touch("delta email", user="bob")  # on plan again, but nothing from them for longer than is usual
    live.add("echo", last=long_ago, revenue_minor=10_000_000)
    live.add("fox", last=long_ago, champion_id=None, revenue_minor=1_000_000)  # nobody's
    live.add("golf", last=long_ago, revenue_minor=50_000_000)
    live.touch("golf visit 30 Nov")  # booked
    post_digest(live)
    told = "€498k a year has not heard from us as planned or has gone quiet"
    assert f"*{told}.* 2 touches cover" in live.practice.messages("#customer-care")[-1]["text"]
    seen = form_words(press(live, "sam", "What's behind this"))
    assert f"*{told}*: 4 customers" in seen
    assert seen.count("*Echo*") == 1
    assert re.search(r"\*Delta\* · €88k, too quiet since \w+ \d", seen)
    assert "Golf" not in seen
    assert "; €498k in all" in live.home("maria")


def test_my_week_is_each_readers_own(live: Live) -> None:
    live.add("acme", last=LATE, revenue_minor=41_000_000)
    live.add("delta", last=LATE, champion_id=BOB)
    live.touch("acme lunch")
    post_digest(live)
    mine = form_words(press(live, "alice", "My week"))
    assert "*You made 1 touch.* With your 1 customer: 1 made, " in mine
    assert "None of yours waits" in mine
    assert "Delta" not in mine
    theirs = form_words(press(live, "bob", "My week"))
    assert "*You made 0 touches.*" in theirs
    assert "*Delta*" in theirs
    assert "You are nobody's champion yet" in form_words(press(live, "sam", "My week"))


def test_change_opens_the_settings_for_a_manager_and_names_one_to_everybody_else(live: Live) -> None:
    live.add("acme", last=LATE)
    post_digest(live)
    [form] = press(live, "maria", "Change…")["views"]
    assert form["callback_id"] == "settings"
    assert "Maria" in words(press(live, "sam", "Change…")) or "<@U0MARIA>" in words(press(live, "sam", "Change…"))
    assert "Set up by Maria Keller" in live.practice.messages("#customer-care")[-1]["text"]


@pytest.mark.parametrize(
    ("note", "two_way", "said"),
    [
        ('"They called before the problem."', True, ["They called before the problem."]),
        ("with Ruth: “we would choose you again”, wants a demo", True, ["we would choose you again"]),
        ("wants the „neue Lampe für den Flur“ soon", True, ["neue Lampe für den Flur"]),
        ('asked about "the lamps"', True, []),  # two words are a name, no quotation
        ('wrote "thank you for your trust"', False, []),  # that was us
        ("it's 5 o'clock, isn't it", True, []),
    ],
)
def test_what_stands_in_quotation_marks_is_told_as_their_own_words(note: str, two_way: bool, said: list[str]) -> None:
    acme = Customer(team_id="T1", id="acme", name="Acme", normal="acme")
    touch = Touch(team_id="T1", customer_id="acme", kind="call", day=date(2026, 11, 18), note=note, two_way=two_way)
    assert [quote.words for quote in quotes([CustomerWeek(acme, [touch])])] == said


def test_a_quotation_stands_in_the_digest(live: Live) -> None:
    live.add("acme")
    live.touch('acme call "they rang before we noticed it"')
    post_digest(live)
    assert "“they rang before we noticed it” (a customer)" in live.practice.messages("#customer-care")[-1]["text"]


def post_digest(live: Live) -> None:
    """Let the week pass in a company that has chosen its channel."""
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"digest_channel": "#customer-care", "country": "DE"})
    live.practice.until("monday 09:05")


def press(live: Live, user: str, label: str) -> Json:
    """Somebody presses a button under the digest."""
    digest = live.practice.messages("#customer-care")[-1]
    names = {"What's behind this": "digest_behind", "My week": "digest_my_week", "Change…": "menu_settings"}
    [button] = [
        one for block in digest["blocks"] for one in block.get("elements", []) if one.get("action_id") == names[label]
    ]
    assert button["text"]["text"] == label
    return live.practice.click(user, names[label], button.get("value"), channel="#customer-care", ts=digest["ts"])
