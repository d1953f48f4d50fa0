"""Taking an import back: its customers go where nothing has happened on them since, the others stay as they are.

What an import brought is deleted, not marked undone: with the same file it has to come again. That it came and went
stands in the audit.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, update
from sqlmodel import Session, SQLModel, col, select

from models.complaint import Complaint
from models.customer import Contact, Customer
from models.decision import Decision
from models.group import leave_alone
from models.group_back import given_children, parents_back
from models.hand_over import HandOver
from models.importing.past_contacts import TABLES
from models.message import SENT, Message
from models.nudge import Nudge
from models.reminder import CUSTOMER, Reminder, settle_all
from models.sign_of_life import SignOfLife
from models.stocktake import Grading
from models.taking_back_before import People
from models.touch import Touch
from models.workspace import Workspace

APART = frozenset({"first_ask_on", "parent_id"})
BATCH = 500
MOST_NAMED = 5


@dataclass
class TakenBack:
    """How many customers went, of how many it was undone what the import changed, and who stayed; some by name.

    `currency` is the one that the workspace has again.
    """

    gone: int = 0
    as_before: int = 0
    stayed: int = 0
    names: list[str] = field(default_factory=list)
    currency: str = ""


def take_back(session: Session, team_id: str, done: dict[str, Any], at: datetime, now: datetime) -> TakenBack:
    """Take back what the import of the instant `at` did."""
    lived = _lived_on(session, team_id, [*done["new"], *done["changed"]], at)
    gone = [id_ for id_ in done["new"] if id_ not in lived]
    found = TakenBack(gone=len(gone), stayed=len(set(done["new"]) & lived))
    found.names = _names(session, team_id, [id_ for id_ in done["new"] if id_ in lived][:MOST_NAMED])
    as_before = {id_: values for id_, values in done["changed"].items() if id_ not in lived}
    parents_back(session, team_id, {id_: said["parent_id"] for id_, said in as_before.items() if "parent_id" in said})
    for ids in _batches(gone):
        _delete_customers(session, team_id, ids, now)
    found.as_before = len(as_before)
    for ids in _batches(done["people"]):
        session.exec(delete(Contact).where(col(Contact.team_id) == team_id, col(Contact.id).in_(ids)))
    for ids in _batches(list(as_before)):
        _change_back(session, team_id, ids, as_before, at, now)
    _stand_in_again(session, done.get("replaced") or (), as_before)
    _empty_again(session, team_id, done.get("filled") or {})
    found.currency = _currency_back(session, team_id, *(done.get("currency") or ("", "")))
    return found


def _stand_in_again(
    session: Session, replaced: Iterable[tuple[str, dict[str, Any]]], as_before: Container[str]
) -> None:
    """Put back what stood for a last contact or order, before the real ones came that are taken back."""
    tables = {str(table.__tablename__): table for table in TABLES}
    for name, values in replaced:
        if values["customer_id"] in as_before:
            session.add(tables[name].model_validate(values))


def _empty_again(session: Session, team_id: str, filled: People) -> None:
    """Take out what was filled in of people known before, where nobody has put it right since."""
    for ids in _batches(filled):
        for person in session.exec(select(Contact).where(Contact.team_id == team_id, col(Contact.id).in_(ids))):
            for part, said in filled[person.id].items():
                if getattr(person, part) == said:
                    setattr(person, part, "")


def _currency_back(session: Session, team_id: str, was: str, became: str) -> str:
    """Give the workspace its currency again, unless another was set since or an amount stays that is in this one."""
    workspace = session.get_one(Workspace, team_id)
    session.flush()
    worth = select(Customer.id).where(Customer.team_id == team_id, col(Customer.revenue_minor).is_not(None))
    paid = select(SignOfLife.id).where(SignOfLife.team_id == team_id, col(SignOfLife.amount_minor).is_not(None))
    in_use = any(session.exec(amounts.limit(1)).first() for amounts in (worth, paid))
    if not was or workspace.currency != became or in_use:
        return ""
    workspace.currency = was
    return was


def _change_back(
    session: Session, team_id: str, ids: Sequence[str], values: dict[str, Any], at: datetime, now: datetime
) -> None:
    for table in (Touch, SignOfLife):
        brought = (col(table.created_at) == at, col(table.external_id).is_not(None))
        session.exec(delete(table).where(col(table.team_id) == team_id, col(table.customer_id).in_(ids), *brought))
    customers = session.exec(select(Customer).where(Customer.team_id == team_id, col(Customer.id).in_(ids))).all()
    for customer in customers:
        for name, (was, became) in values[customer.id].items():
            if name not in APART and getattr(customer, name) == became:
                setattr(customer, name, was)
    settle_all(session, team_id, customers, now)


def _lived_on(session: Session, team_id: str, ids: Sequence[str], at: datetime) -> set[str]:
    """Return those of these customers on whom something has happened since the import that still stands."""
    since = [
        (Touch.customer_id, Touch.team_id, Touch.created_at, col(Touch.undone_at).is_(None)),
        (SignOfLife.customer_id, SignOfLife.team_id, SignOfLife.created_at, col(SignOfLife.undone_at).is_(None)),
        (Decision.customer_id, Decision.team_id, Decision.created_at, col(Decision.undone_at).is_(None)),
        (Complaint.customer_id, Complaint.team_id, Complaint.opened_at, col(Complaint.withdrawn_at).is_(None)),
        (Grading.customer_id, Grading.team_id, Grading.graded_at, col(Grading.graded_at).is_not(None)),
        (HandOver.customer_id, HandOver.team_id, HandOver.asked_at, col(HandOver.giver_id).is_not(None)),
    ]
    found: set[str] = set()
    for batch in _batches(ids):
        for customer_id, team, happened_at, stands in since:
            mine = (col(team) == team_id, col(customer_id).in_(batch))
            found.update(session.exec(select(customer_id).where(*mine, col(happened_at) > at, stands)))
        found |= given_children(session, team_id, batch, at)
    return found


def _names(session: Session, team_id: str, ids: Sequence[str]) -> list[str]:
    mine = (Customer.team_id == team_id, col(Customer.id).in_(ids))
    return list(session.exec(select(Customer.name).where(*mine).order_by(Customer.name)))


def _delete_customers(session: Session, team_id: str, ids: Sequence[str], now: datetime) -> None:
    """Delete customers with all that the import brought of them; briefs that told of them are drawn again."""
    told = select(Nudge.message_key).where(Nudge.team_id == team_id, col(Nudge.customer_id).in_(ids))
    again = update(Message).where(col(Message.team_id) == team_id, col(Message.key).in_(told))
    session.exec(again.where(col(Message.state) == SENT).values(redraw_at=now))
    about = (col(Reminder.team_id) == team_id, col(Reminder.subject_kind) == CUSTOMER)
    session.exec(delete(Reminder).where(*about, col(Reminder.subject_id).in_(ids)))
    leave_alone(session, team_id, ids)
    for table in _tables_about_customers():
        session.execute(delete(table).where(table.c.team_id == team_id, table.c.customer_id.in_(ids)))
    session.exec(delete(Customer).where(col(Customer.team_id) == team_id, col(Customer.id).in_(ids)))


def _tables_about_customers() -> Iterator[Table]:
    return (table for table in reversed(SQLModel.metadata.sorted_tables) if "customer_id" in table.c)


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    ids = list(ids)
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
