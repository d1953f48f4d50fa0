"""`/care profile`: the shape of the company's customers, now and ideally; its picture is promised to who asks."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import open_view
from handlers.words import word
from models.member import Member, find_member
from models.message import Message, promise_asked_for
from models.picture import Picture
from models.profile_figures import Drift, drift_of
from models.roles import Act, may
from models.workspace import working_time_of
from templates import render
from templates.profile_picture import draw_profile

FEWEST_FOR_PERCENT = 20
"""Of fewer customers counts are told, no percentages."""


def register(app: App) -> None:
    app.command("/care", matchers=[word("profile")])(typed)
    app.action("home_profile")(open_profile)


def typed(ack: Ack, database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Answer at once in words; what is drawn comes into the DM."""
    with database.begin() as session:
        drift = _ask(session, member, now)
    wake()
    ack(**render("profile/profile", member, drift=drift, can_set=may(member, Act.PROFILE)))


def open_profile(
    ack: Ack, body: dict[str, Any], client: WebClient, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Show the same in a form, from Home."""
    with database.begin() as session:
        drift = _ask(session, member, now)
    open_view(client, body, render("profile/view", member, drift=drift, can_set=may(member, Act.PROFILE)))
    wake()
    ack()


def _ask(session: Session, member: Member, now: datetime) -> Drift:
    """Return the profile, and promise its picture where there is something to be drawn."""
    drift = drift_of(session, member.team_id, working_time_of(session, member.team_id).today(now))
    if drift.now.total:
        promise_asked_for(session, member.team_id, member.user_id, "profile", now)
    return drift


def picture(session: Session, message: Message, now: datetime) -> Picture | None:
    """Return what is to be drawn: the shares now, beside the ideal."""
    if (found := _drift(session, message, now)) is None:
        return None
    member, drift = found
    says = str(render("profile/alt", member, drift=drift)["text"])
    ideal, shares = drift.ideal.percents if drift.ideal else None, drift.now.percents
    enough = drift.now.total >= FEWEST_FOR_PERCENT
    labels = [f"{share} %" for share in shares] if enough else [str(count) for count in drift.now.parts]
    return Picture("profile.png", says, lambda: draw_profile(shares, labels, ideal))


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the picture and its drift from what is true now; plain, in words alone."""
    if (found := _drift(session, message, now)) is None:
        return None
    member, drift = found
    file_id = None if message.plain else message.file_id
    return render("profile/picture", member, drift=drift, file_id=file_id, plain=message.plain)


def _drift(session: Session, message: Message, now: datetime) -> tuple[Member, Drift] | None:
    """Return who asked and what there is to show; None where they are a manager no more, or nothing is left."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not (member.belongs and member.manager):
        return None
    drift = drift_of(session, message.team_id, working_time_of(session, message.team_id).today(now))
    return (member, drift) if drift.now.total else None
