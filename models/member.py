"""A member: a Slack user the bot knows, and who among them belongs to the company, manages, or cares for customers."""

from collections.abc import Collection, Sequence

from sqlmodel import Field, Session, SQLModel, col, select

from models.statements import IDS, TEAM


class Member(SQLModel, table=True):
    """One Slack user of a workspace, as Slack last described them, and how they want their brief.

    `brief_at` is their own hour for it ("07:30"), `rests_on` holds the weekdays without one (Monday = 0), `brief_size`
    is how many nudges it shows in full; empty: as the workspace has it.
    """

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str = ""
    email: str = ""
    zone: str = ""
    locale: str = ""
    dm_channel: str | None = None
    is_admin: bool = False
    is_owner: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False
    manager: bool = False
    brief_at: str | None = None
    rests_on: str = ""
    brief_size: int | None = None

    @property
    def belongs(self) -> bool:
        """Tell whether this person is one of the company's own people: not a guest, stranger, bot or deactivated."""
        return not (self.is_guest or self.is_stranger or self.is_bot or self.deleted)

    @property
    def writes_month_first(self) -> bool:
        """Tell whether 3/4 is the fourth of March to this person: in American English, or in America if unknown."""
        return self.locale == "en-US" or (not self.locale and self.zone.startswith("America/"))

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else "there"


def find_member(session: Session, team_id: str, user_id: str | None) -> Member | None:
    """Return the member with this Slack id, if the bot has met them."""
    return session.get(Member, (team_id, user_id)) if user_id else None


def managers(session: Session, team_id: str) -> Sequence[Member]:
    """Return the managers who can read and decide, in order of name."""
    rows = session.exec(
        select(Member).where(Member.team_id == team_id, col(Member.manager)).order_by(col(Member.name))
    ).all()
    return [member for member in rows if member.belongs]


EVERYBODY = select(Member).where(col(Member.team_id) == TEAM)
THESE = EVERYBODY.where(col(Member.user_id).in_(IDS))


def members_by_id(session: Session, team_id: str, user_ids: Collection[str | None] | None = None) -> dict[str, Member]:
    """Return these people by Slack id, or everyone the bot knows in this workspace."""
    found = (
        session.exec(EVERYBODY, params={"team_id": team_id})
        if user_ids is None
        else session.exec(THESE, params={"team_id": team_id, "ids": list(user_ids)})
    )
    return {member.user_id: member for member in found}
