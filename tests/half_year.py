"""Half a year in a larger company, played over Slack's protocol: people go away, hand over, leave; customers complain.

What the play itself decided stands in the `Diary`; the tests hold what the bot did against it.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from live import MARIA, TEAM, Live

from models.cover import rota_of
from models.customer import ACTIVE, Customer
from models.decide import waiting
from models.hand_over import ASKED, HandOver
from models.message import Message
from models.names import normalise
from models.nudge import Nudge
from models.reminder import settle_all

FIRST, DAYS = date(2026, 11, 19), 181
CUSTOMERS, ABSENCES, HAND_OVERS, LEAVERS, COMPLAINTS = 200, 30, 20, 5, 40
DAY = timedelta(days=1)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London")
HIRED = ("ella", "finn", "greta", "hugo", "ines", "jonas", "klara", "liam")
CHAMPIONS = ("alice", "bob", "chen", "dana", *HIRED)
WORDS = ("late delivery again", "wrong invoice", "nobody called back", "lamps flicker", "parts were missing")


@dataclass
class Diary:
    """What happened, written down by the play: who is away when, who has left and on which day."""

    away: list[tuple[str, date, date]] = field(default_factory=list)
    left: dict[str, date] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    unread: list[tuple[date, str]] = field(default_factory=list)

    def count(self, what: str) -> None:
        self.told[what] = self.told.get(what, 0) + 1

    def go_away(self, user: str, first: date, last: date) -> None:
        """The latest word counts: it takes the place of whatever was said before of some of the same days."""
        self.away = [one for one in self.away if one[0] != user or one[2] < first or last < one[1]]
        self.away.append((user, first, last))

    def is_away(self, user: str, day: date) -> bool:
        return any(who == user and first <= day <= last for who, first, last in self.away)

    def is_here(self, user: str, day: date) -> bool:
        """Tell whether somebody is here in the evening of a day."""
        return self.was_here(user, day) and self.left.get(user) != day

    def was_here(self, user: str, day: date) -> bool:
        """Tell whether somebody was here in the morning of a day."""
        return not self.is_away(user, day) and day <= self.left.get(user, day)

    def here(self, day: date) -> list[str]:
        return [user for user in CHAMPIONS if self.is_here(user, day)]


def id_of(user: str) -> str:
    return f"U0{user.upper()}"


def user_of(user_id: str) -> str:
    return user_id.removeprefix("U0").lower()


class HalfYear:
    """The play: the same half-year every time, or its first part, with as many happenings in proportion."""

    def __init__(self, live: Live, part: float = 1) -> None:
        self.part, self.last = part, FIRST + timedelta(days=DAYS * part)
        self.live, self.practice, self.diary = live, live.practice, Diary()
        self.chance = random.Random(11)  # noqa: S311 the same half-year every time
        self.agenda: dict[date, list[Callable[[date], None]]] = {}

    def play(self) -> None:
        self.found()
        self.plan_ahead()
        for day in working_days(FIRST, self.last):
            self.live.go_to(f"{day} 18:30")
            for happening in self.agenda.pop(day, []):
                happening(day)
            self.see_to_briefs()
            self.answer_requests()
            self.who_reads(day)

    def found(self) -> None:
        """Hire eight more champions, and give each of them and the others their customers."""
        for place, user in enumerate(HIRED):
            person = {"name": user, "real_name": user.title(), "tz": ZONES[place % 4], "role": "champion"}
            self.practice.event("team_join", person=person | {"title": "Account manager"})
        form = self.live.open("maria", "/care", "settings")
        self.practice.submit("maria", form["id"], {"digest_channel": "C0CUSTOMERCARE"})
        now = self.live.bot.clock.now()
        customers = [self.customer(number, now) for number in range(CUSTOMERS)]
        with self.live.bot.storage.database.begin() as session:
            session.add_all(customers)
            session.flush()
            settle_all(session, TEAM, customers, now)

    def customer(self, number: int, now: datetime) -> Customer:
        name = f"Firm {number:03}"
        return Customer(
            team_id=TEAM,
            id=f"firm{number:03}",
            name=name,
            normal=normalise(name),
            tier=self.chance.choice("ABBCCCDDDD"),
            champion_id=id_of(CHAMPIONS[number % len(CHAMPIONS)]),
            revenue_minor=self.chance.randint(1, 900) * 10_000,
            added_on=FIRST - timedelta(days=self.chance.randint(10, 110)),
            created_at=now,
        )

    def plan_ahead(self) -> None:
        """Draw on which days what will happen."""
        every = list(working_days(FIRST + DAY, self.last - timedelta(days=14)))
        for happening, count in (
            (self.go_away, ABSENCES),
            (self.hand_over, HAND_OVERS),
            (self.complain, COMPLAINTS),
        ):
            for day in self.chance.choices(every, k=self.times(count)):
                self.agenda.setdefault(day, []).append(happening)
        for day in self.chance.sample(every[-len(every) // 2 :], self.times(LEAVERS)):
            self.agenda.setdefault(day, []).append(self.leave)

    def times(self, in_half_a_year: int) -> int:
        """Return how often something happens in this part of it, at least once."""
        return max(1, round(in_half_a_year * self.part))

    def later(self, day: date, days: int, happening: Callable[[date], None]) -> None:
        on = next(working_days(day + timedelta(days=days), self.last + timedelta(days=30)))
        self.agenda.setdefault(on, []).append(happening)

    def someone(self, day: date, but: str = "") -> str:
        """Draw one of those who are here today and tomorrow."""
        here = set(self.diary.here(day)) & set(self.diary.here(day + DAY))
        return self.chance.choice(sorted(here - {but}))

    def go_away(self, day: date) -> None:
        """Somebody goes away from tomorrow, with a cover who is here, one who is away too, or none."""
        user = self.someone(day)
        cover = self.chance.choice([None, *(one for one in CHAMPIONS if one not in (user, *self.diary.left))])
        first, last = day + DAY, day + timedelta(days=self.chance.randint(1, 16))
        mention = f" @{cover}" if cover else ""
        said = self.live.care(f"away {first} to {last}{mention}", user=user)
        assert said.startswith("You are away"), said
        self.diary.go_away(user, first, last)
        self.diary.count("absences")

    def leave(self, day: date) -> None:
        """Somebody's account is deactivated; some days later Maria finds new champions for their customers."""
        user = self.someone(day)
        self.practice.event("user_change", user=user, changes={"deleted": True})
        self.diary.left[user] = day
        self.diary.count("leavers")
        self.later(day, self.chance.randint(1, 6), lambda on: self.reassign(user, on))

    def customers_of(self, user: str) -> list[Customer]:
        return [customer for customer in self.live.customers() if customer.champion_id == id_of(user)]

    def reassign(self, user: str, day: date) -> None:
        """Give each customer of theirs to somebody who is here."""
        shares: dict[str, list[str]] = {}
        for customer in self.customers_of(user):
            shares.setdefault(self.someone(day), []).append(customer.name)
        for champion, names in shares.items():
            said = self.live.care(f"assign {', '.join(names)} @{champion}", user="maria")
            assert "care now" in said, said

    def hand_over(self, day: date) -> None:
        """A champion asks a colleague to take one of theirs, every second time for three weeks only."""
        giver = self.someone(day)
        receiver = self.someone(day, but=giver)
        firm = self.chance.choice(self.customers_of(giver))
        until = f" until {day + timedelta(days=21)}" if self.chance.random() < 0.5 else ""
        said = self.live.care(f"hand over {firm.name} @{receiver}{until}", user=giver)
        assert "asking" in said, said
        self.diary.count("hand-overs")

    def answer_requests(self) -> None:
        """Most colleagues answer in the evening what they were asked; some never do."""
        for asked in sorted(self.live.rows(HandOver, state=ASKED), key=lambda asked: asked.customer_id):
            answer = self.chance.choice(("yes", "yes", "no", "nothing"))
            [told] = self.live.rows(Message, feature="hand_over", subject=asked.id)
            if answer != "nothing" and told.ts:
                receiver = user_of(asked.receiver_id)
                self.practice.click(receiver, f"hand_over_{answer}", asked.id, channel="@bot", ts=told.ts)

    def complain(self, day: date) -> None:
        """Sam hears a complaint; the one who reads of it puts it right within two weeks, or forgets."""
        firm = self.chance.choice(self.live.customers())
        self.live.say("sam", "/complaint", f"{firm.name} {self.chance.choice(WORDS)}")
        self.diary.count("complaints")
        if self.chance.random() < 0.8:
            self.later(day, self.chance.randint(0, 12) or 1, lambda on: self.recover(firm.name, on))

    def recover(self, firm: str, day: date) -> None:
        self.live.say(self.someone(day), "/recovery", f"{firm} put it right, called them")

    def see_to_briefs(self) -> None:
        """Some of what today's briefs ask for is done, a little of it put off."""
        midnight = self.live.bot.clock.now().replace(hour=0)
        todays = [nudge for nudge in self.live.rows(Nudge, outcome=None) if nudge.sent_at >= midnight]
        for nudge in sorted(todays, key=lambda nudge: nudge.customer_id):
            name, chosen = f"Firm {nudge.customer_id[-3:]}", self.chance.random()
            if chosen < 0.3:
                self.live.touch(f"{name} {self.chance.choice(['lunch', 'call', 'visit', 'email'])}", user="sam")
            elif chosen < 0.4:
                self.live.care(f"later {name} 2 weeks", user="maria")

    def who_reads(self, day: date) -> None:
        """Write down every customer whom nobody reads of this evening."""
        now = self.live.bot.clock.now()
        with self.live.reading() as session:
            rota, listed = rota_of(session, TEAM, now), waiting(session, TEAM, now)
            on_list = {customer.id for customer in listed.without_champion}
            on_list |= {customer.id for leaver in listed.leavers for customer in leaver.customers}
            for customer in self.live.customers():
                reader = rota.reader_of(customer)
                here = reader and (reader.user_id == MARIA or self.diary.is_here(user_of(reader.user_id), day))
                if customer.state == ACTIVE and not here and customer.id not in on_list:
                    self.diary.unread.append((day, customer.id))


def working_days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if day.weekday() < 5:
            yield day
        day += DAY
