"""Hand over: a colleague is asked at once, and until their yes the champion stays champion."""

from datetime import date, timedelta

import pytest
from live import ALICE, BOB, THURSDAY, Json, Live, elements, form_words, label_of, labels, words

from models.hand_over import HandOver

DUE_THURSDAY = THURSDAY - timedelta(days=91)


@pytest.fixture
def asked(live: Live) -> Live:
    """Sam is asked to take Acme, which is due."""
    live.add("acme", last=DUE_THURSDAY, revenue_minor=5_000_000)
    said = live.care("hand over acme @sam Jane is your neighbour")
    assert said.startswith("I'm asking Sam now to take *Acme* for good.")
    return live


def test_the_colleague_is_asked_at_once_with_who_why_and_how_they_stand(asked: Live) -> None:
    said = asked.brief("sam")
    assert said.startswith("Alice asks you to take *Acme* · A · €50k a year, for good.")
    assert "Jane is your neighbour" in said
    assert "last lunch" in said
    assert labels(asked.shown_brief("sam")["blocks"]) == ["I'll take it", "Not me"]


def test_until_the_yes_the_champion_stays_champion_and_is_not_reminded(asked: Live) -> None:
    asked.go_to("2026-11-20 12:00")
    assert asked.briefs(ALICE) == []
    assert [customer.champion_id for customer in asked.customers()] == [ALICE]


def test_a_yes_makes_the_colleague_champion_and_the_giver_hears_of_it(asked: Live) -> None:
    asked.tap_brief("sam", "I'll take it")
    assert [customer.champion_id for customer in asked.customers()] == ["U0SAM"]
    assert asked.brief("sam").startswith("✓ *Acme* is in your care now.")
    asked.morning()
    assert "Sam has taken *Acme* over." in asked.brief("alice")
    assert "*Acme*" in asked.brief("sam")
    assert "1 customer needs you today" in asked.brief("sam")


def test_a_yes_can_be_taken_back(asked: Live) -> None:
    asked.tap_brief("sam", "I'll take it")
    asked.tap_brief("sam", "Undo")
    assert [customer.champion_id for customer in asked.customers()] == [ALICE]
    assert "decided otherwise" in asked.brief("sam")
    asked.morning()
    assert "1 customer needs you today" in asked.brief("alice")


def test_not_me_goes_back_into_the_givers_next_brief_with_a_word(asked: Live) -> None:
    asked.tap_brief("sam", "Not me")
    assert "stays where they are" in asked.brief("sam")
    asked.morning()
    assert "Sam can't take *Acme* just now" in asked.brief("alice")
    assert "I did it" in labels(asked.shown_brief("alice")["blocks"], "*Acme* ·")


def test_without_an_answer_in_two_working_days_it_goes_back_and_a_manager_sees_it(asked: Live) -> None:
    asked.go_to("2026-11-23 12:00")
    assert "No answer from Sam about *Acme*" in asked.brief("alice")
    assert "*Acme* (€50k a year): Alice asked Sam to take them, and no answer came." in asked.brief("maria")
    assert "no answer came within two working days" in asked.brief("sam")
    asked.care("assign acme @bob", user="maria")
    assert "no answer came" not in asked.brief("maria")


def test_the_answer_comes_too_late_and_changes_nothing(asked: Live) -> None:
    question = asked.shown_brief("sam")
    asked.care("assign acme @bob", user="maria")
    said = press_yes(asked, "sam", question)
    assert "That is settled already, so I changed nothing." in said
    assert [customer.champion_id for customer in asked.customers()] == [BOB]
    assert "it was settled otherwise" in asked.brief("sam")


