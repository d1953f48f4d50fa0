"""After a stocktake: which C and D are to be converted, by when and by whom. For managers."""

from datetime import date, datetime, timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import put_in_place, value_of
from models import stocktake_lists
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member, find_member, members_by_id
from models.stocktake import Grading, find_grading
from models.stocktake_lists import TO_CONVERT_IN, convertible, lists_of
from models.workspace import Workspace, working_time_of
from templates import render

FURTHEST = timedelta(days=730)


def register(app: App) -> None:
    app.action("stocktake_convert")(opened)
    app.view("stocktake_convert_form")(kept)


def convert_view(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return who is to be converted, and who could be."""
    converting, others = lists_of(session, member.team_id).converting, convertible(session, member.team_id)
    return render("stocktake/convert", member, converting=converting, others=others, **around(session, member, now))


def around(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what every view of these lists needs beside its customers."""
    return {
        "people": members_by_id(session, member.team_id),
        "workspace": session.get_one(Workspace, member.team_id),
        "today": today_of(session, member, now),
    }


def today_of(session: Session, member: Member, now: datetime) -> date:
    """Return the reader's calendar day."""
    return working_time_of(session, member.team_id, member).today(now)


def graded_customer(session: Session, member: Member, grading_id: str) -> tuple[Grading, Customer] | None:
    """Return a grading with its customer, as long as they are one."""
    grading = find_grading(session, member.team_id, grading_id)
    customer = find_customer(session, member.team_id, grading.customer_id if grading else None)
    return (grading, customer) if grading and customer and customer.state == ACTIVE else None


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Ask by when, and who sees to it; half a year and the champion are there already."""
    with reading.begin() as session:
        if found := graded_customer(session, member, action["value"]):
            grading, customer = found
            deadline = grading.deadline or today_of(session, member, now) + TO_CONVERT_IN
            facts: dict[str, Any] = {"deadline": deadline, "owner_id": grading.owner_id or customer.champion_id}
            facts |= around(session, member, now)
            view = render("stocktake/convert_form", member, grading=grading, customer=customer, **facts)
        else:
            view = convert_view(session, member, now)
    put_in_place(client, body, view)
    ack()


def kept(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep deadline and owner, or take the customer off the list; the list comes back."""
    deadline, owner_id = date.fromisoformat(value_of(view, "deadline")), value_of(view, "owner")
    with database.begin() as session:
        today, found = today_of(session, member, now), graded_customer(session, member, view["private_metadata"])
        owner, off = find_member(session, member.team_id, owner_id), bool(value_of(view, "off"))
        if not off and not today < deadline <= today + FURTHEST:
            answer = render("stocktake/convert_errors", member, why="day")
        elif not off and (owner is None or not owner.belongs):
            answer = render("stocktake/convert_errors", member, why="owner")
        else:
            if found and off:
                stocktake_lists.drop_conversion(session, found[0], member.user_id, now)
            elif found:
                stocktake_lists.convert(session, found[0], deadline, owner_id, member.user_id, now)
            session.flush()
            answer = {"response_action": "update", "view": convert_view(session, member, now)}
    wake()
    ack(**answer)
