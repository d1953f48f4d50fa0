"""What stands in the form of a customer, and what is wrong with it."""

import re
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from handlers.forms import value_of
from handlers.worth_costs import read_percent
from models.adding import customer_named
from models.care_model import TIERS
from models.changing import OF_A_PERSON, read_amount
from models.customer import Customer
from models.member import Member, find_member
from models.names import LONGEST_NAME, clean
from models.roles import Act, may
from models.rung import Rung, read_rung
from models.workspace import Workspace

SEPARATOR = re.compile(r"[,;\n]+")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Problems = dict[str, tuple[str, Any]]
"""By input what is wrong with it, and what that is about."""


@dataclass
class Wanted:
    """A customer as the form has them; tier, key, champion, cost of sales are None where nobody said, or may say."""

    name: str
    aliases: list[str] = field(default_factory=list)
    tier: str | None = None
    key: bool | None = None
    champion_id: str | None = None
    cadence_days: int | None = None
    revenue_minor: int | None = None
    sales_points: int | None = None
    rung: Rung | None = None
    person: dict[str, str] = field(default_factory=dict)


def read(session: Session, member: Member, view: dict[str, Any], customer: Customer | None) -> tuple[Wanted, Problems]:
    """Return what the form says, and what is wrong; `customer` is whose it is, None of a new one."""
    typed = " ".join((value_of(view, "name") or "").split())
    names = [clean(name) for name in SEPARATOR.split(value_of(view, "aliases") or "")]
    wanted = Wanted(clean(typed), list(dict.fromkeys(filter(None, names))))
    problems = _of_names(session, member, wanted, typed, customer)
    if may(member, Act.TIER):
        tier = value_of(view, "tier")
        wanted.tier = tier if tier in TIERS else None
    if may(member, Act.KEY) and (ticked := value_of(view, "key")) is not None:
        wanted.key = bool(ticked)
    if may(member, Act.ASSIGN) and (chosen := value_of(view, "champion")):
        champion = find_member(session, member.team_id, chosen)
        wanted.champion_id = chosen if champion and champion.belongs else None
        if wanted.champion_id is None:
            problems["champion"] = ("outsider", None)
    wanted.rung = read_rung(value_of(view, "rung") or "")
    if may(member, Act.COSTS) and (share := (value_of(view, "sales") or "").strip()):
        wanted.sales_points = read_percent(share)
        if wanted.sales_points is None:
            problems["sales"] = ("no_share", None)
    cadence = value_of(view, "cadence")
    wanted.cadence_days = int(cadence) if cadence and cadence != "model" else None
    try:
        currency = session.get_one(Workspace, member.team_id).currency
        wanted.revenue_minor = read_amount(value_of(view, "revenue") or "", currency)
        if (wanted.revenue_minor or 0) < 0:
            problems["revenue"] = ("negative", currency)
    except ValueError:
        problems["revenue"] = ("no_amount", currency)
    wanted.person, of_person = read_person(view, "person_")
    return wanted, problems | of_person


def read_person(view: dict[str, Any], before: str = "") -> tuple[dict[str, str], Problems]:
    """Return what the form says of a person, nothing where all is empty, and what is wrong with it."""
    person = {name: " ".join((value_of(view, before + name) or "").split()) for name in OF_A_PERSON}
    if not any(person.values()):
        return {}, {}
    problems: Problems = {}
    if not person["name"]:
        problems[f"{before}name"] = ("no_name", None)
    if person["email"] and not ADDRESS.fullmatch(person["email"]):
        problems[f"{before}email"] = ("no_address", None)
    return person, problems


def _of_names(session: Session, member: Member, wanted: Wanted, typed: str, customer: Customer | None) -> Problems:
    """Return what is wrong with the names: nothing left of one, too long, or somebody else's already."""
    problems: Problems = {}
    if not wanted.name:
        problems["name"] = ("empty", None)
    elif len(typed) > LONGEST_NAME:
        problems["name"] = ("long", LONGEST_NAME)
    for block, names in (("name", [wanted.name]), ("aliases", wanted.aliases)):
        for name in filter(None, names):
            known = customer_named(session, member.team_id, name, but=customer.id if customer else None)
            if known and block not in problems:
                problems[block] = ("known", (known, find_member(session, member.team_id, known.champion_id)))
    return problems
