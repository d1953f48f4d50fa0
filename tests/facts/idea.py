"""Sample facts of the templates in templates/idea."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.brief import TODAY, a_customer, a_member
from facts.voice import a_saying

from models.idea import Status, Value, shares
from models.saying import Saying

Said = Callable[[str], str]


def an_idea(said: Said, status: str = "new", value: str = "adding", **facts: Any) -> Saying:
    about = {"said_by": "", "words": said("Lend them a lamp while theirs is repaired")}
    return a_saying(said, "idea", status=status, value=value, **about | facts)


def ideas(said: Said) -> Iterator[Saying]:
    for status in Status:
        for value in Value:
            yield an_idea(said, status, value)
    yield an_idea(said, customer_id=None)
    yield an_idea(said, customer_id=None, by="U9")
    yield an_idea(said, said_by=said("our night shift"))


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    acme, alice = a_customer(said, "c1"), a_member("U1", said("Alice"))
    for words in ("", said("Lend them a lamp")):
        yield "idea/form", {"words": words, "values": list(Value)}
    for problem in ("gone", "no_words"):
        yield "idea/form_errors", {"problem": problem}
    for idea in ideas(said):
        for told in (True, False):
            yield "idea/saved", {"idea": idea, "customer": acme if idea.customer_id else None, "told": told}
    around = {"customers": {"c1": acme}, "people": {"U1": alice}, "statuses": list(Status), "today": TODAY}
    for some in ([], [an_idea(said)], list(ideas(said)) * 5):
        for may_decide in (True, False):
            for reads in (True, False, None):
                told = {"done": some[0] if some else None, "author": alice if some else None, "reads": some and reads}
                facts = around | {"ideas": some, "shares": shares(some), "may_decide": may_decide}
                yield "idea/ideas", facts | told
                yield "idea/view", facts | told
