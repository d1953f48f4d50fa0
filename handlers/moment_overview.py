"""`/care moments` alone: for managers the lists of all rungs and their gaps, for others what waits for them."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.home_readers import sees_nobody
from models.member import Member, members_by_id
from models.moment import Moment, moments_of
from models.moment_ahead import moments_ahead
from models.moment_edit import undoable
from models.moment_gaps import gaps
from models.roles import Act, may
from models.workspace import working_time_of
from templates import render


def overview(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the form that opens: the lists for who may change them, else what waits for the reader."""
    if may(member, Act.MOMENTS):
        return render("moment/overview", member, **overview_facts(session, member, now))
    return ahead(session, member, now)


def ahead(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what waits for somebody within a month."""
    today = working_time_of(session, member.team_id, member).today(now)
    lines = moments_ahead(session, member, today, now)
    facts = {"lines": lines, "has_nobody": sees_nobody(session, member, now), "today": today}
    return render("moment/ahead", member, member=member, people={}, **facts)


def overview_facts(session: Session, member: Member, now: datetime, changed: Moment | None = None) -> dict[str, Any]:
    """Return the facts of the lists; `changed` is what was just changed and can be taken back."""
    team_id = member.team_id
    today = working_time_of(session, team_id, member).today(now)
    return {
        "member": member,
        "people": members_by_id(session, team_id),
        "today": today,
        "moments": moments_of(session, team_id),
        "gaps": len(gaps(session, team_id, today)),
        "changed": changed,
        "last": undoable(session, team_id, changed.id, now) if changed else None,
    }


def gaps_facts(session: Session, member: Member, now: datetime, changed: Moment | None = None) -> dict[str, Any]:
    """Return the facts of what the lists lack; `changed` is what was just changed and can be taken back."""
    today = working_time_of(session, member.team_id, member).today(now)
    people = members_by_id(session, member.team_id)
    last = undoable(session, member.team_id, changed.id, now) if changed else None
    found = gaps(session, member.team_id, today)
    return {"member": member, "people": people, "today": today, "gaps": found, "changed": changed, "last": last}
