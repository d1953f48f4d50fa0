"""What is known of a customer by day: dates that matter to them, what we promised them, for what to thank them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Index
from sqlmodel import Field, Session, col, select

from models.row import Row, of_customer

DATE, PROMISE = "date", "promise"
THANKS, THANKS_AGAIN = "thanks", "thanks_again"
"""For a referral, `what` being whom they sent: when it came, and when that one has bought."""
TO_DO = (PROMISE, THANKS, THANKS_AGAIN)
"""What is ours to do, and asked about until somebody has said what became of it."""
SUBJECT = "known"
"""What a reminder of them is about; its reason is one of these kinds."""
NEAR = timedelta(days=60)
"""So far ahead a date is mentioned when a customer is spoken of anyway."""


class Known(Row, table=True):
    """One date (a renewal, a birthday) or one promise of ours, with the `day` it is on or wanted by.

    A `yearly` date comes again on that day of each year. The brief speaks of it `remind_days` before. `contact_id` is
    the person at the customer whose day it is, `by` the member who promised it, or noted the date. A promise is kept on
    `kept_on`; `removed_at` tells it is no longer wanted. What briefs asked before `since` does not count: its day was
    changed then.
    """

    __table_args__ = (of_customer(), Index("known_by_customer", "team_id", "customer_id"))

    customer_id: str
    kind: str
    what: str
    day: date
    yearly: bool = False
    remind_days: int = Field(default=0)
    contact_id: str | None = None
    by: str | None = None
    kept_on: date | None = None
    since: datetime
    created_at: datetime
    removed_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Tell whether it is still to come or to be kept, as far as anybody has said."""
        return self.removed_at is None and self.kept_on is None

    def next_on(self, today: date) -> date:
        """Return its day, of a yearly one the next from today on."""
        if not self.yearly or self.day >= today:
            return self.day
        this_year = in_year(self.day, today.year)
        return this_year if this_year >= today else in_year(self.day, today.year + 1)

    def is_ahead(self, today: date) -> bool:
        """Tell whether it is worth showing: what is still to do, or a date that is not over."""
        return self.stands and (self.kind in TO_DO or self.next_on(today) >= today)


def in_year(day: date, year: int) -> date:
    """Return the same day of another year; 29 February is the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def next_dates(session: Session, team_id: str, customer_ids: Collection[str], today: date) -> dict[str, Known]:
    """Return by customer their next date, where it is near enough to be spoken of."""
    found: dict[str, Known] = {}
    for known in ahead(session, team_id, customer_ids, today):
        if known.kind == DATE and known.next_on(today) <= today + NEAR:
            found.setdefault(known.customer_id, known)
    return found


def find_known(session: Session, team_id: str, known_id: str | None) -> Known | None:
    """Return this workspace's date or promise with that id."""
    return session.get(Known, (team_id, known_id)) if known_id else None


def all_known_of(session: Session, team_id: str, customer_id: str) -> Sequence[Known]:
    """Return all dates and promises of a customer, whatever has become of them."""
    return session.exec(select(Known).where(Known.team_id == team_id, Known.customer_id == customer_id)).all()


def ahead(session: Session, team_id: str, customer_ids: Collection[str], today: date) -> list[Known]:
    """Return what these customers are promised and have before them: promises first, each kind by its next day."""
    rows = session.exec(
        select(Known)
        .where(Known.team_id == team_id, col(Known.customer_id).in_(customer_ids))
        .where(col(Known.removed_at).is_(None), col(Known.kept_on).is_(None))
    )
    found = [known for known in rows if known.is_ahead(today)]
    return sorted(found, key=lambda known: (known.kind not in TO_DO, known.next_on(today), known.what, known.id))
