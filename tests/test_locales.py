"""What people read is written as they write: day and month, twelve hours or twenty-four, thousands, one or many."""

import re
from itertools import islice
from types import SimpleNamespace
from typing import Any

import pytest
from test_templates import SAID, TEMPLATES, samples_of

from templates import render

READ_EVERY_DAY = ("away", "brief", "complaint", "customer", "digest", "hand_over", "help", "home", "show", "touch")
MOST_SAMPLES = 5
AS_IT_IS = (
    "value",
    "private_metadata",
    "initial_value",
    "initial_date",
    "initial_time",
    "url",
    "action_id",
    "block_id",
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"

DAY_FIRST, MONTH_FIRST = rf"\b\d{{1,2}} {MONTH}\b", rf"(?<!\d )\b{MONTH} \d{{1,2}}\b"
HALF_DAYS, WHOLE_DAYS = r"\d\s?[ap]m\b", r"\b(?:[01]\d|2[0-3]):\d\d\b(?!\s[ap]m)"
THINGS = r"(?:customers?|touch(?:es)?|days?|weeks?|months?|years?|complaints?|hours?|minutes?|champions?|people|more)"
ONE_OR_MANY = r"(?<![\d.,–:-])\b(?:1 (?:customers|touches|days|weeks|months|years|complaints|hours|minutes|champions)|"
ONE_OR_MANY += r"(?:0|[2-9]|\d\d+) (?:customer|touch|day|week|month|year|complaint|hour|minute|champion))\b"
NOT_MARKED, COMMA_MARKS, POINT_MARKS = rf"\b\d{{4,}} {THINGS}\b", rf"\b\d,\d{{3}} {THINGS}", rf"\b\d\.\d{{3}} {THINGS}"
AMISS = (ONE_OR_MANY, NOT_MARKED, r"\b\d{4}-\d\d-\d\d\b", r"\bNone\b(?! of)")

# the reader's locale as Slack names it; what they never read
LOCALES = [
    ("en-GB", (MONTH_FIRST, HALF_DAYS, POINT_MARKS)),
    ("en-US", (DAY_FIRST, WHOLE_DAYS, POINT_MARKS)),
    ("de-DE", (MONTH_FIRST, HALF_DAYS, COMMA_MARKS)),
    ("", (MONTH_FIRST, HALF_DAYS, POINT_MARKS)),
]


@pytest.mark.parametrize(("locale", "foreign"), LOCALES)
def test_what_is_read_every_day_is_written_as_its_reader_writes(locale: str, foreign: tuple[str, ...]) -> None:
    reader = SimpleNamespace(locale=locale, zone="Europe/London")
    wrong = {
        f"{name}: {text[max(0, found.start() - 30) : found.end() + 20]}"
        for name in TEMPLATES
        if name.split("/")[0] in READ_EVERY_DAY
        for facts in islice(samples_of(name, SAID["friendly"]), MOST_SAMPLES)
        for text in texts_of(render(name, reader, **facts))
        for pattern in (*AMISS, *foreign)
        if (found := re.search(pattern, text))
    }
    assert sorted(wrong) == []


def texts_of(rendered: Any) -> list[str]:
    """Return what a person reads of a message or view; links and values are left out."""
    if isinstance(rendered, str):
        return [re.sub(r"<[^>|]*\||\"[^\"\n]*\"", " ", rendered)]
    inner = (
        rendered.items() if isinstance(rendered, dict) else enumerate(rendered) if isinstance(rendered, list) else ()
    )
    return [text for key, value in inner if key not in AS_IT_IS for text in texts_of(value)]
