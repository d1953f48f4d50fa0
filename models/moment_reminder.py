"""Settling moments of truth: which are open for a customer or the company, and when to speak of each next.

Everything is computed anew from the rungs, purchases and answers that stand.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from models.cover import Rota, rota_of
from models.customer import ACTIVE, Customer, find_customer
from models.decision import LOST, RUNG, WON, Decision
from models.fact import Fact
from models.first_purchase import first_news
from models.know_reminder import rest_until
from models.member import Member
from models.message import SENT, Message
from models.moment import MOMENT, SUBJECT, Moment, MomentCheck, MomentTold, checks_of, own_moments
from models.moment_clock import Climb, Known, company_due, next_due, reached, reminding
from models.reminder import Reminder, move
from models.sign_of_life import PURCHASE, SignOfLife
from models.working_time import working_time
from models.workspace import Workspace

Wanted = dict[str, tuple[date, date]]
"""By moment when it is due and since when that counts: (due_on, began_on)."""


def climbed(session: Session, customer: Customer, fact: Fact, now: datetime) -> None:
    """Begin or end lists of moments, where a fact tells of another rung: a decision, a purchase, somebody lost or won.

    The one place that hears of a customer having reached a rung.
    """
    of_rung = isinstance(fact, Decision) and fact.kind in (RUNG, LOST, WON)
    if of_rung or (isinstance(fact, SignOfLife) and fact.kind == PURCHASE):
        settle_moments(session, customer, now)


def settle_moments(session: Session, customer: Customer, now: datetime) -> None:
    """Recompute what is to be looked after for a customer; of one who has left nothing is."""
    session.flush()
    checks = checks_of(session, customer.team_id, customer.id)
    began = reached(known_of(session, customer)) if customer.state == ACTIVE else {}
    if not (checks or began):
        return
    moments = own_moments(session, customer.team_id)
    answered = _answered(checks)
    wanted: Wanted = {}
    for moment in moments:
        if when := began.get(moment.rung):
            since = moment.since.date() if moment.since else date.min
            due = next_due(moment, when, answered[moment.id], since, f"{customer.id}:{moment.id}")
            wanted |= {moment.id: (due, when.day)} if due else {}
    rota = rota_of(session, customer.team_id, now)
    owners = {moment.id: reader_of(moment, customer, rota) for moment in moments}
    working = working_time(session.get_one(Workspace, customer.team_id), rota.reader_of(customer))
    rests = rest_until(session, customer, working)
    _store(session, customer.team_id, customer.id, checks, wanted, owners, rests, now)


def settle_company(session: Session, team_id: str, now: datetime) -> None:
    """Recompute which of the company's own moments are to be looked after: those of which somebody is the owner."""
    session.flush()
    checks = checks_of(session, team_id, None)
    answered = _answered(checks)
    moments, rota = own_moments(session, team_id), rota_of(session, team_id, now)
    owners = {one.id: reader_of(one, None, rota) for one in moments if one.is_companys}
    wanted: Wanted = {}
    for moment in moments:
        if owners.get(moment.id):
            since = (moment.since or now).date()
            due = company_due(moment, answered[moment.id], since)
            wanted |= {moment.id: (due, since)} if due else {}
    _store(session, team_id, None, checks, wanted, owners, None, now)


def known_of(session: Session, customer: Customer) -> Known:
    """Return what is known of a customer's way up the ladder."""
    mine = (Decision.team_id == customer.team_id, Decision.customer_id == customer.id, Decision.kind == RUNG)
    decisions = session.exec(
        select(Decision).where(*mine, col(Decision.undone_at).is_(None)).order_by(col(Decision.created_at))
    )
    bought, heard = first_news(session, customer.team_id, customer.id) or (None, None)
    return Known(
        rung=customer.rung,
        by_hand=not customer.source,
        added_on=customer.added_on,
        bought=bought,
        heard=heard,
        climbs=[Climb(one.day, one.before["rung"], one.after["rung"]) for one in decisions],
    )


