"""What the documents say is so: settings, commands, options, columns, roles, dependencies, files, links."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.settings import Settings
from handlers.words import WORDS
from models.care_model import STANDARD_ROWS, Policy
from models.importing.headers import CONTACT_COLUMNS, CUSTOMER_COLUMNS, Column, layout_of
from models.roles import WHO_MAY
from practice.control import ACTS
from practice.faults import KINDS

HOME = Path(__file__).parent.parent
DOCUMENTS = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])
SLACKS_OWN = {"/invite"}
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())


def test_every_setting_stands_in_the_example_with_its_default() -> None:
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", read(".env.example"), flags=re.MULTILINE))
    settings = {name.upper(): str(field.default or "") for name, field in Settings.model_fields.items()}
    assert example == settings


@each_document
def test_a_document_names_only_commands_that_make_knows(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^ *|\$ )make ([a-z]+)\b", document.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named <= targets


@each_document
def test_a_document_names_only_settings_that_there_are(document: Path) -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)[`=]", document.read_text(encoding="utf-8")))
    assert named <= {name.upper() for name in Settings.model_fields}


@each_document
def test_a_document_names_only_words_that_care_knows(document: Path) -> None:
    assert set(re.findall(r"/care ([a-z]+)", document.read_text(encoding="utf-8"))) <= set(WORDS)


@each_document
def test_a_document_names_only_commands_and_options_of_the_command_line(document: Path) -> None:
    known = {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in typer.main.get_group(app).commands.items()
    }
    for name, rest in re.findall(r"`?(?:^|bin/|`)touchbase ([a-z]+)([^`#\n]*)", document.read_text(encoding="utf-8")):
        assert name in known
        assert set(re.findall(r"--[a-z-]+", rest)) <= known[name]


@each_document
def test_a_document_names_only_files_that_there_are(document: Path) -> None:
    rooms = "bot|handlers|models|templates|practice|tests|migrations|benchmarks"
    named = re.findall(rf"`((?:{rooms})/[\w/.]*)`", document.read_text(encoding="utf-8"))
    assert [path for path in named if "stocktake" not in path and not (HOME / path).exists()] == []


@each_document
def test_a_document_names_only_tests_that_there_are(document: Path) -> None:
    named = set(re.findall(r"`(test_\w+)`", document.read_text(encoding="utf-8")))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (HOME / "tests").glob("test_*.py"))
    assert named <= set(re.findall(r"^def (test_\w+)", tests, flags=re.MULTILINE))


@each_document
def test_a_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)#?([^)\s]*)\)", document.read_text(encoding="utf-8"))
    targets = [(document.parent / path if path else document, anchor) for path, anchor in links]
    assert [target for target in targets if not leads_somewhere(*target)] == []


def test_the_first_screen_of_the_readme_has_the_two_commands() -> None:
    first_screen = read("README.md").splitlines()[:40]
    assert {"make demo", "make test"} <= {line.split("  #")[0].strip() for line in first_screen}


def test_every_slash_command_stands_in_the_readme() -> None:
    commands = {command["command"] for command in json.loads(read("manifest.json"))["features"]["slash_commands"]}
    assert commands == set(re.findall(r"`(/[a-z]+)", read("README.md"))) - SLACKS_OWN


def test_every_word_of_care_stands_in_the_readme() -> None:
    assert set(WORDS) == set(re.findall(r"`/care ([a-z]+)", read("README.md")))


def test_who_may_do_what_is_told_as_it_is() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \| .+ \| ([a-z]+) \|$", read("docs/roles.md"), flags=re.MULTILINE)
    assert dict(rows) == WHO_MAY


def test_every_request_and_failure_of_the_practice_workspace_is_explained() -> None:
    routes = set(re.findall(r'"/practice/([a-z]+)", control\.[a-z_]+, methods=\["POST"\]', read("practice/app.py")))
    requests, failures = read("docs/practice.md").split("### Failures")
    assert {*routes, *ACTS} == set(re.findall(r"^\| `([a-z]+)` \|", requests, flags=re.MULTILINE))
    assert set(KINDS) == set(re.findall(r"^\| `([a-z0-9_]+)` \|", failures, flags=re.MULTILINE))


def test_every_column_of_an_import_is_explained_and_its_examples_are_understood() -> None:
    _, customers, contacts = re.split(r"^### .+$", read("docs/import.md").split("\n## Days")[0], flags=re.MULTILINE)
    for told, table in ((customers, CUSTOMER_COLUMNS), (contacts, CONTACT_COLUMNS)):
        rows = re.findall(r"^\| (?!column|---)(.+?) \| (.+?) \|", told, flags=re.MULTILINE)
        assert {Column(name) for name, _ in rows} == set(table)
        for name, examples in rows:
            understood = [tuple(layout_of([header], table).places) for header in examples.split(", ")]
            assert understood == [(Column(name),)] * len(understood), (name, examples)


def test_every_scope_is_explained_and_no_other() -> None:
    granted = json.loads(read("manifest.json"))["oauth_config"]["scopes"]["bot"]
    assert sorted(granted) == sorted(re.findall(r"^\| `([a-z.:]+)`", read("docs/slack-scopes.md"), flags=re.MULTILINE))


def test_the_care_model_is_told_as_it_is() -> None:
    rows = re.findall(r"^\| (key|[A-E]) \| (.+) \|$", read("docs/care-model/rules.md"), flags=re.MULTILINE)
    told = {tier: re.split(r" \| ", cells) for tier, cells in rows}
    assert told == {tier: described(policy) for tier, policy in STANDARD_ROWS.items()}


def test_every_dependency_has_its_reason_and_no_other() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    groups = project["dependency-groups"].values()
    wanted = [
        *project["project"]["dependencies"],
        *(line for group in groups for line in group if isinstance(line, str)),
    ]
    names = [re.split(r"[\[><=,]", line)[0] for line in wanted]
    assert sorted(names) == sorted(re.findall(r"^\| `([a-z0-9-]+)` \| \S", read("CONTRIBUTING.md"), flags=re.MULTILINE))


def test_the_image_is_built_with_the_same_uv() -> None:
    version = re.search(r"^UV_VERSION := (\S+)$", read("Makefile"), flags=re.MULTILINE)
    assert version
    assert re.findall(r"uv==(\S+)", read("Dockerfile")) == [version[1]]


def leads_somewhere(path: Path, anchor: str) -> bool:
    if not anchor or not path.exists():
        return path.exists()
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def described(policy: Policy) -> list[str]:
    days = [str(days or "never") for days in (policy.cadence_days, policy.silence_days)]
    return [str(policy.touches_a_year), *days, str(policy.reply_hours), ", ".join(policy.activities) or "nothing"]


def read(path: str) -> str:
    return (HOME / path).read_text(encoding="utf-8")
