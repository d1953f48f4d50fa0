"""What a colleague answers who is asked to take a customer: the message that asks them, and every tap under it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from sqlmodel import Session

from handlers.context import Database, Wake
from models import handing_over
from models.customer import ACTIVE, find_customer
from models.hand_over import ACCEPTED, ASKED, DECLINED, ENDED, HAND_OVER, WITHDRAWN, HandOver, find_hand_over
from models.hand_over import redraw as redraw_hand_over
from models.member import Member, members_by_id
from models.message import SENT, Message
from models.reminder import due_reminders
from models.standing import standing_of
from models.working_time import working_time
from models.workspace import Workspace
from templates import render


def register(app: App) -> None:
    for name in ("yes", "no", "withdraw", "back"):
        app.action(f"hand_over_{name}")(tapped)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Give back what nobody has answered in time, and what was taken for now when its days are over."""
    for row in due_reminders(session, team_id, (HAND_OVER,), now):
        session.delete(row)
        session.flush()
        handing_over.look(session, team_id, row.subject_id, now)


def tapped(
    ack: Ack, action: dict[str, Any], respond: Respond, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Take the customer, or not; withdraw the question; give back what was taken for now."""
    word, refusal = action["action_id"].removeprefix("hand_over_"), None
    with database.begin() as session:
        asked = find_hand_over(session, member.team_id, action["value"])
        customer = find_customer(session, member.team_id, asked.customer_id) if asked else None
        if asked is None or customer is None:
            refusal = render("nudge/gone", member)
        elif not _may(member, word, asked):
            refusal = render("hand_over/not_yours", member, **_around(session, member, asked, now))
        elif asked.state != (ACCEPTED if word == "back" else ASKED) or (word == "yes" and customer.state != ACTIVE):
            redraw_hand_over(session, asked.team_id, asked.customer_id, now)
            refusal = render("hand_over/settled", member, **_around(session, member, asked, now))
        elif word == "yes":
            handing_over.take(session, asked, customer, now)
        else:
            state = {"no": DECLINED, "withdraw": WITHDRAWN, "back": ENDED}[word]
            handing_over.back(session, asked, state, member.user_id, now)
    if refusal:
        respond(response_type="ephemeral", replace_original=False, **refusal)
    wake()
    ack()


def _may(member: Member, word: str, asked: HandOver) -> bool:
    """Tell whether this tap is this person's: the receiver answers, who asked withdraws, a manager may both."""
    whose = {"yes": (asked.receiver_id,), "no": (asked.receiver_id,), "withdraw": (asked.giver_id,)}
    people = whose.get(word, (asked.receiver_id, asked.giver_id))
    return member.user_id in people or (member.manager and word in ("withdraw", "back"))


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the question to a colleague as it stands now; one that was withdrawn before it was sent is never asked."""
    asked = find_hand_over(session, message.team_id, message.subject)
    if asked is None or (message.state != SENT and asked.state != ASKED):
        return None
    people = members_by_id(session, message.team_id)
    receiver = people.get(asked.receiver_id)
    if receiver is None or not receiver.belongs:
        return None
    return render("hand_over/question", receiver, **_around(session, receiver, asked, now))


def _around(session: Session, member: Member, asked: HandOver, now: datetime) -> dict[str, Any]:
    customer = find_customer(session, asked.team_id, asked.customer_id)
    workspace = session.get_one(Workspace, asked.team_id)
    working = working_time(workspace, member)
    today = working.today(now)
    return {
        "member": member,
        "hand_over": asked,
        "customer": customer,
        "workspace": workspace,
        "people": members_by_id(session, asked.team_id),
        "standing": standing_of(session, customer, working, today) if customer else None,
        "decision": handing_over.decision_of(session, asked) if asked.state == ACCEPTED else None,
        "today": today,
    }
