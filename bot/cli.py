"""The command line. Each command imports what it needs when it runs: a person waits for it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="touchbase",
    help="Touchbase keeps your customers from being forgotten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def run() -> None:
    """Connect to Slack and work until stopped (Ctrl-C)."""
    with told_plainly():
        gc.disable()  # of what is imported nothing is garbage, and to find that out takes a quarter of the start
        from bot.running import run_until_stopped

        gc.freeze()
        gc.enable()
        run_until_stopped()


@app.command()
def doctor(
    slack: Annotated[bool, typer.Option(help="Also ask Slack about the tokens and their scopes.")] = False,
) -> None:
    """Check settings, tokens, scopes and the database, and say what to do."""
    from rich.console import Console

    from bot.doctor import examine, is_well, report

    Console().print(report(findings := examine(ask_slack=slack)))
    raise typer.Exit(0 if is_well(findings) else 1)


@app.command("import")
def import_(
    file: Annotated[Path | None, typer.Argument(help="Customers: a CSV file of your CRM or spreadsheet.")] = None,
    contacts: Annotated[Path | None, typer.Option(help="Past contacts or orders: a second CSV file.")] = None,
    complaints: Annotated[Path | None, typer.Option(help="Complaints that were put right: another CSV file.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would come of it and write nothing.")] = False,
    source: Annotated[str, typer.Option(help="The system the files come from; its ids are its own.")] = "import",
    rate: Annotated[list[str] | None, typer.Option(help="USD=0.92: what another currency is worth in yours.")] = None,
) -> None:
    """Bring in customers, past contacts and complaints. The same file twice changes nothing."""
    with told_plainly():
        from rich.console import Console

        from bot.importing import Wanted, bring_in, rates_of
        from bot.settings import load

        wanted = Wanted(file, contacts, complaints, source=source, rates=rates_of(rate or ()), dry_run=dry_run)
        bring_in(load(), wanted, Console())


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write the customers: a new CSV file.")] = None,
    contacts: Annotated[Path | None, typer.Option(help="Where to write touches and signs of life.")] = None,
    plan: Annotated[Path | None, typer.Option(help="Where to write plan and done by month of the last year.")] = None,
    sayings: Annotated[Path | None, typer.Option(help="Where to write what customers said, and ideas.")] = None,
    referrals: Annotated[Path | None, typer.Option(help="Where to write who sent whom, and what came of it.")] = None,
    known: Annotated[Path | None, typer.Option(help="Where to write dates and promises.")] = None,
    offerings: Annotated[Path | None, typer.Option(help="Where to write what customers use and were told of.")] = None,
    moments: Annotated[Path | None, typer.Option(help="Where to write which moments of truth were seen to.")] = None,
) -> None:
    """Write customers and past contacts into files that `import` reads, and files of what else is kept."""
    with told_plainly():
        from rich.console import Console

        from bot.exporting import write_out
        from bot.settings import load

        write_out(load(), file, contacts, plan, Console(), sayings, referrals, known, offerings, moments)


@app.command()
def worth(
    csv: Annotated[Path | None, typer.Option(help="Where to write the figures: a new CSV file.")] = None,
) -> None:
    """Show what each customer is worth: revenue less what sales, touches and communicating cost."""
    with told_plainly():
        from rich.console import Console

        from bot.settings import load
        from bot.worth import tell_worth

        tell_worth(load(), csv, Console())


@app.command()
def stocktake(
    csv: Annotated[Path | None, typer.Option(help="Also write every grading: a new CSV file.")] = None,
    past: Annotated[Path | None, typer.Option(help="First bring in stocktakes from before Touchbase: a table.")] = None,
) -> None:
    """Print the last stocktake: customers and revenue per tier, and how many moved."""
    with told_plainly():
        from rich.console import Console

        from bot.settings import load
        from bot.stocktake import tell

        tell(load(), csv, Console(), past)


@app.command()
def pulse(
    past: Annotated[Path | None, typer.Option(help="First bring in pulses from before Touchbase: a table.")] = None,
) -> None:
    """Print what the last pulse says, managers and front line apart."""
    with told_plainly():
        from rich.console import Console

        from bot.pulse import tell
        from bot.settings import load

        tell(load(), past, Console())


@app.command()
def model() -> None:
    """Show the care model and what it makes of the next 90 days; of a draft, too."""
    with told_plainly():
        from rich.console import Console

        from bot.modelling import show
        from bot.settings import load

        show(load(), Console())


@app.command()
def forget(
    customer: Annotated[str | None, typer.Argument(help="A customer's whole name, or their id.")] = None,
    member: Annotated[str | None, typer.Option(help="Instead a person who has left, by Slack id: U0123ABCD.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for the name as a confirmation.")] = False,
) -> None:
    """Erase a customer with everything kept of them, or a person's words and name, for good."""
    with told_plainly():
        from rich.console import Console

        from bot.forgetting import Wanted
        from bot.forgetting import forget as erase
        from bot.settings import load

        erase(load(), Wanted(customer, member, confirmed=yes), typer.prompt, Console())


@contextmanager
def told_plainly() -> Iterator[None]:
    """Say what is wrong and what to do in one paragraph instead of a traceback, for what an operator can mend."""
    from slack_sdk.errors import SlackApiError
    from sqlalchemy.exc import OperationalError

    from bot.refused import RefusedError
    from bot.schema import SchemaError
    from bot.settings import SettingsError

    try:
        yield
    except (RefusedError, SettingsError, SchemaError) as error:
        _end(str(error))
    except SlackApiError as error:
        _end(f"Slack refuses the token ({error.response.get('error')}): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN.")
    except OperationalError as error:
        _end(f"The database cannot be opened: {error.orig}. Check DATABASE_URL.")
    except OSError as error:
        _end(f"Slack cannot be reached: {error}. Check the network and SLACK_API_URL.")


def _end(words: str) -> None:
    typer.secho(words, err=True, fg=typer.colors.RED)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
