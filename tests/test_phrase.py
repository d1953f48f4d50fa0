"""What people type after /touch is understood, and nothing of it is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.day import DayProblem
from models.day_words import MONTHS, WEEKDAYS
from models.details_words import BOOKED, FILLERS, LINKS, SIGNS
from models.kind import KINDS, Kind, fold
from models.names import Names, normalise
from models.phrase import EDGES, Phrase, read

UNHURRIED = settings(deadline=None)  # the machine may be busy

TODAY = date(2026, 11, 18)  # a Wednesday
YESTERDAY, FRIDAY, TOMORROW = date(2026, 11, 17), date(2026, 11, 13), date(2026, 11, 19)
STORED = """
Acme Corporation; Delta Freight; Smith Brothers; Smithfield Foods; Café Müller GmbH; Hilltop Hospital Trust
Coffee House Ltd; Event Horizon; Visit Scotland; Call Center Solutions; Met Office; Replied Systems; Tomorrow Labs
Smith, Jones & Co; 24/7 Fitness; Franchi S.p.A.
"""
NAMES = [name.strip() for name in STORED.replace("\n", ";").split(";") if name.strip()]
CUSTOMERS = Names([(f"c{number}", name, normalise(name)) for number, name in enumerate(NAMES)])

# Words that a touch may be typed with, and those that are understood rather than kept.
TYPED = """
acme smith zzyzx Coffee House lunch call replied booked yesterday friday with Jane and a the had quick about 12 Nov 3/4
wants demo, event; in 2 weeks - 🎉 &amp; has answered email from visit, on next ago
"""
WORDS = TYPED.split()
KNOWN = (*KINDS, *SIGNS, *BOOKED, *FILLERS, *LINKS, *WEEKDAYS, *MONTHS, "yesterday next on in ago weeks and 2 12 34")
MEANT = {word for phrase in KNOWN for word in phrase.split()}

ACME, DELTA, SMITH = "Acme Corporation", "Delta Freight", "Smith Brothers"


@pytest.mark.parametrize(
    ("text", "customer", "kind", "day", "note"),
    [
        # as in the README
        ("acme corp lunch yesterday with Jane, wants a demo", ACME, Kind.LUNCH, YESTERDAY, "with Jane, wants a demo"),
        ("acmee corp lunhc yestreday", ACME, Kind.LUNCH, YESTERDAY, ""),  # a typo in every word
        ("acme lunch", ACME, Kind.LUNCH, None, ""),  # no day: today
        ("ACME LUNCH", ACME, Kind.LUNCH, None, ""),
        ("acme: lunch", ACME, Kind.LUNCH, None, ""),
        ("acme - lunch - good talk", ACME, Kind.LUNCH, None, "good talk"),
        ("acme lunch, good talk", ACME, Kind.LUNCH, None, "good talk"),
        ("acme lunch: good talk", ACME, Kind.LUNCH, None, "good talk"),
        ("acme phoned last friday about the renewal", ACME, Kind.CALL, FRIDAY, "about the renewal"),
        ("acme had a call", ACME, Kind.CALL, None, ""),
        ("acme sent them a card", ACME, Kind.CARD, None, ""),
        ("acme quick call today", ACME, Kind.CALL, TODAY, "quick call"),  # what kind of a call stays in the note
        ("acme site visit 13 Nov. New hall", ACME, Kind.VISIT, FRIDAY, "New hall"),
        ("acme yesterday lunch", ACME, Kind.LUNCH, YESTERDAY, ""),  # the day before the kind
        ("yesterday lunch with acme", ACME, Kind.LUNCH, YESTERDAY, ""),
        ("lunch with acme yesterday, wants a demo", ACME, Kind.LUNCH, YESTERDAY, "wants a demo"),  # the kind first
        ("called acme", ACME, Kind.CALL, None, ""),
        ("email to smith brothers, the offer", SMITH, Kind.EMAIL, None, "the offer"),
        ("acme Besuch gestern mit Frau Vogel", ACME, Kind.VISIT, YESTERDAY, "mit Frau Vogel"),  # German
        ("acme déjeuner hier avec Paul", ACME, Kind.LUNCH, YESTERDAY, "avec Paul"),  # French
        ("acme llamada ayer", ACME, Kind.CALL, YESTERDAY, ""),  # Spanish
        ("cafe muller coffee", "Café Müller GmbH", Kind.COFFEE, None, ""),
        ("Caf&eacute; M&uuml;ller coffee", "Café Müller GmbH", Kind.COFFEE, None, ""),
        ("acme lunch\nwants a demo\nand a price", ACME, Kind.LUNCH, None, "wants a demo\nand a price"),
        ("acme lunch -5% agreed", ACME, Kind.LUNCH, None, "-5% agreed"),  # a sign, not a dash
        ("acme lunch 🎉", ACME, Kind.LUNCH, None, "🎉"),
        ("\u202eacme lunch\u202c", ACME, Kind.LUNCH, None, ""),
    ],
)
def test_a_touch_is_understood_as_it_is_typed(text, customer, kind, day, note):
    phrase = understood(text)
    assert (one(phrase), phrase.kind, phrase.day, phrase.note) == (customer, kind, day, note)
    assert not phrase.sign


@pytest.mark.parametrize(
    ("text", "customer", "kind"),
    [
        ("coffee house ltd lunch", "Coffee House Ltd", Kind.LUNCH),
        ("coffee house coffee", "Coffee House Ltd", Kind.COFFEE),
        ("coffee with coffee house", "Coffee House Ltd", Kind.COFFEE),
        ("cofee house lunch", "Coffee House Ltd", Kind.LUNCH),
        ("event horizon demo", "Event Horizon", Kind.DEMO),
        ("event horizon event", "Event Horizon", Kind.EVENT),
        ("visit scotland visit", "Visit Scotland", Kind.VISIT),
        ("visit scotland", "Visit Scotland", None),  # the customer, not a visit to somebody else
        ("call center solutions called", "Call Center Solutions", Kind.CALL),
        ("met office meeting", "Met Office", Kind.MEETING),
        ("met with met office", "Met Office", Kind.MEETING),
        ("replied systems lunch", "Replied Systems", Kind.LUNCH),  # a sign of life as a name
        ("tomorrow labs call", "Tomorrow Labs", Kind.CALL),  # a day as a name
        ("smith, jones & co lunch", "Smith, Jones & Co", Kind.LUNCH),  # one name with a comma
        ("24/7 fitness call", "24/7 Fitness", Kind.CALL),
        ("franchi s.p.a. zoom", "Franchi S.p.A.", Kind.VIDEO_CALL),
    ],
)
def test_customers_called_like_a_kind_or_a_day_are_customers(text, customer, kind):
    phrase = understood(text)
    assert (one(phrase), phrase.kind, phrase.note) == (customer, kind, "")


@pytest.mark.parametrize(
    ("text", "customers", "kind"),
    [
        ("acme, delta event", [ACME, DELTA], Kind.EVENT),  # one event for both
        ("acme,delta event", [ACME, DELTA], Kind.EVENT),
        ("acme and delta event", [ACME, DELTA], Kind.EVENT),
        ("acme &amp; delta event", [ACME, DELTA], Kind.EVENT),
        ("acme, delta, and hilltop training", [ACME, DELTA, "Hilltop Hospital Trust"], Kind.TRAINING),
        ("event with acme, delta, hilltop", [ACME, DELTA, "Hilltop Hospital Trust"], Kind.EVENT),
        ("acme, event horizon event", [ACME, "Event Horizon"], Kind.EVENT),
        ("acme, smith event", [ACME, None], Kind.EVENT),  # which Smith?
        ("acme, zzyzx event", [ACME, None], Kind.EVENT),  # an unknown one does not swallow the known one
        ("zzyzx, acme event", [None, ACME], Kind.EVENT),
        ("acme, acme corp, delta event", [ACME, DELTA], Kind.EVENT),  # named twice, touched once
    ],
)
def test_several_customers_share_one_touch(text, customers, kind):
    phrase = understood(text)
    assert ([name_of(found) for found in phrase.customers], phrase.kind, phrase.note) == (customers, kind, "")


def test_a_long_list_of_customers_is_read_to_its_end():
    names = [f"Branch {number:03}" for number in range(20)]
    phrase = read(", ".join(names) + " event friday", rows(*names), TODAY)
    assert [found.choices[0].name for found in phrase.customers] == names
    assert (phrase.kind, phrase.day, phrase.note) == (Kind.EVENT, FRIDAY, "")


def test_an_ambiguous_name_offers_those_it_may_be():
    phrase = understood("smith call")
    assert {choice.name for choice in phrase.customers[0].choices} == {SMITH, "Smithfield Foods", "Smith, Jones & Co"}
    assert (phrase.customers[0].typed, phrase.customers[0].customer_id, phrase.kind) == ("smith", None, Kind.CALL)


@pytest.mark.parametrize(
    ("text", "typed", "choices"),
    [
        ("müller & söhne call", "müller & söhne", {"Café Müller", "Krüger & Söhne"}),  # two other firms
        ("müller und söhne call", "müller und söhne", {"Café Müller", "Krüger & Söhne"}),
        ("smith & sons call", "smith & sons", {SMITH, "Smithfield Foods"}),  # the kind behind it is still read
        ("smith and acme call", "smith and acme", {SMITH, "Smithfield Foods", ACME}),
    ],
)
def test_a_name_with_and_in_it_is_no_list_of_customers_unless_each_of_them_is_sure(text, typed, choices):
    phrase = read(text, rows("Café Müller", "Krüger & Söhne", SMITH, "Smithfield Foods", ACME), TODAY)
    [found] = phrase.customers
    assert (found.typed, found.customer_id, phrase.kind, phrase.note) == (typed, None, Kind.CALL, "")
    assert {choice.name for choice in found.choices} == choices


@pytest.mark.parametrize(
    ("text", "typed", "kind", "day"),
    [
        ("zzyzx lunch", "zzyzx", Kind.LUNCH, None),
        ("zzyzx widgets lunch tomorrow", "zzyzx widgets", Kind.LUNCH, TOMORROW),
        ("lunch with zzyzx widgets tomorrow", "zzyzx widgets", Kind.LUNCH, TOMORROW),
        ("zzyzx", "zzyzx", None, None),
        ("zzyzx replied", "zzyzx", None, None),
        ("<http://zzyzx.com|zzyzx.com> call", "zzyzx.com", Kind.CALL, None),  # Slack makes links of names
    ],
)
def test_an_unknown_name_is_given_back_as_typed(text, typed, kind, day):
    phrase = understood(text)
    assert [(found.typed, found.choices) for found in phrase.customers] == [(typed, ())]
    assert (phrase.kind, phrase.day) == (kind, day)


@pytest.mark.parametrize(
    ("text", "note", "day"),
    [
        ("acme", "", None),
        ("acme wants a demo", "wants a demo", None),  # a kind inside a sentence is no kind
        ("acme yesterday", "", YESTERDAY),
        ("acme tomorrow wants an answer", "wants an answer", TOMORROW),
        ("acme had a great idea", "had a great idea", None),  # words before no kind stay
        ("acme launch event", "launch event", None),  # not a lunch with a typo
    ],
)
def test_a_missing_kind_is_asked_for(text, note, day):
    phrase = understood(text)
    assert (one(phrase), phrase.kind, phrase.sign, phrase.note, phrase.day) == (ACME, None, False, note, day)


@pytest.mark.parametrize(
    ("text", "kind"), [("", None), (" \n ", None), ("lunch", Kind.LUNCH), ("lunch yesterday", Kind.LUNCH)]
)
def test_a_missing_customer_is_asked_for(text, kind):
    phrase = understood(text)
    assert (phrase.customers, phrase.kind, phrase.note) == ((), kind, "")


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("acme replied", None, ""),
        ("acme answered yesterday", YESTERDAY, ""),
        ("acme they've been in touch", None, ""),
        ("acme they’ve been in touch, all well", None, "all well"),
        ("acme got back to us friday", FRIDAY, ""),
        ("acme emailed us about the renewal", None, "about the renewal"),
        ("acme replied to my email yesterday, wants a price", YESTERDAY, "to my email, wants a price"),
        ("acme hat sich gemeldet", None, ""),
        ("acme a répondu hier", YESTERDAY, ""),
        ("reply from acme", None, ""),
    ],
)
def test_what_they_did_is_a_sign_of_life(text, day, note):
    phrase = understood(text)
    assert (one(phrase), phrase.sign, phrase.kind) == (ACME, True, None)
    assert (phrase.day, phrase.note) == (day, note)


@pytest.mark.parametrize(
    ("text", "kind", "two_way", "note"),
    [
        ("acme email", Kind.EMAIL, None, ""),  # the kind decides
        ("acme email replied", Kind.EMAIL, True, ""),  # they spoke too
        ("acme email, answered", Kind.EMAIL, True, ""),
        ("acme email replied yesterday", Kind.EMAIL, True, ""),
        ("acme answered my call", Kind.CALL, True, ""),
        ("acme email, Jane answered at once", Kind.EMAIL, True, "Jane answered at once"),
        ("acme email answered her question", Kind.EMAIL, True, "answered her question"),
        ("acme email, not answered yet", Kind.EMAIL, None, "not answered yet"),
        ("acme email, she hasn't replied", Kind.EMAIL, None, "she hasn't replied"),
        ("acme call, no answer", Kind.CALL, False, "no answer"),  # nobody spoke
        ("acme call, left a voicemail", Kind.CALL, False, "left a voicemail"),
        ("acme call, nicht erreicht", Kind.CALL, False, "nicht erreicht"),
        (
            "acme call about the voicemail system they want",
            Kind.CALL,
            None,
            "about the voicemail system they want",
        ),  # a topic
    ],
)
def test_an_answer_beside_a_kind_decides_who_spoke(text, kind, two_way, note):
    phrase = understood(text)
    assert (phrase.kind, phrase.two_way, phrase.sign, phrase.note) == (kind, two_way, False, note)


@pytest.mark.parametrize(
    ("text", "day", "booked"),
    [
        ("acme lunch tuesday", date(2026, 11, 17), False),  # done: the latest Tuesday
        ("acme lunch on tuesday", date(2026, 11, 17), False),
        ("acme lunch next tuesday", date(2026, 11, 24), False),  # ahead, whatever it is called
        ("acme lunch booked for tuesday", date(2026, 11, 24), True),
        ("acme booked lunch on tuesday", date(2026, 11, 24), True),
        ("acme lunch tuesday booked", date(2026, 11, 24), True),  # said afterwards
        ("acme planned a visit tuesday", date(2026, 11, 24), True),
        ("acme lunch geplant Dienstag", date(2026, 11, 24), True),
        ("acme lunch booked", None, True),  # no day: the handler asks for it
    ],
)
def test_what_is_booked_looks_ahead(text, day, booked):
    phrase = understood(text)
    assert (one(phrase), phrase.day, phrase.booked, phrase.note) == (ACME, day, booked, "")


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("acme lunch with Jane yesterday, wants a demo", YESTERDAY, "with Jane, wants a demo"),  # behind the company
        ("acme lunch in Berlin last friday", FRIDAY, "in Berlin"),
        ("acme call with Jane on 13 Nov about prices", FRIDAY, "with Jane about prices"),
        ("acme call 3 days ago, second order", date(2026, 11, 15), "second order"),
        ("acme lunch March contract signed", None, "March contract signed"),  # a month is no day
        ("acme call with Jane about friday", None, "with Jane about friday"),  # what the talk was about
        ("acme call with Jane, back tomorrow", None, "with Jane, back tomorrow"),
        ("acme call with Jane 12 Dec renewal", None, "with Jane 12 Dec renewal"),  # a date in figures, not said "on"
        ("acme call yesterday, back tomorrow", YESTERDAY, "back tomorrow"),
        ("acme call friday 13th, new buyer", FRIDAY, "new buyer"),
        ("acme demo on the 20th", date(2026, 11, 20), ""),
        ("acme call 24/7 support agreed", None, "24/7 support agreed"),
        ("acme email by friday they decide", None, "by friday they decide"),
    ],
)
def test_a_day_counts_where_a_day_belongs(text, day, note):
    phrase = understood(text)
    assert (one(phrase), phrase.day, phrase.note) == (ACME, day, note)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("acme training 3 March 2029", DayProblem.TOO_FAR),  # two years ahead
        ("acme training in 999 years", DayProblem.TOO_FAR),
        ("acme lunch 5 nov 1999", DayProblem.TOO_LONG_AGO),
        ("acme lunch 31 feb", DayProblem.NO_SUCH_DAY),
        ("acme lunch 30 february", DayProblem.NO_SUCH_DAY),
        ("acme lunch 31/11", DayProblem.NO_SUCH_DAY),
    ],
)
def test_an_impossible_day_is_a_problem_and_not_today(text, problem):
    phrase = understood(text)
    assert (one(phrase), phrase.day_problem, phrase.note) == (ACME, problem, "")


def test_figures_follow_the_writer_s_order():
    assert understood("acme lunch 3/11/2026").day == date(2026, 3, 11)
    assert read("acme lunch 3/11/2026", CUSTOMERS, TODAY, month_first=False).day == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("acme lunch with Jane, wants a demo", "Jane"),
        ("acme lunch with jane and bob about prices", "jane and bob"),
        ("acme lunch with Jane Doe wants a demo", "Jane Doe"),
        ("acme lunch with Dr. Vogel and Mr. Smith. Good.", "Dr. Vogel and Mr. Smith"),
        ("acme lunch with <@U123|bob> and Jane", "<@U123|bob> and Jane"),  # mentions stay as Slack sends them
        ("acme lunch, <@U123|bob> joined, <@U456> too", "<@U123|bob>, <@U456>"),
        ("acme lunch mit Frau Vogel", "Frau Vogel"),
        ("acme lunch on friday at noon with Jane", "Jane"),
        ("acme call, happy with the product", ""),  # no people
        ("acme lunch", ""),
        ("acme lunch within the hour", ""),
    ],
)
def test_who_was_there_is_known_and_stays_in_the_note(text, people):
    phrase = understood(text)
    assert phrase.people == people
    assert all(person in phrase.note for person in people.split(", "))


def test_slack_s_entities_are_decoded_once():
    assert understood("acme lunch &lt;3 R&amp;D &amp;amp;").note == "<3 R&D &amp;"


@pytest.mark.parametrize("text", ["<!channel> lunch", "<@U123|bob>", "<#C1|acme> lunch", "<<<>>> | <", "&lt;!here&gt;"])
def test_slack_s_own_marks_are_only_words(text):
    assert isinstance(understood(text), Phrase)


def test_what_no_database_keeps_is_left_out():
    assert understood("acme lunch a\x00b\ud800c").note == "abc"


def test_four_thousand_characters_are_kept_to_the_last():
    note = "Long talk. " * 400
    assert understood(f"acme lunch {note}").note == note.strip()
    assert understood("lunch " * 700).kind == Kind.LUNCH
    assert understood("acme, " * 700).customers


@UNHURRIED
@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    assert isinstance(understood(text), Phrase)


@UNHURRIED
@given(st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200))
def test_a_note_stays_as_it_was_typed(note):
    text = f"acme lunch yesterday | {note}"
    assert understood(text.replace("&", "&amp;")).note == f"| {note}".rstrip()


@UNHURRIED
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_every_word_typed_ends_somewhere(text):
    phrase = understood(text)
    typed = [word.strip(EDGES) for word in text.replace("&amp;", "&").split()]
    named = " ".join(found.typed for found in phrase.customers).split()  # a customer named twice is kept once
    for word in (*named, *phrase.note.split()):
        typed.remove(word.strip(EDGES))  # raises for a word that nobody typed
    assert [word for word in typed if fold(word) and fold(word) not in MEANT and word not in named] == []


def understood(text):
    return read(text, CUSTOMERS, TODAY)


def one(phrase):
    """The one customer that was understood for sure."""
    assert len(phrase.customers) == 1, phrase
    return name_of(phrase.customers[0])


def name_of(found):
    return found.choices[0].name if found.sure else None


def rows(*names):
    return [(f"c{number}", name, normalise(name)) for number, name in enumerate(names)]
