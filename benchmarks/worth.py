"""Worth, key customers, shares and profile of a public sample company: `python -m benchmarks.worth FOLDER`.

FOLDER holds northwind-customers.csv and northwind-orders.csv, as for `benchmarks/northwind.py`. They and a made-up year
of calls and visits are imported, costs are set in the form, and what the bot says is compared with a calculation of our
own: from the files alone, by csv and decimal, with none of the bot's code.
"""

import csv
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.northwind import EVENING, Rows, bring_in, hire, query, read, shifted, tiers_by_revenue
from practice.bot_process import PROJECT, TOUCHBASE, bot_environment
from practice.client import Client
from practice.serve import practice_workspace

TODAY = date(2026, 11, 18)
SALES, COMMUNICATING = Decimal("0.625"), Decimal(120)
COSTS = {"call": Decimal(15), "visit": Decimal(250)}
CENT = Decimal("0.01")


def main(source: Path) -> None:
    with TemporaryDirectory() as place, practice_workspace(Path(place), bot=True, now=EVENING) as practice:
        folder = Path(place)
        customers, orders = shifted(source, folder)
        touches = made_up(customers, folder)
        hire(practice, customers)
        bring_in(practice, folder)
        touchbase(practice, folder, "import", "--contacts", str(folder / "touches.csv"))
        form = pressed(practice, "worth", "worth_costs")["views"][0]
        costs = {"sales": "62.5", "communicating": "120", "cost_call": "15", "cost_visit": "250"}
        practice.submit("maria", form["id"], costs)
        touchbase(practice, folder, "worth", "--csv", str(folder / "worth.csv"))
        compare_worth(folder, customers, orders, touches, practice)
        compare_shares(folder, customers)
        compare_profile(practice, orders)


def made_up(customers: Rows, folder: Path) -> Rows:
    """Write a year of calls and visits, so that serving costs something: always the same ones."""
    rows = [
        {"Date": str(TODAY - timedelta(days=17 + 41 * times + place)), "Company": row["Company name"], "Kind": kind}
        for place, row in enumerate(customers)
        for kind, every in (("call", 4), ("visit", 3))
        for times in range(place % every)
    ]
    with (folder / "touches.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return rows


def touchbase(practice: Client, folder: Path, *command: str) -> None:
    env = bot_environment(practice.base_url, folder)
    subprocess.run([TOUCHBASE[0], *command], cwd=PROJECT, env=env, check=True, capture_output=True)


def pressed(practice: Client, word: str, action: str) -> dict:
    """Type a word of /care as the manager and press a button of the answer."""
    said = practice.command("maria", "@bot", "/care", word)["replies"][0]
    block, element = next(
        (block, each)
        for block in said["blocks"]
        for each in block.get("elements", [])
        if each.get("action_id") == action
    )
    about = {"channel": "@bot", "ts": said["ts"], "block_id": block["block_id"]}
    return practice.click("maria", action, element.get("value"), **about)


def compare_worth(folder: Path, customers: Rows, orders: Rows, touches: Rows, practice: Client) -> None:
    """Compare each customer's worth in three spans, to the cent, and who should be a key customer."""
    bought, touched = by_customer(orders, "Company name"), by_customer(touches, "Company")
    spans = {
        "Worth": (TODAY - timedelta(days=364), TODAY, 365),
        "This year": (date(2026, 1, 1), TODAY, 365),
    }
    told = {row["Customer"]: row for row in read(folder / "worth.csv")}
    wrong, total, lately = [], Counter(), {}
    for customer in customers:
        name = customer["Company name"]
        mine = {span: reckon(customer, bought[name], touched[name], *days) for span, days in spans.items()}
        mine["Ever"] = sum(
            (reckon(customer, bought[name], touched[name], *year) for year in years(bought[name], touched[name])),
            Decimal(0),
        )
        wrong += [
            (name, span, told[name][span], amount)
            for span, amount in mine.items()
            if Decimal(told[name][span]) != amount
        ]
        total.update(mine)
        lately[name] = mine["Worth"]
    print(f"{len(told)} customers, {len(wrong)} of {3 * len(told)} amounts other than counted here: {wrong[:5]}")
    print(
        "worth, last 365 days, this year and ever:", *(f"{total[span]:,.2f}" for span in ("Worth", "This year", "Ever"))
    )
    best = sorted(lately, key=lambda name: -lately[name])[: -(-len(lately) // 5)]
    share = sum(lately[name] for name in best) / sum(lately.values())
    pressed(practice, "worth", "worth_key_all")
    keys = {name for (name,) in query(folder, "select name from customer where key")}
    print(f"key customers: {len(keys)}, the same as here: {keys == set(best)}; they are {share * 100:.1f} % of worth")
    print(f"worth less than nothing: {sum(amount < 0 for amount in lately.values())}")


def by_customer(rows: Rows, column: str) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def years(orders: Rows, touches: Rows) -> list[tuple[date, date, int]]:
    first = since(orders, touches).year
    spans = [(date(year, 1, 1), min(date(year, 12, 31), TODAY)) for year in range(first, TODAY.year + 1)]
    return [(begins, ends, (date(begins.year, 12, 31) - begins).days + 1) for begins, ends in spans]


def since(orders: Rows, touches: Rows) -> date:
    """The first day of which anything is known; nothing before the day of the import, which is today."""
    days = [row["Order date"] for row in orders] + [row["Date"] for row in touches]
    return min([TODAY, *map(date.fromisoformat, days)])


def reckon(customer: dict, orders: Rows, touches: Rows, first: date, last: date, year: int) -> Decimal:
    """Revenue less cost of sales, touches and communicating; what is stated of who never ordered is spread by days."""
    days = (last - first).days + 1
    revenue = sum(
        (Decimal(row["Amount"]) for row in orders if first <= date.fromisoformat(row["Order date"]) <= last), Decimal(0)
    )
    if not orders:
        revenue = cents(Decimal(customer["Total revenue"] or 0) * days / year)
    served = sum(
        (COSTS[row["Kind"]] for row in touches if first <= date.fromisoformat(row["Date"]) <= last), Decimal(0)
    )
    cared = max(0, (last - max(first, since(orders, touches))).days + 1)
    return revenue - cents(revenue * SALES) - served - cents(COMMUNICATING * cared / year)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_EVEN)


def compare_shares(folder: Path, customers: Rows) -> None:
    """Compare what part of stated revenue each tier brings."""
    tiers, mine = tiers_by_revenue(customers), Counter()
    for row in customers:
        mine[tiers[row["Company name"]]] += int(Decimal(row["Total revenue"] or 0) * 100)
    told = dict(query(folder, "select tier, sum(coalesce(revenue_minor, 0)) from customer group by 1"))
    shares = {tier: f"{amount / sum(mine.values()):.1%}" for tier, amount in sorted(mine.items())}
    print(f"revenue by tier: {shares}, the same to the cent as in the database: {told == dict(mine)}")


def compare_profile(practice: Client, orders: Rows) -> None:
    """Compare how many bought once and how many came back."""
    times = Counter(row["Company name"] for row in orders)
    once, back = sum(number == 1 for number in times.values()), sum(number > 1 for number in times.values())
    said = practice.command("maria", "@bot", "/care", "profile")["replies"][0]["text"]
    print(f"bought once: {once}, came back: {back}; the bot says: {said.splitlines()[:2]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
