"""Taking part in the pulse: it is offered in a brief, answered tap by tap, and sent without a name."""

import random
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from models.customer import Customer
from models.member import Member
from models.message import SENT, Message, find_message
from models.pulse import LOOKING_OVER, SKIPPED, Area, PulsePart, count_in, find_part
from models.pulse_reminder import expect_turn
from models.quarter import Quarter, quarter_of
from models.workspace import Workspace, working_time_of

FIRST_AFTER = timedelta(days=28)
"""So long after their first customer a workspace is not asked: opinions on a tool of yesterday are none."""


def quarter_now(session: Session, team_id: str, now: datetime) -> Quarter:
    """Return the quarter that can be answered, by the workspace's zone."""
    return quarter_of(working_time_of(session, team_id).today(now))


def begin(session: Session, member: Member, quarter: Quarter, now: datetime) -> PulsePart:
    """Return a member's part, begun where it was not; what they have answered already is kept."""
    part = find_part(session, member.team_id, quarter, member.user_id)
    part = part or PulsePart(team_id=member.team_id, quarter=quarter.name, user_id=member.user_id)
    part.declined = False
    if not part.sent and part.draft is None:
        part.draft, part.place = {}, 0
    session.add(part)
    expect_turn(session, member.team_id, quarter, now)
    return part


def decline(session: Session, member: Member, quarter: Quarter) -> PulsePart:
    """Offer it to this member no more in a quarter; they may still begin by themselves."""
    part = find_part(session, member.team_id, quarter, member.user_id)
    part = part or PulsePart(team_id=member.team_id, quarter=quarter.name, user_id=member.user_id)
    part.declined = True
    session.add(part)
    return part


def send(session: Session, part: PulsePart, member: Member, quarter: Quarter) -> bool:
    """Count the answers in and delete them; tell whether there were any to be sent, and not sent before."""
    workspace = select(Workspace.team_id).where(Workspace.team_id == member.team_id)
    session.exec(workspace.with_for_update()).one()  # two at once would count one
    session.refresh(part)
    if part.sent or not part.answered:
        return False
    said = [(Area(area), score) for area, score in (part.draft or {}).items() if score != SKIPPED]
    random.SystemRandom().shuffle(said)
    count_in(session, member.team_id, quarter, member.manager, dict(said))
    part.sent, part.draft, part.place = True, None, LOOKING_OVER
    return True


def forget_drafts(session: Session, team_id: str, quarter: Quarter) -> None:
    """Delete what was begun and not sent in the quarters before this one."""
    old = (col(PulsePart.team_id) == team_id, col(PulsePart.quarter) < quarter.name)
    session.exec(update(PulsePart).where(*old).values(draft=None, place=0))


def offered(session: Session, brief: Message, member: Member, at: datetime) -> PulsePart | None:
    """Return the pulse that a brief offers its reader: once, in the last month of a quarter.

    A brief that was sent says what it said; the offer of one that never was is made again.
    """
    today = working_time_of(session, brief.team_id).today(at)
    quarter = quarter_of(today)
    part = find_part(session, brief.team_id, quarter, member.user_id)
    if part and part.offered_in == brief.key:
        return part
    if brief.state == SENT or today < quarter.last_month or _is_settled(session, part):
        return None
    if _is_new(session, brief.team_id, today):
        return None
    part = part or PulsePart(team_id=brief.team_id, quarter=quarter.name, user_id=member.user_id)
    part.offered_in = brief.key
    session.add(part)
    return part


def _is_settled(session: Session, part: PulsePart | None) -> bool:
    """Tell whether this member has sent it, declined it or read the offer."""
    if part is None:
        return False
    before = find_message(session, part.team_id, part.offered_in) if part.offered_in else None
    return part.sent or part.declined or (before is not None and before.state == SENT)


def _is_new(session: Session, team_id: str, today: date) -> bool:
    first = session.exec(select(func.min(Customer.created_at)).where(Customer.team_id == team_id)).one()
    return first is None or first.date() + FIRST_AFTER > today


def redraw_offer(session: Session, part: PulsePart, now: datetime) -> None:
    """Have the brief that offered it drawn again."""
    brief = find_message(session, part.team_id, part.offered_in) if part.offered_in else None
    if brief and brief.state == SENT:
        brief.redraw_at = now
