"""App Home: my customers with both clocks."""

from datetime import timedelta

from live import THURSDAY, Live


def test_home_shows_my_customers_and_who_needs_me(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.add("delta", last=THURSDAY - timedelta(days=100))
    said = live.home("alice")
    assert "*1 customer needs you*, of 2 in your care." in said
    assert "• *Acme* · A: due on Tue 19 Jan" in said


def test_home_is_new_each_time_it_is_opened(live: Live) -> None:
    live.add("delta", last=THURSDAY - timedelta(days=100))
    live.home("alice")
    live.touch("delta lunch")
    assert "Nobody needs you now; 1 customer is in your care." in live.home("alice")


def test_who_cares_for_nobody_is_told_how_to_begin(live: Live) -> None:
    assert "Nobody is in your care yet, Sam." in live.home("sam")


def test_two_hundred_customers_fit(live: Live) -> None:
    names = "\n".join(f"Company {number},alice@example.com,A" for number in range(210))
    live.care(f"import name,champion,tier\n{names}", user="maria")
    assert "210 customers are in your care" in live.home("alice")


def test_a_guest_sees_no_customers(live: Live) -> None:
    live.add("acme")
    assert "I help this company's own people" in live.home("gina")
    assert "Acme" not in live.home("gina")
