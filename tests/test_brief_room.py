"""A message holds fifty blocks: a full brief keeps within them, and what finds no room is counted, never cut."""

from typing import Any

import pytest
from facts import mine
from facts.brief import a_line, questions_about_complaints, samples, what_waits

from practice.block_kit import errors
from templates import render

MOST_BLOCKS = 50


@pytest.mark.parametrize("lines", [15, 6, 0])
@pytest.mark.parametrize("questions", [3, 0])
def test_a_full_brief_with_all_that_is_to_be_decided_fits_into_a_message(lines: int, questions: int) -> None:
    blocks = a_brief(lines, questions)
    assert len(blocks) <= MOST_BLOCKS
    assert "Also this week" in str(blocks[-1]), "something was cut at the end"
    assert labels(blocks[-2]) == ["Show all that wait", "Causes to write"]
    assert "*Team* in App Home and `/care due` have them." in str(blocks[-3])


def test_of_what_is_to_be_decided_three_stand_in_full_each_of_another_kind_and_the_rest_is_counted() -> None:
    blocks = a_brief(15, 3)
    [title] = [place for place, block in enumerate(blocks) if "*Yours to decide*" in str(block)]
    shown = str(blocks[title:-3])
    assert [what in shown for what in ("happy again", "not in that channel", "has left")] == [True] * 3
    assert "decide_champion:" not in shown
    counted = str(blocks[-3])
    assert "And 2 more complaints wait, 5 more messages were not delivered, 30 customers have no champion" in counted
    assert "1 cause is to be written, 9 causes came again" in counted


def test_no_kind_crowds_out_another() -> None:
    waiting = what_waits(str, next(facts for _, facts in samples(str))["member"])
    few = waiting.in_full(most=100, each=3, room=40)
    assert [len(shown) for shown in few.values()] == [3, 3, 1, 3, 3, 0, 3, 1, 3, 3, 0]
    many = waiting.in_full(most=100, each=17, room=17)
    assert all(many[kind] for kind in many if getattr(waiting, kind))


def test_where_hardly_any_room_is_left_the_list_is_one_line() -> None:
    blocks = a_brief(31, 0)
    assert len(blocks) <= MOST_BLOCKS
    assert "*Yours to decide*: 95 things wait. *Team* in App Home and `/care due` have them." in str(blocks)


def test_what_is_asked_for_with_care_due_fits_and_counts_what_it_does_not_show() -> None:
    for facts in (facts for name, facts in mine.samples(str) if name == "mine/due" and facts["decisions"]):
        blocks = render("mine/due", facts["member"], **facts)["blocks"]
        assert len(blocks) <= MOST_BLOCKS
        assert "They come up as these are decided." in str(blocks[-1])


def labels(block: dict[str, Any]) -> list[str]:
    return [element["text"]["text"] for element in block["elements"]]


def a_brief(lines: int, questions: int) -> list[dict[str, Any]]:
    """Return a brief: three nudges in full, so many lines and questions about complaints, a full list."""
    facts = next(facts for name, facts in samples(str) if name == "brief/brief")
    alice = facts["member"]
    three = next(questions_about_complaints(str))
    full = [a_line(str, ["due"], 1, full=True) for _ in range(3)]
    asked = {"lines": full + [a_line(str, ["due"], 1) for _ in range(lines)], "complaints": three[:questions]}
    said = render("brief/brief", alice, **facts | asked | {"decisions": what_waits(str, alice)})
    assert not errors(said, "message")
    return list(said["blocks"])
