"""Plan and done of a public sample company with a year put into the calendar: `python -m benchmarks.plan FOLDER`.

FOLDER holds northwind-customers.csv and northwind-orders.csv, as for `benchmarks/northwind.py`. They and a made-up year
of calls and visits are imported and the Annual Calendar is put in. What `touchbase export --plan` writes is compared,
row by row, with a calculation of our own from the files and the rows of the calendar, with none of the bot's code.
"""

import itertools
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.northwind import CADENCE, EVENING, Rows, bring_in, hire, query, read, shifted, tiers_by_revenue
from benchmarks.worth import TODAY, made_up, pressed, touchbase
from practice.client import Client
from practice.serve import practice_workspace

FIRST, LAST = TODAY - timedelta(days=365), TODAY + timedelta(days=365)
Row = tuple[str, str, str, str]
CALENDAR = """
    select customer.name, touch.planned_for, touch.planned_kind from touch join customer on customer.id = customer_id
    where touch.source = 'calendar' and touch.undone_at is null order by 1, 2
"""


def main(source: Path) -> None:
    with TemporaryDirectory() as place, practice_workspace(Path(place), bot=True, now=EVENING) as practice:
        folder = Path(place)
        customers, _ = shifted(source, folder)
        touches = made_up(customers, folder)
        hire(practice, customers)
        bring_in(practice, folder)
        touchbase(practice, folder, "import", "--contacts", str(folder / "touches.csv"))
        put_in(practice)
        touchbase(practice, folder, "export", "--plan", str(folder / "plan.csv"))
        calendar = [(name, date.fromisoformat(day), kind) for name, day, kind in query(folder, CALENDAR)]
        look_at(calendar, customers)
        compare(folder, customers, touches, calendar)


def put_in(practice: Client) -> None:
    """Make the plan and put it in, as a manager does."""
    pressed(practice, "calendar", "calendar_make")
    practice.advance("1m")
    laid_out = practice.messages("@bot", "maria")[-1]
    [block] = [block for block in laid_out["blocks"] if block["type"] == "actions"]
    where = {"channel": "@bot", "ts": laid_out["ts"], "block_id": block["block_id"]}
    practice.click("maria", "calendar_put_in", block["elements"][0]["value"], **where)


def look_at(calendar: list[tuple[str, date, str]], customers: Rows) -> None:
    """Print what the calendar promises: no weekend, few a week, no kind three times running."""
    owner = {row["Company name"]: row["Company owner"] for row in customers}
    weeks = Counter((owner[name], day.isocalendar()[:2]) for name, day, _ in calendar)
    kinds = {name: [kind for _, _, kind in rows] for name, rows in itertools.groupby(calendar, lambda row: row[0])}
    thrice = sum(len({*run}) == 1 for row in kinds.values() for run in zip(row, row[1:], row[2:], strict=False))
    print(f"calendar: {len(calendar)} touches with {len(kinds)} customers, at most {max(weeks.values())} a week each;")
    print(f"  on weekends: {sum(day.weekday() > 4 for _, day, _ in calendar)}, one kind three times running: {thrice}")


def compare(folder: Path, customers: Rows, touches: Rows, calendar: list[tuple[str, date, str]]) -> None:
    """Compare each row of the table: month, champion, tier and kind; what was planned, done, is still to do."""
    mine = reckon(customers, touches, calendar, dict(query(folder, "select name, added_on from customer")))
    told = {
        (row["Month"], row["Champion"], row["Tier"], row["Kind"]): (int(row["Planned"]), int(row["Done"]))
        for row in read(folder / "plan.csv")
    }
    owed = [int(row["Still to do"]) for row in read(folder / "plan.csv")]
    wrong = [key for key in told.keys() | mine.keys() if told.get(key) != mine.get(key)]
    print(f"{len(told)} rows, {len(wrong)} other than counted here: {sorted(wrong)[:5]}")
    print(f"planned {sum(planned for planned, _ in mine.values())}, done {sum(done for _, done in mine.values())}")
    print("still to do is planned less done:", owed == [max(0, planned - done) for planned, done in told.values()])


def reckon(
    customers: Rows, touches: Rows, calendar: list[tuple[str, date, str]], added: dict[str, str]
) -> dict[Row, tuple[int, int]]:
    """Return what was planned and done by month, champion, tier and kind, a year back and a year ahead."""
    tiers, about = tiers_by_revenue(customers), {}
    for row in customers:
        name = row["Company name"]
        first, _, last = row["Company owner"].split("@")[0].partition(".")
        about[name] = (f"{first} {last}".strip().title(), tiers[name])
    made, planned = defaultdict(list), defaultdict(list)
    for row in touches:
        made[row["Company"]].append(date.fromisoformat(row["Date"]))
    for name, day, _ in calendar:
        planned[name].append(day)
    found: dict[Row, list[int]] = defaultdict(lambda: [0, 0])
    entries = [(name, day, kind, 0) for name, day, kind in calendar]
    entries += [(row["Company"], date.fromisoformat(row["Date"]), row["Kind"], 1) for row in touches]
    for name, (_, tier) in about.items():
        due = due_days(date.fromisoformat(added[name]), made[name], CADENCE[tier])
        free = [day for day in due if all(abs((day - plan).days) > CADENCE[tier] // 2 for plan in planned[name])]
        entries += [(name, day, "any", 0) for day in free]
    for name, day, kind, column in entries:
        if FIRST <= day <= LAST:
            found[(f"{day:%Y-%m}", *about[name], kind)][column] += 1
    return {key: (first, second) for key, (first, second) in found.items()}


def due_days(added: date, made: list[date], cadence: int) -> list[date]:
    """Return a cadence after each touch, or after the day they were added, unless touched before that day's week."""
    known = sorted(made)
    known = known if known and known[0] <= added else [added, *known]
    due = [(day + timedelta(days=cadence), after) for day, after in zip(known, [*known[1:], date.max], strict=True)]
    return [day for day, after in due if after >= day - timedelta(days=day.weekday())]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
