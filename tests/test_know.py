"""What we promised customers, and days that matter to them: typed or entered, told in time, kept, put off, let go."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import ALICE, THURSDAY, Live

from models.day import read_day
from models.know import DATE, PROMISE, Known
from models.know_clock import reminding
from models.know_words import read_known
from models.reminder import Reminder
from models.working_time import working_time
from models.workspace import Workspace

NOW = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
TODAY = NOW.date()  # a Wednesday
days = partial(read_day, today=TODAY, future=True, month_first=False)


@pytest.mark.parametrize(
    ("typed", "what", "day", "yearly"),
    [
        ("send the new price list by Friday", "send the new price list", date(2026, 11, 20), False),
        ("that we send the list until 27 November", "send the list", date(2026, 11, 27), False),
        ("by friday send them the 2027 catalogue", "send them the 2027 catalogue", date(2026, 11, 20), False),
        ("renewal 1 March", "renewal", date(2027, 3, 1), False),
        ("renewal is on 1 March", "renewal", date(2027, 3, 1), False),
        ("contract renewal: 2027-03-01", "contract renewal", date(2027, 3, 1), False),
        ("Jane's birthday 3 May", "Jane's birthday", date(2027, 5, 3), True),
        ("summer closing 1 August every year", "summer closing", date(2027, 8, 1), True),
        ("Geburtstag von Jane am 3. Mai", "Geburtstag von Jane", date(2027, 5, 3), True),
        ("a second look at the quote in 2 weeks", "a second look at the quote", date(2026, 12, 2), False),
        ("send the price list", "send the price list", None, False),
        ("friday", "friday", None, False),  # a day of what?
        ("", "", None, False),
    ],
)
def test_the_day_stands_where_people_put_it(typed: str, what: str, day: date | None, yearly: bool) -> None:
    said = read_known(typed, days)
    assert (said.what, said.day, said.yearly) == (what, day, yearly)


def known(kind: str, day: date, **facts: object) -> Known:
    about = {"team_id": "T1", "customer_id": "acme", "what": "it", "since": NOW, "created_at": NOW}
    return Known(kind=kind, day=day, **about | facts)


WORKING = working_time(Workspace(team_id="T1", zone="Europe/Berlin"))
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("what", "sent", "rest_until", "expected"),
    [
        # asked the day before; then every three working days; then it waits
        (known(PROMISE, FRIDAY, remind_days=1), [], None, (date(2026, 11, 19), 0)),
        (known(PROMISE, FRIDAY, remind_days=1), [(1, 19)], None, (date(2026, 11, 24), 1)),
        (known(PROMISE, FRIDAY, remind_days=1), [(1, 19), (2, 24)], None, (date(2026, 11, 27), 2)),
        (known(PROMISE, FRIDAY, remind_days=1), [(1, 19), (2, 24), (3, 27)], None, (None, 3)),
        # a Sunday's is asked on the Friday
        (known(PROMISE, date(2026, 11, 22)), [], None, (FRIDAY, 0)),
        # a complaint goes first
        (known(PROMISE, FRIDAY), [], date(2026, 12, 2), (date(2026, 12, 2), 0)),
        # told before and on the day, neither twice
        (known(DATE, date(2026, 12, 7), remind_days=14), [], None, (date(2026, 11, 23), 0)),
        (known(DATE, date(2026, 12, 7), remind_days=14), [(1, 23)], None, (date(2026, 12, 7), 0)),
        # too near to be told before
        (known(DATE, FRIDAY, remind_days=14), [], None, (FRIDAY, 0)),
        # each year again, 29 February too
        (known(DATE, date(1980, 2, 29), remind_days=0, yearly=True), [], None, (date(2027, 2, 26), 0)),  # a Sunday
        (known(DATE, date(2025, 11, 17), remind_days=3, yearly=True), [], None, (date(2027, 11, 12), 0)),
        # over
        (known(DATE, date(2026, 11, 17)), [], None, None),
        # a day that passes while a complaint is open is not told
        (known(DATE, date(2026, 11, 25)), [], date(2026, 12, 2), None),
    ],
)
def test_it_is_spoken_of_on_the_working_morning_it_is_wanted(
    what: Known, sent: list[tuple[int, int]], rest_until: date | None, expected: tuple[date | None, int] | None
) -> None:
    told = [(step, datetime(2026, 11, day, 8, tzinfo=UTC)) for step, day in sent]
    said = reminding(what, told, rest_until, WORKING, NOW)
    assert (said and (said.remind_at.date() if said.remind_at else None, said.step)) == expected


@given(
    day=st.dates(date(2026, 1, 1), date(2036, 1, 1)),
    remind=st.integers(0, 60),
    yearly=st.booleans(),
    kind=st.sampled_from([DATE, PROMISE]),
    after=st.integers(0, 400),
)
def test_it_is_never_told_in_the_past_nor_on_a_day_off(
    day: date, remind: int, yearly: bool, kind: str, after: int
) -> None:
    now = NOW + timedelta(days=after)
    what = known(kind, day, remind_days=remind, yearly=yearly and kind == DATE)
    said = reminding(what, [], None, WORKING, now)
    if said is None:
        assert kind == DATE
        assert what.next_on(WORKING.today(now)) <= max(WORKING.today(now), TODAY) + timedelta(days=60)
        return
    assert said.remind_at >= now
    assert WORKING.is_working_day(said.remind_at.astimezone(WORKING.zone).date())


def test_a_promise_in_words_is_asked_about_the_day_before_and_kept_with_one_tap(live: Live) -> None:
    live.add("acme", last=THURSDAY)
    said = live.care("promise acme send the new price list by Friday")
    assert "Noted for *Acme*, wanted by Fri 20 Nov: send the new price list." in said
    assert "I'll ask you tomorrow whether it is done." in said
    live.go_to("2026-11-19 09:05")
    assert "*1 customer needs you today" in live.brief("alice")
    assert "You promised *Acme*, wanted by tomorrow: send the new price list." in live.brief("alice")
    live.tap_brief("alice", "Kept")
    assert "✓ *Acme*: send the new price list. Kept, thank you." in live.brief("alice")
    [row] = live.rows(Known)
    assert row.kept_on == THURSDAY
    assert live.rows(Reminder, reason="promise") == []
    live.go_to("2026-11-25 09:05")
    assert len(live.briefs(ALICE)) == 1
