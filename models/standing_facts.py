"""What a customer's standing is told from, many customers at a time: last touches, plans, whom to call, next dates."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.answers import LOOKED_BACK, Answers, answers_by_customer
from models.customer import Contact, Customer
from models.know import Known, next_dates
from models.offerings import Offering, known_of, to_speak_of
from models.statements import IDS, TEAM, among
from models.touch import DONE, PLANNED, Touch

RECENT = 5


PLACE = func.row_number().over(
    partition_by=col(Touch.customer_id), order_by=(col(Touch.day).desc(), col(Touch.created_at).desc())
)
RANKED = (
    select(Touch.id, PLACE.label("place"))
    .where(col(Touch.team_id) == TEAM, col(Touch.customer_id).in_(IDS), Touch.state == DONE)
    .where(col(Touch.undone_at).is_(None))
    .subquery()
)
LATEST = (
    select(Touch)
    .join(RANKED, (RANKED.c.id == col(Touch.id)) & (col(Touch.team_id) == TEAM))
    .where(RANKED.c.place <= RECENT)
    .order_by(RANKED.c.place)
)
PLANS = select(Touch).where(
    col(Touch.team_id) == TEAM,
    col(Touch.customer_id).in_(IDS),
    Touch.state == PLANNED,
    col(Touch.undone_at).is_(None),
)
CONTACTS = (
    select(Contact)
    .where(col(Contact.team_id) == TEAM, col(Contact.customer_id).in_(IDS))
    .order_by(col(Contact.phone) != "", col(Contact.name).desc())
)


@dataclass(frozen=True)
class Told:
    """What is told of customers, by their id; the plans by their own."""

    recent: Mapping[str, list[Touch]]
    plans: Mapping[str, Touch]
    contacts: Mapping[str, Contact]
    answers: Mapping[str, Sequence[Answers]]
    dates: Mapping[str, Known]
    offerings: Mapping[str, Offering | None]


def told_of(session: Session, team_id: str, ids: Sequence[str], today: date) -> Told:
    """Return what these customers' standing is told from, in one query each."""
    return Told(
        recent=recent_touches(session, team_id, ids),
        plans=plans_by_id(session, team_id, ids),
        contacts=contacts_to_call(session, team_id, ids),
        answers=answers_by_customer(session, team_id, col(Customer.id).in_(ids), today - LOOKED_BACK, today),
        dates=next_dates(session, team_id, ids, today),
        offerings={id_: to_speak_of(one, today) for id_, one in known_of(session, team_id, ids).items()},
    )


def recent_touches(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, list[Touch]]:
    """Return by customer their last done touches, latest first."""
    rows = session.exec(LATEST, params=among(team_id, ids))
    found: dict[str, list[Touch]] = defaultdict(list)
    for touch in rows:
        found[touch.customer_id].append(touch)
    return found


def plans_by_id(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Touch]:
    """Return what is planned with these customers, by the id of the plan."""
    rows = session.exec(PLANS, params=among(team_id, ids))
    return {touch.id: touch for touch in rows}


def contacts_to_call(session: Session, team_id: str, ids: Sequence[str]) -> dict[str, Contact]:
    """Return by customer whom to call: somebody with a phone number, if there is one."""
    rows = session.exec(CONTACTS, params=among(team_id, ids))
    return {contact.customer_id: contact for contact in rows}
