"""`/care import`: a manager pastes names, or rows of a spreadsheet with a header, and hears what came of them."""

import html
import re
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.words import rest_of, word
from models.importing.pasted import read_pasted
from models.importing.report import Report
from models.importing.sheets import Order, import_sheets
from models.importing.spreadsheet import UnreadableError
from models.member import Member
from models.welcome import look_again
from models.workspace import Workspace
from templates import render

_LINK = re.compile(r"<(?:mailto:|tel:|https?:)[^<>|]*\|([^<>]*)>|<(https?:[^<>|]*)>")


def register(app: App) -> None:
    app.command("/care", matchers=[word("import")])(typed)
    app.view("importing")(submitted)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Import what stands behind the word; with nothing there, open the form."""
    pasted = rest_of(command)
    if not pasted:
        client.views_open(trigger_id=command["trigger_id"], view=render("importing/form", member))
        ack()
        return
    try:
        report = _bring_in(database, member, as_typed(pasted), now)
    except UnreadableError as error:
        ack(**render("importing/unreadable", member, problem=error, pasted=pasted))
        return
    wake()
    ack(**render("importing/done", member, report=report))


def submitted(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Import what stands in the form, or say beside it what is wrong."""
    try:
        report = _bring_in(database, member, value_of(view, "pasted") or "", now)
    except UnreadableError as error:
        ack(**render("importing/errors", member, problem=error))
        return
    wake()
    ack(**render("importing/done_form", member, report=report))


def as_typed(text: str) -> str:
    """Undo what Slack does to the text of a command: links around addresses, and `&amp;` for "&"; mentions stay."""
    return html.unescape(_LINK.sub(lambda link: link[1] or link[2], text))


def _bring_in(database: Database, member: Member, pasted: str, now: datetime) -> Report:
    """Import pasted customers; where no champion is named they are in the care of who pasted them."""
    sheet = read_pasted(pasted)
    order = Order(sheet, actor=member.user_id, champion_id=member.user_id, month_first=member.writes_month_first)
    with database.begin() as session:
        report = import_sheets(session, session.get_one(Workspace, member.team_id), order, now)
        look_again(session, member.team_id, now)
    return report
