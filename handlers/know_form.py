"""The form of a date or a promise, new or known: opened from the list, the card, a brief or what was just kept."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from handlers.about import refused_form
from handlers.context import Database, Wake
from handlers.forms import value_of
from handlers.know_list import facts_of
from handlers.know_note import REMIND_DAYS
from handlers.opening import opens_form
from models import know_acts
from models.changing import find_contact
from models.customer import Customer, contacts_of, find_customer
from models.decision import Decision
from models.know import DATE, PROMISE, Known, find_known
from models.know_words import belongs_to
from models.member import Member
from models.roles import Act
from models.workspace import working_time_of
from templates import render

FURTHEST = timedelta(days=3653)


def register(app: App) -> None:
    opens_form(app, "know_promise", Act.KNOW, partial(open_empty, kind=PROMISE))
    opens_form(app, "know_date", Act.KNOW, partial(open_empty, kind=DATE))
    app.view("know_form")(submitted)


def open_empty(session: Session, customer: Customer, member: Member, _: date, *, kind: str) -> dict[str, Any]:
    """Return the form of something new."""
    return form_of(session, customer, member, None, kind)


def form_of(session: Session, customer: Customer, member: Member, known: Known | None, kind: str) -> dict[str, Any]:
    """Return the form with what is kept of a date or promise."""
    contacts = contacts_of(session, customer.team_id, customer.id) if kind == DATE else ()
    facts = {"customer": customer, "kind": kind, "known": known, "contacts": contacts}
    return render("know/form", member, member=member, remind_days=REMIND_DAYS[kind], **facts)


def submitted(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep what the form says; the list shows it, below the form or in its place."""
    customer_id, kind, *known_id = view["private_metadata"].split()
    drawn = None
    with database.begin() as session:
        customer = find_customer(session, member.team_id, customer_id)
        said = read_form(view, session, member, customer_id)
        answer = refused_form(session, member, Act.KNOW, customer, said["what"], now)
        known = find_known(session, member.team_id, known_id[0]) if known_id else None
        if answer is None and (problems := problems_of(said, kind, _today(session, member, now), known)):
            answer = render("know/errors", member, problems=problems)
        if answer is None and customer:
            done = _keep(session, customer, known, kind, said, member, now)
            drawn = render("know/view", member, **facts_of(session, customer, member, now, done))
    if drawn and (below := view.get("previous_view_id")):
        _draw(client, below, drawn)
    elif drawn:
        answer = {"response_action": "update", "view": drawn}
    wake()
    ack(**(answer or {}))


def read_form(view: dict[str, Any], session: Session, member: Member, customer_id: str) -> dict[str, Any]:
    """Return what stands in the form, by column."""
    contact = find_contact(session, member.team_id, value_of(view, "contact") or "")
    return {
        "what": " ".join((value_of(view, "what") or "").split()),
        "day": date.fromisoformat(value_of(view, "day")),
        "yearly": bool(value_of(view, "yearly")),
        "remind_days": int(value_of(view, "remind") or 0),
        "contact_id": contact.id if contact and contact.customer_id == customer_id else None,
        "by": value_of(view, "by") or member.user_id,
    }


def problems_of(said: dict[str, Any], kind: str, today: date, known: Known | None) -> list[str]:
    """Return which inputs want a look; a promise that is late already may be put right without another day."""
    problems = [] if said["what"] else ["what"]
    stays = known is not None and known.day == said["day"]
    wrong = abs(said["day"] - today) > FURTHEST or (said["day"] < today and not stays)
    if kind == DATE and said["yearly"]:
        wrong = said["day"] > today + FURTHEST
    return [*problems, *(["promise_day" if kind == PROMISE else "day"] if wrong else [])]


def _keep(
    session: Session,
    customer: Customer,
    known: Known | None,
    kind: str,
    said: dict[str, Any],
    member: Member,
    now: datetime,
) -> Decision | None:
    if known is None:
        contacts = contacts_of(session, customer.team_id, customer.id) if kind == DATE else ()
        contact = find_contact(session, member.team_id, said["contact_id"] or "") or belongs_to(said["what"], contacts)
        said = said | {"contact_id": contact.id if contact else None}
        known = Known(team_id=customer.team_id, customer_id=customer.id, kind=kind, since=now, created_at=now, **said)
        if know_acts.same_known(session, known):
            return None
        if earlier := know_acts.same_birthday(session, known, contact):
            known, said = earlier, {name: said[name] for name in ("day", "remind_days")}
    elif kind == DATE:
        said = said | {"by": known.by}
    return know_acts.keep_known(session, customer, known, member.user_id, now, said)


def _draw(client: WebClient, view_id: str, drawn: dict[str, Any]) -> None:
    try:
        client.views_update(view_id=view_id, view=drawn)
    except SlackApiError:
        return  # they have closed it meanwhile


def _today(session: Session, member: Member, now: datetime) -> date:
    return working_time_of(session, member.team_id, member).today(now)
