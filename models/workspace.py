"""A workspace: one Slack team, its working time, and where and when its digest goes."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, Session, SQLModel

from models.working_time import WorkingTime, Zoned, working_time

PROSPECT_DAYS = 14
"""So often prospects are followed up, where a workspace has chosen nothing else."""


class Workspace(SQLModel, table=True):
    """Settings of one Slack team; times of day are `HH:MM` in their reader's zone, weekdays count from Monday = 0.

    `advocates_say` is the sentence that the company would love to hear from its advocates. `sales_points` is the cost
    of sales in basis points of revenue, `communicating_minor` what communicating with one customer costs a year,
    `ideal_profile` the shares of customers who bought once, came back and speak for us, in percent: "20,60,20".
    Prospects are followed up every `prospect_days` calendar days.
    """

    team_id: str = Field(primary_key=True)
    name: str = ""
    zone: str = "UTC"
    locale: str = ""
    country: str | None = None
    working_days: str = "01234"
    day_starts: str = "09:00"
    day_ends: str = "17:00"
    brief_at: str = "09:00"
    digest_channel: str | None = None
    digest_weekday: int = 0
    digest_at: str = "09:00"
    currency: str = "EUR"
    bot_user_id: str | None = None
    installer_id: str | None = None
    managers_set: bool = False
    set_up_by: str | None = None
    advocates_say: str = ""
    sales_points: int = 0
    ideal_profile: str = ""
    prospect_days: int = PROSPECT_DAYS
    communicating_minor: int = Field(default=0, sa_type=BigInteger)
    heartbeat_at: datetime | None = None


def working_time_of(session: Session, team_id: str, person: Zoned | None = None) -> WorkingTime:
    """Return the working time of a member, or of the workspace itself."""
    return working_time(session.get_one(Workspace, team_id), person)