def reader_of(moment: Moment, customer: Customer | None, rota: Rota) -> Member | None:
    """Return who reads of a moment now: its owner or who stands in for them, else who reads of the customer."""
    owner = rota.people.get(moment.owner_id or "")
    if owner and owner.belongs:
        return owner if rota.is_here(owner.user_id) else rota.stand_in(owner.user_id) or owner
    return rota.reader_of(customer) if customer else None


def _store(
    session: Session,
    team_id: str,
    customer_id: str | None,
    checks: Sequence[MomentCheck],
    wanted: Wanted,
    owners: Mapping[str, Member | None],
    rests: date | None,
    now: datetime,
) -> None:
    """Keep one open check for each moment that is wanted, with its reminder, and no other."""
    open_ones = {check.moment_id: check for check in checks if not check.outcome}
    rows = _rows(session, team_id, [check.id for check in checks])
    for moment_id in open_ones.keys() - wanted.keys():
        session.delete(open_ones[moment_id])
    workspace, sent = session.get_one(Workspace, team_id), _sent(session, team_id, [one.id for one in checks])
    kept = set()
    for moment_id, (due_on, began_on) in wanted.items():
        check = open_ones.get(moment_id) or MomentCheck(
            team_id=team_id,
            moment_id=moment_id,
            customer_id=customer_id,
            began_on=began_on,
            due_on=due_on,
            since=now,
        )
        if (check.due_on, check.began_on) != (due_on, began_on):
            check.due_on, check.began_on, check.since = due_on, began_on, now
        session.add(check)
        kept.add(check.id)
        working = working_time(workspace, owners.get(moment_id))
        row = rows.get(check.id) or Reminder(team_id=team_id, subject_kind=SUBJECT, subject_id=check.id, reason=MOMENT)
        session.add(row)
        move(row, reminding(check, sent[check.id], rests, working, now), working.today(now), now)
    for id_, row in rows.items():
        if id_ not in kept:
            session.delete(row)
    session.flush()


def _answered(checks: Sequence[MomentCheck]) -> defaultdict[str, list[MomentCheck]]:
    """Return by moment the times that it was looked after."""
    found: defaultdict[str, list[MomentCheck]] = defaultdict(list)
    for check in checks:
        if check.outcome:
            found[check.moment_id].append(check)
    return found


def _rows(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Reminder]:
    found = session.exec(
        select(Reminder)
        .where(Reminder.team_id == team_id, Reminder.subject_kind == SUBJECT)
        .where(col(Reminder.subject_id).in_(ids))
    )
    return {row.subject_id: row for row in found}


def _sent(session: Session, team_id: str, ids: Sequence[str]) -> defaultdict[str, list[tuple[int, datetime]]]:
    """Return by check the briefs that spoke of it, as (step, at)."""
    sent: defaultdict[str, list[tuple[int, datetime]]] = defaultdict(list)
    told = (
        select(MomentTold, Message.sent_at)
        .join(Message, (col(Message.team_id) == MomentTold.team_id) & (col(Message.key) == MomentTold.message_key))
        .where(MomentTold.team_id == team_id, Message.state == SENT, col(MomentTold.check_id).in_(ids))
    )
    for one, at in session.exec(told):
        sent[one.check_id].append((one.step, at or datetime.min.replace(tzinfo=UTC)))
    return sent


def settle_told(session: Session, message: Message, now: datetime) -> None:
    """Settle the moments that a brief has spoken of, or had wanted to."""
    told = select(MomentTold.check_id).where(
        MomentTold.team_id == message.team_id, MomentTold.message_key == message.key
    )
    taken_up = select(Reminder.subject_id).where(
        Reminder.team_id == message.team_id, Reminder.brief == message.key, Reminder.subject_kind == SUBJECT
    )
    ids = {*session.exec(told), *session.exec(taken_up)}
    checks = (session.get(MomentCheck, (message.team_id, id_)) for id_ in ids)
    for customer_id in {check.customer_id for check in checks if check}:
        if customer_id is None:
            settle_company(session, message.team_id, now)
        elif customer := find_customer(session, message.team_id, customer_id):
            settle_moments(session, customer, now)
