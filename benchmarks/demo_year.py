"""A year in the demo company, counted again: `python -m benchmarks.demo_year [DATABASE_URL]`.

The demo's sixty customers in four zones, as `make demo` sets them up, with everything switched on: the calendar is put
in, moments, promises, complaints, stocktakes and pulses come as they come. The bot meets every morning of the year. On
Fridays Alice sees to everybody of whom her briefs speak, Dana every second week, Bob to every second one by e-mail,
Chen to nobody. Who typed what is kept in a diary; what the bot counts in the end is counted again from it and from the
demo's own files. DATABASE_URL names an empty database; without it, it is a SQLite file that is thrown away.
"""

import csv
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.database import Storage, open_storage
from models.customer import ACTIVE, Customer
from models.message import Message
from models.nudge import Nudge
from practice.bot_process import PROJECT, TOUCHBASE, BotProcess
from practice.client import Client
from practice.manifest import read_manifest
from practice.seed.demo import enter, rows_of
from practice.serve import PATIENCE, address_of, bind, running
from practice.slack import Slack

FIRST, LAST = date(2026, 11, 20), date(2027, 11, 19)
PEOPLE = ("alice", "bob", "chen", "dana", "maria")
COSTS = {"sales": "40", "communicating": "120", "cost_call": "35.50", "cost_visit": "400"}
SERVING = {"call": 35_50, "visit": 400_00}
COMMUNICATING = 120_00
BUYERS = ("Acme Corporation", "Bayside Marina", "Hilltop Hospital Trust", "Kumar Textiles", "Northgate Rail")
COMPLAINED = {5: "Cedar Point Brewing", 17: "Spree Logistics", 33: "Highland Distillers"}
MOST_ASKS, MOST_BLOCKS = 3, 40


@dataclass
class Diary:
    """What people typed: purchases in minor units by customer; touches by customer, kind and day."""

    bought: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    touched: list[tuple[str, str, date]] = field(default_factory=list)


def main(address: str | None) -> None:
    began, wrong = time.monotonic(), 0
    with TemporaryDirectory() as place:
        slack, listening = Slack(read_manifest(), patience=PATIENCE), bind(0)
        slack.bot = bot = BotProcess(address_of(listening), Path(place))
        bot.environment |= {"DATABASE_URL": address} if address else {}
        with running(slack, listening) as practice:
            practice.reset("demo")
            storage, diary = open_storage(bot.environment["DATABASE_URL"]), Diary()
            play(practice, storage, diary)
            print(f"the year was played in {time.monotonic() - began:,.0f} seconds, {len(diary.touched)} touches typed")
            for said, right in found(practice, storage, diary, bot.environment, Path(place)):
                wrong += not right
                print(f"{'right' if right else 'WRONG'}: {said}")
            storage.close()
    sys.exit(wrong)


