"""Changing what we offer, and keeping what a customer uses and has been told of: a decision that can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.audit import Audit, record
from models.customer import Customer
from models.decision import OFFERINGS, Decision
from models.home_readers import look_again
from models.keeping import keep
from models.offerings import Offering, Use, known_of, offerings_of
from models.undo import UNDO_WITHIN

SUBJECT, CHANGED, PUT_BACK = "offerings", "offerings.changed", "offerings.put_back"


def set_list(session: Session, team_id: str, names: Sequence[str], by: str, now: datetime) -> Sequence[Offering]:
    """Make the list what these names say, in their order.

    The same name, however it is written, is the same offering, even one that was taken off the list before; another
    name is another offering. Whatever has gone is taken off.
    """
    was = [one.name for one in offerings_of(session, team_id)]
    if was != list(names):
        _make(session, team_id, names, now)
        _keep(session, team_id, CHANGED, was, names, by, now)
    return offerings_of(session, team_id)


def undoable(session: Session, team_id: str, now: datetime) -> Audit | None:
    """Return the last change of the list where it can be taken back: for a day, once."""
    last = session.exec(
        select(Audit)
        .where(Audit.team_id == team_id, Audit.subject == SUBJECT)
        .order_by(col(Audit.at).desc(), col(Audit.id).desc())
        .limit(1)
    ).first()
    return last if last and last.action == CHANGED and now - last.at <= UNDO_WITHIN else None


def take_back(session: Session, last: Audit, by: str, now: datetime) -> Sequence[Offering]:
    """Make the list what it was before its last change; what customers use of it is known again."""
    names = last.before["names"]
    _make(session, last.team_id, names, now)
    _keep(session, last.team_id, PUT_BACK, last.after["names"], names, by, now)
    return offerings_of(session, last.team_id)


def not_in(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return those names that are not among the others, however they are written there."""
    theirs = {name.casefold() for name in others}
    return [name for name in names if name.casefold() not in theirs]


def _make(session: Session, team_id: str, names: Sequence[str], now: datetime) -> None:
    every = offerings_of(session, team_id, removed=True)
    by_name = {one.name.casefold(): one for one in sorted(every, key=lambda one: one.removed_at is None)}
    wanted = {name.casefold() for name in names}
    for place, name in enumerate(names):
        one = by_name.get(name.casefold())
        if one is None:
            one = Offering(team_id=team_id, name=name, place=place, created_at=now)
            session.add(one)
        one.name, one.place, one.removed_at = name, place, None
    for one in every:
        if one.name.casefold() not in wanted:
            one.removed_at = one.removed_at or now


def _keep(
    session: Session, team_id: str, action: str, before: Sequence[str], after: Sequence[str], by: str, now: datetime
) -> None:
    record(
        session,
        team_id=team_id,
        at=now,
        actor=by,
        action=action,
        subject=SUBJECT,
        before={"names": list(before)},
        after={"names": list(after)},
    )
    session.flush()


def set_uses(session: Session, customer: Customer, uses: Mapping[str, Use], by: str, now: datetime) -> Decision | None:
    """Keep by offering what a customer does with it; None where nothing is different from what was said before."""
    known = known_of(session, customer.team_id, [customer.id]).get(customer.id)
    before = {offering.id: use for offering, use in known.uses} if known else {}
    if before == dict(uses):
        return None
    after = {id_: str(use) for id_, use in uses.items()}
    old = {id_: str(before[id_]) for id_ in after if id_ in before}
    decision = Decision(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=OFFERINGS,
        day=now.date(),
        by=by,
        before=old,
        after=after,
        created_at=now,
    )
    kept = keep(session, customer, decision, f"care.{OFFERINGS}", now, settle=False, before=old, after=after)
    look_again(session, customer.team_id, [customer], now)
    return kept
