"""`/care group` alone, and *Groups* in a manager's Home: what each group comes to, and who hangs on one person."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database
from handlers.forms import open_view
from handlers.words import first_word, rest_of
from models.group_rollup import heads, rollups
from models.member import Member, members_by_id
from models.one_person import hang_on_one_person
from models.roles import Act, may
from models.workspace import Workspace, working_time_of
from models.worth import last_year
from models.worth_figures import worths_in
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[nobody_named])(typed)
    app.action("home_groups")(pressed)


def nobody_named(command: dict[str, Any]) -> bool:
    """Match `/care group` without a name."""
    return first_word(command) == "group" and not rest_of(command)


def typed(
    ack: Ack, command: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the list for a manager; ask everybody else of whom they want to see the group."""
    if may(member, Act.GROUPS):
        client.views_open(trigger_id=command["trigger_id"], view=overview(reading, member, now))
        ack()
    else:
        ack(**render("about/whom", member, command="group"))


def pressed(
    ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member, now: datetime
) -> None:
    """Open the list from Home."""
    open_view(client, body, overview(reading, member, now))
    ack()


def overview(reading: Database, member: Member, now: datetime) -> dict[str, Any]:
    """Return the list, the group worth most first."""
    with reading.begin() as session:
        team_id = member.team_id
        today = working_time_of(session, team_id, member).today(now)
        found = heads(session, team_id)
        come_to = rollups(session, team_id, [head.id for head in found], today)
        groups = [(head, come_to[head.id]) for head in found]
        hanging = hang_on_one_person(session, team_id, today)
        worths = worths_in(session, [one.customer for one in hanging], last_year(today))
        facts = {
            "groups": sorted(groups, key=lambda one: one[1].worth.minor, reverse=True),
            "hanging": sorted(hanging, key=lambda one: worths[one.customer.id].minor, reverse=True),
            "worths": worths,
            "sees_worth": True,
            "people": members_by_id(session, team_id),
            "workspace": session.get_one(Workspace, team_id),
        }
    return render("group/overview", member, **facts)
