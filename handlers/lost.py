"""`/care lost acme price`: a customer has left, and how to part well from them; `/care won acme`: they are back."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import Asked, about_customer, allowed, carry_out, refused, refused_form, register_picks
from handlers.context import Database, Wake
from handlers.forms import answer_aside, is_form, is_in_form, value_of
from handlers.gone import of_command, taken_back
from handlers.show_card import draw_card
from handlers.words import between_edges, rest_of, word
from models import leaving
from models.customer import LEFT, Customer, find_customer
from models.decision import Decision
from models.draft import draft_of
from models.lost import Reason, Step, read_reason, steps_to_part
from models.member import Member, find_member
from models.roles import Act
from models.standing import standing_of
from models.undo import undoable
from models.workspace import working_time_of
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("lost")])(typed)
    register_picks(app, "lost", Act.LOST, note)
    app.view("lost_form")(submitted)
    app.action("parting")(ticked)
    about_customer(app, "won", Act.WON, note_return)
    app.action("they_are_back", matchers=[of_command()])(tapped)


def typed(
    ack: Ack,
    command: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Note that a customer has left; without a name or a reason open the form."""
    text = rest_of(command)
    with database.begin() as session:
        draft = draft_of(member, "lost", text, now)
        said = carry_out(session, member, now, Act.LOST, note, draft) if text else form(member)
    wake()
    if is_form(said):
        client.views_open(trigger_id=command["trigger_id"], view=said)
        ack()
    else:
        ack(**said)


def form(
    member: Member, customer: Customer | None = None, words: str = "", reason: Reason | None = None
) -> dict[str, Any]:
    """Return the form that asks who left, and why."""
    return render("lost/form", member, customer=customer, words=words, reasons=list(Reason), reason=reason)


def note(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Keep the reason that the words after the name give; where they give none the form asks."""
    if customer.state == LEFT:
        return render("lost/already", asked.member, customer=customer, today=asked.today)
    reason, words = read_reason(between_edges(asked.rest))
    if reason is None:
        return form(asked.member, customer, words)
    decision = leaving.lose(asked.session, customer, reason, words, asked.member.user_id, asked.today, asked.now)
    return _said(asked.session, asked.member, customer, asked.now, decision)


def submitted(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Note what the form says."""
    reason, words = Reason(value_of(view, "reason")), value_of(view, "words") or ""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, value_of(view, "customer"))
        answer = refused_form(session, member, Act.LOST, customer, words, now)
        if answer is None and customer:
            today = working_time_of(session, member.team_id, member).today(now)
            lost = leaving.lose(session, customer, reason, words, member.user_id, today, now)
            steps = steps_to_part(customer, ())
            answer = render("lost/lost_form", member, customer=customer, steps=steps, decision=lost)
    wake()
    ack(**(answer or {}))


def ticked(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep that a step to part well is done; a brief is drawn again by itself, a card or an answer aside is not."""
    step, _, customer_id = action["selected_option"]["value"].partition(" ")
    ephemeral = body.get("container", {}).get("is_ephemeral", False)
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        said, theirs = _tick(session, member, customer, step, now)
    if is_in_form(body) and theirs:
        draw_card(client, reading, member, body["view"], now)
    elif is_in_form(body):
        answer_aside(client, body, respond, member, said)
    elif ephemeral or not theirs:
        respond(response_type="ephemeral", replace_original=ephemeral and theirs, **said)
    wake()
    ack()


def _tick(
    session: Session, member: Member, customer: Customer | None, step: str, now: datetime
) -> tuple[dict[str, Any], bool]:
    """Return what to say of a step that was ticked off, and whether it was theirs to tick."""
    if customer is None or customer.state != LEFT:
        return render("nudge/gone", member), False
    if not allowed(session, member, Act.PART, customer, now):
        return refused(session, member, Act.PART, customer), False
    working = working_time_of(session, member.team_id, member)
    today = working.today(now)
    if step not in standing_of(session, customer, working, today).history.parted:
        leaving.part(session, customer, Step(step), member.user_id, today, now)
    loss = leaving.standing_loss(session, customer)
    return _said(session, member, customer, now, loss if undoable([loss], member, now) else None), True


def note_return(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Answer `/care won acme`."""
    return taken_back(asked.session, asked.member, customer, asked.now)


def tapped(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take a customer back from their card, or from an answer that only told that they had left."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, action["value"])
        said = taken_back(session, member, customer, now) if customer else render("nudge/gone", member)
    if is_in_form(body):
        draw_card(client, reading, member, body["view"], now)
        answer_aside(client, body, respond, member, said)
    else:
        respond(replace_original=True, **said)
    wake()
    ack()


def _said(
    session: Session, member: Member, customer: Customer, now: datetime, decision: Decision | None
) -> dict[str, Any]:
    working = working_time_of(session, member.team_id, member)
    session.flush()
    return render(
        "lost/lost",
        member,
        customer=customer,
        champion=find_member(session, member.team_id, customer.champion_id),
        steps=steps_to_part(customer, standing_of(session, customer, working, working.today(now)).history.parted),
        can_tick=allowed(session, member, Act.PART, customer, now),
        decision=decision,
    )
