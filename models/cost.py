"""What a touch of each kind costs a workspace, and the other costs that a customer's worth is counted with."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel, select

from models.audit import record
from models.kind import Kind
from models.workspace import Workspace
from models.worth import Costs


class Cost(SQLModel, table=True):
    """What one touch of a kind costs, in minor units; a kind without a row costs nothing."""

    team_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    amount_minor: int = Field(sa_type=BigInteger)


def costs_of(session: Session, team_id: str) -> Costs:
    """Return a workspace's costs."""
    workspace = session.get_one(Workspace, team_id)
    rows = session.exec(select(Cost).where(Cost.team_id == team_id))
    by_kind = {row.kind: row.amount_minor for row in rows}
    return Costs(workspace.sales_points, by_kind, workspace.communicating_minor)


def set_costs(session: Session, team_id: str, costs: Costs, by: str, now: datetime) -> None:
    """Keep other costs; the audit is told what they were."""
    before = costs_of(session, team_id)
    workspace = session.get_one(Workspace, team_id)
    workspace.sales_points, workspace.communicating_minor = costs.sales_points, costs.communicating_minor
    for kind in Kind:
        amount, row = costs.by_kind.get(kind, 0), session.get(Cost, (team_id, kind))
        if amount:
            session.merge(Cost(team_id=team_id, kind=kind, amount_minor=amount))
        elif row:
            session.delete(row)
    record(
        session,
        team_id=team_id,
        at=now,
        actor=by,
        action="costs",
        subject=f"workspace:{team_id}",
        before=_plain(before),
        after=_plain(costs),
    )


def _plain(costs: Costs) -> Mapping[str, object]:
    touches = {str(kind): amount for kind, amount in costs.by_kind.items() if amount}
    return {"sales": costs.sales_points, "touches": touches, "communicating": costs.communicating_minor}
