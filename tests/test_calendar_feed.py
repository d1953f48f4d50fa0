"""The private address of a calendar: given once, made anew, served read-only, ended with who it belonged to."""

import re
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, words
from test_calendar import planned, put_in
from test_calendar_file import events

from bot.feed import Feeds
from bot.people import learn
from handlers import calendar_feed
from models.calendar_feed import CalendarFeed, new_feed, whose_feed
from models.forgetting import forget_member


@pytest.fixture
def served(live: Live):
    """Calendars are served on a free port; Acme is Alice's, Delta Bob's, with a year planned for both."""
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", champion_id=BOB, last=date(2026, 9, 3))
    put_in(live)
    live.bot.settings.calendar_url, live.bot.settings.calendar_port = "http://127.0.0.1:1", 0
    live.bot.feeds.start()
    yield live
    live.bot.feeds.stop()
    live.bot.settings.calendar_url = None


def address(live: Live, label: str = "Feed address") -> str:
    if label == "Feed address":
        live.care("calendar")
    said = words(live.tap("alice", label))
    [path] = re.findall(r"http://127\.0\.0\.1:1(/calendar/\S+\.ics)", said)
    return str(path)


def get(live: Live, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    assert live.bot.feeds.server
    connection = HTTPConnection(*live.bot.feeds.server.server_address[:2], timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def test_the_address_reads_ones_own_calendar_and_knows_what_has_not_changed(served: Live) -> None:
    path = address(served)
    answer, content = get(served, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert [event.dtstart.value for event in events(content)] == [touch.day for touch in planned(served)]
    assert b"Delta" not in content
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    again, nothing = get(served, path, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status, nothing) == (304, b"")
    head, nothing = get(served, path, "HEAD")
    assert (head.status, nothing, head.headers["Content-Length"]) == (200, b"", str(len(content)))


def test_the_address_is_shown_once_only_its_hash_is_kept_and_a_new_one_ends_it(served: Live) -> None:
    path = address(served)
    token = path.split("/")[-1].removesuffix(".ics")
    [kept] = served.rows(CalendarFeed)
    assert token not in str(kept)
    served.care("calendar")
    assert "I keep no copy" in words(served.tap("alice", "Feed address"))
    other = address(served, "New address")
    assert (get(served, path)[0].status, get(served, other)[0].status) == (404, 200)


def test_whatever_else_is_asked_is_not_there_and_no_address_is_logged(served: Live, caplog: Any) -> None:
    path = address(served)
    for wrong in (
        "/",
        "/calendar/",
        f"{path}?",
        path.replace(".ics", ""),
        f"/calendar/{'a' * 43}.ics",
        "/../etc/passwd",
    ):
        assert get(served, wrong)[0].status == 404
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "NONSENSE"):
        assert get(served, path, method)[0].status == 404
    get(served, path)
    assert path not in caplog.text


def test_an_address_ends_when_its_owner_is_deactivated(served: Live) -> None:
    path = address(served)
    with served.bot.storage.database.begin() as session:
        gone = {"id": ALICE, "team_id": TEAM, "real_name": "Alice Weber", "deleted": True}
        learn(session, TEAM, gone, served.bot.clock.now())
    assert get(served, path)[0].status == 404
    assert served.rows(CalendarFeed) == []


def test_who_is_forgotten_has_no_address_left_and_who_is_a_guest_by_now_cannot_read(live: Live) -> None:
    with live.bot.storage.database.begin() as session:
        member = live.member(session, ALICE)
        now, team_id = live.bot.clock.now(), member.team_id
        token = new_feed(session, member, now)
        session.flush()
        assert whose_feed(session, team_id, token) is member
        assert whose_feed(session, "T0OTHER", token) is None
        member.is_guest = True
        assert whose_feed(session, team_id, token) is None
        member.is_guest = False
        assert forget_member(session, member, now)["calendar_feed"] == 1
        assert whose_feed(session, team_id, token) is None
        session.rollback()


def test_where_the_port_is_taken_the_bot_works_on(served: Live, caplog: pytest.LogCaptureFixture) -> None:
    bot = served.bot
    assert bot.feeds.server
    settings = bot.settings.model_copy(update={"calendar_port": bot.feeds.server.server_address[1]})
    second = Feeds(settings, bot.storage, calendar_feed, bot.clock, TEAM)
    second.start()
    assert second.server is None
    assert "Calendars are not served" in caplog.text


def test_without_a_setting_nothing_is_served_and_the_words_say_so(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    live.care("calendar")
    assert "`CALENDAR_URL`" in words(live.tap("alice", "Feed address"))
    assert (live.bot.feeds.server, live.rows(CalendarFeed)) == (None, [])
