"""The form of a customer: a new one (`/care add`), or one that is put right."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from handlers import customer_form_read as read
from handlers.about import allowed, refused_form
from handlers.context import Database, Wake
from handlers.show_card import draw_below
from handlers.worth_costs import in_percent
from models import acts, changing
from models.adding import add_customer
from models.care_model import care_model_of, policy_of
from models.customer import Customer, aliases_of, contacts_of, find_customer
from models.decision import Decision
from models.member import Member, find_member
from models.names import normalise
from models.roles import Act, may
from models.rung_acts import put_on_rung
from models.workspace import Workspace, working_time_of
from templates import render


@dataclass(frozen=True)
class Kept:
    """What came of the form: the customer, whether they are new, and the ids of what can be taken back."""

    customer: Customer
    is_new: bool
    undo: tuple[str, ...] = ()


def register(app: App) -> None:
    app.view("customer_form")(submitted)


def empty(member: Member, workspace: Workspace, called: str = "") -> dict[str, Any]:
    """Return the form of a new customer."""
    return render("customer/form", member, customer=None, called=called, **_around(member, workspace))


def open_for(
    session: Session, customer: Customer, member: Member, _: date, kept: Decision | None = None
) -> dict[str, Any]:
    """Return the form filled with what is kept of a customer; `kept` was done to a person there just now."""
    workspace = session.get_one(Workspace, customer.team_id)
    facts = _around(member, workspace) | {
        "called": customer.name,
        "aliases": [alias.name for alias in aliases_of(session, customer.team_id, customer.id)],
        "contacts": contacts_of(session, customer.team_id, customer.id),
        "revenue": changing.in_major(customer.revenue_minor, workspace.currency),
        "kept": kept,
        "sales": in_percent(customer.sales_points),
    }
    return render("customer/form", member, customer=customer, **facts)


def _around(member: Member, workspace: Workspace) -> dict[str, Any]:
    grades = {
        "may_grade": may(member, Act.TIER),
        "may_mark": may(member, Act.KEY),
        "may_assign": may(member, Act.ASSIGN),
        "may_cost": may(member, Act.COSTS),
    }
    nothing: dict[str, Any] = {"aliases": [], "contacts": [], "revenue": "", "sales": "", "kept": None}
    return {"member": member, "workspace": workspace, **nothing, **grades}


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
    """Keep the customer as the form says, or say beside the input what is wrong; nothing is kept by half."""
    with database.begin() as session:
        customer_id = view["private_metadata"] or None
        customer = find_customer(session, member.team_id, customer_id)
        wanted, problems = read.read(session, member, view, customer)
        answer = refused_form(session, member, Act.CHANGE, customer, wanted.name, now) if customer_id else None
        if answer is None and problems:
            answer = render("customer/errors", member, problems=problems)
        elif answer is None:
            kept = _change(session, customer, member, wanted, now) if customer else _add(session, member, wanted, now)
            answer = _saved(session, member, kept)
    draw_below(client, reading, member, view, now)
    wake()
    ack(**answer)


def _add(session: Session, member: Member, wanted: read.Wanted, now: datetime) -> Kept:
    today = working_time_of(session, member.team_id, member).today(now)
    customer = Customer(
        team_id=member.team_id,
        name=wanted.name,
        normal=normalise(wanted.name),
        tier=wanted.tier,
        key=bool(wanted.key),
        champion_id=wanted.champion_id or member.user_id,
        cadence_days=wanted.cadence_days,
        revenue_minor=wanted.revenue_minor,
        sales_points=wanted.sales_points,
        rung=wanted.rung,
        added_on=today,
        created_at=now,
    )
    add_customer(session, customer, now, by=member.user_id)
    session.flush()
    changing.begin_with(session, customer, wanted.aliases, wanted.person)
    return Kept(customer, is_new=True)


def _change(session: Session, customer: Customer, member: Member, wanted: read.Wanted, now: datetime) -> Kept:
    by, done = member.user_id, []
    details = {"name": wanted.name, "normal": normalise(wanted.name), "revenue_minor": wanted.revenue_minor}
    if may(member, Act.COSTS):
        details["sales_points"] = wanted.sales_points
    if differing := {name: value for name, value in details.items() if value != getattr(customer, name)}:
        done.append(acts.change_details(session, customer, by, now, **differing))
    if wanted.rung != customer.rung:
        done.append(put_on_rung(session, customer, wanted.rung, by, now))
    if wanted.cadence_days != customer.cadence_days and allowed(session, member, Act.CADENCE, customer, now):
        done.append(acts.set_cadence(session, customer, wanted.cadence_days, by, now))
    regraded = wanted.tier and (wanted.tier != customer.tier or customer.tier_suggested)
    if wanted.tier and regraded and may(member, Act.TIER, customer):
        done.append(acts.grade(session, customer, wanted.tier, by, now))
    if wanted.key not in (None, customer.key) and may(member, Act.KEY, customer):
        done.append(acts.mark_key(session, customer, bool(wanted.key), by, now))
    if wanted.champion_id not in (None, customer.champion_id) and may(member, Act.ASSIGN, customer):
        done.append(acts.assign(session, customer, wanted.champion_id, by, now))
    if renamed := changing.set_aliases(session, customer, wanted.aliases, by, now):
        done.append(renamed)
    return Kept(customer, False, tuple(decision.id for decision in done))


def _saved(session: Session, member: Member, kept: Kept) -> dict[str, Any]:
    session.flush()
    return render(
        "customer/saved",
        member,
        kept=kept,
        customer=kept.customer,
        champion=find_member(session, member.team_id, kept.customer.champion_id),
        policy=policy_of(kept.customer, care_model_of(session, member.team_id)),
        member=member,
    )
