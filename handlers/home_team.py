"""A manager's Home of the team: what is left to set up, each champion's load, complaints, decisions, the care model."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.complaint_view import KINDS_OF_ANSWER
from models import decide
from models.care_model import care_model_of
from models.checklist import checklist
from models.cover import rota_of
from models.home_team import complaints_waiting, loads
from models.member import Member
from models.moment_gaps import gaps
from models.working_time import working_time
from models.workspace import Workspace
from templates import render


def draw(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the view of the team."""
    workspace, rota = session.get_one(Workspace, member.team_id), rota_of(session, member.team_id, now)
    working = working_time(workspace)
    complaints = complaints_waiting(session, member.team_id, rota)
    decisions, known = decide.waiting(session, member.team_id, now), {complaint.id for complaint, _ in complaints}
    waiting = [one for one in decisions.complaints if one.complaint.id not in known]
    return render(
        "home/team",
        member,
        member=member,
        workspace=workspace,
        rota=rota,
        people=rota.people,
        today=working_time(workspace, member).today(now),
        now=now,
        steps=checklist(session, member.team_id),
        loads=loads(session, rota, working, member.team_id),
        complaints=complaints,
        kinds=KINDS_OF_ANSWER,
        decisions=replace(decisions, complaints=waiting),
        policies=care_model_of(session, member.team_id).rows,
        gaps=len(gaps(session, member.team_id, working.today(now))),
    )
