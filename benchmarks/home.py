"""How long Home takes with 5,000 customers and the type-ahead with 100,000, against a command that does nothing.

Run with `python -m benchmarks.home`. Time is the processor's, so that what else a machine does matters little; only the
ratios inside one run are safe to compare. What a run prints stands in benchmarks/README.md.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from slack_bolt import Ack, App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy import insert
from sqlmodel import Session, select

from benchmarks.names import customers as named
from benchmarks.names import with_typos
from bot.database import Storage, open_storage
from bot.schema import upgrade
from handlers import home
from handlers.touch_form import suggest
from models.customer import Customer
from models.home import TEAM as TEAM_TAB
from models.home import HomeView
from models.member import Member
from models.reminder import settle_all
from models.touch import Touch
from models.workspace import Workspace

NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
TEAM, MINE, TYPED = "T1", 5_000, 100_000
ROUNDS = 11


def main() -> None:
    with TemporaryDirectory() as folder:
        chance = random.Random(20)  # noqa: S311 - the same names and days in every run
        nothing = median(timed(lambda _: a_command_that_does_nothing(), ROUNDS * 20))
        small, large = (company(Path(folder), many, chance) for many in (MINE, TYPED))
        draw_home(small, nothing)
        type_names(large, nothing, chance)


def draw_home(storage: Storage, nothing: float) -> None:
    print(f"Home with {MINE:,} customers, a command that does nothing = 1")
    looks = {"mine": {}, "the last page": {"page": 999}, "a search": {"search": "acme"}, "team": {"tab": TEAM_TAB}}
    for what, look in looks.items():
        with storage.database.begin() as session:
            session.merge(HomeView(team_id=TEAM, user_id="UALICE", **{"search": "", "page": 1, "tab": "mine"} | look))
        taken = median(timed(lambda _: home_of(storage), ROUNDS))
        print(f"  {what}: {taken / nothing:,.0f} ({taken * 1000:,.0f} ms)")


def type_names(storage: Storage, nothing: float, chance: random.Random) -> None:
    with storage.reading.begin() as session:
        alice = session.get_one(Member, (TEAM, "UALICE"))
        names = chance.sample([one.name for one in some(session)], ROUNDS * 2)
    first = median(times_to_type([with_typos(names[0], chance)], storage, alice))
    print(f"Type-ahead among {TYPED:,} customers, a command that does nothing = 1")
    kinds: dict[str, Callable[[str], str]] = {
        "two letters": lambda name: name[:2],
        "half a name": lambda name: name[: len(name) // 2],
        "a whole name": lambda name: name,
        "with typos": lambda name: with_typos(name, chance),
    }
    for what, typed in kinds.items():
        taken = median(times_to_type([typed(name) for name in names], storage, alice))
        print(f"  {what}: {taken / nothing:,.0f} ({taken * 1000:,.0f} ms)")
    typed_in("zzyzx", storage, alice)
    nobody = median(times_to_type([f"zzyzx{place}" for place in range(ROUNDS)], storage, alice))
    print(f"  nobody is called so: {nobody / nothing:,.0f} ({nobody * 1000:,.0f} ms)")
    print(f"  the first typo after names have changed: {first / nothing:,.0f} ({first * 1000:,.0f} ms)")


def times_to_type(texts: list[str], storage: Storage, member: Member) -> list[float]:
    return timed(lambda place: typed_in(texts[place], storage, member), len(texts))


def company(folder: Path, many: int, chance: random.Random) -> Storage:
    """Return a new database with so many customers of Alice's, each touched once in the last year."""
    url = f"sqlite:///{folder / f'{many}.db'}"
    upgrade(url)
    storage = open_storage(url)
    with storage.database.begin() as session:
        session.add(Workspace(team_id=TEAM, zone="Europe/Berlin"))
        session.add(Member(team_id=TEAM, user_id="UALICE", name="Alice", zone="Europe/Berlin", manager=True))
        session.flush()
        customers = [customer(id_, name, normal, chance) for id_, name, normal in named(many, chance)]
        session.execute(insert(Customer), [one.model_dump() for one in customers])
        if many <= MINE:
            session.execute(insert(Touch), [touch(one, chance).model_dump() for one in customers])
            settle_all(session, TEAM, session.exec(select(Customer)).all(), NOW)
    return storage


def customer(id_: str, name: str, normal: str, chance: random.Random) -> Customer:
    known = {"added_on": date(2025, 1, 7), "created_at": NOW, "revenue_minor": chance.randrange(10**8)}
    tier = chance.choice("AABBCCD")
    return Customer(team_id=TEAM, id=id_, name=name, normal=normal, tier=tier, champion_id="UALICE", **known)


def touch(one: Customer, chance: random.Random) -> Touch:
    day = NOW.date() - timedelta(days=chance.randrange(120))
    return Touch(team_id=TEAM, customer_id=one.id, kind="call", two_way=True, day=day, by="UALICE", created_at=NOW)


def some(session: Session) -> list[Customer]:
    return [one for number in range(0, TYPED, 97) if (one := session.get(Customer, (TEAM, str(number))))]


def home_of(storage: Storage) -> None:
    with storage.reading.begin() as session:
        home.draw(session, session.get_one(Member, (TEAM, "UALICE")), NOW)


def typed_in(text: str, storage: Storage, member: Member) -> None:
    suggest(Ack(), {"value": text}, storage.reading, member)


def a_command_that_does_nothing() -> None:
    APP.dispatch(BoltRequest(body={"command": "/nothing", "team_id": TEAM, "user_id": "UALICE"}, mode="socket_mode"))


def _app() -> App:
    known = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="UBOT")
    app = App(client=WebClient(), authorize=lambda: known, process_before_response=True)
    app.command("/nothing")(lambda ack: ack())
    return app


APP = _app()


def timed(does: Callable[[int], object], times: int) -> list[float]:
    seconds = []
    for place in range(times):
        start = process_time()
        does(place)
        seconds.append(process_time() - start)
    return seconds


if __name__ == "__main__":
    main()
