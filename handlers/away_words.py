"""What is said of an absence: who covers, and who for them, what it replaced, and what is wrong with a cover."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.absence import Absence
from models.away import replaced_by
from models.cover import rota_of
from models.meanwhile import due_until
from models.member import Member, find_member, managers, members_by_id
from models.workspace import working_time_of


def problem_of(session: Session, person: Member, cover_id: str | None) -> str | None:
    """Return why this person cannot cover: it is who is away themselves, or nobody of the company."""
    if cover_id is None:
        return None
    if cover_id == person.user_id:
        return "oneself"
    cover = find_member(session, person.team_id, cover_id)
    return None if cover and cover.belongs else "outsider"


def arranged(session: Session, member: Member, absence: Absence, now: datetime) -> dict[str, Any]:
    """Return the facts of an absence that was just set, for the words of the answer."""
    person = find_member(session, absence.team_id, absence.user_id)
    return {
        "member": member,
        "person": person,
        "absence": absence,
        "chain": rota_of(session, absence.team_id, now).chain(absence),
        "due": due_until(session, absence),
        "managers": [one for one in managers(session, absence.team_id) if one.user_id != absence.user_id],
        "replaced": replaced_by(session, absence),
        "today": working_time_of(session, absence.team_id, person).today(now),
    }


def covers_of(session: Session, absences: Sequence[Absence]) -> dict[str, Any]:
    """Return the people who cover in these absences, by id."""
    return {"people": members_by_id(session, absences[0].team_id, {absence.cover_id for absence in absences})}
