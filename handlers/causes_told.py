"""May the digest tell how a complaint was put right? A champion's tap in the brief, and nothing without it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond

from handlers.about import allowed, refused
from handlers.context import Database, Wake
from models.causes_acts import consent
from models.complaint import CONFIRMED, find_complaint
from models.customer import ACTIVE, find_customer
from models.member import Member
from models.message import redraw_post
from models.roles import Act
from templates import render

YES, NO = "causes_tell", "causes_rather_not"


def register(app: App) -> None:
    app.action(YES)(tapped)
    app.action(NO)(tapped)


def tapped(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep the answer; the brief in which it was asked is drawn again."""
    said, place = None, body.get("container", {})
    with database.begin() as session:
        complaint = find_complaint(session, member.team_id, action["value"])
        customer = find_customer(session, member.team_id, complaint.customer_id) if complaint else None
        if complaint and customer and not allowed(session, member, Act.TELL, customer, now):
            said = refused(session, member, Act.TELL, customer)
        elif complaint is None or customer is None or complaint.state != CONFIRMED or customer.state != ACTIVE:
            said = render("complaint/gone", member, complaint=complaint)
        else:
            consent(session, customer, complaint, action["action_id"] == YES, member.user_id, now)
        redraw_post(session, member.team_id, place.get("channel_id"), place.get("message_ts"), now)
    if said:
        respond(response_type="ephemeral", replace_original=False, **said)
    wake()
    ack()
