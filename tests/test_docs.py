"""What the documents say is so: settings, commands, make's targets, dependencies, links."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from bot.settings import Settings
from models.care_model import KEY_POLICY, POLICIES, Policy

HOME = Path(__file__).parent.parent
DOCUMENTS = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md")])


def test_every_setting_stands_in_the_example_with_its_default() -> None:
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", read(".env.example"), flags=re.MULTILINE))
    settings = {name.upper(): str(field.default or "") for name, field in Settings.model_fields.items()}
    assert example == settings


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())
def test_a_document_names_only_commands_that_make_knows(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^ *|\$ )make ([a-z]+)\b", document.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(HOME).as_posix())
def test_a_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_first_screen_of_the_readme_has_the_two_commands() -> None:
    first_screen = read("README.md").splitlines()[:40]
    assert {"make demo", "make test"} <= {line.split("  #")[0].strip() for line in first_screen}


def test_every_slash_command_stands_in_the_readme() -> None:
    commands = {command["command"] for command in json.loads(read("manifest.json"))["features"]["slash_commands"]}
    assert commands == set(re.findall(r"`(/[a-z]+)", read("README.md")))


def test_every_scope_is_explained_and_no_other() -> None:
    granted = json.loads(read("manifest.json"))["oauth_config"]["scopes"]["bot"]
    assert sorted(granted) == sorted(re.findall(r"^\| `([a-z.:]+)`", read("docs/slack-scopes.md"), flags=re.MULTILINE))


def test_the_care_model_is_told_as_it_is() -> None:
    rows = re.findall(r"^\| (key|[A-E]) \| (.+) \|$", read("docs/care-model/rules.md"), flags=re.MULTILINE)
    told = {tier: re.split(r" \| ", cells) for tier, cells in rows}
    model = {"key": KEY_POLICY, **POLICIES}
    assert told == {tier: described(policy) for tier, policy in model.items()}


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


def described(policy: Policy) -> list[str]:
    days = [str(days or "never") for days in (policy.cadence_days, policy.silence_days)]
    return [str(policy.touches_a_year), *days, ", ".join(policy.activities) or "nothing"]


def read(path: str) -> str:
    return (HOME / path).read_text(encoding="utf-8")
