"""Referrals: whom to ask who else we could help, whom they sent us, and thanks for it."""

from datetime import date, timedelta
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, form_words

from models.customer import Customer
from models.forgetting import forget_customer
from models.know import Known as Kept
from models.member import Member
from models.refer import Known, Referral, WhyNot, why_not
from models.refer_table import referral_rows
from models.saying import Saying
from models.stocktake_prefill import Known as Prefill
from models.stocktake_prefill import facts_of
from models.stocktake_rules import REFERS, YES
from models.workspace import Workspace

TODAY = date(2026, 11, 19)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


GOOD: dict[str, Any] = {"rung": "advocate", "touched": ago(10), "two_way": True, "cadence_days": 91}


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, None),
        ({"rung": "raving fan"}, None),
        ({"rung": "member"}, WhyNot.RUNG),
        ({"rung": None}, WhyNot.RUNG),
        ({"hurt": True}, WhyNot.COMPLAINT),
        ({"touched": None}, WhyNot.NEVER),
        ({"two_way": False}, WhyNot.ONE_WAY),
        ({"touched": ago(91)}, None),
        ({"touched": ago(92)}, WhyNot.LONG_AGO),
        ({"touched": ago(92), "cadence_days": None}, None),
        ({"asked": [ago(89)]}, WhyNot.ASKED),
        ({"asked": [ago(90)]}, None),
        ({"asked": [ago(300), ago(89)]}, WhyNot.ASKED),
        ({"sent": [ago(89)]}, WhyNot.SENT),
        ({"sent": [ago(90)]}, None),
        ({"sent": [ago(20)], "asked": [ago(20)]}, WhyNot.ASKED),
        # on the last day of a quarter that began with two asks, say of two people
        ({"today": date(2026, 12, 31), "asked": [date(2026, 10, 1)] * 2, "touched": date(2026, 12, 30)}, WhyNot.TWICE),
    ],
)
def test_who_is_asked_and_why_not(known: dict[str, Any], why: WhyNot | None) -> None:
    found = why_not(Known(**{"today": TODAY} | GOOD | known))
    assert (found and found.why) == why


def test_where_a_touch_is_about_to_come_the_last_may_be_long_ago() -> None:
    assert why_not(Known(today=TODAY, **GOOD | {"touched": ago(200)}), soon=True) is None


def test_a_champion_asks_a_name_becomes_a_prospect_and_thanks_follow_until_they_have_bought(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=3), rung="advocate")
    live.add("delta", last=THURSDAY, rung="member")
    praise(live, "acme", "They called before the problem")
    told = live.care("refer")
    assert "*Acme*, advocate: lunch Mon 16 Nov\nThey said “They called before the problem” (Jane, Thu 7 May)" in told
    [form] = live.tap("alice", "I asked…")["views"]
    refused = live.practice.submit("alice", form["id"], {"came": "named"})
    assert "Whom did they name?" in str(refused["errors"])
    saved = live.practice.submit("alice", form["id"], {"came": "named", "words": "Kestrel Coffee"})
    assert "you asked *Acme*; they named somebody" in form_words(saved)
    assert "sent us *Kestrel Coffee*. You are reminded to thank them" in form_words(saved)
    [view] = saved["views"]
    button = next(e for b in view["blocks"] for e in b.get("elements", []) if e.get("action_id") == "refer_prospect")
    [prospect] = live.practice.click("alice", "refer_prospect", button["value"], view=view["id"])["views"]
    added = live.practice.submit("alice", prospect["id"], {"person_name": "Kim", "person_phone": "+49 30 99"})
    assert "*Kestrel Coffee* is a prospect now, in your care, followed up every 14 days." in form_words(added)
    [kestrel] = live.rows(Customer, name="Kestrel Coffee")
    live.care("refer acme")
    [form] = live.tap("alice", "I asked…")["views"]
    twice = live.practice.submit("alice", form["id"], {"came": "unasked", "words": "kestrel coffee"})
    assert "That one is noted already." in str(twice["errors"])
    assert (kestrel.rung, kestrel.champion_id) == ("prospect", ALICE)
    assert "asked today; again from Tue 16 Feb on" in live.care("refer")
    live.go_to("2026-11-19 09:05")
    assert "*Acme*: thank them for sending us Kestrel Coffee." in live.brief("alice")
    live.tap_brief("alice", "Thanked")
    assert "✓ *Acme*: thanked for sending us Kestrel Coffee." in live.brief("alice")
    live.care("bought kestrel coffee 1200")
    assert "*Kestrel Coffee*, Wed 18 Nov: bought today, a customer that came of it" in live.care("refer acme")
    assert "*Thank you, Alice Weber*: *Acme* sent us *Kestrel Coffee*, who has bought now." in live.care(
        "digest", user="maria"
    )
    assert "noted that they sent us Kestrel Coffee" in live.care("show acme", user="maria")
    live.go_to("2026-11-20 09:05")
    assert "*Acme*: thank them for sending us Kestrel Coffee, who has bought by now." in live.brief("alice")


