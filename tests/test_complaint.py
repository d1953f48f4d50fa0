"""A complaint, from the words that opened it to the customer's own word that they are happy again."""

from datetime import timedelta

from live import THURSDAY, Live, labels

from models.complaint import Complaint


def test_one(live: Live) -> None:
    live.add("acme", name="Acme Corporation", last=THURSDAY - timedelta(days=30))
    live.go_to("2026-11-19 10:20")
    print(live.say("sam", "/complaint", "acme late delivery again"))
    print("ALICE", live.brief("alice"))
    print("MARIA", live.brief("maria"))
    live.tap("alice", "I answered", option="Call")
    print("ALICE", live.brief("alice"))
    print(live.say("alice", "/recovery", "acme replaced the unit, called Jane"))
    print("ALICE", live.brief("alice"), labels(live.shown_brief("alice")["blocks"]))
    print("MARIA", live.brief("maria"))
    live.go_to("2026-11-26 09:05")
    print("ALICE", live.brief("alice"), labels(live.shown_brief("alice")["blocks"]))
    print(live.rows(Complaint))
    assert 0
