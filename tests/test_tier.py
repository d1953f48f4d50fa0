"""`/care tier` and `/care key`: how closely a customer is cared for."""

from datetime import timedelta

import pytest
from live import THURSDAY, Live


def test_a_tier_sets_the_clocks(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    said = live.care("tier acme C", user="maria")
    assert said.startswith("*Acme* is C now: a touch every 6 months, and I speak up after 245 days of silence.")
    assert [customer.tier for customer in live.customers()] == ["C"]


@pytest.mark.parametrize("typed", ["acme e", "acme tier E", "acme E."])
def test_an_e_is_left_in_peace(live: Live, typed: str) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=300))
    assert "no touches are planned, and I stay quiet about them" in live.care(f"tier {typed}", user="maria")
    live.morning()
    assert live.brief("alice") == ""


@pytest.mark.parametrize("typed", ["acme", "acme F", "acme best"])
def test_a_tier_that_there_is_not_is_asked_for(live: Live, typed: str) -> None:
    live.add("acme")
    said = live.care(f"tier {typed}", user="maria")
    assert said.startswith("Which tier shall *Acme* have: A, B, C, D or E?")
    assert f'you typed: "/care tier {typed}"' in said
    assert [customer.tier for customer in live.customers()] == ["A"]


def test_key_makes_a_key_customer_and_no_an_ordinary_one_again(live: Live) -> None:
    live.add("acme", tier="C")
    assert live.care("key acme", user="maria").startswith("*Acme* is a key customer now: a touch every 2 months")
    said = live.care("key acme no", user="maria")
    assert said.startswith("*Acme* is no key customer any more: a touch every 6 months")


@pytest.mark.parametrize(
    ("command", "words"), [("tier acme B, delta C", "B, delta C"), ("key acme, delta", "delta"), ("key acme B", "B")]
)
def test_words_behind_that_mean_nothing_are_asked_about_and_nothing_written(
    live: Live, command: str, words: str
) -> None:
    live.add("acme", tier="C")
    live.add("delta", tier="D")
    assert f'I don\'t understand "{words}" behind *Acme*. Nothing is changed' in live.care(command, user="maria")
    assert [(customer.tier, customer.key) for customer in live.customers()] == [("C", False), ("D", False)]


@pytest.mark.parametrize("command", ["tier acme B", "key acme"])
def test_only_a_manager_may(live: Live, command: str) -> None:
    live.add("acme", tier="C")
    said = live.care(command)
    assert "That is for a manager to change" in said
    assert f"/care {command}" in said
    assert [(customer.tier, customer.key) for customer in live.customers()] == [("C", False)]


def test_the_tier_of_a_key_customer_is_set_and_it_is_said_that_it_stays_key(live: Live) -> None:
    live.add("acme", key=True)
    said = live.care("tier acme B", user="maria")
    assert said.startswith("*Acme* is B now, and a key customer still, so that nothing changes in how it is cared for")
    assert "a touch every 2 months" in said


def test_it_can_be_taken_back(live: Live) -> None:
    live.add("acme")
    live.care("tier acme C", user="maria")
    live.tap("maria", "Undo")
    assert [customer.tier for customer in live.customers()] == ["A"]
