"""Ideas of staff and customers: kept, listed, decided about by managers, and told to who had them."""

from typing import Any

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Json, Live, form_words, words

from models.audit import Audit
from models.idea import Shares, shares
from models.saying import Saying

LAMP = "Lend them a lamp while theirs is repaired"


def test_anybody_keeps_an_idea_and_everybody_sees_it(live: Live) -> None:
    live.add("acme", name="Acme Corporation")
    view = live.open("sam", "/care", f"idea {LAMP}")
    answer = live.practice.submit("sam", view["id"], {"value": "adding", "customer": "acme", "said_by": "Jane"})
    assert f"Kept for *Acme Corporation*: “{LAMP}” (adds value)." in form_words(answer)
    told = live.care("ideas", user="bob")
    assert "*1 idea*: 1 adds value, none saves cost." in told
    assert f"“{LAMP}”\nJane, Acme Corporation, Wed 18 Nov · adds value · *new*" in told
    assert f"“{LAMP}” (Jane, an idea)" in live.care("show acme")


def test_an_idea_of_ones_own_stands_under_ones_name_and_is_taken_back(live: Live) -> None:
    view = live.open("sam", "/care", f"idea {LAMP}")
    [saved] = live.practice.submit("sam", view["id"], {"value": "saving"})["views"]
    assert "Sam, Wed 18 Nov · saves cost" in live.care("ideas")
    answer = live.practice.click("sam", "voice_undo", live.rows(Saying)[0].id, view=saved["id"])
    assert "Taken back: the idea." in form_words(answer)
    assert "No idea is kept yet." in live.care("ideas")


def test_what_is_missing_is_said_beside_it(live: Live) -> None:
    view = live.open("sam", "/care", "idea")
    answer = live.practice.submit("sam", view["id"], {"words": "  ", "value": "adding"})
    assert "What is the idea?" in answer["errors"]["words"]
    assert live.rows(Saying) == []


def test_a_manager_decides_and_who_had_it_reads_of_it_in_their_next_brief(live: Live) -> None:
    live.add("acme", last=THURSDAY.replace(month=7))
    live.go_to("2026-11-19 09:05")
    keep(live, by=ALICE)
    live.care("ideas", user="maria")
    answer = live.tap("maria", "What becomes of it", option="Chosen")
    assert f"✓ Chosen: “{LAMP}”. Alice reads of it in their next brief." in words(answer)
    assert "*chosen*" in words(answer)
    assert "Your idea" not in live.brief("alice"), "the brief that was sent stays what it was"
    live.go_to("2026-11-24 09:05")
    assert f"*Your idea is chosen*: “{LAMP}”" in live.brief("alice")
    live.go_to("2026-11-27 09:05")
    assert "Your idea" not in live.brief("alice"), "once"
    [decided] = [row for row in live.rows(Audit) if row.action == "idea.decided"]
    assert (decided.before, decided.after) == ({"status": "new"}, {"status": "chosen"})


def test_of_who_gets_no_brief_the_manager_is_told(live: Live) -> None:
    view = live.open("sam", "/care", f"idea {LAMP}")
    saved = form_words(live.practice.submit("sam", view["id"], {"value": "adding"}))
    assert "you get no brief, so one of them tells you, and `/care ideas` shows it." in saved
    live.care("ideas", user="maria")
    answer = live.tap("maria", "What becomes of it", option="Not now")
    assert "Sam gets no brief from me, so tell them yourself." in words(answer)


def test_what_becomes_of_it_is_chosen_in_home_too_and_by_managers_alone(live: Live) -> None:
    keep(live, by=BOB)
    live.home("maria")
    view = live.tap_home("maria", "Ideas")["views"][-1]
    [idea] = live.rows(Saying)
    drawn = live.practice.click("maria", "idea_status", f"done {idea.id}", view=view["id"])
    assert "Of what was done: 1 adds value, none saves cost." in form_words(drawn)
    assert live.rows(Saying)[0].status == "done"
    live.care("ideas", user="sam")
    with pytest.raises(LookupError):
        live.tap("sam", "What becomes of it", option="Chosen")


@pytest.mark.parametrize(
    ("ideas", "expected"),
    [
        ([], Shares(0, 0, 0, 0)),
        ([("adding", "new"), ("saving", "declined")], Shares(1, 1, 0, 0)),
        ([("adding", "done"), ("adding", "chosen"), ("saving", "done")], Shares(2, 1, 1, 1)),
    ],
)
def test_shares_count_all_ideas_and_those_that_were_done(ideas: list[tuple[str, str]], expected: Shares) -> None:
    kept: Any = [Saying(kind="idea", value=value, status=status) for value, status in ideas]
    assert shares(kept) == expected


def keep(live: Live, **facts: Json | str) -> None:
    """Let somebody have kept an idea."""
    about = {"kind": "idea", "words": LAMP, "value": "adding", "status": "new", "day": THURSDAY}
    with live.bot.storage.database.begin() as session:
        session.add(Saying(team_id=TEAM, created_at=live.bot.clock.now(), **about | facts))
