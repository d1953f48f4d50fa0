"""Sample facts of the templates in templates/welcome."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import NOW, TODAY, a_member

from models.care_model import STANDARD_ROWS
from models.checklist import STEPS
from models.workspace import Workspace


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    maria = a_member("U0MARIA", said("Maria Keller"))
    around = {"member": maria, "policies": STANDARD_ROWS, "today": TODAY}
    for count in (0, 1, 5_000):
        sentence = said("They called before the problem did.")[:300] if count else ""
        yield (
            "welcome/welcome",
            around
            | {
                "workspace": Workspace(team_id="T1", digest_channel="C1" if count else None, advocates_say=sentence),
                "country": said("Germany") if count else None,
                "done": dict.fromkeys(STEPS, count > 1),
                "customers": count,
                "touches": 3 * count,
                "without_champion": count // 2,
                "first_at": NOW if count else None,
            },
        )
        yield "welcome/advocates", {"said": sentence, "most": 300}
