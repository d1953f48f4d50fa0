"""Finds the listener of a request quickly: for each of hundreds, Bolt gathers all that it might want to know."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.listener import Listener
from slack_bolt.listener_matcher import ListenerMatcher
from slack_bolt.listener_matcher.builtins import BuiltinListenerMatcher


class OfBody(ListenerMatcher):
    """Asks only what the body of a request says."""

    def __init__(self, is_meant: Callable[..., Any]) -> None:
        self._is_meant = is_meant

    def matches(self, req: BoltRequest, resp: BoltResponse) -> bool:  # noqa: ARG002 Bolt's signature
        return bool(self._is_meant(req.body))


def match_quickly(app: App) -> None:
    """Let what Bolt itself asks of a request, its command, button or form, be asked with nothing around it."""
    listeners: list[Listener] = getattr(app, "_listeners", [])
    for listener in listeners:
        listener.matchers = [_quick(matcher) for matcher in listener.matchers]


def _quick(matcher: ListenerMatcher) -> ListenerMatcher:
    if isinstance(matcher, BuiltinListenerMatcher) and list(matcher.arg_names) == ["body"]:
        return OfBody(matcher.func)
    return matcher
