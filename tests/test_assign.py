"""`/care assign`: a manager gives a customer into somebody's care."""

from datetime import timedelta

import pytest
from live import ALICE, BOB, THURSDAY, Live, words


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
    assert 'you typed: "acme bob"' in said


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
