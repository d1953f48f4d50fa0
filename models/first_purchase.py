"""First purchases: who has just bought for the first time, so that somebody asks how they like it."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import case, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.follow_up import FOLLOW_UP_AFTER
from models.sign_of_life import PURCHASE, SignOfLife


def last_and_first_bought(
    session: Session, team_id: str, ids: Iterable[str]
) -> Iterator[tuple[str, date, date | None]]:
    """Yield each customer's id, the day of the last sign of life, and of their one purchase if it is news.

    What an import brought is past, and what was logged long after its day is past as well.
    """
    is_purchase = col(SignOfLife.kind) == PURCHASE
    rows = session.connection().execute(
        select_columns(
            col(SignOfLife.customer_id),
            func.max(SignOfLife.day),
            func.count(case((is_purchase, 1))),
            func.count(case((is_purchase, SignOfLife.external_id))),
            func.max(case((is_purchase, SignOfLife.day))),
            func.max(case((is_purchase, SignOfLife.created_at))),
        )
        .where(col(SignOfLife.team_id) == team_id, col(SignOfLife.customer_id).in_(ids))
        .where(col(SignOfLife.undone_at).is_(None))
        .group_by(col(SignOfLife.customer_id))
    )
    for customer_id, day, purchases, imported, bought, logged_at in rows:
        is_news = purchases == 1 and not imported and logged_at.date() - bought <= FOLLOW_UP_AFTER
        yield customer_id, day, bought if is_news else None
