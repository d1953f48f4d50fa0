"""`/recovery acme, delta replaced the unit`: the complaint of each is put right, and one answer tells of all."""

import pytest
from live import BOB, THURSDAY, Live, labels, words

from models.complaint import Complaint
from models.touch import Touch


def test_each_complaint_is_put_right_and_all_is_taken_back_at_once(company: Live) -> None:
    company.say("sam", "/complaint", "acme, delta late delivery")
    said = company.say("alice", "/recovery", "acme, delta called them and sent another")
    assert 'Thank you: *Acme*, "late delivery", is put right: "called them and sent another"' in said
    assert 'Thank you: *Delta Freight*, "late delivery", is put right' in said
    assert states(company) == {"acme": "recovered", "delta": "recovered"}
    assert sorted(one.customer_id for one in calls(company)) == ["acme", "delta"]
    assert labels(company.shown("alice")["blocks"]) == ["Undo all"]
    company.tap("alice", "Undo all")
    assert states(company) == {"acme": "opened", "delta": "opened"}
    assert calls(company) == []


def test_undo_as_a_command_takes_back_all_of_it(company: Live) -> None:
    company.say("sam", "/complaint", "acme, delta late delivery")
    company.say("alice", "/recovery", "acme and delta sent another")
    company.touch("undo")
    assert states(company) == {"acme": "opened", "delta": "opened"}


def test_for_one_without_an_open_complaint_nothing_is_written_and_that_is_said(company: Live) -> None:
    company.say("sam", "/complaint", "acme late delivery")
    said = company.say("alice", "/recovery", "acme, delta called them")
    assert "No complaint of *Delta Freight* is open, so nothing is written for this one." in said
    assert states(company) == {"acme": "recovered"}
    assert [one.customer_id for one in calls(company)] == ["acme"]
    assert labels(company.shown("alice")["blocks"]) == ["Undo"]


def test_where_none_has_an_open_complaint_nothing_is_saved_and_the_text_is_kept(company: Live) -> None:
    said = company.say("alice", "/recovery", "acme, delta called them")
    assert "no complaint of *Acme* and *Delta Freight* is open. Nothing is saved" in said
    assert '"/recovery acme, delta called them"' in said
    assert calls(company) == []


def test_which_of_several_open_ones_is_asked_before_anything_is_written(company: Live) -> None:
    company.say("sam", "/complaint", "acme, delta late delivery")
    company.say("sam", "/complaint", "delta the bill was wrong")
    said = company.say("alice", "/recovery", "acme, delta sent another")
    assert said.startswith("Which complaint of *Delta Freight* is put right? Nothing is saved yet")
    assert "recovered" not in [one.state for one in company.rows(Complaint)]
    said = words(company.tap("alice", "late delivery (18 Nov)"))
    assert '*Acme*, "late delivery", is put right' in said
    assert sorted((one.customer_id, one.words, one.state) for one in company.rows(Complaint)) == [
        ("acme", "late delivery", "recovered"),
        ("delta", "late delivery", "recovered"),
        ("delta", "the bill was wrong", "opened"),
    ]


def test_typed_twice_it_is_noted_once(company: Live) -> None:
    company.say("sam", "/complaint", "acme, delta late delivery")
    company.say("alice", "/recovery", "acme called them")
    said = company.say("alice", "/recovery", "acme, delta called them")
    assert said.startswith("Already noted: *Acme*")
    assert "Thank you: *Delta Freight*" in said
    assert len(calls(company)) == 2


def test_without_a_word_of_what_was_done_it_is_asked(company: Live) -> None:
    company.say("sam", "/complaint", "acme, delta late delivery")
    said = company.say("alice", "/recovery", "acme, delta")
    assert said.startswith("What was done for *Acme* and *Delta Freight*?")
    assert states(company) == {"acme": "opened", "delta": "opened"}


def states(live: Live) -> dict[str, str]:
    return {one.customer_id: one.state for one in live.rows(Complaint, withdrawn_at=None)}


def calls(live: Live) -> list[Touch]:
    return live.rows(Touch, kind="call", undone_at=None)


@pytest.fixture
def company(live: Live) -> Live:
    """Acme is in Alice's care, Delta Freight, a C, in Bob's."""
    live.add("acme", last=THURSDAY)
    live.add("delta", name="Delta Freight", tier="C", champion_id=BOB, last=THURSDAY)
    return live
