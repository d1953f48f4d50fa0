"""The care model: how often each tier is touched, how long it may be silent, and what to suggest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, select

from models.kind import Kind
from models.rung import PROSPECTS
from models.workspace import PROSPECT_DAYS, Workspace

TIERS = ("A", "B", "C", "D", "E")
BUSINESS, ECONOMY, FREIGHT = "Business", "Economy", "Freight"
SERVICE_CLASSES = {"A": BUSINESS, "B": BUSINESS, "C": ECONOMY, "D": ECONOMY, "E": FREIGHT}
SHORTEST_DAYS, LONGEST_DAYS = 7, 730
DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Policy:
    """What one tier is owed; days are calendar days, `None` means never.

    `reply_hours` are the working hours within which a complaint has its first answer; a working day has eight.
    """

    touches_a_year: int
    cadence_days: int | None
    silence_days: int | None
    activities: tuple[Kind, ...]
    reply_hours: int = 16


KEY_POLICY = Policy(6, 60, 90, (Kind.LUNCH, Kind.VISIT, Kind.EVENT), 1)
POLICIES = {
    "A": Policy(4, 91, 120, (Kind.LUNCH, Kind.VISIT, Kind.EVENT), 1),
    "B": Policy(3, 122, 165, (Kind.VISIT, Kind.CALL, Kind.TRAINING), 4),
    "C": Policy(2, 183, 245, (Kind.CALL, Kind.EVENT, Kind.EMAIL), 8),
    "D": Policy(1, 365, 450, (Kind.EMAIL, Kind.CALL, Kind.CARD)),
    "E": Policy(0, None, None, ()),
}
KEY, UNGRADED = "key", "D"
ROWS = (KEY, *TIERS)
"""The rows of a care model, in the order in which they are shown."""
STANDARD_ROWS: Mapping[str, Policy] = MappingProxyType({KEY: KEY_POLICY, **POLICIES})


class Graded(Protocol):
    """What the care model needs to know of a customer."""

    tier: str | None
    key: bool
    cadence_days: int | None
    silence_days: int | None
    activities: list[str] | None
    rung: str | None


@dataclass(frozen=True)
class CareModel:
    """The care model of one workspace: a policy for key customers and one for each tier, by the names in `ROWS`.

    Suspects and prospects are followed up every `prospect_days` calendar days, whatever their tier.
    """

    rows: Mapping[str, Policy] = field(default_factory=lambda: STANDARD_ROWS)
    prospect_days: int = PROSPECT_DAYS

    def row_of(self, customer: Graded) -> str:
        """Return which row counts: the key row whatever the tier, else the tier's; one not graded yet counts as D."""
        if customer.key:
            return KEY
        return customer.tier if customer.tier in TIERS else UNGRADED

    @property
    def cadences(self) -> list[int]:
        """Return the days between touches that it knows, shortest first."""
        return sorted({policy.cadence_days for policy in self.rows.values() if policy.cadence_days})

    def with_rows(self, changed: Mapping[str, Policy]) -> "CareModel":
        return replace(self, rows={name: changed.get(name, policy) for name, policy in self.rows.items()})


STANDARD = CareModel()
"""What a workspace has until a manager changes it."""


class CarePolicy(SQLModel, table=True):
    """One row of a workspace's care model that differs from the standard; `name` is one of `ROWS`."""

    __tablename__ = "care_policy"

    team_id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    touches_a_year: int
    cadence_days: int | None = None
    silence_days: int | None = None
    reply_hours: int
    activities: list[str] = Field(sa_type=JSON)


def care_model_of(session: Session, team_id: str) -> CareModel:
    """Return a workspace's care model: one query in a transaction, however often it is asked for."""
    known: dict[str, CareModel] = session.info.setdefault("care_models", {})
    if team_id not in known:
        found = session.exec(select(CarePolicy).where(CarePolicy.team_id == team_id))
        workspace = session.get(Workspace, team_id)
        standard = CareModel(prospect_days=workspace.prospect_days if workspace else PROSPECT_DAYS)
        known[team_id] = standard.with_rows(
            {row.name: policy_from(row.model_dump(exclude={"team_id", "name"})) for row in found}
        )
    return known[team_id]


def keep_care_model(session: Session, team_id: str, model: CareModel) -> None:
    """Make this the workspace's care model; only rows that differ from the standard are stored."""
    stored = {row.name: row for row in session.exec(select(CarePolicy).where(CarePolicy.team_id == team_id))}
    for name, policy in model.rows.items():
        if policy != STANDARD.rows[name]:
            session.merge(CarePolicy(team_id=team_id, name=name, **as_stored(policy)))
        elif name in stored:
            session.delete(stored[name])
    session.flush()
    session.info.pop("care_models", None)


def as_stored(policy: Policy) -> dict[str, Any]:
    """Return a policy as plain values, for a row, a draft or the audit."""
    return vars(policy) | {"activities": [str(kind) for kind in policy.activities]}


def policy_from(stored: Mapping[str, Any]) -> Policy:
    """Return the policy that plain values hold."""
    return Policy(**{**stored, "activities": kinds(stored["activities"])})


def kinds(words: Iterable[str]) -> tuple[Kind, ...]:
    """Return the kinds that stored words name."""
    return tuple(Kind(word) for word in words)


def policy_of(customer: Graded, model: CareModel) -> Policy:
    """Return what a customer is owed by their workspace's care model.

    A customer's own cadence, silence threshold and activities take the place of the model's; with a cadence of their
    own they are owed as many touches as it makes in a year. A suspect or prospect is followed up in the workspace's
    days and never counts as silent: to be heard from is what we work for, nothing they have stopped doing.
    """
    row = model.rows[model.row_of(customer)]
    if follows_up(customer, model):
        often = round(DAYS_A_YEAR / model.prospect_days)
        row = replace(row, touches_a_year=often, cadence_days=model.prospect_days, silence_days=None)
    own = customer.cadence_days
    return Policy(
        max(1, round(DAYS_A_YEAR / own)) if own else row.touches_a_year,
        own or row.cadence_days,
        customer.silence_days or row.silence_days,
        row.activities if customer.activities is None else kinds(customer.activities),
        row.reply_hours,
    )


def follows_up(customer: Graded, model: CareModel) -> bool:
    """Tell whether a customer's touches come due as a prospect's; one whose tier is owed none is let alone."""
    is_prospect = customer.rung in PROSPECTS and not customer.cadence_days
    return is_prospect and model.rows[model.row_of(customer)].cadence_days is not None
