"""`/complaint acme, delta late delivery`: one complaint each, where every name is sure; else somebody is asked."""

import pytest
from live import ALICE, BOB, THURSDAY, Live, labels, words

from models.complaint import Complaint
from models.message import Message
from models.named import further_names, perhaps_a_name, split_name
from models.names import Names, normalise

NAMES = ("Acme Corporation", "Delta Freight", "Echo", "Smith Brothers", "Smithfield Foods", "Late Night Pizza")
NAMES += ("Delivery Hero", "The Body Shop", "Miller & Sons", "IBM Deutschland")
KNOWN = Names([(name, name, normalise(name)) for name in NAMES])

# what is typed; whom it names besides the first (in brackets: who has to be asked about); what is left as the words
TYPED = [
    ("acme late again", [], "late again"),
    ("acme, delta late delivery", ["Delta Freight"], "late delivery"),
    ("acme,delta late", ["Delta Freight"], "late"),
    ("acme; delta freight late", ["Delta Freight"], "late"),
    ("acme and delta late", ["Delta Freight"], "late"),
    ("acme, delta and echo: late", ["Delta Freight", "Echo"], "late"),
    ("acme, delta, late delivery", ["Delta Freight"], "late delivery"),
    ("acme, ibm late", ["IBM Deutschland"], "late"),
    ("acme, miller & sons late", ["Miller & Sons"], "late"),
    ("acme, the body shop late", ["The Body Shop"], "late"),
    # plain words behind a comma stay words, whoever may be called so
    ("acme, late delivery again", [], "late delivery again"),
    ("acme, delivery late", [], "delivery late"),
    ("acme, the driver was rude", [], "the driver was rude"),
    ("acme and late again", [], "and late again"),
    ("acme late, delta saw it", [], "late, delta saw it"),
    ("acme, late again, delta too", [], "late again, delta too"),
    # nobody is sure
    ("acme, smith late", ["(smith)"], "late"),
    ("acme, zzyzx, delta late", ["(zzyzx)", "Delta Freight"], "late"),
]


