"""Changing what we offer, and keeping what a customer uses and has been told of: a decision that can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from models.audit import record
from models.customer import Customer
from models.decision import OFFERINGS, Decision
from models.home_readers import look_again
from models.keeping import keep
from models.offerings import Offering, Use, known_of, offerings_of


def set_list(session: Session, team_id: str, names: Sequence[str], by: str, now: datetime) -> Sequence[Offering]:
    """Make the list what these names say, in their order.

    The same name is the same offering, even one that was taken off the list before. A name in the place of one that has
    gone is that one put into other words. Whatever else has gone is taken off.
    """
    every = offerings_of(session, team_id, removed=True)
    before = [one for one in every if not one.removed_at]
    wanted = {name.casefold() for name in names}
    by_name = {one.name.casefold(): one for one in sorted(every, key=lambda one: one.removed_at is None)}
    gone = {one.place: one for one in before if one.name.casefold() not in wanted}
    was = [one.name for one in before]
    for place, name in enumerate(names):
        one = by_name.get(name.casefold()) or gone.pop(place, None)
        if one is None:
            one = Offering(team_id=team_id, name=name, place=place, created_at=now)
            session.add(one)
        one.name, one.place, one.removed_at = name, place, None
    for one in gone.values():
        one.removed_at = now
    record(
        session,
        team_id=team_id,
        at=now,
        actor=by,
        action="offerings.changed",
        subject="offerings",
        before={"names": was},
        after={"names": list(names)},
    )
    session.flush()
    return offerings_of(session, team_id)


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
