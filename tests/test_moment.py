"""Moments of truth: the first 100 days begin by themselves, are told in the brief, and answered with one tap."""

from live import ALICE, THURSDAY, Live

from models.moment import MomentCheck


def test_a_first_purchase_begins_the_first_100_days_and_one_tap_answers(live: Live) -> None:
    live.care("add Vandelay")
    live.care("bought vandelay 1200")
    assert "*Vandelay*: day 0 of their first 100" in live.care("moments vandelay")
    live.go_to("2026-11-19 09:05")
    brief = live.brief("alice")
    assert "*1 customer needs you today" in brief
    assert "*Vandelay*: ordering, day 1 of their first 100. Thank them for the first order" in brief
    live.tap_brief("alice", "Done")
    assert "*Everybody on today's list is seen to, thank you.*" in live.brief("alice")
    assert "✓ *Vandelay*: ordering. Done, thank you." in live.brief("alice")
    [check] = live.rows(MomentCheck, moment_id="order")
    assert (check.outcome, check.answered_on, check.by) == ("done", THURSDAY, ALICE)
    live.tap_brief("alice", "Undo")
    assert "Thank them for the first order" in live.brief("alice")
    assert "*1 customer needs you today" in live.brief("alice")
