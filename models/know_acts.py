"""What people do with dates and promises: keep, change, fulfil, let go, each a decision that can be taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models.customer import Contact, Customer
from models.decision import KNOWN, Decision
from models.home_readers import look_again
from models.keeping import keep
from models.know import Known, all_known_of, find_known
from models.know_reminder import settle_known
from models.know_words import whose_birthday
from models.message import redraw_latest
from models.reminder import DECIDE

DAYS, INSTANTS = ("day", "kept_on"), ("since", "removed_at")


def keep_known(
    session: Session, customer: Customer, known: Known, by: str, now: datetime, said: Mapping[str, Any]
) -> Decision | None:
    """Keep a date or promise: something new, or something known put right; None where nothing is different.

    Another day, or another time to be told of it, has briefs speak of it anew.
    """
    if find_known(session, customer.team_id, known.id) is None:
        session.add(known)
        return _keep(session, customer, known, "known.kept", by, now, {}, _columns(known, "kind", "what", "day"))
    changed = {name for name, value in said.items() if getattr(known, name) != value}
    if not changed:
        return None
    if changed & {"day", "yearly", "remind_days"}:
        said, changed = {**said, "since": now}, changed | {"since"}
    names = ("what", *sorted(changed - {"what"}))
    return _change(
        session, customer, known, "known.changed", by, now, {name: said[name] for name in names if name in said}
    )


def put_off_known(
    session: Session, customer: Customer, known: Known, day: date, by: str, now: datetime
) -> Decision | None:
    """Have a promise wanted by a later day, and be asked about on that day."""
    return keep_known(session, customer, known, by, now, {"day": day, "remind_days": 0})


def fulfil(session: Session, customer: Customer, known: Known, today: date, by: str, now: datetime) -> Decision:
    """Say that a promise was kept today."""
    return _change(session, customer, known, "known.fulfilled", by, now, {"kept_on": today})


def remove_known(session: Session, customer: Customer, known: Known, by: str, now: datetime) -> Decision:
    """Let a date or promise go that is not wanted any more."""
    return _change(session, customer, known, "known.removed", by, now, {"removed_at": now})


def known_back(session: Session, customer: Customer, decision: Decision, now: datetime) -> None:
    """Make a date or promise what it was before a decision; what was changed once more since stays as it is."""
    known = find_known(session, customer.team_id, decision.after["id"])
    if known is None:
        return
    if len(decision.before) == 1:  # it was new
        known.removed_at = now
    for name, value in decision.before.items():
        if name in decision.after and _json(getattr(known, name)) == decision.after[name]:
            setattr(known, name, _read(name, value))


def same_known(session: Session, wanted: Known) -> Known | None:
    """Return what stands and says just the same, so that twice said is kept once."""
    said = ("kind", "day", "yearly")
    for known in all_known_of(session, wanted.team_id, wanted.customer_id):
        alike = all(getattr(known, name) == getattr(wanted, name) for name in said)
        if known.stands and alike and known.what.casefold() == wanted.what.casefold():
            return known
    return None


def same_birthday(session: Session, wanted: Known, contact: Contact | None) -> Known | None:
    """Return the birthday of the same person that we had on another day."""
    whose = whose_birthday(wanted.what, contact)
    if whose is None:
        return None
    for known in all_known_of(session, wanted.team_id, wanted.customer_id):
        alike = known.contact_id == wanted.contact_id and known.day != wanted.day
        if known.stands and known.yearly and alike and whose_birthday(known.what, contact) == whose:
            return known
    return None


def _change(
    session: Session, customer: Customer, known: Known, action: str, by: str, now: datetime, said: dict[str, Any]
) -> Decision:
    about = {"what": known.what}
    before = about | _columns(known, *said)
    for name, value in said.items():
        setattr(known, name, value)
    return _keep(session, customer, known, action, by, now, before, {"what": known.what} | _columns(known, *said))


def _keep(
    session: Session,
    customer: Customer,
    known: Known,
    action: str,
    by: str,
    now: datetime,
    before: dict[str, Any],
    after: dict[str, Any],
) -> Decision:
    about: dict[str, Any] = {"team_id": customer.team_id, "customer_id": customer.id, "by": by, "created_at": now}
    which = {"id": known.id, "kind": known.kind}
    change: dict[str, Any] = {"before": {"id": known.id} | before, "after": which | after}
    decision = Decision(**about, kind=KNOWN, day=now.date(), **change)
    kept = keep(session, customer, decision, action, now, settle=False, before=before, after=after)
    settle_known(session, customer, now)
    look_again(session, customer.team_id, [customer], now)
    redraw_latest(session, customer.team_id, "brief", DECIDE, now)
    return kept


def _columns(known: Known, *names: str) -> dict[str, Any]:
    return {name: _json(getattr(known, name)) for name in names}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in INSTANTS:
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if name in DAYS else value
