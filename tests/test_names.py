"""Customers' names are stored clean and found as people type them."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.names import LONGEST_NAME, Choice, Names, clean, find, normalise

UNHURRIED = settings(deadline=None)  # the machine may be busy


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("  Acme \t Corporation \n", "Acme Corporation"),  # pasted from a spreadsheet
        ("Smith &amp; Sons", "Smith & Sons"),  # out of a web page
        ("Caf&eacute; M&uuml;ller", "Café Müller"),
        ("Smith &amp;amp; Sons", "Smith & Sons"),  # out of a web page that was saved twice
        ("Acme\u202egnp.exe", "Acmegnp.exe"),  # right-to-left override: shows another name than it is
        ("Ac\u200bme\x00\x07", "Acme"),  # zero width, NUL, bell
        ("Cafe\u0301", "Café"),  # composed, so that one name has one spelling
        ("*Bold* <b> {{ 7*7 }}", "*Bold* <b> {{ 7*7 }}"),  # harmless here; templates say it safely
        ("🚀 Rocket", "🚀 Rocket"),
        ("x" * 500, "x" * 80),
        ("", ""),
    ],
)
def test_a_name_is_stored_as_it_should_be_read(name, stored):
    assert clean(name) == stored


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Ltd", "ACME Limited"),  # legal forms do not tell customers apart
        ("Müller GmbH & Co. KG", "muller"),
        ("Franchi S.p.A.", "Franchi SpA"),  # dotted or not
        ("Smith & Sons, Inc.", "Smith and Sons"),
        ("Vins et alcools", "Vins & Alcools"),
        ("B's Beverages", "Bs Beverages"),
        ("Bólido Comidas", "BOLIDO COMIDAS"),
        ("Øresund Æbler A/S", "Oresund Aebler"),
        ("Straße 7", "STRASSE 7"),
        ("Red-Oak_Realty", "red oak realty"),
        ("Smith &amp; Sons", "Smith & Sons"),
        ("\u202bAcme\u202c", "acme"),
    ],
)
def test_spellings_of_one_name_compare_equal(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("name", ["Company", "AG", "&", "🚀", "株式会社トヨタ", "...", "Ω"])
def test_a_name_of_nothing_but_marks_or_legal_forms_still_has_something_to_compare(name):
    assert normalise(name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("acme", "Acme Corporation"),  # the only one that begins so
        ("acme corp", "Acme Corporation"),  # a legal form, shortened
        ("acmee corp", "Acme Corporation"),
        ("ACME CORPORATION", "Acme Corporation"),
        ("vandeley", "Vandelay"),
        ("cafe muller", "Café Müller GmbH"),  # no accents on this keyboard
        ("Café Müller", "Café Müller GmbH"),
        ("cafe mueller", "Café Müller GmbH"),  # the German way round it
        ("mueller", "Café Müller GmbH"),
        ("caf&eacute; muller", "Café Müller GmbH"),
        ("hilltop", "Hilltop Hospital Trust"),
        ("hiltop", "Hilltop Hospital Trust"),  # a typo in the first word only
        ("hilltop hosp", "Hilltop Hospital Trust"),
        ("hospital hilltop", "Hilltop Hospital Trust"),  # words in another order
        ("smith & sons", "Smith & Sons, Inc."),
        ("smith sons", "Smith & Sons, Inc."),
        ("smith and sons", "Smith & Sons, Inc."),
        ("smithfield", "Smithfield Foods"),
        ("brothers smith", "Smith Brothers"),
        ("horizon", "Event Horizon"),  # a word that only one name has
        ("deltta frieght", "Delta Freight"),  # two typos
        ("ibm", "International Business Machines"),  # its initials
        ("bs beverages", "B's Beverages"),
        ("big blue", "International Business Machines"),  # an alias
        ("\u202eacme\u202c", "Acme Corporation"),  # bidi marks pasted along
        ("🚀", "🚀"),
    ],
)
def test_one_customer_is_meant_for_sure(names, typed, meant):
    assert customer_of(names, typed) == meant


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("smith", "Smith Brothers", {"Smith & Sons, Inc.", "Smithfield Foods"}),  # "Which Smith?"
        ("smit", "Smith Brothers", {"Smith & Sons, Inc.", "Smithfield Foods"}),
        ("acne", "Acme Corporation", set()),  # one letter of four: "did you mean?"
        ("north", "North Bank", {"North Star", "Northwind"}),
    ],
)
def test_where_several_come_close_or_one_is_far_off_somebody_is_asked(names, typed, first, others):
    found = find(typed, names)
    assert found.customer_id is None
    assert not found.sure
    assert {choice.name for choice in found.choices} >= {first, *others}


@pytest.mark.parametrize("typed", ["zzyzx", "", " ", "x", "of", "&", "\u200b", "!!!", "q" * 4000, "lunch tomorrow"])
def test_nobody_is_invented(names, typed):
    found = find(typed, names)
    assert (found.choices, found.customer_id, found.typed) == ((), None, typed)


def test_the_whole_name_wins_over_names_that_begin_with_it():
    names = rows("Acme", "Acme Tools", "Acme Tools International")
    assert customer_of(names, "acme") == "Acme"
    assert customer_of(names, "acme tools") == "Acme Tools"


def test_a_name_without_its_legal_form_is_asked_about_where_another_begins_like_it():
    names = rows("Acme Corporation", "Acme Tools")
    assert [choice.name for choice in find("acme", names).choices] == ["Acme Corporation", "Acme Tools"]
    assert customer_of(names, "acme corp") == "Acme Corporation"
    assert customer_of(names, "acme corporation") == "Acme Corporation"


def test_two_customers_of_one_name_are_always_asked_about():
    names = [("c1", "Acme", "acme"), ("c2", "Acme", "acme")]
    assert [choice.customer_id for choice in find("acme", names).choices] == ["c1", "c2"]


def test_legal_forms_tell_two_customers_apart_when_typed():
    names = rows("Acme Ltd", "Acme GmbH")
    assert not find("acme", names).sure
    assert customer_of(names, "acme gmbh") == "Acme GmbH"


def test_a_customer_and_its_alias_are_one():
    names = [("c1", "Acme Corporation", "acme"), ("c1", "Acme Tools", "acme tools")]
    assert find("acme", names).choices == (Choice("c1", "Acme Corporation"),)


def test_at_most_five_are_offered():
    assert len(find("smith", rows(*(f"Smith {trade}" for trade in "abcdefgh"))).choices) == 5


def test_names_that_are_kept_answer_the_same(names):
    known = Names(names)
    assert [find(typed, known) for typed in ("acme", "smith", "acme")] == [
        find(typed, names) for typed in ("acme", "smith", "acme")
    ]


@UNHURRIED
@given(st.text(max_size=200))
def test_any_text_becomes_a_name_that_can_be_kept(text):
    name = clean(text)
    assert len(name) <= LONGEST_NAME
    assert clean(name) == name or "&" in name  # what was escaped three times is decoded twice
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in name)
    name.encode("utf-8")


@UNHURRIED
@given(st.text(max_size=100), st.lists(st.text(min_size=1, max_size=30), max_size=8))
def test_no_name_breaks_the_search(typed, stored):
    found = find(typed, rows(*stored))
    assert len(found.choices) <= 5
    assert found.customer_id is None or len(found.choices) == 1


@UNHURRIED
@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=40))
def test_a_customer_is_found_by_its_own_name(name):
    assert find(name, rows("Acme Corporation", name)).choices[0].name in {name, "Acme Corporation"}
    assert find(name, rows(name)).customer_id == "c0"


@pytest.fixture(scope="module")
def names():
    stored = rows(
        "Acme Corporation",
        "Vandelay",
        "Café Müller GmbH",
        "Hilltop Hospital Trust",
        "Smith Brothers",
        "Smithfield Foods",
        "Smith & Sons, Inc.",
        "Event Horizon",
        "Delta Freight",
        "International Business Machines",
        "B's Beverages",
        "North Bank",
        "North Star",
        "Northwind",
        "🚀",
    )
    return [*stored, ("c9", "Big Blue", normalise("Big Blue"))]


def rows(*stored):
    return [(f"c{number}", name, normalise(name)) for number, name in enumerate(stored)]


def customer_of(names, typed):
    """The display name of the customer that is meant for sure (an alias leads to its customer)."""
    found = find(typed, names)
    return next((name for customer_id, name, _ in names if customer_id == found.customer_id), found)
