"""The list of moments of truth of one customer, or of the company's own: what is done, what is to come, and when."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.about import allowed
from models.customer import ACTIVE, Customer
from models.member import Member, members_by_id
from models.moment import Moment, checks_of, moments_of
from models.moment_brief import line_of
from models.moment_clock import reached
from models.moment_reminder import known_of
from models.roles import Act
from models.rung import Rung
from models.workspace import working_time_of

LATEST_ANSWERED = 8


def facts_of(session: Session, customer: Customer | None, member: Member, now: datetime) -> dict[str, Any]:
    """Return the facts of a list; without customer it is the company's own."""
    team_id, today = member.team_id, working_time_of(session, member.team_id, member).today(now)
    moments = {one.id: one for one in moments_of(session, team_id, removed=True)}
    checks = checks_of(session, team_id, customer.id if customer else None)
    answered = [one for one in checks if one.outcome][-LATEST_ANSWERED:]
    shown = answered + [one for one in checks if not one.outcome and (customer is None or customer.state == ACTIVE)]
    lines = [line_of(session, check, moments[check.moment_id], member, today, now) for check in shown]
    began = reached(known_of(session, customer)) if customer and customer.state == ACTIVE else {}
    shopper = began.get(Rung.SHOPPER)
    return {
        "customer": customer,
        "member": member,
        "people": members_by_id(session, team_id),
        "today": today,
        "lines": lines,
        "unscheduled": [
            one for one in moments.values() if one.rung in began and one.after_days is None and not one.removed_at
        ],
        "began_on": shopper.day if shopper else None,
        "theirs": {one.check.id for one in lines if may_answer(session, member, one.moment, customer, now)},
    }


def may_answer(session: Session, member: Member, moment: Moment, customer: Customer | None, now: datetime) -> bool:
    """Tell whether somebody may say what became of a moment: its owner, who cares for the customer, managers."""
    if customer and customer.state != ACTIVE:
        return False
    if member.manager or moment.owner_id == member.user_id:
        return True
    return customer is not None and allowed(session, member, Act.MOMENT, customer, now)
