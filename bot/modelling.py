"""`touchbase model`: prints the care model and what it makes of the next 90 days; of a draft, too, beside it."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.app import clock_of, prepare
from bot.database import open_storage
from bot.importing import only_workspace
from bot.settings import Settings
from models.care_change import draft_of
from models.care_model import CareModel, Policy, care_model_of
from models.dry_run import Forecast, compare
from models.sharing import without_champion
from models.workspace import Workspace


def show(settings: Settings, console: Console) -> None:
    """Print the care model of the one workspace, and its dry run."""
    prepare(settings)
    storage = open_storage(settings.database_url)
    try:
        team_id, now = only_workspace(storage), clock_of(settings).now()
        with storage.reading.begin() as session:
            model, draft = care_model_of(session, team_id), draft_of(session, team_id)
            models = [model, *([model.with_rows(draft.policies)] if draft else [])]
            found = compare(session, session.get_one(Workspace, team_id), models, now)
            nobodys = len(without_champion(session, team_id))
    finally:
        storage.close()
    for title, one, forecasts in zip(("Care model", "Draft, not switched on"), models, found, strict=False):
        console.print(_policies(title, one), _forecasts(forecasts), sep="\n")
    if nobodys:
        console.print(f"Customers without champion, not counted: {nobodys:,}", highlight=False)


def _policies(title: str, model: CareModel) -> Table:
    table = Table("tier", "days between touches", "touches a year", "silent after", "reply hours", "first", title=title)
    for name, policy in model.rows.items():
        table.add_row(name, *_cells(policy))
    return table


def _cells(policy: Policy) -> Sequence[str]:
    days = [str(policy.cadence_days or "never"), str(policy.touches_a_year), str(policy.silence_days or "never")]
    return [*days, str(policy.reply_hours), ", ".join(policy.activities)]


def _forecasts(forecasts: Sequence[Forecast]) -> Table:
    columns = ("champion", "customers", "nudges", "most a day", "full days", "wait for a later morning")
    table = Table(*columns, title="The next 90 days")
    for one in forecasts:
        most = one.by_day[one.busiest] if one.busiest else 0
        counts = (one.customers, one.nudges, most, one.full_days, one.late)
        table.add_row(one.champion.name, *(f"{count:,}" for count in counts))
    return table
