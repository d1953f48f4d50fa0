"""The welcome: one message to whoever sets Touchbase up, with a checklist that ticks itself."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.care_model import care_model_of, policy_of
from models.checklist import checklist
from models.clocks import LAST_SPOKE, ORDINARY
from models.customer import ACTIVE, Customer
from models.member import Member, find_member, managers
from models.message import SENT, Message, find_message, promise
from models.reminder import CUSTOMER, WORKSPACE, Reminder, due_reminders
from models.workspace import Workspace

WELCOME = "welcome"
TICKS_FOR = timedelta(days=7)
"""So long the checklist is drawn again; Home shows the same for ever."""


def welcome_key(team_id: str) -> str:
    """Name the one welcome of a workspace."""
    return f"{WELCOME}:{team_id}"


def greet(session: Session, team_id: str, now: datetime) -> None:
    """Have whoever installed Touchbase welcomed: the workspace is new."""
    session.merge(Reminder(team_id=team_id, subject_kind=WORKSPACE, subject_id=team_id, reason=WELCOME, remind_at=now))


def look_again(session: Session, team_id: str, now: datetime) -> None:
    """Have the checklist of the welcome looked at, while it is drawn again: a step may be done now."""
    message = find_message(session, team_id, welcome_key(team_id))
    if message and now - message.created_at < TICKS_FOR:
        greet(session, team_id, now)


def keep_welcome(session: Session, team_id: str, now: datetime) -> None:
    """Promise the welcome once, to who installed Touchbase, else to the first manager; draw it when a step is done."""
    message = find_message(session, team_id, welcome_key(team_id))
    for row in due_reminders(session, team_id, (WELCOME,), now):
        row.remind_at = None
        reader = _reader(session, team_id)
        if message is None and reader:
            to = reader.user_id
            message = promise(
                session, team_id=team_id, key=welcome_key(team_id), recipient=to, feature=WELCOME, now=now
            )
    if message and message.state == SENT and now - message.created_at < TICKS_FOR:
        _redraw_where_it_differs(session, message, now)


def _redraw_where_it_differs(session: Session, message: Message, now: datetime) -> None:
    told = signature(session, message.team_id)
    if message.subject != told:
        message.subject, message.redraw_at = told, now


def signature(session: Session, team_id: str) -> str:
    """Return what the checklist looks like: as long as that is the same, there is nothing to draw."""
    done = [step.name for step in checklist(session, team_id) if step.done]
    said = bool(session.get_one(Workspace, team_id).advocates_say)
    first = first_brief_at(session, team_id)
    return ",".join([*done, *(["advocates"] if said else []), first.isoformat() if first else ""])


def _reader(session: Session, team_id: str) -> Member | None:
    installer = find_member(session, team_id, session.get_one(Workspace, team_id).installer_id)
    if installer and installer.belongs and installer.manager:
        return installer
    return next(iter(managers(session, team_id)), None)


def first_brief_at(session: Session, team_id: str) -> datetime | None:
    """Return the instant (UTC) at which a champion is next told of a customer; None while there is nobody to tell."""
    mine = (Reminder.team_id == team_id, Reminder.subject_kind == CUSTOMER)
    told = col(Reminder.reason).in_((*ORDINARY, LAST_SPOKE))
    return session.exec(select(func.min(Reminder.remind_at)).where(*mine, told)).one()


def cared_for(session: Session, team_id: str) -> tuple[int, int]:
    """Return how many active customers there are, and how many touches a year they are owed."""
    found = session.exec(select(Customer).where(Customer.team_id == team_id, Customer.state == ACTIVE)).all()
    model = care_model_of(session, team_id)
    return len(found), sum(policy_of(customer, model).touches_a_year for customer in found)
