"""What customers and others say of us: noted in one form, shown on the card, summed up, quoted with their consent."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import ALICE, BOB, TEAM, THURSDAY, Json, Live, form_words, said
from live import words as words_of

from handlers.voice import unquoted
from models.audit import Audit
from models.saying import Saying
from models.voice import Theme, heard, quarter_of, quarters_to, words_in

PRAISE = {"kind": "praise", "words": "They called before the problem"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"they called before the problem"', "they called before the problem"),
        ("„schön“", "schön"),
        ('nosuchco "bla"', 'nosuchco "bla"'),  # nobody is called so: all of it is kept
        ('"bla" and "blub"', '"bla" and "blub"'),
        ('they called it "a dream', 'they called it "a dream'),
        ("", ""),
        ('"', '"'),
    ],
)
def test_only_the_marks_around_all_that_was_typed_are_left_out(typed: str, words: str) -> None:
    assert unquoted(typed) == words


def test_what_a_customer_said_is_noted_from_what_was_typed_and_stands_on_their_card(live: Live) -> None:
    live.add("acme", name="Acme Corporation")
    view = live.open("sam", "/care", 'voice acme "they called before the problem"')
    answer = live.practice.submit(
        "sam", view["id"], {"said_by": "Jane", "kind": "praise", "moment": "delivery", "may_quote": ["yes"]}
    )
    noted = "Noted for *Acme Corporation*: “they called before the problem” (Jane, praise, delivery)."
    assert noted in form_words(answer)
    [saying] = live.rows(Saying)
    assert (saying.customer_id, saying.may_quote, saying.by, saying.day) == ("acme", True, "U0SAM", THURSDAY - DAY)
    assert "• Wed 18 Nov: “they called before the problem” (Jane, praise, delivery)" in live.care("show acme")
    assert "Sam noted what they said" in live.care("show acme", user="maria")


def test_the_card_shows_the_last_three(live: Live) -> None:
    live.add("acme")
    for number, day in enumerate((3, 1, 2, 4)):
        keep(live, words=f"saying {number}", day=date(2026, 11, day))
    card = live.care("show acme")
    assert re.findall(r"saying (\d)", card) == ["3", "0", "2"]


def test_a_rivals_customer_is_heard_too(live: Live) -> None:
    view = live.open("alice", "/care", "voice")
    facts = {"said_by": "a customer of LampCo", "kind": "others", "words": "They answer the phone at night"}
    assert "Noted: “They answer" in form_words(live.practice.submit("alice", view["id"], facts))
    [saying] = live.rows(Saying)
    assert (saying.customer_id, saying.said_by) == (None, "a customer of LampCo")
    assert "• No customer, Wed 18 Nov: “They answer" in live.care("voice themes", user="maria")


@pytest.mark.parametrize(
    ("values", "beside", "why"),
    [
        ({"kind": "like", "words": "nice"}, "said_by", "Choose a customer above"),
        ({"kind": "like", "customer": "acme"}, "words", "What did they say?"),
        ({"kind": "commitment", "words": "of course", "customer": "acme"}, "answer", "Yes, perhaps or no"),
        ({"kind": "like", "words": "nice", "customer": "acme", "day": "2026-12-24"}, "day", "still to come"),
    ],
)
def test_what_is_missing_is_said_beside_it_and_nothing_is_lost(live: Live, values: Json, beside: str, why: str) -> None:
    live.add("acme")
    view = live.open("alice", "/care", "voice")
    assert why in live.practice.submit("alice", view["id"], values)["errors"][beside]
    assert live.rows(Saying) == []
    corrected = {"customer": "acme", "words": "nice", "answer": "yes", "day": "2026-11-18"}
    live.practice.submit("alice", view["id"], values | corrected)
    assert len(live.rows(Saying)) == 1


def test_an_answer_about_choosing_us_again_needs_no_words(live: Live) -> None:
    live.add("acme")
    view = live.open("alice", "/care", "voice acme")
    live.practice.submit("alice", view["id"], {"kind": "commitment", "answer": "perhaps"})
    assert "Would perhaps choose us again (commitment)" in live.care("show acme")


def test_undo_takes_it_back_for_a_day_for_who_noted_it_and_managers(live: Live) -> None:
    live.add("acme")
    for user, person in (("sam", "sam"), ("sam", "maria")):
        keep(live, by="U0SAM")
        saying = live.rows(Saying, undone_at=None)[0]
        assert "only they or a manager" in words_of(live.practice.forge("alice", undo(saying)))
        assert "Taken back" in words_of(live.practice.forge(person, undo(saying)))
        assert live.rows(Saying, undone_at=None) == [], user
    assert "What they said" not in live.care("show acme")
    assert [row.action for row in live.rows(Audit) if row.actor == "U0MARIA"] == ["saying.undone"]
    keep(live, by="U0SAM", created_at=live.bot.clock.now() - timedelta(hours=25))
    assert "more than 24 hours" in words_of(live.practice.forge("sam", undo(live.rows(Saying, undone_at=None)[0])))


def test_touch_undo_takes_back_what_was_noted_last(live: Live) -> None:
    live.add("acme")
    live.touch("acme call")
    keep(live, by=ALICE)
    assert "Taken back: what they said." in live.touch("undo")
    assert "Taken back: *Acme*, call today" in live.touch("undo")
    assert "nothing" in live.touch("undo").lower()


def test_undo_stands_where_it_was_noted(live: Live) -> None:
    live.add("acme")
    view = live.open("alice", "/care", "voice acme lovely lamps")
    [saved] = live.practice.submit("alice", view["id"], {"kind": "like"})["views"]
    [after] = live.practice.click("alice", "voice_undo", live.rows(Saying)[0].id, view=saved["id"])["views"]
    assert "Taken back: what they said." in "\n".join(said(after["blocks"]))


def test_a_message_is_noted_with_its_words_its_day_and_its_link(live: Live) -> None:
    live.add("acme")
    live.practice.say("sam", "#general", "Jane at Acme: you are the only ones who call back")
    ts = live.practice.messages("#general", "sam")[-1]["ts"]
    live.morning()
    [view] = live.practice.shortcut("sam", "voice_note_message", "#general", ts)["views"]
    live.practice.submit("sam", view["id"], {"customer": "acme", "kind": "praise"})
    [saying] = live.rows(Saying)
    assert saying.words == "Jane at Acme: you are the only ones who call back"
    assert (saying.day, bool(saying.permalink)) == (date(2026, 11, 18), True)


def test_managers_see_all_summed_up_and_champions_their_own(live: Live) -> None:
    for name in ("acme", "globex", "initech"):
        live.add(name, champion_id=BOB if name == "initech" else ALICE)
        keep(live, name, kind="like", words=f"your deliveries never fail {name}", day=date(2026, 10, 5), answer="yes")
    keep(live, None, kind="dislike", words="your delivery is late", said_by="a customer of LampCo", by="U0SAM")
    everything = live.care("voice themes", user="maria")
    assert "*delivery*: 4 speakers, in 3 likes and 0 dislikes; by quarter 0 · 0 · 0 · 4" in everything
    assert "Q4 2026: 3 likes, 0 dislikes · choose us again: 3 yes, 0 perhaps, 0 no · 1 by others" in everything
    assert "Q1 2026: 0 likes, 0 dislikes" in everything
    theirs = live.care("voice themes")
    assert "*Acme*" in theirs
    assert "Q4 2026: 2 likes, 0 dislikes" in theirs
    assert "Initech" not in theirs
    assert "LampCo" not in theirs
    assert "LampCo" in live.care("voice themes", user="sam"), "what they noted themselves"


def test_team_in_home_opens_it_and_its_chart_comes_into_the_dm(live: Live) -> None:
    live.add("acme")
    keep(live, kind="like", words="lovely lamps", day=date(2026, 7, 1), answer="no")
    live.home("maria")
    answer = live.tap_home("maria", "What they say")
    assert "Q3 2026: 1 like, 0 dislikes · choose us again: 0 yes, 0 perhaps, 1 no" in form_words(answer)
    live.practice.click("maria", "voice_chart", None, view=answer["views"][-1]["id"])
    charts = [block for block in live.shown_brief("maria")["blocks"] if block["type"] == "data_visualization"]
    assert [chart["title"] for chart in charts] == ["Likes and dislikes, by quarter", "Would they choose us again?"]


def test_from_the_form_what_was_said_so_far_opens_on_top(live: Live) -> None:
    view = live.open("alice", "/care", "voice")
    [above] = live.practice.click("alice", "home_voice", "form", view=view["id"])["views"][-1:]
    assert "Nothing is noted yet." in "\n".join(said(above["blocks"]))


def test_the_digest_quotes_who_has_agreed_by_name_and_who_was_not_asked_without(live: Live) -> None:
    for name in ("acme", "globex", "initech"):
        live.add(name)
    keep(live, "acme", words="They called before the problem", may_quote=True, moment="delivery")
    keep(live, "globex", words="Please never tell anybody")
    live.touch('globex call "please never tell anybody!"')
    live.touch('initech call "they rang before we noticed it"')
    preview = live.care("digest", user="maria")
    assert "“They called before the problem” (Acme, about delivery)" in preview
    assert "“they rang before we noticed it” (a customer)" in preview
    assert "never tell" not in preview
    assert "(Initech" not in preview


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your deliveries are late, the delivery", {"delivery", "late"}),
        ("the lamps on the jetty", {"lamp", "jetty"}),
        ("glass and bus", {"glass"}),
        ("it is not to be had", set()),
        ("Die Lieferung, pünktlich wie immer", {"lieferung", "pünktlich", "immer"}),
    ],
)
def test_words_that_can_be_a_theme(text: str, found: set[str]) -> None:
    assert words_in(text) == found


def test_a_theme_needs_three_who_speak_however_often_one_does() -> None:
    often = [saying("acme", "flicker"), saying("acme", "flicker again"), saying("globex", "they flicker")]
    assert heard(often, THURSDAY, 5, {}).themes == []
    [theme] = heard([*often, saying(None, "Flicker", said_by="Ann")], THURSDAY, 5, {}).themes
    assert theme == Theme("flicker", 3, 3, 0, (0, 0, 0, 3)), "Ann is no customer: a fourth like is not ours"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_four_quarters_in_a_row_end_with_the_one_that_goes_on(today: date) -> None:
    shown = quarters_to(today)
    assert shown[-1] == quarter_of(today)
    assert [quarter_of(first - DAY) for first in shown[1:]] == shown[:-1]


DAY = timedelta(days=1)


def keep(live: Live, customer_id: str | None = "acme", **facts: Any) -> None:
    """Let somebody have noted what was said."""
    known = {
        "kind": "like",
        "words": "We love it",
        "day": THURSDAY - DAY,
        "by": BOB,
        "created_at": live.bot.clock.now(),
    }
    with live.bot.storage.database.begin() as session:
        session.add(Saying(team_id=TEAM, customer_id=customer_id, **known | facts))


def saying(customer_id: str | None, words: str, **facts: Any) -> Saying:
    at = datetime(2026, 11, 19)  # noqa: DTZ001
    return Saying(team_id=TEAM, customer_id=customer_id, kind="like", words=words, day=THURSDAY, created_at=at, **facts)


def undo(one: Saying) -> Json:
    return {"type": "block_actions", "actions": [{"action_id": "voice_undo", "block_id": "b", "value": one.id}]}
