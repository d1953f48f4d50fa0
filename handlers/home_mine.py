"""A member's own Home: who needs them now, complaints and their clocks, this week, and all their customers."""

from datetime import UTC, datetime, time
from typing import Any

from sqlmodel import Session

from handlers.complaint_view import KINDS_OF_ANSWER
from models.absence import absences_of
from models.brief_room import fully_shown
from models.complaint import OPENED
from models.complaint_waiting import WaitingComplaint
from models.cover import Rota, rota_of
from models.home import HomeView
from models.home_customers import NO_TIER, page_of
from models.home_team import complaints_waiting
from models.home_today import done_today, line_of, today_of
from models.member import Member
from models.stocktake_waiting import to_grade
from models.undo import undoable
from models.working_time import WorkingTime, working_time
from models.workspace import Workspace
from templates import render


def draw(session: Session, member: Member, look: HomeView, now: datetime) -> dict[str, Any]:
    """Return the view of a member's own customers, in as many queries for thousands of them as for ten."""
    workspace, rota = session.get_one(Workspace, member.team_id), rota_of(session, member.team_id, now)
    working = working_time(workspace, member)
    today = working.today(now)
    page = page_of(session, member, look, working, today)
    done = done_today(session, member, datetime.combine(today, time.min, working.zone).astimezone(UTC))
    complaints = complaints_waiting(session, member.team_id, rota, member.user_id)
    return render(
        "home/mine",
        member,
        member=member,
        workspace=workspace,
        rota=rota,
        people=rota.people,
        today=today,
        drawn_on=today,
        now=now,
        look=look,
        needing=today_of(session, member, rota, working),
        page=page,
        lines=[line_of(standing, member) for standing in page.standings],
        no_tier=NO_TIER,
        most_full=fully_shown(member),
        complaints=complaints,
        unanswered=[WaitingComplaint(OPENED, *one) for one in complaints if one[0].state == OPENED],
        kinds=KINDS_OF_ANSWER,
        done=done,
        undoable=undoable([fact for _, fact in done], member, now),
        managers=rota.managers(),
        stocktake=to_grade(session, member.team_id, member.user_id, rota),
        **_absences(session, member, rota, working),
    )


def _absences(session: Session, member: Member, rota: Rota, working: WorkingTime) -> dict[str, Any]:
    """Return when the member is away, who reads meanwhile, for whom they stand in now, and the hour of their brief."""
    absences = absences_of(session, member.team_id, member.user_id, working.today(rota.now))
    away = rota.absence_of(member.user_id)
    return {
        "absences": absences,
        "away": away,
        "stand_in": rota.stand_in(member.user_id) if away else None,
        "covers": [
            (rota.people[absence.user_id], absence)
            for absence in rota.absences
            if absence.cover_id == member.user_id and absence.user_id in rota.people
        ],
        "brief_at": working.brief_at,
        "brief_days": sorted(working.weekdays),
    }
