"""App Home: a member's customers with both clocks, drawn when they open it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database
from handlers.mine import needing, standings_of, standings_read
from models.complaint_waiting import unanswered_of
from models.member import Member, managers
from models.workspace import working_time_of
from templates import render

MOST_ROWS = 60


def register(app: App) -> None:
    app.event("app_home_opened")(opened)


def opened(
    ack: Ack, event: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Draw the Home tab anew; the Messages tab needs nothing."""
    if event.get("tab") == "home":
        with reading.begin() as session:
            theirs = standings_of(session, member, now)
            view = render(
                "home/home",
                member,
                member=member,
                needing=needing(standings_read(session, member, now)),
                standings=theirs,
                unanswered=unanswered_of(session, member.team_id, [one.customer for one in theirs]),
                managers=managers(session, member.team_id),
                today=working_time_of(session, member.team_id, member).today(now),
                most=MOST_ROWS,
            )
        client.views_publish(user_id=member.user_id, view=view)
    ack()
