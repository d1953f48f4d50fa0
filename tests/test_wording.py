"""Days, amounts and people's own words, as templates write them for their reader."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from templates import environment

FOLDER = Path(__file__).parent.parent / "templates"
TODAY = date(2026, 11, 19)
DAYS = [
    ("en-GB", date(2026, 11, 17), "Tue 17 Nov"),
    ("en-US", date(2026, 11, 17), "Tue Nov 17"),
    ("fr-FR", date(2026, 11, 17), "Tue 17 Nov"),
    ("en-CA", date(2026, 11, 17), "Tue Nov 17"),
    ("en-AU", date(2026, 11, 17), "Tue 17 Nov"),
    ("de-DE", date(2026, 11, 17), "Tue 17 Nov"),  # our words are English, for everybody
    ("", date(2026, 11, 17), "Tue 17 Nov"),
    ("en-GB", date(2027, 1, 18), "Mon 18 Jan"),  # next year, but soon
    ("en-GB", date(2027, 11, 18), "Thu 18 Nov 2027"),
    ("en-GB", date(2025, 12, 1), "Mon 1 Dec 2025"),
    ("en-US", date(2027, 11, 18), "Thu Nov 18, 2027"),
]
MONEY = [
    ("en-GB", 41_000_000, "EUR", "€410,000", "€410k"),
    ("de-DE", 41_000_000, "EUR", "410.000 €", "€410k"),
    ("fr-FR", 41_000_050, "EUR", "410 000,50 €", "€410k"),
    ("en-IN", 41_000_000, "EUR", "€4,10,000", "€410k"),  # in lakhs it would be a rough €4L
    ("en-US", 123_456_789, "USD", "$1,234,567.89", "$1.2M"),
    ("en-GB", 99_995_000, "GBP", "£999,950", "£1M"),  # not £1000k
    ("en-GB", 95_000, "EUR", "€950", "€950"),
    ("en-GB", 0, "EUR", "€0", "€0"),
    ("en-GB", 410_000, "JPY", "JP¥410,000", "JP¥410k"),  # a yen has no hundredth
    ("en-GB", 41_000_000, "NOK", "NOK 410,000", "NOK 410k"),
]
THOUSANDS = [("en-GB", "5,000 customers"), ("de-DE", "5.000 customers"), ("fr-FR", "5 000 customers")]
HOURS = [
    ("en-GB", "09:20", "16:05", "00:05"),
    ("en-US", "9:20 am", "4:05 pm", "12:05 am"),
    ("en-CA", "9:20 am", "4:05 pm", "12:05 am"),
    ("en-AU", "9:20 am", "4:05 pm", "12:05 am"),
    ("en-IN", "9:20 am", "4:05 pm", "12:05 am"),
    ("de-DE", "09:20", "16:05", "00:05"),
    ("fr-FR", "09:20", "16:05", "00:05"),
    ("es-ES", "09:20", "16:05", "00:05"),
    ("ja-JP", "09:20", "16:05", "00:05"),
    ("pt-BR", "09:20", "16:05", "00:05"),
    ("", "09:20", "16:05", "00:05"),
    ("no locale", "09:20", "16:05", "00:05"),
]
COUNTED = [
    (0, "customer", None, "0 customers"),
    (1, "customer", None, "1 customer"),
    (2, "customer", None, "2 customers"),
    (1, "touch", "touches", "1 touch"),
    (5000, "touch", "touches", "5,000 touches"),
    (1, "customer needs", "customers need", "1 customer needs"),
    (2, "customer needs", "customers need", "2 customers need"),
]
SPANS = [
    (1, "every day"),
    (7, "every week"),
    (10, "every 10 days"),
    (21, "every 3 weeks"),
    (30, "every month"),
    (60, "every 2 months"),
    (63, "every 9 weeks"),
    (91, "every 3 months"),
    (122, "every 4 months"),
    (183, "every 6 months"),
    (365, "every year"),
    (730, "every 2 years"),
]


@pytest.mark.parametrize(("locale", "day", "expected"), DAYS)
def test_a_day_is_written_as_the_reader_writes_it(locale: str, day: date, expected: str) -> None:
    assert say("{{ day|day }}", locale, day=day, today=TODAY) == expected


def test_a_year_is_written_where_today_is_unknown() -> None:
    assert say("{{ day|day }}", day=TODAY) == "Thu 19 Nov 2026"


@pytest.mark.parametrize(
    ("day", "near", "on"),
    [
        (18, "yesterday", "yesterday"),
        (19, "today", "today"),
        (20, "tomorrow", "tomorrow"),
        (21, "Sat 21 Nov", "on Sat 21 Nov"),
    ],
)
def test_near_days_have_their_own_words(day: int, near: str, on: str) -> None:
    said = say("{{ day|near_day }}, {{ day|on_day }}", day=date(2026, 11, day), today=TODAY)
    assert said == f"{near}, {on}"


@pytest.mark.parametrize(
    ("locale", "first", "last", "short", "through"),
    [
        ("en-GB", date(2026, 11, 16), date(2026, 11, 22), "16 Nov", "16–22 Nov"),
        ("en-GB", date(2026, 12, 28), date(2027, 1, 3), "28 Dec", "28 Dec – 3 Jan"),
        ("en-US", date(2026, 11, 16), date(2026, 11, 22), "Nov 16", "Nov 16 – 22"),
    ],
)
def test_a_week_is_written_by_its_first_and_last_day(
    locale: str, first: date, last: date, short: str, through: str
) -> None:
    said = say("{{ first|short_day }}, {{ first|through(last) }}", locale, first=first, last=last)
    assert said.replace("\u2009", " ") == f"{short}, {through}"


def test_an_instant_falls_on_the_readers_own_day_and_hour() -> None:
    instant = datetime(2026, 11, 18, 20, 15, tzinfo=UTC)
    assert say("{{ at|day }} {{ at|clock }}", zone="Asia/Kolkata", at=instant, today=TODAY) == "Thu 19 Nov 01:45"
    assert say("{{ at|day }} {{ at|clock }}", zone="Nowhere/At all", at=instant, today=TODAY) == "Wed 18 Nov 20:15"
    assert say("{{ at|weekday }}", zone="America/New_York", at=instant) == "Wednesday"


@pytest.mark.parametrize("at", ["09:00", time(9)])
def test_an_hour_of_the_settings_needs_no_zone(at: object) -> None:
    assert say("{{ at|clock }}", at=at) == "09:00"
    assert say("{{ at|clock }}", "en-US", at=at) == "9:00 am"


@pytest.mark.parametrize(
    ("locale", "example"), [("en-GB", "1–14 Dec"), ("en-US", "Dec 1–14"), ("de-DE", "1–14 Dec"), ("", "1–14 Dec")]
)
def test_an_example_is_what_the_reader_would_type(locale: str, example: str) -> None:
    assert say("{{ '1–14 Dec'|to_type }}", locale) == example


@pytest.mark.parametrize(("locale", "morning", "afternoon", "midnight"), HOURS)
def test_a_time_of_day_is_written_as_the_readers_clock_shows_it(
    locale: str, morning: str, afternoon: str, midnight: str
) -> None:
    said = say("{{ '09:20'|clock }}, {{ '16:05'|clock }}, {{ '00:05'|clock }}", locale)
    assert said == f"{morning}, {afternoon}, {midnight}"


@pytest.mark.parametrize(("locale", "said"), THOUSANDS)
def test_thousands_are_counted_with_the_readers_separators(locale: str, said: str) -> None:
    assert say("{{ 5000|many('customer') }}", locale) == said


@pytest.mark.parametrize(("number", "noun", "plural", "said"), COUNTED)
def test_one_is_one_and_none_or_several_are_several(number: int, noun: str, plural: str | None, said: str) -> None:
    assert say("{{ number|many(noun, plural) }}", number=number, noun=noun, plural=plural) == said


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.j2")), ids=lambda path: path.stem)
def test_no_template_raises_its_voice(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert "!" not in source.replace("!=", ""), "an exclamation mark"


@pytest.mark.parametrize(("locale", "minor", "currency", "full", "short"), MONEY)
def test_money_is_written_in_full_and_in_short(locale: str, minor: int, currency: str, full: str, short: str) -> None:
    source = "{{ minor|money(currency) }} or {{ minor|money_short(currency) }}"
    assert say(source, locale, minor=minor, currency=currency) == f"{full} or {short}"


@pytest.mark.parametrize(("days", "expected"), SPANS)
def test_a_cadence_is_said_as_people_say_it(days: int, expected: str) -> None:
    assert say("{{ days|every }}", days=days) == expected


def test_things_are_counted_and_listed() -> None:
    assert say("{{ 1|many('customer') }}, {{ 3|many('reply', 'replies') }}") == "1 customer, 3 replies"
    assert say("{{ 1234|number }} {{ 1234|number }}", "de-DE") == "1.234 1.234"
    lists = [["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]]
    assert [say("{{ x|listing(most=3) }}", x=x) for x in lists] == ["a", "a and b", "a, b and c", "a, b, c and 1 more"]
    assert say("{{ []|listing }}") == ""


def test_own_words_keep_their_lines_in_a_quotation_only() -> None:
    assert say("{{ note }}", note="late\n\n> again") == "late &gt; again"
    assert say("{{ note|quote }}", note="late\n\n> again") == "> late\n> &gt; again"


def test_words_are_shortened_before_they_are_escaped() -> None:
    assert say("{{ note|shorten(10) }}", note="Tom & Jerry & Spike") == "Tom &amp; Jer…"
    assert say("{{ note|shorten(4) }}", note="&&&&&&&") == "&amp;&amp;&amp;…"
    assert say("{{ note|shorten(4) }}", note="Anna") == "Anna"


def test_a_name_cannot_break_out_of_its_bold_type() -> None:
    assert say("{{ name|bold }}", name=" Five*\nStar <!here>\u202e ") == "*Five∗ Star &lt;!here&gt;*"
    assert say("{{ name|bold }}", name="") == ""


def test_only_slack_ids_become_mentions() -> None:
    assert say("{{ who|mention }} {{ where|channel }}", who="U123", where="C123") == "<@U123> <#C123>"
    assert say("{{ who|mention }}{{ where|channel }}", who="!channel", where=None) == "!channel"


def test_a_mail_draft_is_one_link_whatever_stands_in_it() -> None:
    said = say(
        "{{ to|mailto('Hi & bye', body)|link(label) }}", to="jane+x@acme.de", body="a|b>\nc", label="Write | to <her>"
    )
    assert said == ("<mailto:jane+x@acme.de?subject=Hi%20%26%20bye&amp;body=a%7Cb%3E%0Ac|Write / to &lt;her&gt;>")
    assert len(say("{{ to|mailto('', body) }}", to="jane@acme.de", body="é" * 9000)) < 1500


def test_a_mail_draft_that_a_macro_has_written_says_what_it_said() -> None:
    source = (
        "{% macro hello(name) %}Hello {{ name }},\n\nthank you.{% endmacro %}{{ to|mailto('', hello(name))|link('W') }}"
    )
    said = say(source, to="jo@acme.de", name="Jo O'Neill & Co")
    assert said == "<mailto:jo@acme.de?body=Hello%20Jo%20O%27Neill%20%26%20Co%2C%0A%0Athank%20you.|W>"


def test_an_address_nobody_should_click_is_no_link() -> None:
    assert say("{{ 'javascript:alert(1)'|link('Click') }}") == "Click"


def say(source: str, locale: str = "en-GB", zone: str = "Europe/London", **facts: Any) -> str:
    """What a template would put into a body, with no-break spaces as plain ones and quotes as they will be."""
    reader = SimpleNamespace(locale=locale, zone=zone)
    said = environment().from_string(source).render(reader=reader, **facts)
    return " ".join(said.replace("\u202f", " ").replace("\xa0", " ").split(" "))
