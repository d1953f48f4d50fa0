"""The small vocabulary of the Block Kit tables: each check reads a value and yields what Slack would say.

Errors look like Slack's own: what is wrong, then the place as a JSON pointer.
"""

from collections.abc import Callable, Iterator
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def wrong(what: str, place: str) -> str:
    """One error in the form of Slack's `response_metadata.messages`."""
    return f"[ERROR] {what} [json-pointer:{place or '/'}]"


def string(longest: int) -> Check:
    """A bare string of 1 to `longest` characters."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield wrong("must be a string", place)
        elif not value:
            yield wrong("must be more than 0 characters", place)
        elif len(value) > longest:
            yield wrong(f"must be less than {longest + 1} characters", place)

    return check


def instance(kind: type | tuple[type, ...], name: str) -> Check:
    """A value of a JSON type; true and false are no numbers."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            yield wrong(f"must be {name}", place)

    return check


BOOLEAN = instance(bool, "true or false")
INTEGER = instance(int, "an integer")
NUMBER = instance((int, float), "a number")
OBJECT = instance(dict, "an object")


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, place: str) -> Iterator[str]:
        if value not in allowed:
            yield wrong(f"must be one of {', '.join(allowed)}", place)

    return check


def many(check: Check, least: int, most: int) -> Check:
    """A list of `least` to `most` items, each passing `check`."""

    def check_all(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield wrong("must be an array", place)
            return
        if len(value) < least:
            yield wrong(f"no fewer than {least} items allowed", place)
        if len(value) > most:
            yield wrong(f"no more than {most} items allowed", place)
        for index, item in enumerate(value):
            yield from check(item, f"{place}/{index}")

    return check_all


def shape(required: dict[str, Check], optional: dict[str, Check], *rules: Check) -> Check:
    """An object with these fields and no others; `rules` look at the whole object once its fields are right."""
    fields = required | optional

    def check(value: Any, place: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield wrong("must be an object", place)
            return
        found = [wrong(f"missing required field: {name}", place) for name in required if name not in value]
        for name, item in value.items():
            if name not in fields:
                found.append(wrong(f"invalid additional property: {name}", place))
            elif item is None:
                found.append(wrong("must not be null", f"{place}/{name}"))
            else:
                found += fields[name](item, f"{place}/{name}")
        for rule in [] if found else rules:
            found += rule(value, place)
        yield from found

    return check


def variant(kinds: dict[str, Check], what: str) -> Check:
    """An object whose `type` says which of the checks applies; an unknown or misplaced type is an error."""

    def check(value: Any, place: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            yield wrong(f"unsupported type for {what}: {kind}", f"{place}/type")
        else:
            yield from kinds[kind](value, place)

    return check


def any_of(*names: str) -> Check:
    """A rule on a whole object: at least one of these fields is there."""

    def check(value: Any, place: str) -> Iterator[str]:
        if not any(name in value for name in names):
            yield wrong(f"must define one of {', '.join(names)}", place)

    return check


def not_both(one: str, other: str) -> Check:
    """A rule on a whole object: these two fields exclude each other."""

    def check(value: Any, place: str) -> Iterator[str]:
        if one in value and other in value:
            yield wrong(f"cannot define both {one} and {other}", place)

    return check


def text(longest: int, *kinds: str) -> Check:
    """A text object; without `kinds` both plain_text and mrkdwn will do."""
    shapes = {
        "plain_text": shape({"type": one_of("plain_text"), "text": string(longest)}, {"emoji": BOOLEAN}),
        "mrkdwn": shape({"type": one_of("mrkdwn"), "text": string(longest)}, {"verbatim": BOOLEAN}),
    }
    return variant({kind: shapes[kind] for kind in kinds or shapes}, "a text object")


def plain(longest: int) -> Check:
    """A plain_text object."""
    return text(longest, "plain_text")
