"""A quarter with a public sample company's customers: `python benchmarks/northwind.py FOLDER [DAYS]`.

FOLDER holds northwind-customers.csv and northwind-orders.csv (Northwind, by Microsoft; not part of this repository).
Their dates are shifted so that the last order was yesterday, the owners become people of a practice workspace, and
`touchbase import` brings them in. Tiers and both clocks are counted again here, in plain Python; then the clock moves
day by day and what was sent is counted.
"""

import csv
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from practice.bot_process import PROJECT, TOUCHBASE, bot_environment
from practice.client import Client
from practice.serve import practice_workspace

EVENING = datetime(2026, 11, 18, 17, 30, tzinfo=UTC)
YESTERDAY = date(2026, 11, 17)
CADENCE = {"A": 91, "B": 122, "C": 183, "D": 365}
SILENCE = {"A": 120, "B": 165, "C": 245, "D": 450}
Rows = list[dict[str, str]]


def main(source: Path, days: int) -> None:
    with TemporaryDirectory() as place, practice_workspace(Path(place), bot=True, now=EVENING) as practice:
        folder = Path(place)
        customers, orders = shifted(source, folder)
        hire(practice, customers)
        bring_in(practice, folder)
        check(folder, customers, orders)
        form = practice.command("maria", "@bot", "/care", "settings")["views"][0]
        practice.submit("maria", form["id"], {"digest_channel": "#customer-care", "country": "US"})
        practice.move_to(EVENING + timedelta(days=days))
        count(practice, folder)


def shifted(source: Path, folder: Path) -> tuple[Rows, Rows]:
    """Write both files again with the last order on YESTERDAY; return their rows."""
    customers, orders = read(source / "northwind-customers.csv"), read(source / "northwind-orders.csv")
    later = YESTERDAY - max(date.fromisoformat(row["Order date"]) for row in orders)
    for rows, columns in ((customers, ("First order", "Last order")), (orders, ("Order date",))):
        for row in rows:
            row.update({column: str(date.fromisoformat(row[column]) + later) for column in columns if row[column]})
    for rows, name in ((customers, "customers.csv"), (orders, "orders.csv")):
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return customers, orders


def read(path: Path) -> Rows:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return [{column: " ".join(value.split()) for column, value in row.items()} for row in csv.DictReader(file)]


def hire(practice: Client, customers: Rows) -> None:
    """Have every owner join the workspace, by the address that the export names."""
    for email in sorted({row["Company owner"] for row in customers} - {""}):
        first, last = (part.title() for part in email.split("@")[0].split("."))
        person = {"name": first.lower(), "real_name": f"{first} {last}", "email": email, "tz": "America/New_York"}
        practice.event("team_join", person=person | {"role": "champion"})


def bring_in(practice: Client, folder: Path) -> None:
    """Run `touchbase import` twice: the second time changes nothing."""
    command = [TOUCHBASE[0], "import", str(folder / "customers.csv"), "--contacts", str(folder / "orders.csv")]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=PROJECT, env=bot_environment(practice.base_url, folder), capture_output=True, text=True
        )
        print(done.stdout, done.stderr)


def check(folder: Path, customers: Rows, orders: Rows) -> None:
    """Compare tiers, champions and both clocks in the database with a calculation of our own."""
    tiers = tiers_by_revenue(customers)
    last_order: dict[str, date] = defaultdict(lambda: date.min)
    for row in orders:
        last_order[row["Company name"]] = max(last_order[row["Company name"]], date.fromisoformat(row["Order date"]))
    stored = query(folder, "select id, name, tier, champion_id, added_on from customer")
    due_days = dict(query(folder, "select subject_id, due_on from reminder where reason = 'due'"))
    silent_days = dict(query(folder, "select subject_id, due_on from reminder where reason = 'silent'"))
    wrong = []
    for id_, name, tier, _, added_on in stored:
        added, known = date.fromisoformat(added_on), last_order.get(name)
        silent = (known or added) + timedelta(days=SILENCE[tiers[name]])
        expected = (tiers[name], str(added + timedelta(days=CADENCE[tiers[name]])), str(silent))
        found = (tier, due_days.get(id_), silent_days.get(id_))
        wrong += [(name, expected, found)] if expected != found else []
    print(f"{len(stored)} customers, {dict(sorted(Counter(tier for _, _, tier, _, _ in stored).items()))}")
    print(f"{sum(champion is None for _, _, _, champion, _ in stored)} without champion")
    [(signs,)] = query(folder, "select count(*) from sign_of_life")
    print(f"{signs} of {len(orders)} orders are signs of life")
    print(f"{len(wrong)} with a tier or clock other than counted here: {wrong[:5]}")


def tiers_by_revenue(customers: Rows) -> dict[str, str]:
    """A the first half of revenue, B to 80 %, C to 95 %, D the rest and who has none."""
    ranked = sorted(customers, key=lambda row: Decimal(row["Total revenue"] or 0), reverse=True)
    total, before, tiers = sum(Decimal(row["Total revenue"] or 0) for row in customers), Decimal(0), {}
    for row in ranked:
        share = before / total
        tier = "A" if share < Decimal("0.5") else "B" if share < Decimal("0.8") else "C"
        tiers[row["Company name"]] = "D" if share >= Decimal("0.95") or not Decimal(row["Total revenue"] or 0) else tier
        before += Decimal(row["Total revenue"] or 0)
    return tiers


def count(practice: Client, folder: Path) -> None:
    """Print what was sent, and what must never be."""
    state = practice.state()
    names = {person["id"]: person["name"] for person in state["users"]}
    for channel in state["channels"]:
        posted = [message for message in channel["messages"] if message.get("metadata")]
        if not posted:
            continue
        days = Counter(datetime.fromtimestamp(float(message["ts"]), UTC).date() for message in posted)
        whose = names.get(channel.get("user", ""), f"#{channel['name']}")
        print(f"{whose:>14}: {len(posted)} messages, at most {max(days.values())} a day, first {min(days)}")
    keys = query(folder, "select feature, state, count(*) from message group by 1, 2")
    print("messages:", keys)
    print("nudges by step:", query(folder, "select step, count(*) from nudge where sent_at is not null group by 1"))
    waiting = practice.command("maria", "@bot", "/care", "due")["replies"][0]["text"]
    print(waiting[:600])


def query(folder: Path, sql: str) -> list[Any]:
    with sqlite3.connect(f"file:{folder / 'touchbase.db'}?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 91)
