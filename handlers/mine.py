"""`/care mine` and `/care due`: a member's customers with both clocks, all of them or those that need somebody now."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from sqlmodel import Session

from handlers.context import Database
from handlers.words import word
from models import decide
from models.complaint_waiting import unanswered_of
from models.cover import customers_read_by, rota_of
from models.customer import customers_of
from models.member import Member, members_by_id
from models.spread import money_at_risk
from models.standing import Standing, standings
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("mine")])(mine)
    app.command("/care", matchers=[word("due")])(due)


def mine(ack: Ack, reading: Database, member: Member, now: datetime) -> None:
    """List the member's customers, the most urgent first."""
    with reading.begin() as session:
        said = all_of(session, member, now)
    ack(**said)


def due(ack: Ack, reading: Database, member: Member, now: datetime) -> None:
    """List who needs the member now, what matters most first; for a manager also what waits for a decision."""
    with reading.begin() as session:
        said = those_due(session, member, now)
    ack(**said)


def all_of(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the list of a member's customers."""
    return render("mine/mine", member, standings=standings_of(session, member, now), **_around(session, member, now))


def those_due(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the list of who needs the member now, and of what waits for a manager's decision."""
    waiting = decide.waiting(session, member.team_id, now) if member.manager else None
    read = customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    return render(
        "mine/due",
        member,
        standings=needing(standings_read(session, member, now)),
        decisions=waiting,
        unanswered=unanswered_of(session, member.team_id, read),
        **_around(session, member, now),
    )


def standings_of(session: Session, member: Member, now: datetime) -> list[Standing]:
    """Return how the member's customers stand, the most urgent first."""
    working = working_time_of(session, member.team_id, member)
    theirs = customers_of(session, member.team_id, member.user_id)
    return sorted(standings(session, theirs, working, working.today(now)), key=lambda one: one.next_on)


def standings_read(session: Session, member: Member, now: datetime) -> list[Standing]:
    """Return how the customers stand of whom the member reads now: their own, and those of colleagues who are away."""
    working = working_time_of(session, member.team_id, member)
    read = customers_read_by(session, member.team_id, member.user_id, rota_of(session, member.team_id, now))
    return standings(session, read, working, working.today(now))


def needing(all_of_them: list[Standing]) -> list[Standing]:
    """Return those whose plan is over, then those who are due or silent and have none, most money at risk first."""
    struck = [one for one in all_of_them if one.reasons]
    weight = {one.customer.id: money_at_risk(one.customer, one.struck_on, one.today) for one in struck}
    return sorted(struck, key=lambda one: (one.plan_is_over, weight[one.customer.id]), reverse=True)


def _around(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    return {
        "member": member,
        "workspace": session.get_one(Workspace, member.team_id),
        "people": members_by_id(session, member.team_id),
        "today": working_time_of(session, member.team_id, member).today(now),
    }
