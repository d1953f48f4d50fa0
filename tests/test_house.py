"""The house keeps its shape: who may use which library, who may read the time, how long a file may grow."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import FEATURES

HOME = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "models", "templates", "practice")
FILE_LINES, FUNCTION_LINES = 200, 40

# What a room may use besides Python itself. How the rooms import each other stands in pyproject.toml (import-linter).
LIBRARIES = {
    "bot": {"alembic", "apscheduler", "rich", "typer"}  # what it runs on
    | {"pydantic", "pydantic_settings", "slack_bolt", "slack_sdk", "sqlalchemy", "sqlmodel"},
    "handlers": {"slack_bolt", "slack_sdk", "sqlalchemy", "sqlmodel"},  # for the types of what they are given
    "models": {
        "babel",
        "dateparser",
        "defusedxml",
        "holidays",
        "openpyxl",
        "pydantic",
        "rapidfuzz",
        "sqlalchemy",
        "sqlmodel",
    },
    "templates": {"babel", "icalendar", "jinja2", "markupsafe", "matplotlib"},
    "practice": {"httpx", "starlette", "uvicorn", "websockets"},
}
CLOCKS = ("bot/clock.py", "practice/clock.py")
READS_THE_TIME = re.compile(r"(datetime\.)?(datetime|date)\.(now|today|utcnow)|time\.(time|time_ns|localtime|gmtime)")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_the_libraries_that_belong_there(room: str) -> None:
    ours = {*ROOMS, "migrations"}
    strays = [
        f"{name(path)}:{line} {module}"
        for path in sources(room)
        for line, module in imports(parse(path))
        if module not in LIBRARIES[room] | ours | sys.stdlib_module_names
    ]
    assert strays == []


def test_only_the_clocks_read_the_time() -> None:
    readers = [
        f"{name(path)}:{node.lineno} {ast.unparse(node)}"
        for path in all_sources()
        if name(path) not in CLOCKS
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Attribute) and READS_THE_TIME.fullmatch(ast.unparse(node))
    ]
    assert readers == []


def test_our_own_rooms_are_imported_at_the_top() -> None:
    hidden = [
        f"{name(path)}:{line} {module}"
        for path in all_sources()
        if name(path) != "bot/cli.py"
        for function in functions(parse(path))
        for line, module in imports(function)
        if module in ROOMS
    ]
    assert hidden == []


def test_no_file_is_longer_than_two_hundred_lines() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in all_sources()}
    assert {path: lines for path, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    lengths = {
        f"{name(path)}:{function.lineno} {function.name}": (function.end_lineno or function.lineno)
        - function.lineno
        + 1
        for path in all_sources()
        for function in functions(parse(path))
    }
    assert {place: lines for place, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_every_module_says_what_is_in_it() -> None:
    assert [name(path) for path in all_sources() if not ast.get_docstring(parse(path))] == []


def test_a_feature_goes_by_the_name_of_its_module() -> None:
    assert {key: module.__name__ for key, module in FEATURES.items()} == {key: f"handlers.{key}" for key in FEATURES}


def test_words_stand_in_a_folder_named_like_the_module_that_says_them() -> None:
    folders = {path.parent.name for path in (HOME / "templates").glob("*/*.j2")}
    modules = {path.stem for room in ("handlers", "models") for path in sources(room)}
    assert folders - modules - {"help"} == set()


def sources(room: str) -> list[Path]:
    found = sorted((HOME / room).rglob("*.py"))
    assert found, f"{room} has no Python files"
    return found


def all_sources() -> list[Path]:
    return [path for room in ROOMS for path in sources(room)]


def name(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and top-level package of every absolute import below the node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, (node.module or "").split(".")[0]
