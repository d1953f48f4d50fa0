"""The setup checklist: what a company does between the installation and its first useful brief, and what of it is done.

Each fact is looked up where it is true, so that a step ticks itself, whichever way it was taken.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.customer import ACTIVE, Customer
from models.member import members_by_id
from models.message import SENT, Message
from models.workspace import Workspace

CUSTOMERS, CHAMPIONS, HOURS, DIGEST, FIRST_BRIEF = "customers", "champions", "hours", "digest", "first_brief"
STEPS = (CUSTOMERS, CHAMPIONS, HOURS, DIGEST, FIRST_BRIEF)
"""In the order in which they are best taken."""


@dataclass(frozen=True)
class Step:
    """One step of the setup, by its name in STEPS, and whether it is done."""

    name: str
    done: bool


def checklist(session: Session, team_id: str) -> list[Step]:
    """Return the steps in order. Country and hours count as chosen once a manager has saved the settings."""
    workspace = session.get_one(Workspace, team_id)
    customers = _any(session, team_id)
    done = {
        CUSTOMERS: customers,
        CHAMPIONS: customers and not _any(session, team_id, without_champion=True),
        HOURS: workspace.country is not None or workspace.set_up_by is not None,
        DIGEST: workspace.digest_channel is not None,
        FIRST_BRIEF: _was_briefed(session, team_id),
    }
    return [Step(name, done[name]) for name in STEPS]


def _any(session: Session, team_id: str, *, without_champion: bool = False) -> bool:
    """Tell whether there is an active customer, or one whom nobody of the company cares for."""
    query = select(Customer.id).where(Customer.team_id == team_id, Customer.state == ACTIVE)
    if without_champion:
        here = [user_id for user_id, person in members_by_id(session, team_id).items() if person.belongs]
        query = query.where(col(Customer.champion_id).is_(None) | col(Customer.champion_id).not_in(here))
    return session.exec(query.limit(1)).first() is not None


def _was_briefed(session: Session, team_id: str) -> bool:
    sent = select(Message.key).where(Message.team_id == team_id, Message.feature == "brief", Message.state == SENT)
    return session.exec(sent.limit(1)).first() is not None
