"""The real bot in this process, connected to a practice workspace over Socket Mode, with its database at hand."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from databases import Rows, emptied, put_back, rows_of
from sqlmodel import Session, SQLModel, select

from bot import people
from bot.app import Touchbase, prepare
from bot.clock import PracticeClock
from bot.settings import Settings
from handlers import FEATURES
from models.customer import Customer
from models.member import Member
from models.message import Message
from models.names import normalise
from models.nudge import Nudge
from models.reminder import Reminder, settle
from models.touch import Touch
from models.welcome import WELCOME
from models.workspace import Workspace
from practice.client import Client
from practice.serve import practice_workspace

Json = dict[str, Any]
TEAM = "T0PRACTICE"
ALICE, BOB, MARIA, SAM = "U0ALICE", "U0BOB", "U0MARIA", "U0SAM"
WEDNESDAY_EVENING = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
THURSDAY = date(2026, 11, 19)
BERLIN = ZoneInfo("Europe/Berlin")


class Live:
    """A company at work: people act through `practice`, and what became true is read from the bot's database."""

    def __init__(self, practice: Client, bot: Touchbase) -> None:
        self.practice, self.bot = practice, bot
        self.beginnings: dict[tuple[datetime, bool], Rows] = {}

    def restart(self, **settings: Any) -> None:
        """Stop the bot and start it again on the same database, with these settings changed."""
        self.bot.stop()
        known = self.bot.settings.model_dump()
        self.bot = Touchbase(Settings(_env_file=None, **known | settings), FEATURES)
        self.bot.start()

    def begin_again(self, now: datetime = WEDNESDAY_EVENING, *, welcome: bool = False) -> None:
        """Forget all customers and all that was said; it is Wednesday evening again. Maria was welcomed, or will be."""
        self.practice.reset("empty", now)
        if (now, welcome) in self.beginnings:
            put_back(self.bot.storage, self.beginnings[now, welcome])
        else:
            self.begin_anew((), now)
            if not welcome:
                hush(self.bot)
            self.beginnings[now, welcome] = rows_of(self.bot.storage)
        self.practice.advance("1m")  # the bot is told the new time

    def begin_anew(self, managers: tuple[str, ...], now: datetime = WEDNESDAY_EVENING) -> None:
        """Let the bot come to this company for the first time, with an empty database."""
        emptied(self.bot.storage)
        self.bot.workspace = people.meet(self.bot.slack.asking, self.bot.storage.patient, managers, now)

    def say(self, user: str, command: str, text: str = "") -> str:
        """Somebody types a command in the DM with the bot; return the words that only they see."""
        return words(self.practice.command(user, "@bot", command, text))

    def touch(self, text: str, user: str = "alice") -> str:
        return self.say(user, "/touch", text)

    def care(self, text: str, user: str = "alice") -> str:
        return self.say(user, "/care", text)

    def open(self, user: str, command: str, text: str = "") -> Json:
        """Somebody types a command that opens a form; return the view."""
        [view] = self.practice.command(user, "@bot", command, text)["views"]
        return view

    def tap(
        self, user: str, label: str, *, within: str = "", option: str | None = None, value: str | None = None
    ) -> Json:
        """Somebody presses the button or menu with that label in what they see last, below the words `within`."""
        return self.tap_in(self.shown(user), user, label, within, option, value)

    def tap_brief(self, user: str, label: str, *, within: str = "", option: str | None = None) -> Json:
        """Somebody presses a button or menu of their last brief, whatever they have been answered since."""
        return self.tap_in(self.shown_brief(user), user, label, within, option)

    def tap_in(
        self, place: Json, user: str, label: str, within: str, option: str | None, value: str | None = None
    ) -> Json:
        element = find_element(place["blocks"], label, within)
        value = option_value(element, option) if option else value or element.get("value")
        where = {"channel": "@bot", "ts": place.get("ts")}
        return self.practice.click(user, element["action_id"], value, block_id=element["block"], **where)

    def shown(self, user: str) -> Json:
        """Return the last brief or answer in somebody's DM with the bot."""
        state = self.practice.state()
        mine = [each for each in state["ephemerals"] if each["user"] == ids(state)[user]]
        said = self.practice.messages("@bot", user)
        return max(said + mine, key=lambda each: float(each["ts"]))

    def shown_brief(self, user: str) -> Json:
        """Return the last message in somebody's DM that everybody there sees."""
        return self.practice.messages("@bot", user)[-1]

    def brief(self, user: str) -> str:
        """Return the words of the last message in somebody's DM with the bot; empty where there is none."""
        said = self.practice.messages("@bot", user)
        return str(said[-1]["text"]) if said else ""

    def home(self, user: str) -> str:
        """Somebody opens the Home tab; return its words."""
        [view] = self.practice.home(user)["views"]
        return "\n".join(said(view["blocks"]))

    def shown_home(self, user: str) -> list[Json]:
        """Return the blocks of the Home that somebody has open, without opening it again."""
        state = self.practice.state()
        found: list[Json] = state["homes"][ids(state)[user]]["blocks"]
        return found

    def tap_home(self, user: str, label: str, *, within: str = "", option: str | None = None) -> Json:
        """Somebody presses a button or menu of their Home."""
        element = find_element(self.shown_home(user), label, within)
        value = option_value(element, option) if option else element.get("value")
        return self.practice.click(user, element["action_id"], value, view="home", block_id=element["block"])

    def go_to(self, moment: str) -> Json:
        """Let time pass until a moment of Berlin's: "2026-11-24 09:05"."""
        return self.practice.move_to(datetime.fromisoformat(moment).replace(tzinfo=BERLIN))

    def morning(self, moment: str = "tomorrow 09:05", zone: str | None = None) -> Json:
        """Let the night pass, until five minutes after nine in Berlin."""
        return self.practice.until(moment, zone)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.bot.storage.reading.begin() as session:
            yield session

    def rows(self, table: type[SQLModel], **facts: Any) -> list[Any]:
        """Return the rows of a table whose columns have these values."""
        with self.reading() as session:
            found = session.exec(select(table)).all()
        return [row for row in found if all(getattr(row, name) == value for name, value in facts.items())]

    def touches(self, customer_id: str = "acme") -> list[Touch]:
        """Return what stands, not undone, oldest first."""
        standing = self.rows(Touch, customer_id=customer_id, undone_at=None)
        return sorted(standing, key=lambda touch: touch.created_at)

    def nudges(self, customer_id: str = "acme") -> list[Nudge]:
        return sorted(self.rows(Nudge, customer_id=customer_id), key=lambda nudge: nudge.sent_at or WEDNESDAY_EVENING)

    def nudges_of(self, brief: Message) -> list[Nudge]:
        return self.rows(Nudge, message_key=brief.key)

    def customers(self) -> list[Customer]:
        return sorted(self.rows(Customer), key=lambda customer: customer.name)

    def briefs(self, user_id: str) -> list[Message]:
        found = self.rows(Message, recipient=user_id, feature="brief", state="sent")
        return sorted(found, key=lambda message: message.sent_at)

    def member(self, session: Session, user_id: str) -> Member:
        return session.get_one(Member, (TEAM, user_id))

    def set_up(self, **settings: Any) -> None:
        """Give the workspace other settings."""
        with self.bot.storage.database.begin() as session:
            workspace = session.get_one(Workspace, TEAM)
            for name, value in settings.items():
                setattr(workspace, name, value)

    def add(self, customer_id: str = "acme", last: date | None = None, kind: str = "lunch", **facts: Any) -> Customer:
        """Add an A customer of Alice's, last touched on `last`."""
        now = self.bot.clock.now()
        known = {"name": customer_id.title(), "tier": "A", "champion_id": ALICE, "added_on": date(2026, 1, 5)}
        customer = Customer(team_id=TEAM, id=customer_id, normal="", created_at=now, **known | facts)
        customer.normal = normalise(customer.name)
        with self.bot.storage.database.begin() as session:
            session.add(customer)
            session.flush()
            if last:
                session.add(past_touch(customer_id, last, kind, now))
            settle(session, customer, now)
        return customer

    def was_asked_about(self, customer_ids: list[str], day: date) -> None:
        """Let a brief on the morning of that day have told Alice of these customers for the first time."""
        at, about = datetime.combine(day, time(8), UTC), {"team_id": TEAM, "message_key": f"brief:{day}"}
        said = {
            "recipient": ALICE,
            "feature": "brief",
            "state": "sent",
            "not_before": at,
            "created_at": at,
            "sent_at": at,
        }
        with self.bot.storage.database.begin() as session:
            session.add(Message(team_id=TEAM, key=f"brief:{day}", **said))
            session.flush()
            for place, id_ in enumerate(customer_ids):
                nudge = {"customer_id": id_, "reasons": ["due"], "step": 1, "full": False, "position": place}
                session.add(Nudge(**about, **nudge, sent_at=at))
                session.flush()
                settle(session, session.get_one(Customer, (TEAM, id_)), self.bot.clock.now())


