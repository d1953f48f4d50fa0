"""What a brief tells of: its nudges, promises and complaints, and what has happened since the one before."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from models import brief
from models.causes_told import Recovery, to_ask
from models.channel_news import logged_itself
from models.complaint_brief import complaint_lines
from models.cover import Rota
from models.customer import Customer
from models.group_news import news_from_groups
from models.idea import decided_since
from models.know_brief import known_lines
from models.member import Member
from models.message import Message
from models.nudge import Nudge
from models.second_purchase import came_back_since
from models.thanks import thanked_since
from models.undo import undoable
from models.working_time import WorkingTime


def since_last(
    session: Session,
    message: Message,
    member: Member,
    theirs: list[Customer],
    rota: Rota,
    at: datetime,
    before: datetime | None,
) -> dict[str, Any]:
    """Return what has happened since the brief before, which brings no brief about by itself."""
    return {
        "logged": logged_itself(session, message, at, before),
        "came_back": came_back_since(session, message.team_id, theirs, before, at),
        "ideas": decided_since(session, member, before, at),
        "thanked": thanked_since(session, member, before, at),
        "to_tell": to_ask(session, message, rota, before),
        "from_groups": news_from_groups(session, message, theirs, rota, at, before),
    }


def lines_said(
    session: Session,
    nudges: Sequence[Nudge],
    rota: Rota,
    working: WorkingTime,
    member: Member,
    today: date,
    to_tell: Recovery | None,
) -> dict[str, Any]:
    """Return what is said of each nudge, and what of it can be taken back."""
    complaints, lines = complaint_lines(session, nudges), brief.lines_of(session, nudges, rota, working, today)
    known = known_lines(session, nudges, today)
    facts = [*(one.fact for one in complaints), *(one.fact for one in known), *(one.fact for one in lines)]
    facts += [to_tell.answer] if to_tell else []
    said = {"complaints": complaints, "known": known, "lines": lines}
    return said | {"undoable": undoable(facts, member, rota.now)}
