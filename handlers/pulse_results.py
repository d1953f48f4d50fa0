"""`/care pulse results`: what the last pulse says, for everybody, and its picture, promised to who asks for it."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view
from models.member import Member, find_member, members_by_id
from models.message import Message, promise_asked_for
from models.picture import Picture
from models.pulse import AREAS
from models.pulse_part import quarter_now
from models.pulse_results import Results, results_of, too_few_in
from models.roles import Act, may
from models.workspace import working_time_of
from templates import render
from templates.pulse_picture import draw_pulse

FEATURE = "pulse_results"


def register(app: App) -> None:
    app.action("pulse_results")(answered)
    app.action("home_pulse")(opened)


def tell(session: Session, member: Member, now: datetime, template: str) -> dict[str, Any]:
    """Return the results, and promise their picture where there are any."""
    results = results_of(session, member.team_id, now)
    if results:
        promise_asked_for(session, member.team_id, member.user_id, FEATURE, now)
    current = quarter_now(session, member.team_id, now)
    return render(
        template,
        member,
        results=results,
        areas=AREAS,
        people=members_by_id(session, member.team_id),
        quarter=current,
        too_few=too_few_in(session, member.team_id, current.later(-1)),
        can_change=may(member, Act.CHANGE_PULSE),
        today=working_time_of(session, member.team_id, member).today(now),
    )


def answered(
    ack: Ack,
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Tell the results beside the message in which they were asked for."""
    with database.begin() as session:
        said = tell(session, member, now, "pulse/results")
    answer_aside(client, body, respond, member, said)
    wake()
    ack()


def opened(
    ack: Ack, body: dict[str, Any], client: WebClient, database: Database, member: Member, now: datetime, wake: Wake
) -> None:
    """Show the same in a form, from Home."""
    with database.begin() as session:
        view = tell(session, member, now, "pulse/view")
    open_view(client, body, view)
    wake()
    ack()


def picture(session: Session, message: Message, now: datetime) -> Picture | None:
    """Return what is to be drawn: the means of each group, and the pulse before."""
    if (found := _results(session, message, now)) is None:
        return None
    member, results = found
    says = str(render("pulse/alt", member, results=results, areas=AREAS)["text"])
    lines = [(group, _means(results, group, before=False)) for group in results.groups]
    before = [(group, _means(results, group, before=True)) for group in results.groups if group in results.before]
    return Picture("pulse.png", says, lambda: draw_pulse(AREAS, lines, before))


def _means(results: Results, group: str, *, before: bool) -> list[float | None]:
    opinions = (results.before if before else results.opinions)[group]
    return [opinions[area].mean if area in opinions else None for area in AREAS]


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the picture from what is true now; plain, in words alone."""
    if (found := _results(session, message, now)) is None:
        return None
    member, results = found
    file_id = None if message.plain else message.file_id
    return render("pulse/picture", member, results=results, areas=AREAS, file_id=file_id)


def _results(session: Session, message: Message, now: datetime) -> tuple[Member, Results] | None:
    member = find_member(session, message.team_id, message.recipient)
    results = results_of(session, message.team_id, now)
    return (member, results) if member and member.belongs and results else None
