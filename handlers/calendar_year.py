"""`/care calendar`: the year of a customer, of a champion, of the team; what is planned is moved and skipped there."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import booking, calendar_blackout
from handlers.about import MENTION, Asked, allowed, carry_out, refused, register_picks
from handlers.calendar_champion import of_champion, of_person
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, is_in_form, open_view
from handlers.words import first_word, rest_of, word
from models import acts
from models.blackout import blackouts
from models.calendar_team import Team, team_of
from models.calendar_year import year_of_customer
from models.care_model import care_model_of, policy_of
from models.customer import Customer, customers_of, find_customer
from models.draft import draft_of
from models.member import Member
from models.roles import Act
from models.touch import Touch
from models.working_time import working_time
from models.workspace import Workspace, working_time_of
from templates import render

MAKE = ("make", "plan")
BLACKOUT = "blackout"


def register(app: App) -> None:
    app.command("/care", matchers=[word("calendar")])(typed)
    register_picks(app, "calendar", Act.SHOW, of_customer)
    app.action("home_calendar")(opened)
    app.action("calendar_mine")(opened)
    app.action("calendar_row")(tapped)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Show the year of the customer or champion typed, else one's own or a manager's the team's; or keep days free."""
    text = rest_of(command)
    with database.begin() as session:
        if person := MENTION.fullmatch(text.strip()):
            said = of_person(session, member, person[1], now)
        elif first_word({"text": text}) == BLACKOUT:
            said = calendar_blackout.typed(session, member, rest_of({"text": text}), now)
        elif text and first_word({"text": text}) not in MAKE:
            said = carry_out(session, member, now, Act.SHOW, of_customer, draft_of(member, "calendar", text, now))
        else:
            said = of_team(session, member, now) if member.manager else of_champion(session, member, now)
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
    ack(**({} if is_form(said) else said))


def of_customer(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Return the year of one customer."""
    return _customers_year(asked.session, asked.member, customer, asked.now)


def _customers_year(
    session: Session, member: Member, customer: Customer, now: datetime, skipped: Touch | None = None
) -> dict[str, Any]:
    today = working_time_of(session, member.team_id, member).today(now)
    return render(
        "calendar/customer",
        member,
        member=member,
        customer=customer,
        policy=policy_of(customer, care_model_of(session, member.team_id)),
        rows=year_of_customer(session, member.team_id, customer.id, today),
        can=customer.state == "active" and allowed(session, member, Act.PLAN, customer, now),
        skipped=skipped,
        today=today,
    )


def of_team(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return what a manager sees: what is missing, what each champion has, and the days that stay free."""
    workspace = session.get_one(Workspace, member.team_id)
    today = working_time(workspace, member).today(now)
    team: Team = team_of(session, workspace, now)
    return render(
        "calendar/team",
        member,
        member=member,
        today=today,
        mine=bool(customers_of(session, member.team_id, member.user_id)),
        blackouts=blackouts(session, member.team_id, today),
        **vars(team),
    )


def opened(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Show the same from Home; a manager has their own customers' calendar behind a button."""
    own = action["action_id"] == "calendar_mine" or not member.manager
    with reading.begin() as session:
        said = of_champion(session, member, now) if own else of_team(session, member, now)
    answer_aside(client, body, respond, member, said)
    ack()


def tapped(
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
    """Move or skip what is planned; the year in which it stands is shown anew."""
    what, _, touch_id = action["selected_option"]["value"].partition(" ")
    with database.begin() as session:
        planned = booking.find_plan(session, member.team_id, touch_id)
        customer = find_customer(session, member.team_id, planned.customer_id) if planned else None
        if planned is None or customer is None:
            said = render("nudge/gone", member)
        elif not allowed(session, member, Act.PLAN, customer, now):
            said = refused(session, member, Act.PLAN, customer)
        elif what == "moved":
            today = working_time_of(session, member.team_id, member).today(now)
            said = booking.open_moving(session, customer, member, today, planned.id) or {}
        else:
            acts.drop_plan(session, customer, planned, member.user_id, now)
            said = _customers_year(session, member, customer, now, skipped=planned)
    if is_form(said):
        open_view(client, body, said)
    else:
        show_anew(client, body, respond, member, said)
    wake()
    ack()


def show_anew(client: WebClient, body: dict[str, Any], respond: Respond, member: Member, said: dict[str, Any]) -> None:
    """Show what has changed in the place of what was shown."""
    if is_in_form(body):
        frame = render("show/aside", member) | {"blocks": said["blocks"]}
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=frame)
    else:
        respond(response_type="ephemeral", replace_original=True, **said)
