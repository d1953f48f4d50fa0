"""First purchases: who has just bought for the first time, so that somebody asks how they like it."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from models.follow_up import FOLLOW_UP_AFTER
from models.moment import Moment, MomentCheck
from models.rung import Rung
from models.sign_of_life import PURCHASE, SignOfLife
from models.statements import IDS, TEAM, among

IS_PURCHASE = col(SignOfLife.kind) == PURCHASE
IN_FIRST_100_DAYS = (
    select_columns(col(MomentCheck.id))
    .where(col(MomentCheck.team_id) == TEAM, col(MomentCheck.customer_id) == col(SignOfLife.customer_id))
    .where(col(Moment.team_id) == TEAM, col(Moment.id) == col(MomentCheck.moment_id), col(Moment.rung) == Rung.SHOPPER)
    .exists()
)
"""Their moments of truth ask how they like it, and once is enough."""
SIGNS = (
    select_columns(
        col(SignOfLife.customer_id),
        func.max(SignOfLife.day),
        func.count(case((IS_PURCHASE, 1))),
        func.count(case((IS_PURCHASE, SignOfLife.external_id))),
        func.max(case((IS_PURCHASE, SignOfLife.day))),
        func.max(case((IS_PURCHASE, SignOfLife.created_at))),
        IN_FIRST_100_DAYS,
    )
    .where(col(SignOfLife.team_id) == TEAM, col(SignOfLife.customer_id).in_(IDS))
    .where(col(SignOfLife.undone_at).is_(None))
    .group_by(col(SignOfLife.customer_id))
)


def last_and_first_bought(
    session: Session, team_id: str, ids: Iterable[str]
) -> Iterator[tuple[str, date, date | None]]:
    """Yield each customer's id, the day of the last sign of life, and of their one purchase if it is news.

    What an import brought is past, and what was logged long after its day is past as well. In the first 100 days of a
    new customer moments of truth ask instead.
    """
    rows = session.connection().execute(SIGNS, among(team_id, ids))
    for customer_id, day, purchases, imported, bought, logged_at, has_list in rows:
        is_news = purchases == 1 and not imported and not has_list and logged_at.date() - bought <= FOLLOW_UP_AFTER
        yield customer_id, day, bought if is_news else None


def first_news(session: Session, team_id: str, customer_id: str) -> tuple[date, date] | None:
    """Return the day of a customer's first purchase and the day on which it was recorded, where that is news.

    However many they have bought since; not where an import brought it or one before it, or it was logged long after.
    """
    mine = (SignOfLife.team_id == team_id, SignOfLife.customer_id == customer_id, IS_PURCHASE)
    standing = select_rows(SignOfLife).where(*mine, col(SignOfLife.undone_at).is_(None))
    first = session.exec(standing.order_by(col(SignOfLife.day), col(SignOfLife.created_at)).limit(1)).first()
    if first is None or first.external_id or first.created_at.date() - first.day > FOLLOW_UP_AFTER:
        return None
    return first.day, first.created_at.date()
