"""The pulse: once a quarter everybody says of sixteen areas how true it is that we live for our customers.

Who has taken part is known, what they said is not: of answers only how many gave which is kept, never whose or when.
The sixteen areas follow N. Kalliatakis.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel, col, select

from models.quarter import Quarter


class Area(StrEnum):
    """What is asked about, in the order in which it is asked."""

    COMMITMENT = "commitment"
    PROPOSITION = "proposition"
    MEASUREMENTS = "measurements"
    FEEDBACK = "feedback"
    NEEDS = "needs"
    RETENTION = "retention"
    VALUABLE = "valuable"
    KNOWLEDGE = "knowledge"
    REFERRALS = "referrals"
    CONSEQUENCES = "consequences"
    PEOPLE = "people"
    COMPLAINTS = "complaints"
    INNOVATION = "innovation"
    WINDOW = "window"
    TECHNOLOGY = "technology"
    GIVING_BACK = "giving_back"


AREAS = tuple(Area)
SCORES = (1, 2, 3, 4, 5)
"""1: not true at all, 5: entirely true."""
SKIPPED = 0
LOOKING_OVER = len(AREAS)
"""The place after the last area: all is answered or skipped, and waits to be sent."""


class PulsePart(SQLModel, table=True):
    """That a member was offered a quarter's pulse, declined it for now, began it, or has sent it.

    `draft` holds their answers by area (0: skipped) until they are sent, and nothing afterwards; `place` is the area
    that is being asked. `offered_in` is the key of the brief that offered it.
    """

    __tablename__ = "pulse_part"

    team_id: str = Field(primary_key=True)
    quarter: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    offered_in: str | None = None
    declined: bool = False
    sent: bool = False
    place: int = 0
    draft: dict[str, int] | None = Field(default=None, sa_type=JSON)

    @property
    def answered(self) -> int:
        """Return how many areas have a score in the draft."""
        return sum(score != SKIPPED for score in (self.draft or {}).values())


class PulseCount(SQLModel, table=True):
    """How many managers, or others, gave one area this score in a quarter."""

    __tablename__ = "pulse_count"

    team_id: str = Field(primary_key=True)
    quarter: str = Field(primary_key=True)
    managers: bool = Field(primary_key=True)
    area: str = Field(primary_key=True)
    score: int = Field(primary_key=True)
    count: int = 0


def answer(part: PulsePart, area: Area, score: int) -> None:
    """Keep a score (0: skipped) in the draft, and go on to the first area after it that has none."""
    said = {**(part.draft or {}), area.value: score}
    here = AREAS.index(area)
    part.draft = said
    part.place = next((place for place in range(here + 1, LOOKING_OVER) if AREAS[place] not in said), LOOKING_OVER)


def go_to(part: PulsePart, place: int) -> None:
    """Ask about the area at a place, the last one asked or one chosen while looking it over."""
    part.place = min(max(place, 0), LOOKING_OVER)


def find_part(session: Session, team_id: str, quarter: Quarter, user_id: str) -> PulsePart | None:
    """Return a member's part in a quarter's pulse."""
    return session.get(PulsePart, (team_id, quarter.name, user_id))


def took_part(session: Session, team_id: str, quarter: Quarter) -> int:
    """Return how many have sent their answers in Touchbase."""
    mine = (PulsePart.team_id == team_id, PulsePart.quarter == quarter.name, col(PulsePart.sent))
    return len(session.exec(select(PulsePart.user_id).where(*mine)).all())


def count_in(session: Session, team_id: str, quarter: Quarter, managers: bool, said: Mapping[Area, int]) -> None:
    """Count one person's answers in, each by itself: what they said together is written down nowhere."""
    for area, score in said.items():
        key: dict[str, Any] = {"quarter": quarter.name, "managers": managers, "area": area.value, "score": score}
        row = session.get(PulseCount, (team_id, *key.values())) or PulseCount(team_id=team_id, **key)
        row.count += 1
        session.add(row)
