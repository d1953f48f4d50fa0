"""A request finds its listener by its body alone, in the version of Bolt that is locked."""

from live import Live
from slack_bolt.listener_matcher.builtins import BuiltinListenerMatcher

from bot.matching import OfBody


def test_what_bolt_asks_of_a_request_is_asked_of_its_body(live: Live) -> None:
    matchers = [matcher for listener in live.bot.app._listeners for matcher in listener.matchers]
    assert sum(isinstance(matcher, OfBody) for matcher in matchers) > 200
    assert not [one for one in matchers if isinstance(one, BuiltinListenerMatcher) and list(one.arg_names) == ["body"]]


def test_the_listener_that_is_meant_answers_and_no_other(live: Live) -> None:
    live.add("acme")
    assert live.care("show acme").startswith("*Acme*")
    assert live.touch("acme lunch").startswith("Lunch with *Acme* today")
    live.tap("alice", "Undo")
    assert live.touches() == []
