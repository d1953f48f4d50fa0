"""A quarter in the life of a company: 40 customers, four champions in four time zones, everybody as people are."""

import random
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from live import Live, elements, label_of, option_value

from models.nudge import Nudge
from models.reminder import Reminder
from models.touch import Touch

ZONES = {"alice": "Europe/Berlin", "bob": "America/New_York", "chen": "Asia/Kolkata", "dana": "Europe/London"}
CADENCES = {"A": 91, "B": 122, "C": 183}
FIRST, LAST = date(2026, 11, 19), date(2027, 2, 19)
NAME = re.compile(r"\*(Firm \d\d)\*")
KINDS = ("Lunch", "Call", "Visit", "Email")


class Diary:
    """What the champions did, written down by themselves: an independent count."""

    def __init__(self) -> None:
        self.added: dict[str, date] = {}
        self.cadence: dict[str, int] = {}
        self.closed: dict[str, date] = {}
        self.touches: Counter[str] = Counter()
        self.plans: dict[str, date] = {}

    def due(self, firm: str) -> date:
        return self.closed.get(firm, self.added[firm]) + timedelta(days=self.cadence[firm])

    def touch(self, firm: str, day: date) -> None:
        self.touches[firm] += 1
        self.close(firm, day)

    def close(self, firm: str, day: date) -> None:
        self.closed[firm] = max(self.closed.get(firm, day), day)


@pytest.fixture(scope="module")
def quarter(running: Live) -> tuple[Live, Diary]:
    """The quarter has passed."""
    running.begin_again()
    diary, chance = Diary(), random.Random(7)  # noqa: S311 the same quarter every time
    form = running.open("maria", "/care", "settings")
    running.practice.submit("maria", form["id"], {"digest_channel": "C0CUSTOMERCARE"})
    found(running, diary, chance)
    day = FIRST
    while day <= LAST:
        running.go_to(f"{day} 18:00")
        if day.weekday() < 5:
            for user, brief in briefs_of(running, day).items():
                answer_as_people_do(running, diary, chance, user, brief, day)
        day += timedelta(days=1 if day.weekday() != 4 else 3)
    return running, diary


def test_nobody_gets_two_briefs_on_a_day(quarter: tuple[Live, Diary]) -> None:
    for user, moments in moments_of_briefs(quarter[0]).items():
        days = [moment.date() for moment in moments]
        assert len(days) == len(set(days)), user
        assert len(days) > 10


def test_briefs_come_on_working_mornings_of_their_readers(quarter: tuple[Live, Diary]) -> None:
    for moments in moments_of_briefs(quarter[0]).values():
        assert {moment.weekday() for moment in moments} <= {0, 1, 2, 3, 4}
        assert {(moment.hour, moment.minute) for moment in moments} == {(9, 0)}


def test_no_nudge_is_repeated_unchanged(quarter: tuple[Live, Diary]) -> None:
    by_customer: dict[str, list[Nudge]] = {}
    for nudge in sorted(quarter[0].rows(Nudge), key=lambda one: one.sent_at):
        by_customer.setdefault(nudge.customer_id, []).append(nudge)
    for nudges in by_customer.values():
        for earlier, later in pairwise(nudges):
            if earlier.outcome is None and set(earlier.reasons) & set(later.reasons):
                assert later.step == earlier.step + 1
                assert working_days_between(earlier.sent_at.date(), later.sent_at.date()) >= 3


def test_at_most_five_new_nudges_a_champion_a_day(quarter: tuple[Live, Diary]) -> None:
    new = Counter(nudge.message_key for nudge in quarter[0].rows(Nudge) if nudge.step == 1)
    assert max(new.values()) <= 5


def test_the_digest_is_posted_once_a_week(quarter: tuple[Live, Diary]) -> None:
    posted = [moment_of(message) for message in quarter[0].practice.messages("#customer-care")]
    assert len(posted) == 13
    assert len({moment.isocalendar()[:2] for moment in posted}) == 13
    assert {(moment.weekday(), moment.astimezone(ZoneInfo("Europe/Berlin")).hour) for moment in posted} == {(0, 9)}


def test_totals_agree_with_what_the_champions_wrote_down(quarter: tuple[Live, Diary]) -> None:
    live, diary = quarter
    done = Counter(touch.customer_id for touch in live.rows(Touch, state="done", undone_at=None, source=""))
    assert done == diary.touches
    assert sum(done.values()) > 15


