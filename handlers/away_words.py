"""What is said of an absence: who covers, and who for them, what it replaced, and what is wrong with a cover."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from handlers.words import as_typed
from models.absence import Absence, absences_of
from models.away import replaced_by, rest_beside, take_back, why_not_back
from models.cover import Rota, rota_of
from models.days_away import Span
from models.draft import draft_of
from models.meanwhile import due_until
from models.member import Member, find_member, members_by_id
from models.working_time import zone_of
from models.workspace import working_time_of
from templates import render

A_FEW_DAYS = timedelta(days=5)
"""How long ago an absence may have begun without being asked about: told from the sickbed."""
COVERING = re.compile(r"(?:\W|\b(?:with|and|cover(?:s|ing|ed)?|by)\b)*", re.IGNORECASE)
"""Words around the mention of who covers: "with @bob covering"."""


def form(member: Member, today: date, absence: Absence | None = None, question: str | None = None) -> dict[str, Any]:
    """Return the form that asks for the days and for who covers, filled with an absence.

    `question` is the place, channel and ts, of the message that asked for them: it is drawn again when they are known.
    """
    return render("away/form", member, member=member, today=today, absence=absence, question=question)


def bare(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what is known of a person's days away, or the form that asks for some."""
    today = working_time_of(session, member.team_id, member).today(now)
    known = absences_of(session, member.team_id, member.user_id, today)
    if not known:
        return form(member, today)
    return render("away/known", member, absences=known, today=today, **covers_of(session, known, now))


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
    then = _rota_then(session, absence, now)
    managers = [one for one in then.managers() if then.is_here(one.user_id)]
    return {
        "member": member,
        "person": person,
        "absence": absence,
        "chain": then.chain(absence),
        "stand_in": then.stand_in(absence.user_id),
        "due": due_until(session, absence),
        "managers": managers,
        "replaced": replaced_by(session, absence),
        "rest": rest_beside(session, absence),
        "today": working_time_of(session, absence.team_id, person).today(now),
    }


def asked_about(
    session: Session, member: Member, person: Member, span: Span, text: str, now: datetime
) -> dict[str, Any]:
    """Return the question whether days are meant that began a while ago; what was typed is kept for the yes."""
    draft = draft_of(member, "away", text, now)
    session.add(draft)
    today = working_time_of(session, person.team_id, person).today(now)
    facts = {"first": span.first, "last": span.last, "today": today, "text": as_typed(text), "draft": draft.id}
    return render("away/long_ago", member, member=member, person=person, **facts)


def taken_back(session: Session, member: Member, absence: Absence | None, now: datetime) -> tuple[dict[str, Any], bool]:
    """Take back an absence, or a return before its time; return what to say, and whether anything was taken back."""
    why = why_not_back(session, absence, member, now) if absence else "gone"
    person = find_member(session, member.team_id, absence.user_id) if absence else None
    if absence is None or why:
        return render("away/not_undone", member, why=why, person=person), False
    take_back(session, absence, member.user_id, now)
    today = working_time_of(session, member.team_id, person).today(now)
    return render("away/undone", member, member=member, person=person, absence=absence, today=today), True


def covers_of(session: Session, absences: Sequence[Absence], now: datetime) -> dict[str, Any]:
    """Return who reads in these absences: the people who cover, by id, and who stands in at first, by absence."""
    team_id = absences[0].team_id
    return {
        "people": members_by_id(session, team_id, {absence.cover_id for absence in absences}),
        "readers": {one.id: _rota_then(session, one, now).stand_in(one.user_id) for one in absences},
    }


def _rota_then(session: Session, absence: Absence, now: datetime) -> Rota:
    """Return who is here when an absence begins, or now where it has begun, as far as is known."""
    rota = rota_of(session, absence.team_id, now)
    person = rota.people.get(absence.user_id)
    noon = datetime.combine(absence.first_day, time(12), zone_of(person.zone if person else "", rota.zone))
    return replace(rota, now=max(now, noon.astimezone(UTC)))