def test_for_now_the_colleague_reads_until_the_day_and_then_it_comes_back_by_itself(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("handover acme @sam until 27 Nov, she knows them")
    [row] = live.rows(HandOver)
    assert (row.until, row.note) == (date(2026, 11, 27), "she knows them")
    live.tap_brief("sam", "I'll take it")
    assert [customer.champion_id for customer in live.customers()] == [ALICE]
    live.morning()
    assert "*Acme* · A · for Alice, for now" in live.brief("sam")
    assert "Sam looks after *Acme* until 27 Nov" in live.brief("alice")
    live.tap_brief("sam", "Later", within="*Acme*", option="In two weeks")
    live.go_to("2026-12-03 09:05")
    assert "*Acme* · A\n" in live.brief("alice") + "\n"
    assert "is back from Sam" in "\n".join(each["text"] for each in live.practice.messages("@bot", "alice"))


@pytest.mark.parametrize(
    ("typed", "until", "note"),
    [
        ("acme to @sam", None, ""),
        ("acme to @sam till friday please", date(2026, 11, 20), "please"),
        ("acme @sam she knows them, until 27 Nov", date(2026, 11, 27), "she knows them"),
        ("acme @sam for good, until now they were mine", None, "until now they were mine"),
        ("acme @sam hold them until they have settled in", None, "hold them until they have settled in"),
    ],
)
def test_until_when_is_understood_wherever_it_stands(live: Live, typed: str, until: date | None, note: str) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care(f"handover {typed}")
    [row] = live.rows(HandOver)
    assert (row.until, row.note) == (until, note)


def test_whoever_was_asked_in_vain_while_they_kept_a_customer_is_named_and_the_champion_is_asked_anew(
    live: Live,
) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("handover acme @sam until 4 Dec")
    live.tap_brief("sam", "I'll take it")
    live.go_to("2026-12-01 09:05")
    assert "*Acme* · Alice; I asked Sam" in live.brief("maria")
    live.go_to("2026-12-07 09:05")
    assert "*Acme* is back from Sam." in live.brief("alice")
    assert "I did it" in labels(live.shown_brief("alice")["blocks"], "*Acme* ·")
    assert [nudge.step for nudge in live.nudges()] == [1, 2, 3, 1]
    assert "Acme" not in live.brief("maria")


def test_it_can_be_given_back_before_the_day(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.care("handover acme @sam until 27 Nov")
    live.tap_brief("sam", "I'll take it")
    live.tap_brief("sam", "Give back")
    assert "has gone back" in live.brief("sam")
    live.morning()
    assert "1 customer needs you today" in live.brief("alice")


def test_from_a_nudge_a_form_asks_whom_and_the_brief_says_so_in_place(live: Live) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.morning()
    [view] = live.tap_brief("alice", "Hand over", within="Acme")["views"]
    live.practice.submit("alice", view["id"], {"receiver": "U0SAM", "note": "your neighbour"})
    assert "*Acme*: Sam is asked to take them; until the yes they are yours" in live.brief("alice")
    live.tap_brief("alice", "Withdraw", within="Acme")
    assert "Alice no longer asks about *Acme*" in live.brief("sam")
    assert "I did it" in labels(live.shown_brief("alice")["blocks"], "*Acme*")


@pytest.mark.parametrize(
    ("values", "beside", "said"),
    [
        ({"receiver": ALICE}, "receiver", "They are yours already"),
        ({"receiver": "U0GINA"}, "receiver", "Only people of this company"),
        ({"receiver": BOB, "how": "now"}, "until", "For now until when?"),
        ({"receiver": BOB, "how": "now", "until": "2026-11-01"}, "until", "For now until when?"),
    ],
)
def test_the_form_says_beside_what_is_wrong(live: Live, values: dict[str, str], beside: str, said: str) -> None:
    live.add("acme", last=DUE_THURSDAY)
    live.morning()
    [view] = live.tap_brief("alice", "Hand over", within="Acme")["views"]
    answer = live.practice.submit("alice", view["id"], values)
    assert said in answer["errors"][beside]
    assert live.rows(HandOver) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("acme @alice", "They are yours already"),
        ("acme @gina", "Only people of this company can be asked"),
        ("acme @bob", "Who you named is away just now; ask somebody else, or later."),
        ("acme @sam until the snow melts", "Until when shall they keep *Acme*?"),
        ("acme", "Who shall take *Acme*?"),
    ],
)
def test_who_cannot_be_asked_is_not_and_the_text_is_kept(live: Live, typed: str, said: str) -> None:
    live.add("acme")
    live.care("away until Friday", user="bob")
    answer = live.care(f"handover {typed}")
    assert answer.startswith(said)
    assert f"{typed}" in answer
    assert live.rows(HandOver) == []


def test_only_the_one_who_was_asked_answers(asked: Live) -> None:
    question = asked.shown_brief("sam")
    assert "Sam was asked by Alice" in press_yes(asked, "bob", question)
    assert [row.state for row in asked.rows(HandOver)] == ["asked"]


def test_when_the_colleague_leaves_the_company_it_goes_back_at_once(asked: Live) -> None:
    asked.practice.event("user_change", user="sam", changes={"deleted": True})
    assert [row.state for row in asked.rows(HandOver)] == ["unanswered"]
    asked.morning()
    assert "1 customer needs you today" in asked.brief("alice")


def test_a_new_question_takes_the_place_of_the_one_before(asked: Live) -> None:
    said = asked.care("handover acme @bob")
    assert said.startswith("I'm asking Bob now to take *Acme* for good, instead of Sam, who has not answered.")
    assert "no longer asks about *Acme*" in asked.brief("sam")
    assert "Alice asks you to take *Acme*" in asked.brief("bob")
    assert sorted(row.state for row in asked.rows(HandOver)) == ["asked", "withdrawn"]


def test_the_form_names_who_was_asked_and_has_not_answered(asked: Live) -> None:
    asked.care("show acme")
    [form] = asked.tap("alice", "…", option="Hand over…")["views"]
    assert "I ask them at once, instead of Sam, who has not answered yet; until" in form_words({"views": [form]})


def test_a_customer_of_somebody_else_is_not_handed_over(live: Live) -> None:
    live.add("acme")
    assert "in Alice's care" in live.care("handover acme @sam", user="bob")
    assert live.rows(HandOver) == []


def press_yes(live: Live, user: str, question: Json) -> str:
    """Somebody presses a button that they were shown once, or never; return the words that only they see."""
    [yes] = [each for _, each in elements(question["blocks"]) if label_of(each) == "I'll take it"]
    about = {"actions": [{"action_id": yes["action_id"], "value": yes["value"], "block_id": "b"}]}
    place = {"channel": {"id": f"D0{user.upper()}"}, "container": {"is_ephemeral": True}}
    return words(live.practice.forge(user, {"type": "block_actions", **about, **place}))
