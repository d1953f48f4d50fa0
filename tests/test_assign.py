"""`/care assign`: a manager gives a customer into somebody's care."""

from datetime import timedelta

import pytest
from live import ALICE, BOB, THURSDAY, Live, words

from models.decision import Decision


def test_the_customer_changes_hands_and_so_does_the_next_brief(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    said = live.care("assign acme @bob", user="maria")
    assert said.startswith("*Acme* is in <@U0BOB>'s care now; before, Alice cared for them.")
    live.go_to("2026-11-19 23:00")
    assert (len(live.briefs(ALICE)), len(live.briefs(BOB))) == (0, 1)


@pytest.mark.parametrize("whom", ["@gina", "@charlie", "@ivan", "@touchbase"])
def test_guests_strangers_bots_and_people_who_left_cannot_be_champions(live: Live, whom: str) -> None:
    live.add("acme")
    said = live.care(f"assign acme {whom}", user="maria")
    assert "can't be a champion" in said
    assert [customer.champion_id for customer in live.customers()] == [ALICE]


def test_without_a_person_it_is_asked_and_the_text_kept(live: Live) -> None:
    live.add("acme")
    said = live.care("assign acme bob", user="maria")
    assert "Who shall care for *Acme*? Mention them" in said
    assert 'you typed: "/care assign acme bob"' in said


@pytest.mark.parametrize("typed", ["acme, delta @bob", "acme,delta @bob", "acme and delta to @bob"])
def test_several_customers_are_given_away_in_one_answer_with_one_undo(live: Live, typed: str) -> None:
    live.add("acme")
    live.add("delta")
    said = live.care(f"assign {typed}", user="maria")
    assert said.startswith("*Acme* and *Delta* are in <@U0BOB>'s care now.")
    assert [customer.champion_id for customer in live.customers()] == [BOB, BOB]
    live.tap("maria", "Undo all")
    assert [customer.champion_id for customer in live.customers()] == [ALICE, ALICE]


def test_what_was_given_away_at_once_is_taken_back_at_once(live: Live) -> None:
    live.add("acme")
    live.add("delta")
    live.care("assign acme, delta @bob", user="maria")
    live.touch("undo", user="maria")
    assert [customer.champion_id for customer in live.customers()] == [ALICE, ALICE]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("acme, zzyzx @bob", 'I know no customer like "zzyzx".\nNobody was given away yet'),
        ("acme, smith @bob", 'Which "smith": *Smith Brothers* or *Smithfield Foods*?'),
        ("acme if he likes @bob", 'I don\'t understand "if he likes" behind *Acme*'),
        ("acme @bob @sam", "A customer has one champion, so that nobody relies on the other"),
        ("acme @alice", "*Acme* was in <@U0ALICE>'s care already; nothing was changed."),
    ],
)
def test_what_is_not_understood_or_changes_nothing_is_said_and_nothing_written(
    live: Live, typed: str, said: str
) -> None:
    live.add("acme")
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    assert said in live.care(f"assign {typed}", user="maria")
    assert {customer.champion_id for customer in live.customers()} == {ALICE}
    assert live.rows(Decision) == []


def test_who_has_a_customer_already_is_told_beside_those_who_came(live: Live) -> None:
    live.add("acme", champion_id=BOB)
    live.add("delta")
    said = live.care("assign acme, delta @bob", user="maria")
    assert said.startswith("*Delta* is in <@U0BOB>'s care now.")
    assert "*Acme* was in <@U0BOB>'s care already." in said


def test_without_a_name_a_manager_shares_out_who_has_no_champion(live: Live) -> None:
    live.add("acme", champion_id=None)
    form = live.open("maria", "/care", "assign")
    assert form["callback_id"] == "sharing_people"
    [preview] = live.practice.submit("maria", form["id"], {"people": ["bob"]})["views"]
    live.practice.submit("maria", preview["id"])
    assert live.customers()[0].champion_id == BOB


def test_where_everybody_has_a_champion_a_customer_is_found_in_the_form_instead(live: Live) -> None:
    live.add("acme")
    form = live.open("maria", "/care", "assign")
    assert "To give one to somebody else, find them here" in str(form["blocks"])
    [block] = [block for block in form["blocks"] if block["block_id"] == "find"]
    found = live.practice.click("maria", "find_customer", "acme", view=form["id"], block_id=block["block_id"])
    assert "Edit…" in str(found["views"])


def test_only_a_manager_may(live: Live) -> None:
    live.add("acme")
    said = live.care("assign acme @bob")
    assert said.startswith("That is for a manager to change; ask <@U0MARIA>. Nothing was changed.")
    assert [customer.champion_id for customer in live.customers()] == [ALICE]


def test_it_can_be_taken_back(live: Live) -> None:
    live.add("acme")
    live.care("assign acme @bob", user="maria")
    assert "Taken back" in words(live.tap("maria", "Undo"))
    assert [customer.champion_id for customer in live.customers()] == [ALICE]
