"""A cause came again although it was prevented: a manager writes another prevention, or says it is not the same."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.complaint_view import facts_of
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, is_in_form, open_view
from models.causes import Cause
from models.causes_acts import set_apart
from models.causes_found import again
from models.complaint import OPEN
from models.member import Member
from templates import render

ANOTHER, NOT_SAME = "another", "apart"


def register(app: App) -> None:
    app.action("causes_decide")(chosen)


def chosen(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Open the form of cause and prevention, or count apart what came since; what is settled already says so."""
    word, _, complaint_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        found = (one for one in again(session, member.team_id, now) if complaint_id in _ids(one))
        cause = next(found, None)
        said = _answer(session, member, cause, word, now)
    if is_form(said):
        open_view(client, body, said)
    elif is_in_form(body):
        answer_aside(client, body, respond, member, said)
    else:
        respond(response_type="ephemeral", replace_original=False, **said)
    wake()
    ack()


def _ids(cause: Cause) -> set[str]:
    return {one.complaint.id for one in cause.noted}


def _answer(session: Session, member: Member, cause: Cause | None, word: str, now: datetime) -> dict[str, Any]:
    if cause is None:
        return render("causes/settled", member)
    if word == NOT_SAME:
        steps = set_apart(session, cause, member.user_id, now)
        return render("causes/apart", member, cause=cause, steps=steps)
    latest = next((one for one in reversed(cause.again) if one.complaint.state not in OPEN), None)
    if latest is None:
        return render("causes/open_again", member, cause=cause)
    return render("complaint/cause", member, **facts_of(session, latest.complaint, latest.customer, member, now))
