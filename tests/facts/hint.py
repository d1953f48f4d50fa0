"""Sample facts of the template in templates/hint."""

from collections.abc import Callable, Iterator
from typing import Any

from models.member import Member


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for manager in (False, True):
        yield "hint/hint", {"member": Member(team_id="T1", user_id="U1", name=said("Alice"), manager=manager)}
