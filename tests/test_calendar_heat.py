"""The year ahead as a picture: what it counts and says, that it comes into the DM of who asks."""

from datetime import date, timedelta
from urllib.request import urlopen

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, labels
from test_calendar import put_in
from test_profile import PNG

from models.absence import Absence
from models.blackout import Blackout
from models.calendar_heat import Heat, heat_of
from models.member import find_member
from models.message import Message
from models.touch import PLANNED, Touch
from models.workspace import Workspace

TODAY = THURSDAY - timedelta(days=1)
CLOSED, AWAY = date(2026, 12, 28), date(2027, 2, 1)


def test_each_day_has_its_count_blackouts_and_days_off(live: Live) -> None:
    seed(live)
    heat = heat_for(live, ALICE)
    found = {one.day: one for one in heat.days}
    assert (heat.count, heat.fullest_day.day, heat.fullest_day.count, heat.most_a_week) == (4, day(15), 2, 3)
    assert [one for one, known in found.items() if known.closed] == [CLOSED]
    assert found[AWAY].off
    assert not found[CLOSED].off
    assert found[date(2026, 12, 25)].off  # Christmas in Germany
    assert found[day(24)].count == 1  # a Saturday, on which somebody booked all the same
    assert day(25) not in found
    assert dict(heat.months)[date(2026, 12, 1)] == 4
    assert sum(count for _, count in heat.months) == heat.count


def test_of_the_team_a_day_is_off_when_nobody_works(live: Live) -> None:
    seed(live)
    heat = heat_for(live, None)
    found = {one.day: one for one in heat.days}
    assert heat.count == 5
    assert not found[AWAY].off
    assert found[date(2026, 12, 25)].off


def test_a_champion_is_sent_their_own_year_and_a_manager_the_teams(live: Live) -> None:
    live.add("acme", last=date(2026, 9, 3))
    live.add("delta", last=date(2026, 9, 3), champion_id=BOB)
    assert "Picture" not in labels_of(live, "alice")
    put_in(live)
    for user, whose, count in (("alice", "Your calendar", 4), ("maria", "The team's calendar", 8)):
        live.care("calendar", user=user)
        live.tap(user, "Picture")
        live.practice.advance("1m")
        [picture] = live.shown_brief(user)["blocks"]
        says = f"{whose} of the twelve months ahead, day by day: {count} touches planned, at most "
        assert picture["alt_text"].startswith(says)
        assert picture["alt_text"] in live.brief(user)
        with urlopen(f"{live.practice.base_url}/practice/picture/{picture['slack_file']['id']}") as file:  # noqa: S310
            assert file.read().startswith(PNG)
    assert len(live.rows(Message, feature="calendar_heat")) == 2


@pytest.fixture(name="live")
def german(live: Live) -> Live:
    live.set_up(country="DE")
    return live


def seed(live: Live) -> None:
    """Two touches on one day, one later that week, one on a Saturday; one of Bob's; a blackout; Alice is away a day."""
    live.add("acme")
    live.add("delta", champion_id=BOB)
    now = live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        for who, on in (("acme", 15), ("acme", 15), ("acme", 17), ("acme", 24), ("delta", 15)):
            planned = {"kind": "visit", "state": PLANNED, "day": day(on), "created_at": now}
            session.add(Touch(team_id=TEAM, customer_id=who, **planned))
        session.add(Blackout(team_id=TEAM, first_day=CLOSED, last_day=CLOSED, created_at=now))
        session.add(Absence(team_id=TEAM, user_id=ALICE, first_day=AWAY, last_day=AWAY, created_at=now))


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


def heat_for(live: Live, user_id: str | None) -> Heat:
    with live.reading() as session:
        champion = find_member(session, TEAM, user_id) if user_id else None
        return heat_of(session, session.get_one(Workspace, TEAM), TODAY, champion)


def labels_of(live: Live, user: str) -> list[str]:
    live.care("calendar", user=user)
    return labels(live.shown(user)["blocks"])
