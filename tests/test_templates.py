"""Every template, with friendly, hostile, huge and empty facts, must be what Slack accepts and say what it should."""

import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from practice.block_kit import errors
from templates import render

FOLDER = Path(__file__).parent.parent / "templates"
TEMPLATES = sorted(
    path.relative_to(FOLDER).with_suffix("").as_posix()
    for path in FOLDER.rglob("*.j2")
    if not path.name.startswith("_")
)
SAID = {
    "friendly": lambda text: text,
    "marks of Slack, JSON and templates, right to left and line breaks": lambda text: (
        f"<!channel> *b* _{text}_ <@U1> ~no~ `code` > quote &amp; &#39; &lt;b&gt; {text}"
        f'"\'\\ \\n \\u0022 {{{{ 7*7 }}}} {{% raw %}} "}}, {{"type": "divider"}}] '
        f"\u202e{text}\u2066 \u05d0\u05d1\u05d2\n\n> second\r\nthird\u2028fourth\x00\x1b[31m{text}\ud83d\x7f"
    ),
    "emoji": lambda text: f"👩‍👩‍👧‍👦{text}🇩🇪" * 20,
    "huge": lambda text: (f"{text} & <" * 5000)[:5000],
    "one huge word": lambda _: "&" * 5000,
    "empty": lambda _: "",
}
MANY = 8
"""Of more samples than these, each meets what is friendly and a third of them each kind of what is hostile."""
NEAR = SimpleNamespace(locale="en-GB", zone="Europe/London")
FAR_AWAY = SimpleNamespace(locale="de-DE", zone="Asia/Kolkata")
READERS = dict.fromkeys(SAID, NEAR) | {"emoji": FAR_AWAY}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_what_slack_accepts_whatever_is_said_and_reads_well_far_away(name: str) -> None:
    wrong = [f"{said}: {problem}" for said in SAID for problem in problems(name, said)]
    assert wrong == []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.j2")), ids=lambda path: path.stem)
def test_templates_hold_words_and_nothing_unsafe(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    unsafe = re.findall(r"\|\s*(?:safe|tojson|written|forceescape)\b|autoescape|Markup|\be\(", source)
    json_like = re.findall(r"""\{\s*["']\w*["']?\s*[:}]|"type"|"text"\s*:""", source)
    assert path.name == "_blocks.j2" or (unsafe, json_like) == ([], [])


def problems(name: str, said: str) -> Iterator[str]:
    """Yield what Slack would not take of what a template says, whoever wrote what it speaks of."""
    samples = list(samples_of(name, SAID[said]))
    if not samples:
        yield f"add facts for {name} to tests/facts/{name.split('/')[0]}.py"
    for number, facts in enumerate(samples):
        if said != "friendly" and len(samples) > MANY and (number + list(SAID).index(said)) % 3:
            continue
        try:
            rendered = render(name, READERS[said], **facts)
        except Exception as error:  # noqa: BLE001 one that cannot be rendered must not hide the others
            yield f"sample {number} cannot be rendered: {error!r}"
            continue
        yield from refused(rendered)
        if "<!channel>" in words_of(rendered):
            yield "somebody's words call the whole channel"
        if said == "friendly" and r"\n\n" in words_of(rendered) and not name.startswith("refusal/"):
            yield "an empty line; only what was typed stands apart"
        if len(rendered.get("blocks", [])) >= (100 if "type" in rendered else 50):
            yield "longer than Slack takes"


def samples_of(name: str, said: Any) -> Iterator[dict[str, Any]]:
    """The facts that a feature's own file gives for this template; `said` turns friendly words into others."""
    feature = f"facts.{name.split('/')[0]}"
    yield from (facts for template, facts in all_samples(feature, said) if template == name)


@cache
def all_samples(feature: str, said: Any) -> list[tuple[str, dict[str, Any]]]:
    """Make a feature's samples once for all its templates."""
    return list(importlib.import_module(feature).samples(said)) if importlib.util.find_spec(feature) else []


def refused(rendered: dict[str, Any]) -> list[str]:
    """What Slack would refuse of a message, a view, or a view inside of an answer to a modal."""
    if "response_action" in rendered:
        return errors(rendered["view"], "modal") if "view" in rendered else []
    if "options" in rendered:
        return [] if len(rendered["options"]) <= 100 else ["more than 100 options"]
    return errors(rendered, rendered.get("type", "message"))


def words_of(rendered: dict[str, Any]) -> str:
    """All texts that Slack would read as mrkdwn; values and an input's first text are passed on as they are."""
    kept_as_is = ("value", "private_metadata", "initial_value")
    return json.dumps(
        json.loads(json.dumps(rendered), object_hook=lambda o: {k: o[k] for k in o if k not in kept_as_is})
    )