def play(practice: Client, storage: Storage, diary: Diary) -> None:
    """Let the year pass, from Friday to Friday with every morning between them."""
    [answer] = enter(practice, "maria", "/care", "worth")["replies"]
    [form] = press(practice, "maria", answer, "Costs…")["views"]
    practice.submit("maria", form["id"], COSTS)
    for week in range((LAST - FIRST).days // 7):
        friday = FIRST + timedelta(days=7 * week)
        practice.move_to(datetime(friday.year, friday.month, friday.day, 16, tzinfo=UTC))
        happen(practice, diary, week, friday)
        for user, name, place in asked(storage):
            if kind := answer_of(user, week, place):
                touch(practice, diary, user, f"{name} {kind}", (name, kind, friday))
    practice.move_to(datetime(LAST.year, LAST.month, LAST.day, 18, tzinfo=UTC))


def answer_of(user: str, week: int, place: int) -> str | None:
    """Return what somebody does about the customer in that place of all that their briefs ask for, if anything."""
    if user == "bob":
        return "email" if place % 2 == 0 else None
    sees_to_all = user == "alice" or (user == "dana" and week % 2 == 0)
    return ("visit" if week % 4 == 0 else "call") if sees_to_all else None


def happen(practice: Client, diary: Diary, week: int, friday: date) -> None:
    """What this week holds: purchases, complaints, a customer who leaves and comes back, the calendar."""
    if week == 2:
        [answer] = enter(practice, "maria", "/care", "calendar")["replies"]
        press(practice, "maria", answer, "Make the plan")
        practice.advance("1m")
        press(practice, "maria", practice.messages("@bot", "maria")[-1], "Put it in")
    if week % 3 == 1:
        name, minor = BUYERS[week // 3 % len(BUYERS)], 1_234_35 + week
        enter(practice, "maria", "/care", f"bought {name} {minor // 100}.{minor % 100:02d} today")
        diary.bought[name].append(minor)
    if week in COMPLAINED:
        enter(practice, "sam", "/complaint", f"{COMPLAINED[week]} the label was misprinted")
        touch(practice, diary, "maria", f"{COMPLAINED[week]} sent new ones", (COMPLAINED[week], "other", friday))
    if week == 9:
        enter(practice, "alice", "/care", "promise havel clinics the drawings of the Potsdam house by next Friday")
        enter(practice, "maria", "/care", "lost harbor inn group price")
    if week == 13:
        enter(practice, "maria", "/care", "won harbor inn group")


def touch(practice: Client, diary: Diary, user: str, text: str, kept: tuple[str, str, date]) -> None:
    """Type a touch, or a recovery where it is of no kind, and write it down; what is not understood ends it all."""
    answer = enter(practice, user, "/recovery" if kept[1] == "other" else "/touch", text)
    said = "\n".join(str(reply["text"]) for reply in answer["replies"])
    if escape(kept[0], quote=False) not in said or "Nothing is saved" in said:
        raise SystemExit(f"{user} typed {text!r}: {said}")
    diary.touched.append(kept)


def asked(storage: Storage) -> list[tuple[str, str, int]]:
    """Return of whom briefs have asked and nobody has answered: user, customer's name, place among all."""
    with storage.reading.begin() as session:
        rows = session.exec(
            select(Message.recipient, Customer.name)
            .join(Nudge, (col(Nudge.team_id) == Message.team_id) & (col(Nudge.message_key) == Message.key))
            .join(Customer, (col(Customer.team_id) == Nudge.team_id) & (col(Customer.id) == Nudge.customer_id))
            .where(col(Nudge.outcome).is_(None), Nudge.step > 0, col(Nudge.sent_at).is_not(None))
            .where(col(Nudge.complaint_id).is_(None), col(Nudge.known_id).is_(None), Customer.state == ACTIVE)
            .distinct()
            .order_by(Message.recipient, Customer.name)
        ).all()
    return [(recipient.removeprefix("U0").lower(), name, place) for place, (recipient, name) in enumerate(rows)]


def press(practice: Client, user: str, message: dict[str, Any], label: str) -> dict[str, Any]:
    """Press the button of that name below a message of the DM."""
    buttons = [each for block in message["blocks"] for each in block.get("elements", []) if "action_id" in each]
    button = next(each for each in buttons if each.get("text", {}).get("text") == label)
    return practice.click(user, button["action_id"], button.get("value"), channel="@bot", ts=message["ts"])


def found(
    practice: Client, storage: Storage, diary: Diary, env: dict[str, str], folder: Path
) -> Iterator[tuple[str, bool]]:
    """Yield each statement about the year, and whether it holds."""
    yield from briefs_and_digests(practice, storage)
    done: Counter[tuple[str, str]] = Counter()
    for row in table(env, folder, "export", "--plan"):
        done[row["Month"][:7], row["Kind"]] += int(row["Done"])
    counted = Counter((f"{day:%Y-%m}", kind) for _, kind, day in diary.touched)
    yield f"{done.total()} touches done by month and kind, {counted.total()} in the diary", +done == counted
    before = {row["Company"] for row in rows_of("touches.csv") if row["Amount (EUR)"]}
    stated = {row["Company"]: int(row["Annual revenue (EUR)"]) * 100 for row in rows_of("customers.csv")}
    worths, differ = table(env, folder, "worth", "--csv"), []
    for row in worths:
        name = row["Customer"]
        has_bought = name in before or name in diary.bought or name == "Studio Indigo"
        revenue = sum(diary.bought[name]) if has_bought else stated[name]
        serving = sum(SERVING.get(kind, 0) for who, kind, _ in diary.touched if who == name)
        sales = int((Decimal(revenue) * 40 / 100).to_integral_value())
        told = [int(Decimal(row[cell]) * 100) for cell in ("Revenue", "Cost of sales", "Serving", "Communicating")]
        if told != [revenue, sales, serving, COMMUNICATING]:
            differ.append((name, told, [revenue, sales, serving, COMMUNICATING]))
    yield f"worth of {len(worths)} customers to the cent; otherwise than counted here: {differ}", not differ


def briefs_and_digests(practice: Client, storage: Storage) -> Iterator[tuple[str, bool]]:
    zones = {person["id"]: ZoneInfo(person["tz"]) for person in practice.state()["users"]}
    with storage.reading.begin() as session:
        sent = select(Message.recipient, Message.sent_at).where(Message.feature == "brief", Message.state == "sent")
        briefs = [(user, at.astimezone(zones[user])) for user, at in session.exec(sent) if at]
    days = Counter((user, at.date()) for user, at in briefs)
    yield f"{len(briefs)} briefs, {max(days.values())} a person and day at most", max(days.values()) == 1
    yield (
        "each at nine on a working day",
        all((at.hour, at.minute, at.weekday() < 5) == (9, 0, True) for _, at in briefs),
    )
    said = [str(one["blocks"]).count("'nudge_later'") for user in PEOPLE for one in practice.messages("@bot", user)]
    yield f"{max(said)} asks in a brief at most", max(said) <= MOST_ASKS
    digests = [len(post["blocks"]) for post in practice.messages("#customer-care")]
    yield f"{len(digests)} digests, {max(digests)} blocks at most", len(digests) == 52 and max(digests) < MOST_BLOCKS


def table(env: dict[str, str], folder: Path, command: str, option: str) -> list[dict[str, str]]:
    """Run one of the bot's commands that write a file, and read it."""
    path = folder / f"{command}.csv"
    subprocess.run([TOUCHBASE[0], command, option, str(path)], cwd=PROJECT, env=env, check=True, capture_output=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
