"""Whether the amount of a purchase is so large that it was probably mistyped."""

from babel.numbers import get_currency_precision
from sqlmodel import Session, col, func, select

from models.customer import Customer
from models.sign_of_life import PURCHASE, SignOfLife

TIMES = 100
"""So many times the largest amount known of a customer is a doubt."""
LARGE = 100_000_000
"""From this amount on, in the workspace's currency, everybody is asked."""


def is_doubtful(session: Session, customer: Customer, amount_minor: int | None, currency: str) -> bool:
    """Tell whether to ask if an amount is meant: it is far more than the largest purchase or revenue known of them."""
    if amount_minor is None:
        return False
    mine = (SignOfLife.team_id == customer.team_id, SignOfLife.customer_id == customer.id)
    bought = select(func.max(SignOfLife.amount_minor)).where(*mine, SignOfLife.kind == PURCHASE)
    largest: int | None = session.exec(bought.where(col(SignOfLife.undone_at).is_(None))).one()
    known = max(largest or 0, customer.revenue_minor or 0)
    most: int = LARGE * 10 ** get_currency_precision(currency)
    limit: int = min(most, TIMES * known) if known else most
    return amount_minor > limit
