"""What managers do with the lists of moments: add, change, remove, each taken back for a day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from models.audit import Audit, record
from models.customer import ACTIVE, Customer
from models.home import draw_again
from models.moment import THANKED, Moment, MomentCheck, find_moment, own_moments
from models.moment_reminder import settle_company, settle_moments
from models.undo import UNDO_WITHIN

COLUMNS = ("rung", "name", "what", "system", "owner_id", "after_days", "every_days")
WHEN = {"rung", "after_days", "every_days"}
LONGEST_LIST = timedelta(days=1000)
"""A moment lies no more days behind the rung than that; who reached it before has nothing of it to come but thanks."""
ADDED, CHANGED, REMOVED, UNDONE = "moment.added", "moment.changed", "moment.removed", "moment.put_back"


def add(session: Session, team_id: str, said: Mapping[str, Any], by: str, now: datetime) -> Moment:
    """Put a moment on the list of its rung; what would have been due before is nobody's debt."""
    position = max((one.position for one in own_moments(session, team_id)), default=0) + 1
    moment = Moment(team_id=team_id, position=position, since=now, **said)
    session.add(moment)
    _keep(session, moment, ADDED, by, now, None, _columns(moment))
    return moment


def change(session: Session, moment: Moment, said: Mapping[str, Any], by: str, now: datetime) -> bool:
    """Make a moment as it is said; return whether anything is different."""
    before = _columns(moment)
    changed = {name for name, value in said.items() if before[name] != value}
    for name in changed:
        setattr(moment, name, said[name])
    if changed & WHEN or ("owner_id" in changed and before["owner_id"] is None and moment.is_companys):
        moment.since = now
    if changed:
        _keep(session, moment, CHANGED, by, now, before, _columns(moment))
    return bool(changed)


def remove(session: Session, moment: Moment, by: str, now: datetime) -> None:
    """Take a moment off its list: nobody is asked about it any more."""
    moment.removed_at = now
    _keep(session, moment, REMOVED, by, now, _columns(moment), None)


def undoable(session: Session, team_id: str, moment_id: str, now: datetime) -> Audit | None:
    """Return the last change of a moment where it can be taken back: for a day, once."""
    last = session.exec(
        select(Audit)
        .where(Audit.team_id == team_id, Audit.subject == f"moment:{moment_id}")
        .where(col(Audit.action).in_((ADDED, CHANGED, REMOVED, UNDONE)))
        .order_by(col(Audit.at).desc(), col(Audit.id).desc())
        .limit(1)
    ).first()
    if last is None or last.action == UNDONE or now - last.at > UNDO_WITHIN:
        return None
    return last if last.action == ADDED or last.before else None


def take_back(session: Session, moment: Moment, last: Audit, by: str, now: datetime) -> None:
    """Make a moment what it was before its last change."""
    moment.removed_at = now if last.action == ADDED else None
    for name, value in (last.before or {}).items():
        setattr(moment, name, value)
    _keep(session, moment, UNDONE, by, now, last.after, last.before)


def moment_to_change(session: Session, team_id: str, moment_id: str | None) -> Moment | None:
    """Return a moment as a row that can be changed."""
    own_moments(session, team_id)
    return find_moment(session, team_id, moment_id)


def _keep(session: Session, moment: Moment, action: str, by: str, now: datetime, before: Any, after: Any) -> None:
    subject = f"moment:{moment.id}"
    record(
        session, team_id=moment.team_id, at=now, actor=by, action=action, subject=subject, before=before, after=after
    )
    session.flush()
    settle_company(session, moment.team_id, now)
    settle_lists(session, moment, now)
    draw_again(session, moment.team_id, now)


def settle_lists(session: Session, moment: Moment, now: datetime) -> None:
    """Recompute what is to be looked after for everybody on whose list a moment stands, or may stand now."""
    of_rung = select(Moment.id).where(Moment.team_id == moment.team_id, Moment.rung == moment.rung)
    listed = select(MomentCheck.customer_id).where(
        MomentCheck.team_id == moment.team_id, MomentCheck.began_on >= now.date() - LONGEST_LIST
    )
    theirs = listed.where(col(MomentCheck.moment_id).in_(of_rung) | (col(MomentCheck.moment_id) == moment.id))
    begun: ColumnElement[bool] = col(Customer.id).in_(theirs)
    if moment.rung in THANKED:
        begun |= col(Customer.rung) == moment.rung
    active = select(Customer).where(Customer.team_id == moment.team_id, Customer.state == ACTIVE)
    for customer in session.exec(active.where(begun)).all():
        settle_moments(session, customer, now)


def _columns(moment: Moment) -> dict[str, Any]:
    return {name: getattr(moment, name) for name in COLUMNS}
