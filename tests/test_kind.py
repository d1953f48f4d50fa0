"""The kinds of touch are understood as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.kind import KINDS, SYNONYMS, TWO_WAY, Kind, find_kind, fold

UNHURRIED = settings(deadline=None)  # the machine may be busy


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_understood_by_its_own_name(kind):
    assert find_kind(kind.value.split()) == (kind, len(kind.value.split()), True)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("phoned", Kind.CALL),  # the past tense of the telephone
        ("rang", Kind.CALL),
        ("called back", Kind.CALL),
        ("they called", Kind.CALL),  # who dialled does not matter: they spoke
        ("zoom", Kind.VIDEO_CALL),  # the tool stands for the call
        ("teams", Kind.VIDEO_CALL),
        ("Zoom meeting", Kind.VIDEO_CALL),  # two words before one: not a meeting
        ("online meeting", Kind.VIDEO_CALL),
        ("met", Kind.MEETING),
        ("1:1", Kind.MEETING),
        ("one-on-one", None),  # one word with hyphens is not in the table, three words are
        ("one on one", Kind.MEETING),
        ("lunched", Kind.LUNCH),
        ("business lunch", Kind.LUNCH),
        ("coffee chat", Kind.COFFEE),
        ("breakfast", Kind.COFFEE),
        ("drinks", Kind.DINNER),
        ("site visit", Kind.VISIT),
        ("on-site", Kind.VISIT),
        ("trade fair", Kind.EVENT),
        ("webinar", Kind.TRAINING),
        ("demo'd", Kind.DEMO),
        ("flowers", Kind.GIFT),
        ("Christmas card", Kind.CARD),
        ("mailed", Kind.EMAIL),
        ("e-mail", Kind.EMAIL),
        ("E-Mail,", Kind.EMAIL),  # with the comma that begins the note
        ("left a voicemail", Kind.MESSAGE),  # nobody spoke
        ("WhatsApp", Kind.MESSAGE),
        ("Besuch", Kind.VISIT),  # German
        ("Frühstück", Kind.COFFEE),
        ("déjeuner", Kind.LUNCH),  # French
        ("llamada", Kind.CALL),  # Spanish
        ("lunch\u200e", Kind.LUNCH),  # a left-to-right mark pasted along
    ],
)
def test_people_s_own_words_name_a_kind(typed, kind):
    found = find_kind(typed.split())
    assert (found[0] if found else None) == kind


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("cofee", Kind.COFFEE),  # a letter lost
        ("coffe", Kind.COFFEE),
        ("lunhc", Kind.LUNCH),  # two swapped
        ("emial", Kind.EMAIL),
        ("meetting", Kind.MEETING),  # one doubled
        ("trianing", Kind.TRAINING),
        ("visut", Kind.VISIT),  # one wrong
        ("launch", None),  # a word of its own, not a lunch
        ("clal", None),  # too short to guess
        ("runch", None),  # the first letter is hardly ever the wrong one
        ("zzyzx", None),
        ("", None),
    ],
)
def test_one_wrong_letter_is_forgiven_and_told(typed, kind):
    found = find_kind([typed])
    assert (found[0] if found else None) == kind
    assert not found or found[2] is False


def test_only_the_first_words_count():
    assert find_kind(["lunch", "call"]) == (Kind.LUNCH, 1, True)
    assert find_kind(["nice", "lunch"]) is None
    assert find_kind([]) is None


def test_no_word_names_two_kinds():
    words = [word for line in SYNONYMS.values() for word in line.split(", ")]
    assert len(words) == len(set(words)) == len(KINDS)


def test_every_synonym_is_written_as_it_is_compared():
    assert [words for words in KINDS if " ".join(map(fold, words.split())) != words] == []


def test_what_is_written_sent_or_posted_is_one_way():
    assert set(Kind) - TWO_WAY == {Kind.GIFT, Kind.CARD, Kind.EMAIL, Kind.MESSAGE, Kind.OTHER}


@UNHURRIED
@given(st.lists(st.text(max_size=20), max_size=6))
def test_no_words_break_it(words):
    found = find_kind(words)
    assert found is None or 1 <= found[1] <= len(words)
