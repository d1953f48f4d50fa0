"""The Annual Calendar for other calendars: iCalendar (RFC 5545), one all-day event for each touch.

The library takes as long to load as all of us: imported only while a calendar is written, off the path of commands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from templates.words import kind_word, one_line, without_controls

if TYPE_CHECKING:
    from icalendar import Event

LONGEST_NAME = 200
DAY = timedelta(days=1)
REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Planned:
    """A planned touch as a calendar shows it: `id` never changes, `revision` counts what did, `revised_at` when last.

    `champion` is named where the calendar is a whole team's.
    """

    id: str
    kind: str
    customer: str
    day: date
    revision: int
    revised_at: datetime
    called_off: bool = False
    champion: str = ""


def calendar_events(planned: Iterable[Planned], name: str) -> bytes:
    """Return a calendar of that name as the bytes of a file; the same touches give the same bytes.

    A touch keeps its UID when it moves. One that is called off stays in it as CANCELLED, with a later SEQUENCE, so
    that a calendar which has it takes it out.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Touchbase//Annual Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for touch in planned:
        calendar.add_component(_filled(Event(), touch))
    return bytes(calendar.to_ical())


def _filled(event: "Event", touch: Planned) -> "Event":
    event.add("uid", f"{touch.id}@touchbase")
    event.add("dtstamp", touch.revised_at)
    event.add("last-modified", touch.revised_at)
    event.add("sequence", touch.revision)
    event.add("dtstart", touch.day)
    event.add("dtend", touch.day + DAY)
    of_whom = f" ({_plain(touch.champion)})" if touch.champion else ""
    event.add("summary", f"{kind_word(touch.kind).capitalize()}: {_plain(touch.customer)}{of_whom}")
    event.add("status", "CANCELLED" if touch.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _plain(words: str) -> str:
    """Return words on one line without what no calendar can show."""
    said = without_controls(one_line(words)).strip().encode(errors="replace").decode()
    return said[:LONGEST_NAME]