def hush(bot: Touchbase) -> None:
    """Leave out the welcome, which would stand in the way of what tests look for."""
    with bot.storage.database.begin() as session:
        for row in session.exec(select(Reminder).where(Reminder.reason == WELCOME)):
            session.delete(row)


def past_touch(customer_id: str, day: date, kind: str, now: datetime) -> Touch:
    """Return a touch as an import brings it."""
    facts = {"two_way": kind != "email", "by": ALICE, "source": "crm", "external_id": f"{customer_id}-{day}"}
    return Touch(team_id=TEAM, customer_id=customer_id, kind=kind, day=day, created_at=now, **facts)


def words(answer: Json) -> str:
    """Return the text of everything that came of an act."""
    return "\n".join(str(reply["text"]) for reply in answer["replies"])


def said(blocks: list[Json]) -> Iterator[str]:
    """Yield what a person reads in these blocks, buttons and menus aside."""
    for block in blocks:
        texts = [block.get("text"), *(block.get("elements", []) if block["type"] == "context" else [])]
        yield from (str(each["text"]) for each in texts if each)


def labels(blocks: list[Json], within: str = "") -> list[str]:
    """Return what can be pressed below the words `within`."""
    return [label_of(element) for above, element in elements(blocks) if within in above]


def form_words(answer: Json) -> str:
    """Return what the forms say that came of an act."""
    return "\n".join(line for view in answer["views"] for line in said(view["blocks"]))


