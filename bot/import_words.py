"""What `touchbase import` says in a terminal: how columns are understood, which rows were refused, what came of it."""

from collections.abc import Iterator
from itertools import islice

from rich.table import Table
from rich.text import Text

from models.complaint_past import PastComplaints
from models.importing.headers import Layout
from models.importing.report import Problem, Report, Trouble
from models.importing.spreadsheet import MOST_BYTES, MOST_ROWS, Fault, Sheet, UnreadableError

MOST_PROBLEMS = 50
MOST_NAMES = 10

FAULTS = {
    Fault.EMPTY: "there is nothing in it.",
    Fault.TOO_LARGE: f"it is larger than {MOST_BYTES // 2**20} MB: split it.",
    Fault.TOO_MANY_ROWS: f"it has more than {MOST_ROWS:,} rows: split it.",
    Fault.WORKBOOK: 'it is a workbook that cannot be read: open it and save it as "CSV UTF-8".',
    Fault.NOT_TEXT: 'row {row} is no text: save the file as "CSV UTF-8".',
    Fault.ENCODING: 'row {row} has characters of an unknown encoding: save the file as "CSV UTF-8".',
    Fault.QUOTES: "row {row}: a quotation mark is not closed, so the rows behind it cannot be told apart.",
    Fault.CELL_TOO_LONG: "row {row} has a cell without end; perhaps a quotation mark is not closed.",
    Fault.NO_NAME_COLUMN: 'no column holds customers. Call one of them "Customer". I see: {seen}.',
    Fault.NO_DAY_COLUMN: 'no column holds days. Call one of them "Date". I see: {seen}.',
    Fault.NO_STOCKTAKE_COLUMN: "a stocktake needs the columns Customer, Tier and Confirmed on; it lacks {seen}.",
    Fault.NO_COMPLAINT_COLUMN: (
        "complaints need the columns Customer, Complaint, Complained at and Put right at; it lacks {seen}."
    ),
}
TROUBLES = {
    Trouble.NO_NAME: "has no customer",
    Trouble.SAME_NAME: 'means several customers: "{seen}"; a column with their ids would tell them apart',
    Trouble.NO_MONEY: '"{seen}" cannot be read as one amount: write it as 1234.50',
    Trouble.OTHER_CURRENCY: "is in {seen}, but the workspace counts in {currency}: set --rate {seen}=… to convert it",
    Trouble.NO_DAY: '"{seen}" cannot be read as one day: write it as 2026-03-04',
    Trouble.FUTURE_DAY: '"{seen}" has not come yet: only what is past is imported',
    Trouble.UNKNOWN_CUSTOMER: 'no customer is called "{seen}"',
    Trouble.OWN_PLAN: 'has an own plan that cannot be read: "{seen}"',
    Trouble.NO_TIER: 'has the tier "{seen}", which is none of A to E',
    Trouble.NO_ANSWER: 'answers "{seen}": write 1 for yes, 0 for so-so, -1 for no',
    Trouble.NO_TIME: '"{seen}": a day and time is missing or cannot be read, write it as 2026-03-04 09:30',
    Trouble.OUT_OF_ORDER: "tells of {seen} before something that came earlier: one of its times is wrong",
    Trouble.CIRCLE: 'would belong to itself, directly or through others: its parent is "{seen}"',
    Trouble.TOO_WIDE: "has {seen} cells, more than the header: put quotation marks around cells with separators",
}


def fault_words(error: UnreadableError) -> str:
    """Say why a file is refused and what to do."""
    return FAULTS[error.fault].format(row=error.row, seen=error.seen)


def columns_table(title: str, sheet: Sheet, layout: Layout) -> Table:
    """Show what each recognised column is taken for, with the first row's cell as an example."""
    table = Table(title=Text(f"{title}: {_many(sheet.length, 'row')}"), title_justify="left")
    for heading in ("column", "is taken for", "first row"):
        table.add_column(heading)
    first = next((row.cells for row in islice(sheet.rows(), 1)), [])
    for column, place in sorted(layout.places.items(), key=lambda item: item[1]):
        table.add_row(Text(layout.header[place]), column.value, Text(layout.cell(first, column)))
    if layout.unused:
        table.add_row(Text(", ".join(layout.unused), style="dim"), Text("(left out)", style="dim"), "")
    return table


def problem_lines(report: Report) -> Iterator[str]:
    """Say of each refused row why."""
    for problem in report.problems[:MOST_PROBLEMS]:
        yield _problem(problem, report.currency)
    if len(report.problems) > MOST_PROBLEMS:
        yield f"… and {len(report.problems) - MOST_PROBLEMS:,} more rows."


def summary_lines(report: Report) -> Iterator[str]:
    """Say what came of an import."""
    if report.customers:
        yield f"{_many(report.customers, 'customer')}: {_outcomes(report)}."
        yield f"With a champion: {report.with_champion:,}. Without, on the managers' list: {report.without_champion:,}."
    if report.suggested:
        tiers = ", ".join(f"{count:,} {tier}" for tier, count in sorted(report.suggested.items()))
        yield f"Tiers suggested by revenue (in {report.currency}): {tiers}."
    if report.connected:
        yield f"{_many(report.connected, 'customer')} connected with a parent."
    if report.people:
        yield f"{_many(report.people, 'person', 'people')} to speak to."
    if report.contacts or report.known_contacts:
        touches, signs = _many(report.touches, "touch", "touches"), _many(report.signs, "sign", "signs")
        known = f"{report.known_contacts:,} known before"
        yield f"{_many(report.contacts, 'past contact')}: {touches}, {signs} of life; {known}."
    if report.asked_about:
        others = "; the others are spread out" if report.spread else ""
        yield f"The first briefs ask when you last spoke to {report.asked_about:,} of them{others}."
    yield from _remarks(report)


def past_lines(past: PastComplaints) -> Iterator[str]:
    """Say what came of complaints from before Touchbase."""
    yield from (f"complaints, {line}" for line in problem_lines(past.report))
    if past.new or past.known:
        yield f"{_many(past.new, 'past complaint')}; {past.known:,} known before."


def last_lines(report: Report, past: PastComplaints, *, dry_run: bool) -> Iterator[str]:
    """Say in the end what was left out, and whether anything was written."""
    if refused := len(report.problems) + len(past.report.problems):
        yield f"{_many(refused, 'row')} left out; correct and import again: nothing comes twice."
    if dry_run:
        yield "Dry run: nothing was written."


def _remarks(report: Report) -> Iterator[str]:
    for title in report.guessed_order:
        yield f'The days in "{title}" could be read either way round; write them as 2026-03-04 if they came out wrong.'
    if report.unknown_owners:
        yield f"Not found in Slack, so without champion: {_names(report.unknown_owners.most_common(MOST_NAMES))}."
    if report.unknown_parents:
        yield f"Not found as parents: {_names(report.unknown_parents.most_common(MOST_NAMES))}."
    if report.unknown_tiers:
        yield f"Not understood as tiers: {_names(report.unknown_tiers.most_common(MOST_NAMES))}."


def _outcomes(report: Report) -> str:
    counts = {"new": report.new, "changed": report.changed, "as before": report.unchanged}
    return ", ".join(f"{count:,} {word}" for word, count in counts.items() if count)


def _problem(problem: Problem, currency: str) -> str:
    where = "contacts, row" if problem.in_contacts else "row"
    return f"{where} {problem.row}: {TROUBLES[problem.trouble].format(seen=problem.seen, currency=currency)}"


def _names(counted: list[tuple[str, int]]) -> str:
    return ", ".join(f'"{name}" ({count:,})' for name, count in counted)


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
