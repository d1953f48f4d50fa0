"""The loyalty ladder: who stands where, who seems to have moved up, and prospects, who are followed up."""

from datetime import date, timedelta
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, form_words, labels

from models.care_model import CareModel, policy_of
from models.customer import Customer
from models.decision import Decision
from models.ladder import Because, Evidence, suggest
from models.movements import rungs_moved
from models.rung import Rung
from models.saying import Saying
from models.sign_of_life import PURCHASE, SignOfLife

TODAY = date(2026, 11, 19)
LATELY, LONG_AGO = TODAY - timedelta(days=30), TODAY - timedelta(days=400)
YES, NO = ("yes", LATELY), ("no", LATELY)


@pytest.mark.parametrize(
    ("rung", "known", "expected", "because"),
    [
        (None, {}, None, ""),
        ("prospect", {"purchases": 1}, "shopper", "bought"),
        ("shopper", {"purchases": 1}, None, ""),
        ("shopper", {"purchases": 2}, "customer", "bought"),
        (None, {"purchases": 3}, "customer", "bought"),
        ("customer", {"purchases": 4}, "member", "bought"),
        # they came, but not lately
        ("customer", {"purchases": 9, "last_bought": LONG_AGO}, None, ""),
        ("customer", {"purchases": 2, "again": YES}, "member", "bought again"),
        ("member", {"praise": [LATELY]}, None, ""),
        ("member", {"praise": [LATELY, LATELY]}, None, ""),  # twice on one day is once
        ("member", {"praise": [LONG_AGO, LATELY]}, None, ""),
        ("member", {"praise": [LATELY, TODAY]}, "advocate", "praised"),
        ("member", {"praise": [LATELY], "again": YES}, "advocate", "praised again"),
        ("member", {"testimonials": [LONG_AGO]}, "advocate", "testimonial"),
        (None, {"referrals": [LATELY]}, "advocate", "referred"),  # they need not have bought
        ("advocate", {"referrals": [LATELY]}, None, ""),
        ("advocate", {"referrals": [LATELY, TODAY]}, "raving fan", "referred"),
        ("advocate", {"referrals": [LATELY], "testimonials": [TODAY]}, "raving fan", "referred testimonial"),
        ("raving fan", {"referrals": [LATELY, TODAY]}, None, ""),
        # nobody is asked to come down
        ("advocate", {"purchases": 1}, None, ""),
        # a complaint goes first, and who would not choose us again is no member
        ("prospect", {"purchases": 1, "hurt": True}, None, ""),
        ("shopper", {"purchases": 9, "praise": [LATELY, TODAY], "again": NO}, "customer", "bought"),
    ],
)
def test_a_rung_is_suggested_from_what_is_known(
    rung: str | None, known: dict[str, Any], expected: str | None, because: str
) -> None:
    bought = {"last_bought": LATELY} if known.get("purchases") else {}
    found = suggest(rung, Evidence(TODAY, **bought | known))
    assert (found and found.rung) == expected
    assert " ".join(one.because for one in found.reasons) == because if found else not because


@pytest.mark.parametrize(
    ("refused", "until", "expected"),
    [
        (Rung.ADVOCATE, TODAY + timedelta(days=1), None),  # nor what lies below it
        (Rung.ADVOCATE, TODAY, Rung.ADVOCATE),
        (Rung.MEMBER, TODAY + timedelta(days=1), Rung.ADVOCATE),
    ],
)
def test_not_yet_rests_that_rung_and_those_below(refused: Rung, until: date, expected: Rung | None) -> None:
    known = Evidence(TODAY, purchases=5, last_bought=LATELY, testimonials=[TODAY])
    found = suggest(Rung.CUSTOMER, known, (refused, until))
    assert (found and found.rung) == expected
    assert found is None or found.reasons[0].because is Because.TESTIMONIAL


@pytest.mark.parametrize(
    ("facts", "cadence", "silence"),
    [
        ({"rung": "prospect", "tier": "A"}, 14, None),
        ({"rung": "suspect", "tier": None}, 14, None),
        ({"rung": "prospect", "tier": "A", "cadence_days": 30}, 30, 120),  # somebody's word comes first
        ({"rung": "prospect", "tier": "E"}, None, None),  # let alone
        ({"rung": "shopper", "tier": "A"}, 91, 120),
        ({"rung": None, "tier": "A"}, 91, 120),
    ],
)
def test_prospects_are_followed_up_and_owe_no_word(facts: dict[str, Any], cadence: int, silence: int) -> None:
    about = {"team_id": "T1", "name": "Acme", "normal": "acme", "added_on": TODAY, "created_at": None}
    policy = policy_of(Customer(**about | facts), CareModel(prospect_days=14))
    assert (policy.cadence_days, policy.silence_days) == (cadence, silence)


def test_a_prospect_is_nudged_every_two_weeks_and_never_as_silent(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=16), kind="call", rung="prospect")
    live.go_to("2026-11-19 09:05")
    assert "Due since Tue 17 Nov: prospect, followed up every 14 days, last call 16 days ago." in live.brief("alice")
    assert [nudge.reasons for nudge in live.nudges()] == [["due"]]
    assert "prospect, followed up every 2 weeks." in live.care("show acme")
    assert "They have not bought yet, so I follow up" in live.care("rhythm acme")


def test_a_manager_sets_how_often_prospects_are_followed_up(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=16), rung="prospect")
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"prospect_days": "30"})
    live.go_to("2026-11-19 09:05")
    assert live.briefs(ALICE) == []


def said(live: Live, customer_id: str, kind: str, day: date, **facts: Any) -> None:
    now = live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        about = {"team_id": TEAM, "customer_id": customer_id, "by": ALICE, "created_at": now, "words": "Lovely"}
        session.add(Saying(kind=kind, day=day, **about | facts))


