"""What customers were worth, from all that is recorded of them: few queries for one customer or for thousands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.cost import costs_of
from models.customer import Customer
from models.moment_clock import NEW_FOR
from models.sign_of_life import PURCHASE, SignOfLife
from models.touch import DONE, Touch
from models.worth import Brought, Costs, Known, Span, Worth, calendar_year, last_year, worth_of, years_since

Table = type[Touch] | type[SignOfLife]
IS_PURCHASE = col(SignOfLife.kind) == PURCHASE
ONE_BY_ONE = 500
"""Of more customers than this the whole workspace is counted, and the others left out."""


@dataclass(frozen=True)
class Figures:
    """One customer's worth: this year so far, the last 365 days, and year by year, this one last."""

    this_year: Worth
    lately: Worth
    years: Sequence[tuple[int, Worth]]

    @property
    def ever(self) -> Worth:
        return sum((worth for _, worth in self.years), Worth(unknown=True))


def worths_in(session: Session, customers: Sequence[Customer], span: Span) -> dict[str, Worth]:
    """Return by customer id what they were worth in a span."""
    if not customers:
        return {}
    costs, known = costs_of(session, customers[0].team_id), known_of(session, customers)
    return _worths(customers, known, brought_in(session, customers, span), span, costs)


def figures_of(session: Session, customers: Sequence[Customer], today: date) -> dict[str, Figures]:
    """Return by customer id all that there is to say of what they are worth."""
    if not customers:
        return {}
    costs, known = costs_of(session, customers[0].team_id), known_of(session, customers)
    first = min(one.since for one in known.values())
    spans = (last_year(today), *years_since(first, today))
    by_span = {span: _worths(customers, known, brought_in(session, customers, span), span, costs) for span in spans}
    return {
        customer.id: Figures(
            by_span[calendar_year(today.year, today)][customer.id],
            by_span[last_year(today)][customer.id],
            [(s.first.year, by_span[s][customer.id]) for s in years_since(known[customer.id].since, today)],
        )
        for customer in customers
    }


def _worths(
    customers: Sequence[Customer], known: dict[str, Known], brought: dict[str, Brought], span: Span, costs: Costs
) -> dict[str, Worth]:
    return {one.id: worth_of(known[one.id], brought.get(one.id, Brought()), costs, span) for one in customers}


def known_of(session: Session, customers: Sequence[Customer]) -> dict[str, Known]:
    """Return by customer id what counts whatever the span; known since their first touch, purchase or day in care."""
    touched = dict(_rows(session, Touch, customers, [func.min(col(Touch.day))], col(Touch.state) == DONE))
    bought = dict(_rows(session, SignOfLife, customers, [func.min(col(SignOfLife.day))], IS_PURCHASE))
    return {
        one.id: Known(
            since=min(day for day in (one.added_on, touched.get(one.id), bought.get(one.id)) if day),
            until=one.left_on,
            bought=one.id in bought,
            stated_minor=one.revenue_minor,
            sales_points=one.sales_points,
        )
        for one in customers
    }


def newcomers(session: Session, customers: Sequence[Customer], today: date) -> set[str]:
    """Return the ids of those in their first 100 days: since they first bought, else were added by hand."""
    if not customers:
        return set()
    first, earliest = today - NEW_FOR, [func.min(col(SignOfLife.day))]
    bought = dict(_rows(session, SignOfLife, customers, earliest, IS_PURCHASE))
    by_hand = {one.id: one.added_on for one in customers if not one.source}
    return {one.id for one in customers if bought.get(one.id, by_hand.get(one.id, first)) > first}


def brought_in(session: Session, customers: Sequence[Customer], span: Span) -> dict[str, Brought]:
    """Return by customer id the purchases and done touches of a span; who has none is not in it."""
    sums = [func.count(), func.coalesce(func.sum(col(SignOfLife.amount_minor)), 0)]
    purchases = _rows(session, SignOfLife, customers, sums, IS_PURCHASE, *_within(SignOfLife, span))
    bought = {id_: (int(times), int(minor)) for id_, times, minor in purchases}
    touches: dict[str, dict[str, int]] = defaultdict(dict)
    done = (col(Touch.state) == DONE, *_within(Touch, span))
    for id_, times, kind in _rows(session, Touch, customers, [func.count()], *done, by=[col(Touch.kind)]):
        touches[id_][kind] = times
    ids = bought.keys() | touches.keys()
    return {id_: Brought(*bought.get(id_, (0, 0)), touches.get(id_, {})) for id_ in ids}


def _within(table: Table, span: Span) -> tuple[Any, Any]:
    return col(table.day) >= span.first, col(table.day) <= span.last


def _rows(
    session: Session,
    table: Table,
    customers: Sequence[Customer],
    columns: Sequence[Any],
    *conditions: Any,
    by: Sequence[Any] = (),
) -> Sequence[Any]:
    """Return what is asked for of facts that stand, for each customer, and each value of `by` where there is one."""
    mine = [col(table.team_id) == customers[0].team_id, col(table.undone_at).is_(None), *conditions]
    if len(customers) <= ONE_BY_ONE:
        mine.append(col(table.customer_id).in_([customer.id for customer in customers]))
    grouped = (col(table.customer_id), *by)
    rows = select_columns(col(table.customer_id), *columns, *by).where(*mine).group_by(*grouped)
    return session.execute(rows).all()
