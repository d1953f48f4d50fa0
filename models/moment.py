"""A moment of truth: what must go right on a rung of the loyalty ladder, whose it is, and when it is looked after."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, Session, SQLModel, col, select

from models.moment_default import defaults
from models.row import Row, of_customer
from models.rung import Rung

SUBJECT, MOMENT = "moment_check", "moment"
"""What a reminder of one is about, and its reason."""
OF_COMPANY = (Rung.SUSPECT, Rung.PROSPECT)
"""On these rungs there is no customer yet: their moments are the company's own, and come again."""
FIRST_100 = (Rung.SHOPPER, Rung.CUSTOMER)
THANKED = (Rung.MEMBER, Rung.ADVOCATE, Rung.RAVING_FAN)
DONE, NOT_NEEDED = "done", "not_needed"


class Moment(Row, table=True):
    """One moment of truth of a workspace; the default ones are rows once a company uses or changes them.

    `name` is what it is called ("the first delivery"), `what` what must go right, `system` how or where it is done.
    `owner_id` is who looks after it; None: the customer's champion. `after_days` counts from the day on which a
    customer reached the rung; None: it comes when it comes, and nobody is reminded. `every_days`: it comes again.
    What would have been due before `since` is nobody's debt: it was written or changed then. `removed_at`: it is no
    longer looked after; what was said about it keeps its name.
    """

    rung: str
    name: str
    what: str = ""
    system: str = ""
    owner_id: str | None = None
    after_days: int | None = None
    every_days: int | None = None
    position: int = 0
    since: datetime | None = None
    removed_at: datetime | None = None

    @property
    def is_companys(self) -> bool:
        return self.rung in OF_COMPANY


class MomentCheck(Row, table=True):
    """One time that a moment is looked after, for a customer or, without one, for the company.

    It is due on `due_on`, counted from `began_on`, when the rung was reached; put off until `later_until`. Briefs that
    asked before `since` do not count. `outcome` is DONE or NOT_NEEDED, None while it is open; `answered_on` is the day,
    in the zone of `by`, and `answered_at` the instant at which that was said, or that it was put off.
    """

    __tablename__ = "moment_check"
    __table_args__ = (
        of_customer(),
        ForeignKeyConstraint(["team_id", "moment_id"], ["moment.team_id", "moment.id"], ondelete="CASCADE"),
        Index("moment_check_by_customer", "team_id", "customer_id"),
        Index("moment_check_by_moment", "team_id", "moment_id"),
    )

    moment_id: str
    customer_id: str | None = None
    began_on: date
    due_on: date
    later_until: date | None = None
    since: datetime
    outcome: str | None = None
    answered_on: date | None = None
    answered_at: datetime | None = None
    by: str | None = None


class MomentTold(SQLModel, table=True):
    """One check in one brief, written when the brief is claimed; `step` as of a nudge."""

    __tablename__ = "moment_told"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "check_id"], ["moment_check.team_id", "moment_check.id"], ondelete="CASCADE"),
        Index("moment_told_by_check", "team_id", "check_id"),
    )

    team_id: str = Field(primary_key=True)
    message_key: str = Field(primary_key=True)
    check_id: str = Field(primary_key=True)
    step: int
    position: int


def moments_of(session: Session, team_id: str, *, removed: bool = False) -> list[Moment]:
    """Return a workspace's moments by rung, day and place; the default ones where it has none of its own yet.

    `removed` asks for those, too, that are no longer looked after.
    """
    found = session.exec(select(Moment).where(Moment.team_id == team_id)).all() or _defaults(team_id)
    ladder = list(Rung)
    standing = [moment for moment in found if removed or moment.removed_at is None]
    return sorted(standing, key=lambda one: (ladder.index(Rung(one.rung)), one.after_days or 0, one.position, one.id))


def moment_names(session: Session, team_id: str) -> dict[str, str]:
    """Return by id what each moment is called, in the order of the ladder; those no longer looked after, too."""
    return {one.id: one.name for one in moments_of(session, team_id, removed=True)}


def own_moments(session: Session, team_id: str) -> list[Moment]:
    """Return a workspace's moments as rows that can be changed and leant on."""
    if session.exec(select(Moment.id).where(Moment.team_id == team_id).limit(1)).first() is None:
        session.add_all(_defaults(team_id))
        session.flush()
    return moments_of(session, team_id)


def find_moment(session: Session, team_id: str, moment_id: str | None) -> Moment | None:
    """Return this workspace's moment with that id, a default one among them."""
    if not moment_id:
        return None
    return next((one for one in moments_of(session, team_id, removed=True) if one.id == moment_id), None)


def find_check(session: Session, team_id: str, check_id: str) -> tuple[MomentCheck, Moment] | None:
    """Return this workspace's check with that id, and its moment."""
    check = session.get(MomentCheck, (team_id, check_id))
    return (check, session.get_one(Moment, (team_id, check.moment_id))) if check else None


def checks_of(session: Session, team_id: str, customer_id: str | None) -> Sequence[MomentCheck]:
    """Return what was and is to be looked after for a customer, or as the company's own, by day."""
    mine = (MomentCheck.team_id == team_id, MomentCheck.customer_id == customer_id)
    return session.exec(select(MomentCheck).where(*mine).order_by(col(MomentCheck.due_on), col(MomentCheck.id))).all()


def _defaults(team_id: str) -> list[Moment]:
    return [
        Moment(team_id=team_id, position=position, **default._asdict()) for position, default in enumerate(defaults())
    ]