def ids(state: Json) -> dict[str, str]:
    return {person["name"]: person["id"] for person in state["users"]}


def elements(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Yield every button and menu with the words above it."""
    above = ""
    for block in blocks:
        above = block.get("text", {}).get("text") or above
        found = [*block.get("elements", []), block.get("accessory")] if block["type"] != "context" else []
        yield from ((above, each | {"block": block["block_id"]}) for each in found if each and "action_id" in each)


def label_of(element: Json) -> str:
    """Return what a person reads on a button or menu; an overflow menu shows three dots."""
    said = element.get("text") or element.get("placeholder") or {"text": "…"}
    return str(said["text"])


def find_element(blocks: list[Json], label: str, within: str) -> Json:
    seen = []
    for above, element in elements(blocks):
        seen.append(label_of(element))
        if label_of(element) == label and within in above:
            return element
    raise LookupError(f"There is no {label!r} below {within!r}: {seen}")


def option_value(element: Json, label: str) -> str:
    offered = {option["text"]["text"]: option["value"] for option in element["options"]}
    return str(offered[label])


@contextmanager
def live_company(
    folder: Path, now: datetime = WEDNESDAY_EVENING, clocks: type[PracticeClock] = PracticeClock, **settings: Any
) -> Iterator[Live]:
    """Start the practice workspace and the bot, with a new SQLite file in `folder`."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with practice_workspace(folder, now=now) as practice:
        wanted = Settings(
            _env_file=None,
            slack_bot_token="xoxb-practice",
            slack_app_token="xapp-practice",
            slack_api_url=f"{practice.base_url}/api/",
            practice_clock_url=f"{practice.base_url}/practice/bot-clock",
            **{"database_url": f"sqlite:///{folder / 'touchbase.db'}"} | settings,
        )
        prepare(wanted)
        clock = clocks(str(wanted.practice_clock_url))
        clock.set()
        bot = Touchbase(wanted, FEATURES, clock=clock)
        hush(bot)
        bot.start()
        company = Live(practice, bot)
        try:
            yield company
        finally:
            company.bot.stop()
