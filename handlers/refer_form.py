"""The forms of referrals: *I asked*, with what came of it, and the prospect that somebody's name becomes."""

from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import allowed, refused, refused_form
from handlers.context import Database, Wake
from handlers.customer_form_read import read_person
from handlers.forms import answer_aside, open_view, value_of
from handlers.opening import opens_form
from handlers.refer import facts_of_note, note
from handlers.show_card import draw_below
from models.adding import add_customer, customer_named
from models.changing import begin_with
from models.customer import ACTIVE, Customer, find_customer
from models.member import Member, find_member
from models.names import LONGEST_NAME, clean, normalise
from models.refer import Came, Referral, find_referral, same_referral
from models.refer_acts import asked, become, came_of
from models.refer_doubt import doubt_of
from models.roles import Act
from models.rung import Rung
from models.workspace import Workspace, working_time_of
from templates import render


def register(app: App) -> None:
    opens_form(app, "refer_asked", Act.REFER, open_form)
    app.view("refer_form")(submitted)
    app.action("refer_prospect")(open_prospect)
    app.view("refer_prospect_form")(add_prospect)


def open_form(_: Session, customer: Customer, member: Member, today: date) -> dict[str, Any]:
    """Return the form of an ask."""
    return render("refer/form", member, customer=customer, day=today, choices=list(Came))


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep that they were asked and what came of it, or say beside the input what is missing."""
    came, words = Came(value_of(view, "came")), " ".join((value_of(view, "words") or "").split())
    day = date.fromisoformat(value_of(view, "day"))
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        answer = refused_form(session, member, Act.REFER, customer, words, now)
        today = working_time_of(session, member.team_id, member).today(now)
        known = same_referral(session, member.team_id, view["private_metadata"], words) if words else None
        doubt = doubt_of(session, customer, words, today) if customer and words else None
        if answer is None and (problem := "known" if known else _problem(came, words, day, today)):
            answer = render("refer/errors", member, problem=problem)
        if answer is None and doubt:
            answer = render("refer/doubt_errors", member, customer=customer, doubt=doubt, words=words, today=today)
        if answer is None and customer:
            done = [] if came is Came.UNASKED else [asked(session, customer, came, day, member.user_id, now)]
            if words:
                done.append(note(session, customer, words, day, member, now))
            session.flush()
            answer = render("refer/saved", member, **facts_of_note(session, customer, member, done))
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))


def _problem(came: Came, words: str, day: date, today: date) -> str | None:
    if came in (Came.NAMED, Came.UNASKED) and not words:
        return "whom"
    return "ahead" if day > today else None


def open_prospect(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    reading: Database,
    member: Member,
    now: datetime,
) -> None:
    """Open the form of the prospect whom a referral names; whose champion cares for who made it cares for them too."""
    with reading.begin() as session:
        referral, customer = _of(session, member, action["value"])
        if referral is None or customer is None or came_of(session, referral):
            said = render("nudge/gone", member)
        elif not allowed(session, member, Act.REFER, customer, now):
            said = refused(session, member, Act.REFER, customer)
        else:
            champion = find_member(session, member.team_id, customer.champion_id)
            facts = {"referral": referral, "customer": customer, "champion": champion or member}
            said = render("refer/prospect", member, **facts)
    if said.get("type") == "modal":
        open_view(client, body, said)
    else:
        answer_aside(client, body, respond, member, said)
    ack()


def add_prospect(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Add the prospect; who goes by that name already is taken for them."""
    name = clean(" ".join((value_of(view, "name") or "").split()))[:LONGEST_NAME]
    person, problems = read_person(view, "person_")
    with database.begin() as session:
        referral, customer = _of(session, member, view["private_metadata"])
        answer = refused_form(session, member, Act.REFER, customer if referral else None, name, now)
        if answer is None and (problems or not name):
            answer = render("customer/errors", member, problems=problems or {"name": ("empty", None)})
        if answer is None and referral and customer:
            known = customer_named(session, member.team_id, name)
            doubt = doubt_of(session, customer, name, referral.day)
            if known and (known.state != ACTIVE or known.id == customer.id or doubt):
                champion = find_member(session, member.team_id, known.champion_id)
                answer = render("customer/errors", member, problems={"name": ("known", (known, champion))})
            else:
                whom = known or _add(session, customer, name, person, member, now)
                become(session, referral, whom, now)
                answer = _saved(session, member, customer, whom, is_new=known is None)
    wake()
    ack(**(answer or {}))


def _of(session: Session, member: Member, referral_id: str) -> tuple[Referral | None, Customer | None]:
    referral = find_referral(session, member.team_id, referral_id)
    if referral is None or referral.undone_at:
        return None, None
    return referral, find_customer(session, member.team_id, referral.customer_id)


def _add(session: Session, by: Customer, name: str, person: dict[str, str], member: Member, now: datetime) -> Customer:
    whom = Customer(
        team_id=member.team_id,
        name=name,
        normal=normalise(name),
        champion_id=by.champion_id or member.user_id,
        rung=Rung.PROSPECT,
        added_on=working_time_of(session, member.team_id, member).today(now),
        created_at=now,
    )
    add_customer(session, whom, now, by=member.user_id)
    session.flush()
    begin_with(session, whom, (), person)
    return whom


def _saved(session: Session, member: Member, customer: Customer, whom: Customer, *, is_new: bool) -> dict[str, Any]:
    days = session.get_one(Workspace, member.team_id).prospect_days
    champion = find_member(session, member.team_id, whom.champion_id)
    facts = {"customer": customer, "whom": whom, "champion": champion, "days": days, "is_new": is_new}
    return render("refer/added", member, member=member, **facts)
