"""What a manager's taps under a dropped file do: import it, correct its columns, cancel, take the import back."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database, Wake
from handlers.forms import value_of
from models.dropped_file import (
    CANCELLED,
    IMPORTING,
    READY,
    RECEIVED,
    UNDOING,
    WAITING,
    DroppedFile,
    end,
    find_file,
    work_on,
)
from models.dropped_file_import import can_undo
from models.importing.headers import CUSTOMER_COLUMNS, Column
from models.member import Member
from templates import render

MOST_COLUMNS = 100
"""A menu offers no more."""


def register(app: App) -> None:
    app.action("file_import")(bring_in)
    app.action("file_cancel")(cancel)
    app.action("file_undo")(take_back)
    app.action("file_columns")(open_columns)
    app.view("file_columns_form")(correct)


def bring_in(ack: Ack, action: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Have a previewed file imported; the message says how far it is. Pressed twice it is imported once."""
    with database.begin() as session:
        file = find_file(session, member.team_id, action["value"])
        if file and file.state == READY:
            work_on(session, file, IMPORTING, now)
    wake()
    ack()


def cancel(ack: Ack, action: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Forget a file that was not imported."""
    with database.begin() as session:
        file = find_file(session, member.team_id, action["value"])
        if file and file.state in (*WAITING, RECEIVED):
            end(session, file, CANCELLED, now)
    wake()
    ack()


def take_back(ack: Ack, action: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Have an import taken back."""
    with database.begin() as session:
        file = find_file(session, member.team_id, action["value"])
        if file and can_undo(file):
            file.outcome = {**file.outcome, "undone_by": member.user_id}
            work_on(session, file, UNDOING, now)
    wake()
    ack()


def open_columns(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], client: WebClient, reading: Database, member: Member
) -> None:
    """Open the form that says which column holds what."""
    with reading.begin() as session:
        file = find_file(session, member.team_id, action["value"])
    client.views_open(trigger_id=body["trigger_id"], view=_form(file, member))
    ack()


def _form(file: DroppedFile | None, member: Member) -> dict[str, Any]:
    if file is None or file.state not in WAITING or not file.preview["header"]:
        return render("dropped_file/gone", member)
    return render(
        "dropped_file/columns",
        member,
        file=file,
        header=file.preview["header"][:MOST_COLUMNS],
        chosen=file.columns or file.preview.get("columns", {}),
        columns=CUSTOMER_COLUMNS,
    )


def correct(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Read the file again with the columns that were chosen, or say beside a menu what is wrong."""
    chosen = {one.name: value_of(view, one.name) for one in CUSTOMER_COLUMNS}
    places = {name: int(place) for name, place in chosen.items() if place is not None}
    problems = _problems(places)
    answer: dict[str, Any] = {}
    with database.begin() as session:
        file = find_file(session, member.team_id, view["private_metadata"])
        if problems:
            answer = render("dropped_file/column_errors", member, problems=problems)
        elif file is None or file.state not in WAITING:
            answer = render("dropped_file/gone_form", member)
        else:
            file.columns = places
            work_on(session, file, RECEIVED, now)
    wake()
    ack(**answer)


def _problems(places: dict[str, int]) -> dict[str, str]:
    """Return by column what is wrong: no column can mean two things, and somewhere the names have to stand."""
    problems: dict[str, str] = {}
    met: set[int] = set()
    for name, place in places.items():
        if place in met:
            problems[name] = "twice"
        met.add(place)
    if Column.CUSTOMER.name not in places and not {Column.FIRST_NAME.name, Column.LAST_NAME.name} <= places.keys():
        problems[Column.CUSTOMER.name] = "no_names"
    return problems
