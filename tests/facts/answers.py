"""Sample facts of the templates in templates/answers."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import a_customer

from models.answers import Answers
from models.kind import Kind


def samples(said: Callable[[str], str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for customer in (None, a_customer(said)):
        for answers in ((), (Answers(Kind.EMAIL, 1, 1),), tuple(Answers(kind, 12_345, 3) for kind in Kind)):
            yield "answers/answers", {"answers": answers, "customer": customer}
