"""A manager's side of the stocktake: how far every champion is, confirming tiers one by one or all, taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session, func, select

from handlers.context import Database, Wake
from handlers.forms import put_in_place
from handlers.undo import take_back
from models import stocktake_acts
from models.cover import Rota, rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.decision import Decision
from models.home import draw_again
from models.member import Member, managers
from models.roles import Act
from models.stocktake import (
    Graded,
    Stocktake,
    closed_stocktakes,
    find_grading,
    find_stocktake,
    gradings_in,
    open_stocktake,
)
from models.undo import UNDO_WITHIN
from models.workspace import Workspace, working_time_of
from templates import render

NOBODY = "-"
"""Stands for the champion of customers who have none."""


@dataclass
class Row:
    """How far one champion is; `key` names them to the button, `person` None: customers without champion."""

    key: str
    person: Member | None
    done: int = 0
    total: int = 0


def register(app: App) -> None:
    app.action("stocktake_confirm")(confirmed)
    app.action("stocktake_close")(closed)
    app.action("stocktake_undo")(undone)
    app.action("stocktake_call_off")(called_off)


def view(session: Session, member: Member, now: datetime, just: Decision | None = None) -> dict[str, Any]:
    """Return the stocktake as a manager sees it: the one that is going on, or the offer to begin one.

    `just` is the tier that was confirmed a moment ago, to be taken back.
    """
    going_on = open_stocktake(session, member.team_id)
    graded = gradings_in(session, going_on) if going_on else []
    last = closed_stocktakes(session, member.team_id)[:1]
    mine = (Customer.team_id == member.team_id, Customer.state == ACTIVE)
    return render(
        "stocktake/progress",
        member,
        stocktake=going_on,
        graded=sum(grading.graded_at is not None for grading, _ in graded),
        total=len(graded),
        rows=rows_of(graded, rota_of(session, member.team_id, now)),
        changes=stocktake_acts.to_change(graded),
        just=just,
        confirmed=find_customer(session, member.team_id, just.customer_id) if just else None,
        last=last[0].closed_at if last else None,
        customers=session.exec(select(func.count()).where(*mine)).one(),
        workspace=session.get_one(Workspace, member.team_id),
        today=working_time_of(session, member.team_id, member).today(now),
    )


def rows_of(graded: list[Graded], rota: Rota) -> list[Row]:
    """Return how far each champion is, who has most to do first; customers without one come last."""
    rows: dict[str, Row] = {}
    for grading, customer in graded:
        champion = rota.champion_of(customer)
        key = champion.user_id if champion else NOBODY
        row = rows.setdefault(key, Row(key, champion))
        row.total += 1
        row.done += grading.graded_at is not None
    return sorted(
        rows.values(), key=lambda row: (row.person is None, row.done - row.total, row.person.name if row.person else "")
    )


def whom_to_ask(session: Session, member: Member) -> dict[str, Any]:
    """Return what a refusal tells of managers."""
    return {"act": Act.STOCKTAKE, "managers": managers(session, member.team_id), "typed": ""}


def confirmed(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Confirm one customer's tier before the others."""
    with database.begin() as session:
        grading = find_grading(session, member.team_id, action["value"])
        customer = find_customer(session, member.team_id, grading.customer_id if grading else None)
        going_on = open_stocktake(session, member.team_id)
        fits = grading and going_on and grading.stocktake_id == going_on.id and not grading.confirmed_at
        just = None
        if grading and customer and customer.state == ACTIVE and fits:
            just = stocktake_acts.confirm_one(session, grading, customer, member.user_id, now)
        said = view(session, member, now, just)
    put_in_place(client, body, said)
    wake()
    ack()


def closed(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Confirm all: tiers change at once, and the stocktake is kept."""
    with database.begin() as session:
        stocktake = find_stocktake(session, member.team_id, action["value"])
        if stocktake is None or stocktake.closed_at:
            said = view(session, member, now)
        else:
            changed = stocktake_acts.close(session, stocktake, member.user_id, now)
            draw_again(session, member.team_id, now)
            said = render("stocktake/closed", member, stocktake=stocktake, changed=len(changed))
    put_in_place(client, body, said)
    wake()
    ack()


def undone(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take a confirmation back within 24 hours: every tier that it changed, and the stocktake is open again."""
    with database.begin() as session:
        stocktake = find_stocktake(session, member.team_id, action["value"])
        done = _take_back(session, member, stocktake, now) if stocktake else False
        draw_again(session, member.team_id, now)
    put_in_place(client, body, render("stocktake/undone", member, done=done))
    wake()
    ack()


def _take_back(session: Session, member: Member, stocktake: Stocktake, now: datetime) -> bool:
    if stocktake.closed_at is None or now - stocktake.closed_at > UNDO_WITHIN:
        return False
    decisions = stocktake_acts.decisions_at_closing(session, stocktake)
    if decisions:
        return take_back(session, member, ",".join(decision.id for decision in decisions), now)[1]
    stocktake_acts.open_again(session, stocktake, now)
    return True


def called_off(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """End a stocktake that was not confirmed; it is offered again."""
    with database.begin() as session:
        stocktake = find_stocktake(session, member.team_id, action["value"])
        if stocktake and stocktake.closed_at is None:
            stocktake_acts.call_off(session, stocktake, member.user_id, now)
            draw_again(session, member.team_id, now)
            session.flush()
        said = view(session, member, now)
    put_in_place(client, body, said)
    wake()
    ack()
