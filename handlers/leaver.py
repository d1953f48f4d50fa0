"""Find them champions: all customers of somebody who has left, in one form with a line and a person menu on each."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.undo import take_back
from models import acts
from models.customer import Customer, customers_of
from models.decision import Decision
from models.member import Member, find_member, members_by_id
from models.spread import worth
from models.standing import standings
from models.undo import undone_together
from models.workspace import Workspace, working_time_of
from templates import render

MOST_A_PAGE = 90
"""A form holds a hundred blocks; some are needed around the customers."""


def register(app: App) -> None:
    app.action("leaver_open")(opened)
    app.action("leaver_undo")(undo)
    app.view("leaver_form")(chosen)


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form with the customers who still have nobody; from a form that was answered, in its place."""
    with reading.begin() as session:
        view = _form(session, member, action["value"], now)
    if "view" in body:
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def _form(session: Session, member: Member, leaver_id: str, now: datetime) -> dict[str, Any]:
    leaver, customers = _left_behind(session, member, leaver_id)
    if leaver is None or not customers:
        return render("leaver/nobody", member, leaver=leaver)
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    return render(
        "leaver/form",
        member,
        leaver=leaver,
        standings=standings(session, customers[:MOST_A_PAGE], working, today),
        more=len(customers) - MOST_A_PAGE,
        workspace=session.get_one(Workspace, member.team_id),
        today=today,
    )


def _left_behind(session: Session, member: Member, leaver_id: str) -> tuple[Member | None, list[Customer]]:
    """Return who has left and their customers, most valuable first; nobody's where they are here after all."""
    leaver = find_member(session, member.team_id, leaver_id)
    if leaver is None or leaver.belongs:
        return leaver, []
    return leaver, sorted(customers_of(session, member.team_id, leaver_id), key=worth, reverse=True)


def chosen(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Give each customer to the person chosen beside it, and all others to the one chosen for them, all at once."""
    others = value_of(view, "others")
    with database.begin() as session:
        leaver, customers = _left_behind(session, member, view["private_metadata"])
        wanted = [(customer, value_of(view, f"customer:{customer.id}") or others) for customer in customers]
        given = [(customer, champion_id) for customer, champion_id in wanted if champion_id]
        people = members_by_id(session, member.team_id, {champion_id for _, champion_id in given})
        outsiders = {id_ for _, id_ in given if id_ not in people or not people[id_].belongs}
        if not customers:
            answer = render("leaver/nobody_left", member, leaver=leaver)
        elif outsiders or not given:
            answer = render("leaver/wrong", member, blocks=_blocks_of(view, outsiders) or ["others"], none=not given)
        else:
            decisions = acts.assign_all(session, given, member.user_id, now)
            left = len(customers) - len(given)
            answer = render(
                "leaver/done", member, leaver=leaver, given=given, people=people, decision=decisions[0], left=left
            )
    wake()
    ack(**answer)


def _blocks_of(view: dict[str, Any], chosen_ids: set[str]) -> list[str]:
    """Return the menus in which one of these people was chosen."""
    return [block_id for block_id in view["state"]["values"] if value_of(view, block_id) in chosen_ids]


def undo(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take back all that the form gave away."""
    with database.begin() as session:
        decision = session.get(Decision, (member.team_id, action["value"]))
        ids = ",".join(one.id for one in undone_together(session, decision)) if decision else ""
        done = take_back(session, member, ids or action["value"], now)[1]
    if "view" in body:
        client.views_update(view_id=body["view"]["id"], view=render("leaver/undone", member, done=done))
    wake()
    ack()
