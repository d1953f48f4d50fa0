"""A year on PostgreSQL: the same work, the same silence on days off, a digest for each week."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from databases import create_database
from live import ALICE, MARIA, Live, live_company

from models.nudge import Nudge
from models.touch import Touch

FIRST, LAST = date(2026, 11, 19), date(2027, 11, 19)
CHEN = "U0CHEN"
ZONES = {ALICE: ZoneInfo("Europe/Berlin"), CHEN: ZoneInfo("Asia/Kolkata"), MARIA: ZoneInfo("Europe/Berlin")}


@pytest.fixture(scope="module")
def year(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A year has passed: Alice sees to her customers on Fridays, Chen answers nothing at all."""
    folder: Path = tmp_path_factory.mktemp("year")
    with live_company(folder, database_url=create_database(postgres, "year")) as live:
        form = live.open("maria", "/care", "settings")
        live.practice.submit("maria", form["id"], {"digest_channel": "C0CUSTOMERCARE", "country": "DE"})
        for number in range(6):
            last = FIRST - timedelta(days=15 * number)
            live.add(f"berlin{number}", last=last)
            live.add(f"pune{number}", last=last, champion_id=CHEN)
        day = FIRST
        while day < LAST:
            live.go_to(f"{day + timedelta(days=8 - day.isoweekday() - 3)} 16:00")
            day += timedelta(days=7)
            see_to_everybody(live)
        yield live


def test_each_champion_got_a_brief_on_working_mornings_alone(year: Live) -> None:
    for user_id, zone in ZONES.items():
        moments = [brief.sent_at.astimezone(zone) for brief in year.briefs(user_id)]
        assert moments, user_id
        assert {(moment.hour, moment.minute) for moment in moments} == {(9, 0)}
        assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}
        assert not {moment.date() for moment in moments} & {date(2026, 12, 25), date(2027, 1, 1), date(2027, 10, 3)}
        assert len({moment.date() for moment in moments}) == len(moments)


def test_who_is_seen_to_comes_due_again_after_a_round(year: Live) -> None:
    for number in range(6):
        days = sorted(touch.day for touch in year.rows(Touch, customer_id=f"berlin{number}"))
        assert len(days) >= 4
        gaps = [(later - earlier).days for earlier, later in pairwise(days[1:])]
        assert all(91 <= gap <= 91 + 7 for gap in gaps)


def test_who_is_never_seen_to_is_asked_about_three_times_and_then_waits_for_the_manager(year: Live) -> None:
    for number in range(6):
        nudges = year.rows(Nudge, customer_id=f"pune{number}")
        assert sorted(nudge.step for nudge in nudges) == [1, 2, 3]
    assert year.care("due", user="maria").count(" · Chen") == 6


def test_every_week_has_its_digest(year: Live) -> None:
    posted = [float(message["ts"]) for message in year.practice.messages("#customer-care")]
    weeks = {datetime.fromtimestamp(moment, ZoneInfo("Europe/Berlin")).isocalendar()[:2] for moment in posted}
    assert len(posted) == len(weeks) == 52


def see_to_everybody(live: Live) -> None:
    """Alice logs a call with each customer that is due."""
    open_ones = live.rows(Nudge, outcome=None)
    for customer_id in {nudge.customer_id for nudge in open_ones if nudge.customer_id.startswith("berlin")}:
        live.touch(f"{customer_id} call")
