"""App Home: who needs a member, their customers and, for managers, the team; drawn again when something changes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import home_mine, home_team
from handlers.context import Database
from handlers.guard import NUMBERED
from models.home import LONGEST_SEARCH, MINE, TEAM, look_at, view_of, was_looked_at
from models.home_readers import reads_of_somebody
from models.member import Member, find_member
from models.message import Message

Choice = Callable[[dict[str, Any]], dict[str, str | int]]
FIRST_PAGE = {"page": 1}
CHOICES: dict[str, Choice] = {
    "home_tab": lambda action: {"tab": TEAM if action["value"] == TEAM else MINE},
    "home_tier": lambda action: {"tier": action["selected_option"]["value"].removeprefix("all")} | FIRST_PAGE,
    "home_search": lambda action: {"search": (action.get("value") or "").strip()[:LONGEST_SEARCH]} | FIRST_PAGE,
    "home_clear": lambda _: {"search": "", "tier": ""} | FIRST_PAGE,
    "home_page": lambda action: {"page": int(action["value"])},
}
"""What each menu, field and button of Home changes about what is looked at."""


def register(app: App) -> None:
    app.event("app_home_opened")(opened)
    for name in CHOICES.keys() - {"home_page"}:
        app.action(name)(looked)
    for place in (1, 2):
        app.action(f"home_page_{place}")(looked)


def opened(
    ack: Ack,
    event: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Draw the Home tab anew; the Messages tab needs nothing."""
    if event.get("tab") == "home":
        _show(client, database, reading, member, now)
    ack()


def looked(
    ack: Ack,
    action: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show another tab, page or choice of customers, and keep that it is what they look at."""
    choose = CHOICES[NUMBERED.sub("", action["action_id"])]
    _show(client, database, reading, member, now, **choose(action))
    ack()


def _show(
    client: WebClient, database: Database, reading: Database, member: Member, now: datetime, **choice: str | int
) -> None:
    with reading.begin() as session:
        is_known = not choice and was_looked_at(session, member.team_id, member.user_id, now)
    if not is_known:
        with database.begin() as session:
            look_at(session, member.team_id, member.user_id, now, **choice)
    with reading.begin() as session:
        view = draw(session, member, now)
    client.views_publish(user_id=member.user_id, view=view)


def draw(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return a member's Home as things are, showing what they chose to see."""
    look = view_of(session, member.team_id, member.user_id)
    if member.manager and (look.tab == TEAM or (not look.tab and not reads_of_somebody(session, member, now))):
        return home_team.draw(session, member, now)
    return home_mine.draw(session, member, look, now)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word a Home that is drawn again; nobody's who has left the company."""
    member = find_member(session, message.team_id, message.recipient)
    return draw(session, member, now) if member and member.belongs else None
