"""The year of one champion: their own, or a colleague's for a manager (`/care calendar @bob`)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers.refusal import for_managers
from models.blackout import blackouts
from models.calendar_plan import A_YEAR
from models.calendar_year import FOUR_WEEKS, month_of, months_from, planned_with
from models.customer import customers_of
from models.member import Member, find_member, managers
from models.plan_and_actual import Sum, entries, sums
from models.roles import Act, may
from models.workspace import working_time_of
from templates import render


def of_person(session: Session, member: Member, user_id: str, now: datetime) -> dict[str, Any]:
    """Return the year of whoever was mentioned: what others have to do is for managers alone."""
    whose = find_member(session, member.team_id, user_id)
    if user_id != member.user_id and not may(member, Act.CALENDAR):
        typed = f"/care calendar @{whose.first_name if whose else user_id}"
        return for_managers(member, Act.CALENDAR, managers(session, member.team_id), typed)
    return of_champion(session, member, now, whose) if whose else render("calendar/nobody", member, user_id=user_id)


def of_champion(session: Session, member: Member, now: datetime, whose: Member | None = None) -> dict[str, Any]:
    """Return the year of a champion, the reader's own unless said: this month, four weeks, what the months hold."""
    whose = whose or member
    today = working_time_of(session, member.team_id, whose).today(now)
    planned = planned_with(session, member.team_id, {whose.user_id}, month_of(today), today + A_YEAR)
    months = [month_of(touch.day) for touch, _ in planned if touch.day >= today]
    return render(
        "calendar/mine",
        member,
        member=member,
        whose=whose,
        month=_this_month(session, whose, today),
        soon=[(touch, customer) for touch, customer in planned if touch.day < today + FOUR_WEEKS],
        counts=[(month, months.count(month)) for month in months_from(today, 13)],
        blackouts=blackouts(session, member.team_id, today),
        has_nobody=not customers_of(session, member.team_id, whose.user_id),
        today=today,
    )


def _this_month(session: Session, member: Member, today: date) -> Sum:
    theirs = customers_of(session, member.team_id, member.user_id)
    ids, working = {customer.id for customer in theirs}, working_time_of(session, member.team_id, member)
    first, after = months_from(today, 2)
    found = entries(session, member.team_id, theirs, first, after, working)
    mine = sums((one for one in found if one.customer_id in ids and one.day < after), lambda _: True)
    return mine.get(True, Sum())
