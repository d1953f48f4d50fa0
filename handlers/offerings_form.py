"""The forms of offerings: the company's list, and what one customer uses and has been told of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.about import refused_form
from handlers.context import Database, Wake
from handlers.forms import open_view, put_in_place, value_of
from handlers.show_card import draw_below
from models.customer import Customer, find_customer
from models.member import Member
from models.offerings import LONGEST, MOST, Known, Offering, Use, offerings_of, read_list
from models.offerings_acts import not_in, set_list, set_uses, take_back, undoable
from models.roles import Act
from templates import render


def register(app: App) -> None:
    app.action("offerings_edit")(edit)
    app.action("offerings_list_back")(list_back)
    app.view("offerings_list_form")(save_list)
    app.view("offerings_form")(save)


def form_of(member: Member, customer: Customer, offered: Sequence[Offering], known: Known | None) -> dict[str, Any]:
    """Return the form of one customer, with what is known of each offering."""
    uses = {offering.id: use for offering, use in known.uses} if known else {}
    return render("offerings/form", member, customer=customer, offered=offered, uses=uses, choices=list(Use))


def save(
    ack: Ack,
    view: dict[str, Any],
    client: WebClient,
    database: Database,
    reading: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Keep what the form says of each offering; of one that came to the list meanwhile it says nothing."""
    with database.begin() as session:
        customer = find_customer(session, member.team_id, view["private_metadata"])
        answer = refused_form(session, member, Act.KNOW, customer, "", now)
        if answer is None and customer:
            chosen = [(one, value_of(view, one.id)) for one in offerings_of(session, member.team_id)]
            uses = {one.id: Use(value) for one, value in chosen if value}
            decision = set_uses(session, customer, uses, member.user_id, now)
            said = Known([(one, uses[one.id]) for one, value in chosen if value])
            answer = render("offerings/saved", member, customer=customer, known=said, decision=decision)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**(answer or {}))


def edit(ack: Ack, body: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the company's list, one line for each offering."""
    with reading.begin() as session:
        names = [one.name for one in offerings_of(session, member.team_id)]
    open_view(client, body, render("offerings/list_form", member, names=names, most=MOST))
    ack()


def save_list(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Keep the list, or say beside it what is too much; nothing that was typed is lost."""
    names = read_list(value_of(view, "names") or "")
    problem = "many" if len(names) > MOST else "long" if any(len(name) > LONGEST for name in names) else None
    if problem:
        facts = {"problem": problem, "most": MOST, "longest": LONGEST, "count": len(names)}
        answer = render("offerings/list_errors", member, **facts)
    else:
        with database.begin() as session:
            was = [one.name for one in offerings_of(session, member.team_id)]
            offered = set_list(session, member.team_id, names, member.user_id, now)
            last = undoable(session, member.team_id, now) if was != names else None
        facts = {"last": last, "new": not_in(names, was), "gone": not_in(was, names)}
        answer = render("offerings/list_saved", member, offered=offered, **facts)
    ack(**answer)


def list_back(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    database: Database,
    member: Member,
    now: datetime,
) -> None:
    """Take the last change of the list back, where it is the one beside which the button stands."""
    with database.begin() as session:
        last = undoable(session, member.team_id, now)
        is_it = last is not None and last.id == action["value"]
        if last and is_it:
            take_back(session, last, member.user_id, now)
        offered = offerings_of(session, member.team_id)
    put_in_place(client, body, render("offerings/list_back", member, offered=offered, done=is_it))
    ack()
