"""`touchbase pulse`: prints what the last pulse says, and brings in pulses that were taken before Touchbase."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.app import clock_of, prepare
from bot.database import open_storage
from bot.import_words import fault_words
from bot.importing import ImportRefusedError, only_workspace
from bot.settings import Settings
from models.importing.spreadsheet import MOST_BYTES, UnreadableError
from models.importing.workbook import read_file
from models.pulse import AREAS
from models.pulse_part import quarter_now
from models.pulse_past import PastPulseError, PastPulses, bring_in
from models.pulse_results import Results, results_of


def tell(settings: Settings, past: Path | None, console: Console) -> None:
    """Print the results of the last pulse that is over; first keep those of `past`. Raises ImportRefusedError."""
    prepare(settings)
    storage, now = open_storage(settings.database_url), clock_of(settings).now()
    try:
        team_id = only_workspace(storage)
        if past:
            sheet_of = _content(past)
            with storage.patient.begin() as session:
                try:
                    found = bring_in(session, team_id, read_file(sheet_of), quarter_now(session, team_id, now))
                except UnreadableError as error:
                    raise ImportRefusedError(f"{past.name}: {fault_words(error)}") from error
                except PastPulseError as error:
                    raise ImportRefusedError(f"{past.name}: {_wrong(error)} Nothing was brought in.") from error
            console.print(_came(found), markup=False, highlight=False, soft_wrap=True)
        with storage.reading.begin() as session:
            results = results_of(session, team_id, now)
        if results:
            console.print(drawn(results))
        else:
            console.print("No pulse can be shown yet: of fewer than five answers nothing is.", highlight=False)
    finally:
        storage.close()


def drawn(results: Results) -> Table:
    """Return the means by area and group."""
    table = Table(
        "Area", *(group.replace("_", " ") for group in results.groups), title=f"Pulse of {results.quarter.name}"
    )
    for area in AREAS:
        opinions = [results.opinions[group].get(area) for group in results.groups]
        table.add_row(area.replace("_", " "), *(f"{one.mean:.1f}" if one else "–" for one in opinions))
    return table


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImportRefusedError(f"{path} cannot be opened: {error.strerror}.") from error


def _wrong(error: PastPulseError) -> str:
    if not error.row:
        return f"there is no column {error.column}; it wants Quarter, Group, Area and 1 to 5."
    wanted = {
        "Quarter": "a quarter that is over, such as 2026-Q3",
        "Group": "managers or front line",
        "Area": f"one of {', '.join(AREAS).replace('_', ' ')}",
    }
    return f'row {error.row}, {error.column}: "{error.seen}" is not {wanted.get(error.column, "a number of people")}.'


def _came(found: PastPulses) -> str:
    new = ", ".join(quarter.name for quarter in found.new) or "none"
    kept = f" Left as they are: {', '.join(quarter.name for quarter in found.kept)}." if found.kept else ""
    return f"Brought in: {new}.{kept}"