@pytest.mark.parametrize(("typed", "others", "left"), TYPED)
def test_names_behind_a_comma_are_told_from_words(typed: str, others: list[str], left: str) -> None:
    found, rest = split_name(typed, KNOWN)
    assert found.customer_id == "Acme Corporation"
    further, after = further_names(typed, rest, KNOWN)
    assert [one.customer_id or f"({one.typed})" for one in further] == others
    assert after == left


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zzyzx broken", "zzyzx"),
        ("zzyzx", "zzyzx"),
        ("blue whale late again", "blue whale"),
        ("zzyzx, late", "zzyzx"),
        ("zzyzx 2 weeks", "zzyzx"),
        ("blue whale @bob until Friday", "blue whale"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_of_a_name_that_nobody_has_only_the_beginning_is_quoted(typed: str, name: str) -> None:
    found, rest = split_name(typed, KNOWN)
    assert (found.typed, found.choices, rest) == (name, (), "")


def test_each_gets_a_complaint_and_one_answer_names_each(company: Live) -> None:
    said = company.say("sam", "/complaint", "acme, delta late delivery")
    assert complaints(company) == [("acme", "late delivery"), ("delta", "late delivery")]
    assert 'Noted for *Acme*: "late delivery". I\'m telling Alice now, and Maria' in said
    assert 'Noted for *Delta Freight*: "late delivery". I\'m telling Bob now.' in said
    assert said.count("Reply due by 10:00 tomorrow. ") == 1
    told = {message.recipient for message in company.rows(Message, feature="complaint")}
    assert {ALICE, BOB} < told
    assert labels(company.shown("sam")["blocks"]) == ["Undo all"]
    undone = words(company.tap("sam", "Undo all"))
    assert "Taken back: the complaint, for *Acme*, *Delta Freight*. It is as if" in undone
    assert complaints(company) == []


def test_undo_as_a_command_takes_back_all_of_it(company: Live) -> None:
    company.say("sam", "/complaint", "acme, delta late delivery")
    company.touch("undo", user="sam")
    assert complaints(company) == []


def test_typed_twice_it_is_noted_once(company: Live) -> None:
    company.say("sam", "/complaint", "acme late delivery")
    said = company.say("sam", "/complaint", "acme, delta, acme late delivery")
    assert "Already noted for *Acme*" in said
    assert "\nNoted for *Delta Freight*" in said
    assert complaints(company) == [("acme", "late delivery"), ("delta", "late delivery")]
    company.tap("sam", "Undo")
    assert complaints(company) == [("acme", "late delivery")]


def test_plain_words_behind_a_comma_are_the_complaint(company: Live) -> None:
    company.say("sam", "/complaint", "acme, late delivery again")
    assert complaints(company) == [("acme", "late delivery again")]


def test_one_of_several_who_could_be_two_is_picked_by_a_button(company: Live) -> None:
    company.add("brothers", name="Smith Brothers")
    company.add("foods", name="Smithfield Foods")
    said = company.say("sam", "/complaint", "acme, smith late delivery")
    assert said.startswith('Which "smith"? Nothing is changed yet; your text is kept: "/complaint acme, smith late')
    assert complaints(company) == []
    said = words(company.tap("sam", "Smithfield Foods"))
    assert 'Noted for *Smithfield Foods*: "late delivery"' in said
    assert complaints(company) == [("acme", "late delivery"), ("foods", "late delivery")]


def test_both_names_may_have_to_be_picked(company: Live) -> None:
    company.add("brothers", name="Smith Brothers")
    company.add("foods", name="Smithfield Foods")
    company.add("miller", name="Miller North")
    company.add("south", name="Miller South")
    company.say("sam", "/complaint", "smith, miller late delivery")
    assert 'Which "miller"?' in words(company.tap("sam", "Smith Brothers"))
    assert complaints(company) == []
    company.tap("sam", "Miller South")
    assert complaints(company) == [("brothers", "late delivery"), ("south", "late delivery")]


def test_one_of_several_who_is_unknown_is_asked_about_and_the_form_keeps_the_text(company: Live) -> None:
    said = company.say("sam", "/complaint", "acme, zzyzx, delta late delivery")
    assert said.startswith('I know no customer like "zzyzx". Nothing is changed;')
    assert '"/complaint acme, zzyzx, delta late delivery"' in said
    [view] = company.tap("sam", "Pick a customer")["views"]
    assert "acme, zzyzx, delta late delivery" in str(view["blocks"])
    assert complaints(company) == []


def test_one_of_several_who_has_left_is_told_of_and_all_goes_on_when_they_are_back(company: Live) -> None:
    company.care("lost delta price", user="maria")
    said = company.say("maria", "/complaint", "acme, delta late delivery")
    assert said.startswith("*Delta Freight* left us today (price). Are they back?")
    assert complaints(company) == []
    company.tap("maria", "They are back")
    assert complaints(company) == [("acme", "late delivery"), ("delta", "late delivery")]


def test_without_a_word_of_what_went_wrong_it_is_asked(company: Live) -> None:
    said = company.say("sam", "/complaint", "acme, delta")
    assert said.startswith("What went wrong for *Acme* and *Delta Freight*?")
    assert 'your text is kept: "/complaint acme, delta"' in said
    assert complaints(company) == []


# what is typed; what could be one more name; whom it may mean; what is left as the words
PERHAPS = [
    ("acme, zzyzx late", "zzyzx", None, "late"),
    ("acme, delat late", "delat", "Delta Freight", "late"),
    ("acme, delat frieght late again", "delat frieght", "Delta Freight", "late again"),
    ("acme; smithfeild foods late", "smithfeild foods", "Smithfield Foods", "late"),
    ("acme, late delivery again", "", None, "late delivery again"),
    ("acme, the driver was rude", "", None, "the driver was rude"),
    ("acme late, delta saw it", "", None, ""),
    ("acme zzyzx late", "", None, ""),
    ("acme, 3 units broken", "", None, "3 units broken"),
]


@pytest.mark.parametrize(("typed", "perhaps", "whom", "left"), PERHAPS)
def test_a_word_behind_a_comma_may_be_one_more_name(typed: str, perhaps: str, whom: str | None, left: str) -> None:
    others = Names([row for row in KNOWN.rows if row[0] != "Acme Corporation"])
    found, after = perhaps_a_name(typed, split_name(typed, KNOWN)[1], others)
    assert (found.typed, found.choices[0].name if found.choices else None, after) == (perhaps, whom, left)


def test_who_was_meant_alone_is_said_and_a_name_nearly_right_is_one_tap_away(company: Live) -> None:
    assert 'Noted for *Acme* alone: "zzyzx late"' in company.say("sam", "/complaint", "acme, zzyzx late")
    assert labels(company.shown("sam")["blocks"]) == ["Undo"]
    said = company.say("sam", "/complaint", "acme, delat late delivery")
    assert 'Noted for *Acme* alone: "delat late delivery"' in said
    assert "If you meant *Delta Freight* too" in said
    assert labels(company.shown("sam")["blocks"]) == ["Also for Delta Freight", "Undo"]
    company.tap("sam", "Also for Delta Freight")
    assert complaints(company)[-1] == ("delta", "late delivery")
    assert 'Noted for *Delta Freight*: "late delivery"' in str(company.practice.state()["ephemerals"])
    assert len(complaints(company)) == 3


def complaints(live: Live) -> list[tuple[str, str]]:
    return sorted((one.customer_id, one.words) for one in live.rows(Complaint, withdrawn_at=None))


@pytest.fixture
def company(live: Live) -> Live:
    """Acme is in Alice's care, Delta Freight, a C, in Bob's."""
    live.add("acme", last=THURSDAY)
    live.add("delta", name="Delta Freight", tier="C", champion_id=BOB, last=THURSDAY)
    return live
