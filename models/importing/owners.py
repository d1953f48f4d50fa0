"""Whom an export means by an owner: a member of the workspace, by e-mail, name or Slack id."""

import re
from collections import defaultdict
from collections.abc import Iterable

from models.importing.figures import is_nothing
from models.importing.headers import fold
from models.member import Member

_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")


class Owners:
    """The people who can be champions, by everything that an export may call them."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._known: dict[str, set[str]] = defaultdict(set)
        self._first_names: dict[str, set[str]] = defaultdict(set)
        for member in members:
            if member.belongs:
                self._learn(member)

    def find(self, text: str) -> str | None:
        """Return the Slack id of the one member that is meant, None where there is no such one or there are several.

        E-mail addresses, real and display names ("Alice Moreau", "Moreau, Alice", "@alice.moreau"), and first names
        that only one member has.
        """
        if is_nothing(text):
            return None
        mention = _MENTION.search(text)
        key = mention[1] if mention else _key(text)
        local_part = _words(text.split("@")[0]) if "@" in text.strip("@") else ""
        for people in (self._known.get(key), self._known.get(local_part), self._first_names.get(key)):
            if people:
                return next(iter(people)) if len(people) == 1 else None
        return None

    def _learn(self, member: Member) -> None:
        words = _words(member.name)
        for key in (member.user_id, member.email.strip().casefold(), words):
            if key:
                self._known[key].add(member.user_id)
        if words:
            self._first_names[fold(member.name).split(" ")[0]].add(member.user_id)


def _key(text: str) -> str:
    address = re.search(r"[^\s<>,;]+@[^\s<>,;]+", text)
    return address[0].casefold() if address else _words(text)


def _words(name: str) -> str:
    """Return the words of a name in one order, so that "Moreau, Alice" is "Alice Moreau"."""
    return " ".join(sorted(fold(name).split()))
