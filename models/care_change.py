"""A change of the care model: drafted first, so that its dry run can be read; then switched on, or dropped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, col, select

from models.audit import record
from models.care_model import CareModel, Policy, as_stored, care_model_of, keep_care_model, policy_from
from models.home import draw_again
from models.message import redraw_all
from models.row import Row
from models.settling import settle_workspace_soon
from models.undo import UNDO_WITHIN

DRAFT, ON, DROPPED, UNDONE = "draft", "on", "dropped", "undone"
FEATURE = "model_draft"


class CareChange(Row, table=True):
    """Rows of the care model as somebody wants them, by name, and once they are switched on those from `before`.

    There is one draft a workspace at most. `decided_at` is when it was switched on, dropped or taken back.
    """

    __tablename__ = "care_change"
    __table_args__ = (Index("care_change_by_state", "team_id", "state", "decided_at"),)

    state: str = DRAFT
    rows: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    drafted_by: str
    drafted_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None

    @property
    def policies(self) -> dict[str, Policy]:
        """Return the rows that it wants, by name."""
        return {name: policy_from(stored) for name, stored in self.rows.items()}

    @property
    def policies_before(self) -> dict[str, Policy]:
        """Return by name what these rows were before it was switched on."""
        return {name: policy_from(stored) for name, stored in self.before.items()}


def find_change(session: Session, team_id: str, change_id: str | None) -> CareChange | None:
    """Return this workspace's change with that id."""
    return session.get(CareChange, (team_id, change_id)) if change_id else None


def draft_of(session: Session, team_id: str) -> CareChange | None:
    """Return the draft that waits to be switched on."""
    return session.exec(select(CareChange).where(CareChange.team_id == team_id, CareChange.state == DRAFT)).first()


def draft_row(session: Session, team_id: str, name: str, policy: Policy, by: str, now: datetime) -> CareChange | None:
    """Put one row into the draft; None where the draft then says what the model says already, so that there is none."""
    draft, model = draft_of(session, team_id), care_model_of(session, team_id)
    if draft is None:
        draft = CareChange(team_id=team_id, drafted_by=by, drafted_at=now)
    rows = {known: row for known, row in draft.rows.items() if known != name}
    if policy != model.rows[name]:
        rows[name] = as_stored(policy)
    draft.rows, draft.drafted_by = rows, by
    if rows:
        session.add(draft)
        redraw(session, draft, now)
        return draft
    if session.get(CareChange, (team_id, draft.id)):
        drop(session, draft, by, now)
    return None


def drop(session: Session, change: CareChange, by: str, now: datetime) -> None:
    """Let a draft go: nothing has changed."""
    _decide(session, change, DROPPED, by, now)


def switch_on(session: Session, change: CareChange, by: str, now: datetime) -> None:
    """Make a draft the care model; all reminders are computed again at the next tick.

    Nothing avalanches: at most five new nudges a champion a day begin.
    """
    model = care_model_of(session, change.team_id)
    change.before = {name: as_stored(model.rows[name]) for name in change.rows}
    _make(session, change, model, change.policies, by, "care_model.on", now)
    _decide(session, change, ON, by, now)


def take_back(session: Session, change: CareChange, by: str, now: datetime) -> None:
    """Give the rows back what they were before."""
    model = care_model_of(session, change.team_id)
    _make(session, change, model, change.policies_before, by, "care_model.undone", now)
    _decide(session, change, UNDONE, by, now)


def can_be_undone(session: Session, change: CareChange, now: datetime) -> bool:
    """Tell whether a change can be taken back: for 24 hours, unless the model was changed again since."""
    if change.state != ON or change.decided_at is None or now - change.decided_at > UNDO_WITHIN:
        return False
    latest = latest_on(session, change.team_id)
    return latest is not None and latest.id == change.id


def switched_on_by(session: Session, team_id: str, user_id: str, now: datetime) -> CareChange | None:
    """Return the change that a person switched on last, where it can still be taken back."""
    latest = latest_on(session, team_id)
    mine = latest is not None and latest.decided_by == user_id
    return latest if mine and latest and can_be_undone(session, latest, now) else None


def latest_on(session: Session, team_id: str) -> CareChange | None:
    """Return the change that was switched on last and stands."""
    return session.exec(
        select(CareChange)
        .where(CareChange.team_id == team_id, CareChange.state == ON)
        .order_by(col(CareChange.decided_at).desc())
        .limit(1)
    ).first()


def _make(
    session: Session,
    change: CareChange,
    model: CareModel,
    rows: Mapping[str, Policy],
    by: str,
    action: str,
    now: datetime,
) -> None:
    keep_care_model(session, change.team_id, model.with_rows(rows))
    before = {name: as_stored(model.rows[name]) for name in rows}
    after = {name: as_stored(policy) for name, policy in rows.items()}
    subject = f"workspace:{change.team_id}"
    about: dict[str, Any] = {"team_id": change.team_id, "at": now, "actor": by, "subject": subject}
    record(session, action=action, before=before, after=after, **about)
    settle_workspace_soon(session, change.team_id, now)
    draw_again(session, change.team_id, now)


def _decide(session: Session, change: CareChange, state: str, by: str, now: datetime) -> None:
    change.state, change.decided_by, change.decided_at = state, by, now
    session.add(change)
    redraw(session, change, now)


def redraw(session: Session, change: CareChange, now: datetime) -> None:
    """Have every message that tells of this change drawn again."""
    redraw_all(session, change.team_id, FEATURE, change.id, now)