def test_a_referral_in_one_line_is_noted_counts_and_is_taken_back_with_its_thanks(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.add("delta", name="Delta Freight", last=THURSDAY, champion_id=BOB, added_on=ago(30))
    said = live.care("refer acme Delta Freight")
    assert "Noted: *Acme* sent us *Delta Freight*, who is here already." in said
    again = live.care("refer acme delta freight ltd")
    assert "That *Acme* sent us *delta freight ltd* is noted already; nothing was added." in again
    assert "*Delta Freight*, Wed 18 Nov: nothing bought yet" in again
    [referral] = live.rows(Referral)
    assert (referral.customer_id, referral.new_customer_id, referral.by) == ("acme", "delta", ALICE)
    assert "Perhaps *an advocate* by now: referred somebody to us" in live.care("ladder acme")
    assert "Still to do: thank them for sending us Delta Freight" in live.care("show acme")
    live.care("know acme")
    live.tap("alice", "…", within="thank them", option="Thanked")
    assert "✓ thanks for sending us Delta Freight: given." in live.shown("alice")["text"]
    live.touch("undo")
    assert "*Sent to us*: Delta Freight, by Acme." in live.care("digest", user="maria")
    assert "Taken back: *Acme*, that they sent us somebody." in live.touch("undo")
    assert "Perhaps" not in live.care("ladder acme")
    live.go_to("2026-11-20 09:05")
    assert live.briefs(ALICE) == []


def test_what_cannot_have_been_a_referral_is_refused_and_what_was_typed_is_kept(live: Live) -> None:
    live.add("kumar", name="Kumar Textiles", last=THURSDAY)
    live.add("acme", last=THURSDAY)
    said = live.care("refer kumar kumar")
    assert said.startswith('"kumar" is *Kumar Textiles* themselves.')
    assert 'Nothing is noted yet; you typed: "/care refer kumar kumar".' in said
    said = live.care(f"refer kumar {'long ' * 600}")
    assert "That name has 2,999 letters; 80 fit." in said
    assert 'you typed: "/care refer kumar long long' in said
    assert live.rows(Referral) == []
    live.care("refer kumar Kestrel Coffee")
    said = live.care("refer acme kestrel coffee ltd")
    assert "was sent to us by *Kumar Textiles*, noted today" in said
    assert [one.customer_id for one in live.rows(Referral)] == ["kumar"]
    live.care("refer acme")
    [form] = live.tap("alice", "I asked…")["views"]
    for words, why in (("Acme", "That is who was asked."), ("Kestrel Coffee", "was sent to us by Kumar Textiles")):
        assert why in str(live.practice.submit("alice", form["id"], {"came": "named", "words": words})["errors"])


@pytest.mark.parametrize("bought", [False, True])
def test_who_is_no_newcomer_is_asked_about_before_they_count_as_sent(live: Live, bought: bool) -> None:
    live.add("acme", last=THURSDAY)
    live.add("delta", last=THURSDAY, added_on=ago(30 if bought else 92))
    if bought:
        live.care("bought delta 1200")
    said = live.care("refer acme delta")
    assert "*Delta* is no newcomer: " + ("they have bought" if bought else "in your company's care since") in said
    assert live.rows(Referral) == []
    live.tap("alice", "Yes, they sent them")
    assert "*Acme* sent us *delta*, who is here already." in str(live.shown("alice"))
    assert [one.new_customer_id for one in live.rows(Referral)] == ["delta"]


def test_a_purchase_that_is_taken_back_is_no_reason_to_thank(live: Live) -> None:
    live.add("acme", last=THURSDAY, rung="advocate")
    live.add("delta", last=THURSDAY, added_on=ago(30))
    live.care("refer acme Delta")
    assert "*Acme*: not now; they sent us somebody today, which is for thanks" in live.care("refer acme")
    live.care("bought delta 1200")
    assert [one.removed_at for one in live.rows(Kept, kind="thanks_again")] == [None]
    live.touch("undo")
    assert [one.removed_at is None for one in live.rows(Kept, kind="thanks_again")] == [False]


def test_who_is_not_asked_is_told_why_and_strangers_note_nothing(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=120), rung="advocate")
    live.add("delta", last=THURSDAY, rung="raving fan")
    live.say("alice", "/complaint", "delta late again")
    told = live.care("refer")
    assert "*Nobody to ask just now.*" in told
    assert "• *Acme*: the last touch, on Wed 22 Jul, is too long ago; ask when you have spoken" in told
    assert "• *Delta*: a complaint comes first" in told
    assert "Alice" in live.care("refer acme Kestrel", user="sam")
    assert live.rows(Referral) == []
    live.home("maria")
    assert "*Nobody to ask just now.*" in form_words(live.tap_home("maria", "Referrals"))


