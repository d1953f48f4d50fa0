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
    assert "`/care due` lists more." in str(blocks[-2])


def test_what_is_to_be_decided_is_shown_or_counted() -> None:
    words = str(a_brief(15, 3))
    assert words.count("decide_champion:") + words.count("decide_waiting:") >= 2
    assert "more customers have no champion" in words
    assert "more complaint waits" in words or "more complaints wait" in words


def test_where_hardly_any_room_is_left_the_list_is_one_line() -> None:
    blocks = a_brief(31, 0)
    assert len(blocks) <= MOST_BLOCKS
    assert "*Yours to decide*: 95 things wait. `/care due` lists more." in str(blocks)


def test_what_is_asked_for_with_care_due_fits_and_counts_what_it_does_not_show() -> None:
    for facts in (facts for name, facts in mine.samples(str) if name == "mine/due" and facts["decisions"]):
        blocks = render("mine/due", facts["member"], **facts)["blocks"]
        assert len(blocks) <= MOST_BLOCKS
        assert "They come up as these are decided." in str(blocks[-1])


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