def bought(live: Live, customer_id: str, *days: date) -> None:
    now = live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        for day in days:
            about = {"team_id": TEAM, "customer_id": customer_id, "kind": PURCHASE, "created_at": now}
            session.add(SignOfLife(day=day, external_id=f"{customer_id} {day}", **about))


def test_a_champion_sees_the_ladder_confirms_a_rung_and_takes_it_back(live: Live) -> None:
    live.add("acme", last=THURSDAY, rung="member")
    live.add("delta", last=THURSDAY)
    live.add("hilltop", last=THURSDAY, champion_id=BOB, rung="advocate")
    said(live, "acme", "praise", date(2026, 5, 3))
    said(live, "acme", "praise", date(2026, 10, 7))
    bought(live, "delta", date(2026, 3, 2), date(2026, 6, 2))
    told = live.care("ladder")
    assert "*Your customers on the loyalty ladder*, 2 in all" in told
    assert "Members: 1" in told
    assert "Nobody has said yet: 1" in told
    assert "*Acme*, member → *advocate*\npraised us on 2 days, last on Wed 7 Oct" in told
    assert "*Delta* → *customer*\nbought twice, last on Tue 2 Jun" in told
    live.tap("alice", "Yes, advocate", within="*Acme*")
    shown = live.shown("alice")
    assert "✓ *Acme* is an advocate now, member before." in shown["text"]
    assert "• Acme became an advocate" in shown["text"]
    assert "*Acme*, member" not in shown["text"]
    live.tap("alice", "Undo", within="✓ *Acme*")
    assert "Taken back: *Acme*, the rung on which they stand." in live.shown("alice")["text"]
    assert live.rows(Customer, id="acme")[0].rung == "member"


def test_not_yet_rests_for_ninety_days_and_can_be_taken_back(live: Live) -> None:
    live.add("delta", last=THURSDAY)
    bought(live, "delta", date(2026, 3, 2), date(2026, 6, 2))
    assert "Perhaps *a customer* by now: bought twice" in live.care("ladder delta")
    live.tap("alice", "Not yet")
    assert "*Delta*: not a customer yet. I'll look again from Tue 16 Feb on." in live.shown("alice")["text"]
    assert "Perhaps" not in live.care("ladder delta")
    assert 'Taken back: *Delta*, that they are not "customer" yet.' in live.touch("undo")
    assert "Perhaps *a customer* by now" in live.care("ladder delta")
    assert "Perhaps a customer by now: bought twice" in live.care("show delta")
    assert "Ladder…" in labels(live.shown("alice")["blocks"])


def test_who_does_not_care_for_them_sees_the_rung_and_moves_nobody(live: Live) -> None:
    live.add("delta", last=THURSDAY)
    bought(live, "delta", date(2026, 3, 2), date(2026, 6, 2))
    assert "Perhaps *a customer* by now" in live.care("ladder delta", user="sam")
    assert labels(live.shown("sam")["blocks"]) == []
    assert "Alice" in live.care("ladder delta advocate", user="sam")
    assert live.rows(Decision) == []
    assert "*Delta* is an advocate now." in live.care("ladder delta advocate")
    said_no = live.care("ladder delta emperor")
    assert 'I don\'t understand "emperor" behind *Delta*. It can be suspect, prospect, shopper, customer' in said_no


def test_who_has_left_is_put_on_no_rung_and_keeps_their_moments(live: Live) -> None:
    live.add("delta", last=THURSDAY, rung="member")
    live.care("lost delta price", user="maria")
    assert "*Delta* left us today (price)" in live.care("ladder delta customer")
    assert live.rows(Customer, id="delta")[0].rung == "member"
    live.care("ladder delta customer", user="maria")
    live.tap("maria", "They are back")
    assert live.rows(Customer, id="delta")[0].rung == "customer"


def test_a_manager_sees_everybody_from_home_and_the_chart_comes_into_the_dm(live: Live) -> None:
    live.add("acme", last=THURSDAY, rung="prospect")
    live.add("delta", last=THURSDAY, champion_id=BOB, rung="raving fan")
    live.home("maria")
    view = live.tap_home("maria", "Ladder")
    assert "*The customers on the loyalty ladder*, 2 in all" in form_words(view)
    live.care("ladder", user="maria")
    live.tap("maria", "As a chart, in our DM")
    live.practice.advance("1m")
    assert any(block["type"] == "data_visualization" for block in live.shown_brief("maria")["blocks"])


def test_a_first_purchase_asks_for_the_rung_where_it_is_recorded(live: Live) -> None:
    live.add("acme", last=THURSDAY, rung="prospect")
    assert "Perhaps *a shopper* by now: bought once" in live.care("bought acme 1200")
    live.tap("alice", "Yes, shopper")
    assert "✓ *Acme* is a shopper now, prospect before." in live.shown("alice")["text"]
    live.go_to("2026-12-08 09:05")
    assert "followed up" not in live.brief("alice")


def test_movements_of_a_week_are_told_and_first_notes_are_none(live: Live) -> None:
    for name in ("acme", "delta", "hilltop", "kumar"):
        live.add(name, last=THURSDAY, rung="member" if name == "acme" else None)
    live.care("ladder acme advocate")
    live.care("ladder delta customer")
    live.care("ladder hilltop advocate")
    live.care("ladder kumar advocate")
    live.touch("undo")
    now = live.bot.clock.now()
    with live.reading() as session:
        known = {one.id: one for one in live.customers()}
        moves = rungs_moved(session, TEAM, known, now - timedelta(days=1), now + timedelta(days=1))
    assert [(one.customer.id, one.before, one.after) for one in moves] == [
        ("acme", "member", "advocate"),
        ("hilltop", None, "advocate"),
    ]
