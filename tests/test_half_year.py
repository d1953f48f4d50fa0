"""Half a year with absences, hand-overs, leavers and complaints: nobody is forgotten, nobody told twice.

Its first three weeks are played, because all of it takes minutes; WHOLE=1 plays the whole half-year.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from databases import create_database
from half_year import ABSENCES, COMPLAINTS, HAND_OVERS, LEAVERS, HalfYear, user_of
from live import TEAM, Live, live_company

from models.clocks import ORDINARY
from models.fact import facts_of, recorded_at
from models.hand_over import hand_overs_of
from models.member import Member
from models.message import Message
from models.nudge import Nudge

Played = tuple[Live, HalfYear]
PLAYED = {"sqlite": 0.125, "postgres": 0.1}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Half a year has passed, once on SQLite and once on PostgreSQL."""
    folder, where = tmp_path_factory.mktemp("half"), {}
    if request.param == "postgres":
        where = {"database_url": create_database(request.getfixturevalue("postgres"), "half")}
    with live_company(folder, **where) as live:
        play = HalfYear(live, 1 if os.environ.get("WHOLE") else PLAYED[request.param])
        play.play()
        yield live, play


def test_as_much_happened_as_was_meant_to(played: Played) -> None:
    play = played[1]
    meant = {"absences": ABSENCES, "hand-overs": HAND_OVERS, "leavers": LEAVERS, "complaints": COMPLAINTS}
    assert play.diary.told == {what: play.times(count) for what, count in meant.items()}


def test_every_customer_had_a_reader_on_every_working_day(played: Played) -> None:
    assert played[1].diary.unread == []


def test_nobody_got_two_briefs_on_a_day(played: Played) -> None:
    days = Counter((brief.recipient, day_of(played, brief)) for brief in briefs(played))
    assert max(days.values()) == 1
    assert len(days) > 300 * played[1].part


def test_who_was_away_or_had_left_was_left_in_peace(played: Played) -> None:
    for brief in briefs(played):
        user, day = user_of(brief.recipient), day_of(played, brief)
        assert played[1].diary.was_here(user, day) or user == "maria"


def test_no_customer_was_spoken_of_twice_unchanged(played: Played) -> None:
    live = played[0]
    by_customer = defaultdict(list)
    for nudge in sorted(live.rows(Nudge), key=lambda one: one.sent_at):
        if set(nudge.reasons) <= set(ORDINARY):
            by_customer[nudge.customer_id].append(nudge)
    assert sum(map(len, by_customer.values())) > 100 * played[1].part
    with live.reading() as session:
        for customer_id, nudges in by_customer.items():
            acts = [recorded_at(fact) for fact in facts_of(session, TEAM, customer_id)]
            for asked in hand_overs_of(session, TEAM, customer_id):
                acts += [at for at in (asked.asked_at, asked.answered_at, asked.ended_at) if at]
            for earlier, later in pairwise(nudges):
                if not any(earlier.sent_at < at <= later.sent_at for at in acts):
                    assert later.step == earlier.step + 1
                    assert (later.sent_at.date() - earlier.sent_at.date()).days >= 3


def briefs(played: Played) -> list[Message]:
    return played[0].rows(Message, feature="brief", state="sent")


def day_of(played: Played, brief: Message) -> date:
    """Return the day on which a brief came, where its reader is."""
    with played[0].reading() as session:
        zone = session.get_one(Member, (TEAM, brief.recipient)).zone
    return brief.sent_at.astimezone(ZoneInfo(zone)).date()
