"""The clock is an hour ahead and is then put right: nothing is said twice, and nothing waits for that hour."""

from datetime import datetime, timedelta
from pathlib import Path

from live import Live, live_company

from bot.clock import PracticeClock
from models.message import SENT, UNKNOWN, Message

HOUR = timedelta(hours=1)


class WrongClock(PracticeClock):
    """A clock that is ahead of Slack's."""

    ahead = HOUR

    def now(self) -> datetime:
        return super().now() + self.ahead

    def real(self, instant: datetime) -> datetime:
        return super().real(instant - self.ahead)


def test_a_clock_that_jumps_back_an_hour_repeats_nothing_and_holds_nothing_up(tmp_path: Path) -> None:
    with live_company(tmp_path, clocks=WrongClock) as live:
        for name, champion in (("acme", "U0ALICE"), ("delta", "U0DANA"), ("elm", "U0BOB")):
            live.add(name, champion_id=champion)
        clock = live.bot.clock
        assert isinstance(clock, WrongClock)
        live.go_to("2026-11-19 08:05")  # the bot takes it for five past nine in Berlin
        assert heard(live) == (1, 0, 0)
        live.go_to("2026-11-19 08:59")
        live.practice.fault("accept_then_drop")
        live.go_to("2026-11-19 09:00")  # and now for nine in London
        assert state_of(live, "U0DANA") == UNKNOWN
        clock.ahead = timedelta(0)
        live.practice.advance("5m")
        assert state_of(live, "U0DANA") == SENT
        live.go_to("2026-11-19 15:05")  # nine in New York
        assert heard(live) == (1, 1, 1)
        assert live.touch("acme lunch").startswith("Lunch with *Acme*")
        live.go_to("2026-11-20 18:00")
        assert heard(live) == (1, 1, 1)
        assert "lunch logged" in live.brief("alice")


def heard(live: Live) -> tuple[int, ...]:
    return tuple(len(live.practice.messages("@bot", person)) for person in ("alice", "dana", "bob"))


def state_of(live: Live, user_id: str) -> str:
    [message] = live.rows(Message, recipient=user_id, feature="brief")
    return str(message.state)
