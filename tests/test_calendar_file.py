"""The calendar as an iCalendar file, read back by a parser of other people's: what is planned, moved, called off."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.request import urlopen

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from live import BOB, Live, words
from test_calendar import planned, put_in

from templates.calendar_events import Planned, calendar_events

AT = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
NAMES = st.text(min_size=1, max_size=120).map(lambda name: "Acme " + name)


def events(written: bytes) -> list[Any]:
    return list(vobject.readOne(written.decode()).contents.get("vevent", []))


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 9)), max_size=4))
def test_whatever_customers_are_called_each_touch_is_one_event_and_lines_are_folded(rows: Any) -> None:
    touches = [Planned(str(n), "visit", name, day, count, AT) for n, (name, day, count) in enumerate(rows)]
    written = calendar_events(touches, "Touchbase")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    found = events(written)
    assert [event.uid.value for event in found] == [f"{one.id}@touchbase" for one in touches]
    assert [event.dtstart.value for event in found] == [one.day for one in touches]
    assert [int(event.sequence.value) for event in found] == [one.revision for one in touches]
    assert all(event.summary.value.startswith("Visit: Acme") for event in found)


def test_marks_of_the_format_in_a_name_are_read_back_as_they_were() -> None:
    name = 'Smith, Sons; \\ "Co" BEGIN:VEVENT'
    [event] = events(calendar_events([Planned("1", "video call", name, date(2026, 12, 3), 2, AT)], "Touchbase"))
    assert event.summary.value == f"Video call: {name}"
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 3), date(2026, 12, 4))
    assert (event.status.value, event.last_modified.value) == ("CONFIRMED", AT)


def test_the_same_touches_give_the_same_bytes() -> None:
    touches = [Planned("1", "visit", "Acme", date(2026, 12, 3), 0, AT)]
    assert calendar_events(touches, "Touchbase") == calendar_events(touches, "Touchbase")


def test_a_champion_gets_their_own_year_what_moves_keeps_its_id_and_what_is_skipped_is_called_off(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", champion_id=BOB, last=date(2026, 9, 3))
    put_in(live)
    rows = planned(live)
    live.care("calendar")
    assert "it comes in our DM in a moment" in words(live.tap("alice", "Calendar file"))
    first = {event.uid.value: event for event in of_dm(live, "alice")}
    assert [event.dtstart.value for event in first.values()] == [touch.day for touch in rows]
    assert {event.summary.value.partition(": ")[2] for event in first.values()} == {"Acme"}
    live.care("calendar acme")
    [view] = live.tap("alice", "…", option="Moved…", within=" ")["views"]
    live.practice.submit("alice", view["id"], {"day": (rows[0].day + timedelta(days=1)).isoformat()})
    live.care("calendar")
    live.practice.advance("1m")
    live.tap("alice", "Calendar file")
    later = {event.uid.value: event for event in of_dm(live, "alice")}
    assert later.keys() == first.keys()
    moved = later[f"{rows[0].id}-{rows[0].team_id}@touchbase"]
    assert (moved.dtstart.value, moved.sequence.value) == (rows[0].day + timedelta(days=1), "1")
    live.care("calendar acme")
    live.tap("alice", "…", option="Skip", within=" ")
    live.care("calendar")
    live.practice.advance("1m")
    live.tap("alice", "Calendar file")
    [off] = [event for event in of_dm(live, "alice") if event.status.value == "CANCELLED"]
    assert (off.uid.value, off.sequence.value) == (moved.uid.value, "2")


def test_a_manager_gets_the_teams_with_the_champions_names(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", champion_id=BOB, last=date(2026, 9, 3))
    put_in(live)
    live.care("calendar", user="maria")
    live.practice.advance("1m")
    live.tap("maria", "Calendar file")
    found = {event.summary.value.partition(": ")[2] for event in of_dm(live, "maria")}
    assert found == {"Acme (Alice Weber)", "Delta (Bob Miller)"}


def of_dm(live: Live, user: str) -> list[Any]:
    """Return the events of the file that came last into somebody's DM."""
    [shared] = live.shown_brief(user)["files"]
    with urlopen(f"{live.practice.base_url}/practice/picture/{shared['id']}") as file:  # noqa: S310
        return events(file.read())
