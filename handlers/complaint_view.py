"""What the words of a complaint are made from: gathered once for its messages, its forms and the answers about it."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.complaint import ANSWERED, OPENED, RECOVERED, REOPENED, Complaint, complaints_of, steps_of
from models.complaint_telling import matters_to_managers, told_at_once
from models.cover import rota_of
from models.customer import Customer, contacts_of
from models.kind import Kind
from models.member import Member
from models.repeat import repeat_of
from models.undo import undoable
from models.working_time import DAY, working_time
from models.workspace import Workspace

KINDS_OF_ANSWER = (Kind.CALL, Kind.EMAIL, Kind.MESSAGE, Kind.VISIT, Kind.MEETING)
NOON = 12


def facts_of(
    session: Session, complaint: Complaint, customer: Customer, member: Member, now: datetime
) -> dict[str, Any]:
    """Return what there is to say of a complaint to this person."""
    workspace = session.get_one(Workspace, complaint.team_id)
    rota = rota_of(session, complaint.team_id, now)
    steps = [step for step in steps_of(session, complaint) if step.created_at >= complaint.round_opened_at]
    latest = {step.kind: step for step in steps}
    people = contacts_of(session, complaint.team_id, customer.id)
    return {
        "complaint": complaint,
        "customer": customer,
        "member": member,
        "workspace": workspace,
        "rota": rota,
        "people": rota.people,
        "carer": rota.reader_of(customer),
        "told": told_at_once(complaint, customer, rota),
        "matters": matters_to_managers(customer),
        "opened": latest.get(REOPENED) or latest.get(OPENED),
        "answered": latest.get(ANSWERED),
        "recovered": latest.get(RECOVERED),
        "last": steps[-1] if steps else None,
        "undoable": undoable(steps, member, now),
        "repeat": repeat_of(complaint, complaints_of(session, complaint.team_id, customer.id), customer.name),
        "contact": people[0] if people else None,
        "promise": _promise(complaint, workspace, member, now),
        "kinds": KINDS_OF_ANSWER,
        "today": working_time(workspace, member).today(now),
    }


def _promise(complaint: Complaint, workspace: Workspace, member: Member, now: datetime) -> str:
    """Return until when a first answer can promise a call: noon, afternoon, tomorrow, or the day of the reply clock."""
    working = working_time(workspace, member)
    due, here = complaint.reply_due_at.astimezone(working.zone), now.astimezone(working.zone)
    if due.date() <= here.date():
        return "noon" if max(due, here).hour < NOON else "afternoon"
    return "tomorrow" if due.date() == here.date() + DAY else "day"