def test_a_nudge_that_comes_anyway_offers_their_words_to_ask_with(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91), rung="advocate")
    praise(live, "acme", "They called before the problem")
    live.go_to("2026-11-19 09:05")
    asked = "They said “They called before the problem”: ask who else you could help, then `/care refer Acme`."
    assert asked in live.brief("alice")
    live.go_to("2026-11-24 09:05")
    assert "who else you could help" not in live.brief("alice")  # said once


def test_a_testimonial_is_kept_with_the_permission_to_show_it(live: Live) -> None:
    live.add("acme", last=THURSDAY, rung="member")
    view = live.open("alice", "/care", "voice acme Best light in town")
    live.practice.submit("alice", view["id"], {"kind": "testimonial", "said_by": "Jane"})
    assert "“Best light in town” (Jane, Wed 18 Nov): ask them whether we may show it" in live.care("refer acme")
    assert "Perhaps" not in live.care("ladder acme")
    view = live.open("alice", "/care", "voice acme Best light in the county")
    live.practice.submit("alice", view["id"], {"kind": "testimonial", "said_by": "Jane", "may_quote": ["yes"]})
    assert "“Best light in the county” (Jane, Wed 18 Nov): may be shown" in live.care("refer acme")
    assert "Perhaps *an advocate* by now: gave us a testimonial" in live.care("ladder acme")


def test_who_is_forgotten_is_forgotten_by_who_sent_them(live: Live) -> None:
    live.add("acme", last=THURSDAY, rung="advocate")
    live.add("delta", name="Delta Freight", last=THURSDAY, added_on=ago(30))
    live.care("refer acme Delta Freight")
    with live.bot.storage.database.begin() as session:
        forget_customer(session, session.get_one(Customer, (TEAM, "delta")), live.bot.clock.now())
    assert "Delta" not in str(live.rows(Referral)) + str(live.rows(Kept))
    assert "*somebody*, Wed 18 Nov" in live.care("refer acme")
    with live.bot.storage.database.begin() as session:
        forget_customer(session, session.get_one(Customer, (TEAM, "acme")), live.bot.clock.now())
    assert live.rows(Referral) == live.rows(Kept) == []


def test_referrals_are_written_as_a_table(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.add("delta", name="Delta Freight", last=THURSDAY, added_on=ago(30))
    live.care("refer acme Delta Freight")
    live.care("bought delta freight 1200")
    with live.reading() as session:
        rows = list(referral_rows(session, session.get_one(Workspace, TEAM)))
    today = "2026-11-18"
    assert rows == [
        [today, "Acme", "", "Delta Freight", "Delta Freight", "", today, live.rows(Member, user_id=ALICE)[0].name]
    ]


def test_a_stocktake_begins_with_the_referrals_that_are_known() -> None:
    known = Prefill(referrals=[ago(30), ago(3)])
    assert facts_of(known, TODAY) == [(REFERS, YES, {"from": "referral", "count": 2, "day": ago(3).isoformat()})]


def praise(live: Live, customer_id: str, words: str, kind: str = "praise", **facts: Any) -> None:
    about = {"team_id": TEAM, "customer_id": customer_id, "said_by": "Jane", "day": date(2026, 5, 7), "by": ALICE}
    with live.bot.storage.database.begin() as session:
        session.add(Saying(kind=kind, words=words, created_at=live.bot.clock.now(), **about | facts))
