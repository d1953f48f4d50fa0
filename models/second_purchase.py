"""Second purchases: who has just come back to buy again, which is told once, in what comes anyway, and celebrated."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.customer import ACTIVE, Customer
from models.follow_up import FOLLOW_UP_AFTER
from models.sign_of_life import PURCHASE, SignOfLife
from models.statements import TEAM

EARLIER = aliased(SignOfLife)
BOUGHT_BEFORE = (
    select(func.count())
    .select_from(EARLIER)
    .where(EARLIER.team_id == SignOfLife.team_id, EARLIER.customer_id == SignOfLife.customer_id)
    .where(EARLIER.kind == PURCHASE, col(EARLIER.undone_at).is_(None))
    .where(
        or_(
            col(EARLIER.created_at) < col(SignOfLife.created_at),
            and_(col(EARLIER.created_at) == col(SignOfLife.created_at), col(EARLIER.id) < col(SignOfLife.id)),
        )
    )
    .scalar_subquery()
)
SECOND = (
    select(SignOfLife, Customer)
    .join(Customer, (col(Customer.team_id) == SignOfLife.team_id) & (col(Customer.id) == SignOfLife.customer_id))
    .where(col(SignOfLife.team_id) == TEAM, SignOfLife.kind == PURCHASE, Customer.state == ACTIVE)
    .where(col(SignOfLife.undone_at).is_(None), col(SignOfLife.external_id).is_(None), BOUGHT_BEFORE == 1)
    .order_by(col(Customer.normal), col(Customer.id))
)


def came_back(session: Session, team_id: str, *recorded: ColumnElement[bool]) -> Sequence[Customer]:
    """Return, by name, the active customers whose second purchase was recorded then: by hand, and soon after its day.

    What an import brought is past, as is what was logged long after its day; `recorded` are conditions on
    `SignOfLife.created_at`.
    """
    rows = session.exec(SECOND.where(*recorded), params={"team_id": team_id})
    return [customer for sign, customer in rows if sign.created_at.date() - sign.day <= FOLLOW_UP_AFTER]


def came_back_since(
    session: Session, team_id: str, theirs: Collection[Customer], since: datetime | None, at: datetime
) -> list[Customer]:
    """Return who of these customers came back after the brief before (`since`, none: never told) and by this one."""
    after = since or at - FOLLOW_UP_AFTER
    mine = {customer.id for customer in theirs}
    recorded = (col(SignOfLife.created_at) > after, col(SignOfLife.created_at) <= at)
    return [customer for customer in came_back(session, team_id, *recorded) if customer.id in mine]


def perhaps_told(session: Session, sign: SignOfLife) -> set[datetime]:
    """Return the instants of what may have been told and is not true, or another's, without this purchase."""
    mine = (SignOfLife.team_id == sign.team_id, SignOfLife.customer_id == sign.customer_id)
    since = select(SignOfLife.created_at).where(*mine, col(SignOfLife.created_at) >= sign.created_at)
    return set(session.exec(since.where(SignOfLife.kind == PURCHASE, col(SignOfLife.external_id).is_(None))))
