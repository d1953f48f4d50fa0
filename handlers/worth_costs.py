"""The form of costs: of sales, of a touch of each kind, of communicating with a customer for a year."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.context import Database, Wake
from handlers.forms import open_view, value_of
from models.changing import in_major, read_amount
from models.cost import costs_of, set_costs
from models.kind import Kind
from models.member import Member
from models.workspace import Workspace
from models.worth import WHOLE, Costs
from templates import render

POINTS = WHOLE // 100


def register(app: App) -> None:
    app.action("worth_costs")(open_form)
    app.view("worth_costs_form")(save)


def open_form(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form with what is set."""
    with reading.begin() as session:
        currency = session.get_one(Workspace, member.team_id).currency
        costs = costs_of(session, member.team_id)
    written = {kind: in_major(costs.by_kind.get(kind) or None, currency) for kind in Kind}
    view = render(
        "worth/costs",
        member,
        currency=currency,
        sales=in_percent(costs.sales_points or None),
        communicating=in_major(costs.communicating_minor or None, currency),
        kinds=written,
    )
    open_view(client, body, view)
    ack()


def save(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Keep the costs, or say beside the input what is wrong; nothing is kept by half."""
    problems: dict[str, str] = {}
    with database.begin() as session:
        currency = session.get_one(Workspace, member.team_id).currency
        amounts = {name: _amount(view, name, currency, problems) for name in ("communicating", *_blocks().values())}
        points = _share(view, problems)
        if problems:
            answer = render("worth/costs_errors", member, problems=problems, currency=currency)
        else:
            by_kind = {str(kind): amounts[block] for kind, block in _blocks().items()}
            costs = Costs(points, by_kind, amounts["communicating"])
            set_costs(session, member.team_id, costs, member.user_id, now)
            answer = render("worth/costs_saved", member, costs=costs)
    wake()
    ack(**answer)


def _blocks() -> dict[Kind, str]:
    return {kind: f"cost_{kind}" for kind in Kind}


def _amount(view: dict[str, Any], block: str, currency: str, problems: dict[str, str]) -> int:
    try:
        amount = read_amount(value_of(view, block) or "", currency) or 0
    except ValueError:
        amount = -1
    if amount < 0:
        problems[block] = "no_amount"
    return amount


def _share(view: dict[str, Any], problems: dict[str, str]) -> int:
    points = read_percent(value_of(view, "sales") or "")
    if points is None or points < 0:
        problems["sales"] = "no_share"
    return points or 0


def read_percent(text: str) -> int | None:
    """Return a percentage that a person typed ("62", "62.5 %") in basis points: 0 for nothing, None if unreadable."""
    typed = text.strip().rstrip("%").strip().replace(",", ".")
    try:
        points = Decimal(typed or 0) * POINTS
    except InvalidOperation:
        return None
    return int(points) if points.is_finite() and points == points.to_integral_value() and 0 <= points <= WHOLE else None


def in_percent(points: int | None) -> str:
    """Write basis points as a person would type a percentage: 6250 are "62.5"."""
    return f"{(Decimal(points) / POINTS).normalize():f}" if points is not None else ""
