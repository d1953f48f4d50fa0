"""Forgetting: a customer with everything that is kept of them, or a person's words and name, for good.

Rows are taken out of every table that knows a customer by `customer_id`, so that a new table is never forgotten here.
Of the audit remains who did what sort of thing when.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Table, delete, or_, update
from sqlmodel import Session, SQLModel, col, select

from models import group, group_news, refer_acts
from models.audit import Audit, record
from models.calendar_feed import end_feed
from models.complaint import BEYOND, CAUSE, Complaint, ComplaintStep
from models.customer import Customer
from models.decision import CADENCE, KNOWN, Decision
from models.draft import Draft
from models.dropped_file import forget_files
from models.hand_over import HandOver
from models.home import HomeView, draw_again
from models.know import Known
from models.member import Member
from models.message import SENT, Message
from models.moment import MomentCheck
from models.names import normalise
from models.nudge import Nudge
from models.reminder import Reminder
from models.seen import Seen
from models.whose import OF_A_PERSON, WRITTEN_BY

Spoken = type[Complaint | HandOver | Known | MomentCheck]
SPOKEN_OF: tuple[Spoken, ...] = (Complaint, HandOver, Known, MomentCheck)
"""Of whose rows reminders and messages speak."""


def customers_named(session: Session, team_id: str, name: str) -> Sequence[Customer]:
    """Return the customers of that name, whatever has become of them."""
    return session.exec(
        select(Customer).where(Customer.team_id == team_id, Customer.normal == normalise(name)).order_by(Customer.id)
    ).all()


def forget_customer(session: Session, customer: Customer, now: datetime) -> Counter[str]:
    """Erase a customer and all that is kept of them; return how many rows of which table that were.

    Briefs that told of them are drawn again without them. What was typed lately and waits for an answer is erased
    for everybody, as are kept answers: any of it may name them.
    """
    team_id, id_ = customer.team_id, customer.id
    erased: Counter[str] = Counter()
    told = select(Nudge.message_key).where(Nudge.team_id == team_id, Nudge.customer_id == id_)
    again = update(Message).where(col(Message.team_id) == team_id, col(Message.key).in_(told))
    session.exec(again.where(col(Message.state) == SENT).values(redraw_at=now))
    group_news.draw_again(session, team_id, group_news.told_of(session, customer, now), now)
    tables = (Complaint, HandOver, Known, MomentCheck)
    subjects = [id_, *(of for table in tables for of in _ids(session, table, team_id, id_))]
    erased["message"] = _gone(session, Message, team_id, col(Message.subject).in_(subjects))
    erased["reminder"] = _gone(session, Reminder, team_id, col(Reminder.subject_id).in_(subjects))
    for table in _tables_about_customers():
        mine = (table.c.team_id == team_id, table.c.customer_id == id_)
        erased[table.name] = _count(session.execute(delete(table).where(*mine)))
    group.leave_alone(session, team_id, [id_])
    refer_acts.forget_who_came(session, team_id, id_)
    about = or_(*(col(Audit.subject) == f"{kind}:{of}" for kind in ("customer", "complaint") for of in subjects))
    session.exec(_bare(update(Audit).where(col(Audit.team_id) == team_id, about)))
    erased["customer"] = _gone(session, Customer, team_id, col(Customer.id) == id_)
    erased["draft"] = _forget_what_was_typed(session, team_id)
    draw_again(session, team_id, now)
    _tell_audit(session, team_id, f"customer:{id_}", erased, now)
    return +erased


def forget_member(session: Session, member: Member, now: datetime) -> Counter[str]:
    """Erase a person's name, address, days off and words; return how many rows of which table that were.

    That they did something, and when, remains, under their Slack id.
    """
    team_id, user_id = member.team_id, member.user_id
    erased: Counter[str] = Counter()
    of_theirs = (ComplaintStep.team_id == team_id, ComplaintStep.by == user_id)
    told = select(ComplaintStep.complaint_id).where(*of_theirs, col(ComplaintStep.kind).in_((BEYOND, CAUSE)))
    session.exec(
        update(Complaint)
        .where(col(Complaint.team_id) == team_id, col(Complaint.id).in_(told))
        .values(beyond="", cause="", prevention="")
    )
    for table, author, nothing in WRITTEN_BY:
        rows = SQLModel.metadata.tables[str(table.__tablename__)]
        written = update(rows).where(rows.c.team_id == team_id, rows.c[author] == user_id).values(**nothing)
        erased[rows.name] = _count(session.execute(written))
    _forget_reasons(session, team_id, user_id)
    _forget_known(session, team_id, user_id)
    for table in OF_A_PERSON:
        erased[str(table.__tablename__)] = _gone(session, table, team_id, col(table.user_id) == user_id)
    erased["calendar_feed"] = end_feed(session, team_id, user_id)
    erased["draft"] = _forget_what_was_typed(session, team_id)
    member.name = member.email = member.rests_on = ""
    member.brief_at = member.brief_size = None
    erased["member"] = 1
    _tell_audit(session, team_id, f"member:{user_id}", erased, now)
    return +erased


def _forget_reasons(session: Session, team_id: str, user_id: str) -> None:
    """Take out why they had customers cared for otherwise: of their decisions, and where it stands on the card."""
    decisions = session.exec(select(Decision).where(Decision.team_id == team_id, Decision.kind == CADENCE)).all()
    written = {(one.customer_id, reason) for one in decisions if one.by == user_id and (reason := _reason(one.after))}
    audits = session.exec(select(Audit).where(Audit.team_id == team_id, Audit.action == f"care.{CADENCE}")).all()
    repeated: list[tuple[str, Decision | Audit]] = [(one.customer_id, one) for one in decisions]
    repeated += [(one.subject.removeprefix("customer:"), one) for one in audits]
    for customer_id, row in repeated:
        for name in ("before", "after"):
            kept = getattr(row, name)
            if (customer_id, _reason(kept)) in written:
                setattr(row, name, kept | {"care_reason": ""})
    for customer_id, reason in written:
        customer = session.get(Customer, (team_id, customer_id))
        if customer and customer.care_reason == reason:
            customer.care_reason = ""


def _forget_known(session: Session, team_id: str, user_id: str) -> None:
    """Take out what they called dates and promises, where their decisions repeat it."""
    for one in session.exec(select(Decision).where(Decision.team_id == team_id, Decision.kind == KNOWN)):
        if one.by == user_id:
            one.before, one.after = (
                {**kept, "what": ""} if "what" in kept else kept for kept in (one.before, one.after)
            )


def _reason(kept: dict[str, Any] | None) -> str:
    return str((kept or {}).get("care_reason") or "")


def _tables_about_customers() -> Iterator[Table]:
    """Yield every table whose rows belong to a customer, those first that others do not lean on."""
    for table in reversed(SQLModel.metadata.sorted_tables):
        if "customer_id" in table.c:
            yield table


def _ids(
    session: Session, table: type[Complaint | HandOver | Known | MomentCheck], team_id: str, customer_id: str
) -> Sequence[str]:
    return session.exec(select(table.id).where(table.team_id == team_id, table.customer_id == customer_id)).all()


def _gone(session: Session, table: Any, team_id: str, which: Any) -> int:
    return _count(session.execute(delete(table).where(table.team_id == team_id, which)))


def _count(result: Any) -> int:
    return int(result.rowcount) if isinstance(result, CursorResult) else 0


def _bare(change: Any) -> Any:
    """Leave of audit rows who did what sort of thing when."""
    return change.values(before=None, after=None, reason="")


def _forget_what_was_typed(session: Session, team_id: str) -> int:
    session.exec(update(Seen).where(col(Seen.team_id) == team_id).values(answer=None))
    forget_files(session, team_id)
    session.exec(update(HomeView).where(col(HomeView.team_id) == team_id).values(search=""))
    return _gone(session, Draft, team_id, col(Draft.id).is_not(None))


def _tell_audit(session: Session, team_id: str, subject: str, erased: Counter[str], now: datetime) -> None:
    rows = {name: count for name, count in erased.items() if count}
    record(session, team_id=team_id, at=now, actor=None, action="forgotten", subject=subject, after=rows)
