"""What the calendar holds and nobody is owed any more: a manager takes it out in `/care calendar`, and puts it back."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from handlers.calendar_year import of_team, show_anew
from handlers.context import Database, Wake
from models.calendar import missing
from models.calendar_surplus import put_back, take_out_surplus
from models.member import Member
from models.workspace import Workspace


def register(app: App) -> None:
    app.action("calendar_surplus")(changed)
    app.action("calendar_surplus_undo")(changed)


def changed(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take out what is more than is owed by now, or put it back; the team's calendar is shown anew."""
    with database.begin() as session:
        if action["action_id"] == "calendar_surplus":
            surplus = missing(session, session.get_one(Workspace, member.team_id), now).surplus
            take_out_surplus(session, member.team_id, surplus, member.user_id, now)
        else:
            put_back(session, member.team_id, action["value"], member.user_id, now)
        session.flush()
        said = of_team(session, member, now)
    show_anew(client, body, respond, member, said)
    wake()
    ack()
