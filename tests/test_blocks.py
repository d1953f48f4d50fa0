"""Block Kit's macros keep what they promise: safe texts, Slack's limits, and a message whose text says it all."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template, TemplateRuntimeError, UndefinedError

from practice.block_kit import errors
from templates import blocks, environment

HOSTILE = '<!channel> & *bold* "quoted" \\ &amp; {{ 7*7 }} \u202eback\n> next"}]'
ESCAPED = '&lt;!channel&gt; &amp; *bold* "quoted" \\ &amp;amp; {{ 7*7 }} back &gt; next"}]'
OPTIONS = "{% set two %}{{ option('Lunch', 'lunch', 'at noon') }}{{ option('Call', 'call') }}{% endset %}"
ANY_TEXT = (
    "{% call message() %}{{ header(fact) }}{% call section() %}{{ fact }} {{ fact|bold }}{% endcall %}"
    "{% call actions() %}{{ button(fact ~ '!', 'go', 'v' ~ fact) }}{{ select('s', fact, option(fact, 'a')) }}"
    "{% endcall %}{{ chart('bar', fact, [fact, fact], [(fact, [1, 2]), (fact, [3, 4])]) }}{% endcall %}"
)
ELEMENTS = [
    "button('Go', 'go', 'v', style='danger', confirm=confirm('Sure?', 'It goes.', 'Go', 'Stay', style='danger'))",
    "button('Go', 'go', style='primary', label='Go to the list')",
    "button('Read', 'read', url='https://example.com/?a=1&b=2')",
    "select('s', 'Kind', two, initial='call', confirm=confirm('Sure?', 'It goes.', 'Go', 'Stay'))",
    "select('s', 'Kind', two, initial='gone')",
    "external_select('e', 'Customer', initial=option('Acme', 'c1'), least=1)",
    "overflow('o', two)",
    "datepicker('d', initial='2026-11-19')",
    "timepicker('t', initial='09:00')",
    "users_select('u', initial='U1')",
    "multi_users_select('m', initial=['U1', 'U2'])",
    "conversations_select('c', initial='C1')",
    "checkboxes('b', two, initial=['lunch'])",
    "checkboxes('b', two)",
    "radio('r', two, initial='lunch')",
    "text_input('n', 'Say more', 'so far', multiline=true)",
]


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_is_what_slack_accepts(element: str) -> None:
    kind = element.split("(")[0]
    placed = f"{{{{ input('Choose', {element}, block_id='i', optional=true, hint='If you like') }}}}"
    if kind in ("button", "overflow"):
        placed = f"{{% call actions('a') %}}{{{{ {element} }}}}{{% endcall %}}"
    envelope = "{% call modal('Form', submit='Save', callback_id='f', private_metadata='p') %}"
    assert errors(say(OPTIONS + envelope + placed + "{% endcall %}"), "modal") == []


def test_every_block_is_what_slack_accepts_and_is_in_the_text() -> None:
    message = say(
        """
        {% call message() %}
          {{ header("Good morning") }}
          {% call section(accessory=button("Open", "open", "c1"), block_id="s1") %}
            *Acme*
            is   due.


            Really.
          {% endcall %}
          {% call fields() %}{% call field() %}Tier A{% endcall %}{% call field() %}Due{% endcall %}{% endcall %}
          {{ divider() }}
          {{ image("https://example.com/a.png", "A plan", title="Plan") }}
          {{ chart("line", "Touches & plans", ["w1", "w2"], [("made", [1, 2]), ("planned", [3, 4])], y_label="n") }}
          {% call context() %}set up by Maria{% endcall %}
        {% endcall %}
        """
    )
    assert errors(message, "message") == []
    assert message["text"].splitlines() == [
        "Good morning",
        "*Acme*",
        "is due.",
        "",
        "Really.",
        "Tier A",
        "Due",
        "A plan",
        "Touches &amp; plans",
        "made: w1 1, w2 2",
        "planned: w1 3, w2 4",
        "set up by Maria",
    ]


def test_a_fact_is_plain_text_in_arguments_and_bodies_and_never_escaped_in_values() -> None:
    message = say(
        "{% call message() %}{{ header(fact) }}{% call section() %}{{ fact }}{% endcall %}"
        "{% call actions() %}{{ button('Keep ' ~ fact, 'keep', fact) }}{% endcall %}{% endcall %}",
        fact=HOSTILE,
    )
    header, section, actions = message["blocks"]
    assert header["text"]["text"] == section["text"]["text"] == ESCAPED
    assert section["text"]["verbatim"] is True
    assert actions["elements"][0]["text"]["text"].startswith("Keep &lt;!channel&gt; &amp; *bold*")
    assert actions["elements"][0]["value"] == HOSTILE


@given(st.text())
def test_no_text_whatever_makes_slack_refuse_a_message(fact: str) -> None:
    message = say(ANY_TEXT, fact=fact)
    assert errors(message, "message") == []
    section, actions = message["blocks"][1], message["blocks"][2]
    assert "<" not in section["text"]["text"]
    assert "\n" not in section["text"]["text"]
    assert actions["elements"][0]["value"] == f"v{fact}"


def test_texts_are_cut_to_slacks_limits_and_never_through_an_entity_or_a_link() -> None:
    message = say(
        "{% call message() %}{{ header(fact) }}{% call section() %}{{ fact }}{% endcall %}"
        "{% call actions() %}{{ button(fact, 'go') }}{% endcall %}"
        "{% call section() %}{{ 'x' * 2990 }} {{ 'https://example.com'|link('here') }}{% endcall %}{% endcall %}",
        fact="&" * 5000,
    )
    header, section, actions, linked = message["blocks"]
    cut = [header["text"]["text"], section["text"]["text"], actions["elements"][0]["text"]["text"]]
    assert [len(text) for text in cut] == [146, 2996, 71]
    assert all(set(text.removesuffix("…").split("&amp;")) == {""} for text in cut)
    assert linked["text"]["text"] == "x" * 2990 + "…"


def test_an_empty_fact_leaves_a_mark_where_slack_demands_words() -> None:
    message = say(
        "{% call message() %}{% call section() %}{{ note }}{% endcall %}{{ header('') }}{% endcall %}", note=None
    )
    assert [block["text"]["text"] for block in message["blocks"]] == ["–", "–"]


def test_a_template_may_word_the_text_itself() -> None:
    source = "{% call message('Acme & Co waits') %}{% call section() %}A table{% endcall %}{% endcall %}"
    assert say(source)["text"] == "Acme &amp; Co waits"


def test_lists_longer_than_slack_takes_are_cut() -> None:
    message = say(
        "{% set many %}{% for n in range(120) %}{{ option(n, n) }}{% endfor %}{% endset %}{% call message() %}"
        "{% call actions() %}{{ select('s', 'Pick', many) }}{{ overflow('o', many) }}{% endcall %}"
        "{% for n in range(60) %}{{ divider() }}{% endfor %}{% endcall %}"
    )
    select, overflow = message["blocks"][0]["elements"]
    assert (len(select["options"]), len(overflow["options"]), len(message["blocks"])) == (100, 5, 50)


def test_a_chart_keeps_its_last_twenty_points_and_tells_equal_names_apart() -> None:
    weeks = [f"{week} of a very long year" for week in range(30)] + ["same", "same"]
    message = say(
        "{% call message() %}{{ chart('bar', 'T' * 80, weeks, lines) }}{% endcall %}",
        weeks=weeks,
        lines=[(f"line {n}", list(range(32))) for n in range(9)],
    )
    assert errors(message, "message") == []
    series = message["blocks"][0]["chart"]["series"]
    assert len(series) == 6
    assert [point["value"] for point in series[0]["data"]] == list(range(12, 32))


def test_a_modal_is_answered_with_errors_another_view_or_options() -> None:
    problems = say(
        "{% call errors() %}{{ error('day', 'Not that day & hour') }}{{ error('who', 'Who?') }}{% endcall %}"
    )
    assert problems == {"response_action": "errors", "errors": {"day": "Not that day & hour", "who": "Who?"}}
    update = say("{% call update() %}{% call modal('Done') %}{{ header('Saved') }}{% endcall %}{% endcall %}")
    assert update["response_action"] == "update"
    assert errors(update["view"], "modal") == []
    assert say("{% call suggestions() %}{% endcall %}") == {"options": []}
    home = say("{% call home() %}{{ header('Your customers') }}{% endcall %}")
    assert errors(home, "home") == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{% call message() %}stray {{ divider() }}{% endcall %}", "words stand between blocks: 'stray"),
        ("{% call message() %}{{ divider() }},{{ divider() }}{% endcall %}", "words stand between blocks: ',"),
        ("{{ divider() }}{{ divider() }}", "must be one message"),
        (
            "{% call message() %}{% call actions() %}{{ button('Go', 'x' * 256) }}{% endcall %}{% endcall %}",
            "an id or address",
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_where_it_is(source: str, complaint: str) -> None:
    with pytest.raises(TemplateRuntimeError, match=complaint):
        say(source)


def test_a_missing_fact_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError, match="'customer' is undefined"):
        say("{% call message() %}{% call section() %}{{ customer.name }}{% endcall %}{% endcall %}")


def say(source: str, **facts: Any) -> dict[str, Any]:
    """What a template with this source says."""
    reader = SimpleNamespace(locale="en-GB", zone="Europe/London")
    return blocks.only_one(compiled(source).render(reader=reader, **facts), "this template")


@cache
def compiled(source: str) -> Template:
    """Compile a template once for all examples."""
    return environment().from_string(source)
