"""Grading in a stocktake: a champion's list, by what is still to do, and one tap for all who stay as they are.

One customer's five taps stand in `stocktake_form`.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import put_in_place
from handlers.stocktake_progress import NOBODY
from models import stocktake_acts
from models.cover import rota_of
from models.customer import Customer
from models.home import draw_again
from models.member import Member, find_member
from models.one_person import hang_on_one_person
from models.stocktake import Graded, closed_stocktakes, open_stocktake
from models.stocktake_waiting import of_champion
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    app.action("stocktake_list")(list_opened)
    app.action("stocktake_as_before")(kept_as_they_are)


def list_view(session: Session, member: Member, whose: str, now: datetime) -> dict[str, Any]:
    """Return the customers that `whose` (NOBODY: those without champion) grade, by what is still to do."""
    going_on = open_stocktake(session, member.team_id)
    if going_on is None:
        last = closed_stocktakes(session, member.team_id)[:1]
        facts = {"last": last[0].closed_at if last else None}
        return render("stocktake/nothing", member, **facts, today=today_of(session, member, now))
    theirs = of_list(session, member.team_id, whose, now)
    left = [one for one in theirs if not one[0].graded_at]
    return render(
        "stocktake/list",
        member,
        key=whose,
        mine=whose == member.user_id,
        whose=find_member(session, member.team_id, whose),
        until=going_on.until,
        done=[one for one in theirs if one[0].graded_at],
        as_before=[one for one in left if not one[0].by_hand],
        by_hand=[one for one in left if one[0].by_hand],
        hanging=_hanging(session, member, {customer.id for _, customer in theirs}, now),
        workspace=session.get_one(Workspace, member.team_id),
        today=today_of(session, member, now),
    )


def _hanging(session: Session, member: Member, ids: Collection[str], now: datetime) -> list[Customer]:
    """Return those of these customers that hang on one person: once in half a year somebody should think of it."""
    found = hang_on_one_person(session, member.team_id, today_of(session, member, now))
    return [one.customer for one in found if one.customer.id in ids]


def of_list(session: Session, team_id: str, whose: str, now: datetime) -> list[Graded]:
    """Return what stands on somebody's list in the stocktake that is going on."""
    going_on, rota = open_stocktake(session, team_id), rota_of(session, team_id, now)
    return of_champion(session, going_on, None if whose == NOBODY else whose, rota) if going_on else []


def today_of(session: Session, member: Member, now: datetime) -> date:
    """Return the reader's calendar day."""
    return working_time_of(session, member.team_id, member).today(now)


def list_opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Go back to the list."""
    with reading.begin() as session:
        view = list_view(session, member, theirs_or_own(member, action["value"]), now)
    put_in_place(client, body, view)
    ack()


def theirs_or_own(member: Member, whose: str) -> str:
    """Return whose list somebody may see: everybody's as a manager, else their own."""
    return whose if member.manager else member.user_id


def kept_as_they_are(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Let all whom nothing speaks against keep the tier they have."""
    whose = theirs_or_own(member, action["value"])
    with database.begin() as session:
        theirs = [one for one in of_list(session, member.team_id, whose, now) if not one[0].by_hand]
        stocktake_acts.keep_as_they_are(session, theirs, member.user_id, now)
        draw_again(session, member.team_id, now)
        session.flush()
        view = list_view(session, member, whose, now)
    put_in_place(client, body, view)
    wake()
    ack()