def test_every_due_day_is_the_last_touch_and_a_cadence(quarter: tuple[Live, Diary]) -> None:
    live, diary = quarter
    due = {row.subject_id: row.due_on for row in live.rows(Reminder, subject_kind="customer", reason="due")}
    assert due == {firm: diary.due(firm) for firm in diary.added}


def test_nobody_is_forgotten(quarter: tuple[Live, Diary]) -> None:
    live, diary = quarter
    told = {nudge.customer_id for nudge in live.rows(Nudge)}
    assert {firm for firm in diary.added if diary.due(firm) < LAST - timedelta(days=30)} <= told


def found(live: Live, diary: Diary, chance: random.Random) -> None:
    """Add 40 customers, ten for each champion, last touched at some time."""
    for number in range(40):
        firm, user = f"Firm {number:02}", list(ZONES)[number % 4]
        tier, last = chance.choice("AABC"), FIRST - timedelta(days=chance.randint(1, 130))
        facts = {"name": firm, "tier": tier, "champion_id": f"U0{user.upper()}", "revenue_minor": chance.randint(1, 99)}
        live.add(firm, last=last, kind=chance.choice(["lunch", "email"]), **facts)
        diary.added[firm], diary.cadence[firm], diary.closed[firm] = date(2026, 1, 5), CADENCES[tier], last


def briefs_of(live: Live, day: date) -> dict[str, dict[str, Any]]:
    """Return today's brief of each champion who got one."""
    latest = {}
    for user, messages in said_to(live.practice.state()).items():
        if messages and moment_of(messages[-1], ZONES[user]).date() == day:
            latest[user] = messages[-1]
    return latest


def answer_as_people_do(
    live: Live, diary: Diary, chance: random.Random, user: str, brief: dict[str, Any], day: date
) -> None:
    """Press a button of about half of the nudges, each in its own way."""
    offered: dict[str, list[dict[str, Any]]] = {}
    for above, element in elements(brief["blocks"]):
        if firm := NAME.search(above):
            offered.setdefault(firm[1], []).append(element)
    for firm, several in offered.items():
        by_label = {label_of(element): element for element in several}
        wish = chance.choice(["I did it", "Later", "Not needed", "Booked…", "nothing", "nothing"])
        wish = chance.choice(["Yes", "No"]) if "Yes" in by_label else wish
        if wish in by_label:
            press(live, diary, chance, user, brief, firm, by_label[wish], wish, day)


def press(
    live: Live,
    diary: Diary,
    chance: random.Random,
    user: str,
    brief: dict[str, Any],
    firm: str,
    element: dict[str, Any],
    wish: str,
    day: date,
) -> None:
    option = {"I did it": chance.choice(KINDS), "Later": "In two weeks"}.get(wish)
    value = option_value(element, option) if option else element["value"]
    answer = live.practice.click(user, element["action_id"], value, channel="@bot", ts=brief["ts"])
    if wish == "I did it":
        diary.touch(firm, day)
    elif wish == "Yes":
        diary.touch(firm, diary.plans.pop(firm))
    elif wish == "Not needed":
        live.practice.submit(user, answer["views"][0]["id"], {"reason": "we talk anyway"})
        diary.close(firm, day)
    elif wish == "Booked…":
        diary.plans[firm] = day + timedelta(days=chance.randint(1, 12))
        booking = {"kind": "lunch", "day": diary.plans[firm].isoformat()}
        live.practice.submit(user, answer["views"][0]["id"], booking)


def said_to(state: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return what the bot said to each champion, oldest first."""
    names = {person["id"]: person["name"] for person in state["users"]}
    rooms = {names[room["user"]]: room["messages"] for room in state["channels"] if room["kind"] == "im"}
    return {user: rooms[user] for user in ZONES}


def moments_of_briefs(live: Live) -> dict[str, list[datetime]]:
    """Return when each champion got a brief, in their own time."""
    said = said_to(live.practice.state())
    return {user: [moment_of(message, ZONES[user]) for message in said[user]] for user in ZONES}


def moment_of(message: dict[str, Any], zone: str = "UTC") -> datetime:
    return datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(ZoneInfo(zone))


def working_days_between(first: date, last: date) -> int:
    days = ((first + timedelta(days=n)).weekday() for n in range(1, (last - first).days + 1))
    return sum(weekday < 5 for weekday in days)
