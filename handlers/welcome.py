"""The welcome after installation: a checklist that ticks itself, with a button on each step; and what they open."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import settings
from handlers.context import Database, Wake
from handlers.forms import value_of
from models.audit import record
from models.care_model import care_model_of
from models.checklist import checklist
from models.member import Member, find_member
from models.message import Message
from models.places import country_name
from models.sharing import without_champion
from models.welcome import cared_for, first_brief_at, keep_welcome, look_again
from models.workspace import Workspace, working_time_of
from templates import render

LONGEST_SENTENCE = 300


def register(app: App) -> None:
    app.action("welcome_settings")(settings.open_form)
    app.action("welcome_customers")(open_customers)
    app.action("welcome_advocates")(open_advocates)
    app.view("advocates_form")(keep_sentence)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Promise the welcome to a new workspace, and have it drawn again when a step of it is done."""
    keep_welcome(session, team_id, now)


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the checklist from what is true now."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not (member.belongs and member.manager):
        return None
    workspace = session.get_one(Workspace, message.team_id)
    customers, touches = cared_for(session, message.team_id)
    return render(
        "welcome/welcome",
        member,
        member=member,
        workspace=workspace,
        country=country_name(workspace.country) if workspace.country else None,
        done={step.name: step.done for step in checklist(session, message.team_id)},
        customers=customers,
        touches=touches,
        without_champion=len(without_champion(session, message.team_id)),
        first_at=first_brief_at(session, message.team_id),
        policies=care_model_of(session, message.team_id).rows,
        today=working_time_of(session, message.team_id, member).today(now),
    )


def open_customers(ack: Ack, body: dict[str, Any], client: WebClient, member: Member) -> None:
    """Open the form into which names are pasted, as `/care import` does."""
    client.views_open(trigger_id=body["trigger_id"], view=render("importing/form", member))
    ack()


def open_advocates(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Ask what the company would like its advocates to say."""
    with reading.begin() as session:
        said = session.get_one(Workspace, member.team_id).advocates_say
    view = render("welcome/advocates", member, said=said, most=LONGEST_SENTENCE)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def keep_sentence(
    ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Keep the sentence; an empty one takes it away."""
    said = " ".join((value_of(view, "advocates_say") or "").split())[:LONGEST_SENTENCE]
    with database.begin() as session:
        workspace = session.get_one(Workspace, member.team_id)
        record(
            session,
            team_id=member.team_id,
            at=now,
            actor=member.user_id,
            action="settings",
            subject=f"workspace:{member.team_id}",
            before={"advocates_say": workspace.advocates_say},
            after={"advocates_say": said},
        )
        workspace.advocates_say = said
        look_again(session, member.team_id, now)
    wake()
    ack()
