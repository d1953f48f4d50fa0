"""Ideas of staff and customers: whether they would add value or save cost, what became of them, and who is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.home_readers import reads_of_somebody
from models.member import Member
from models.saying import Saying, SayingKind


class Value(StrEnum):
    """What an idea would bring: something more for customers, or less cost for us."""

    ADDING = "adding"
    SAVING = "saving"


class Status(StrEnum):
    """What became of an idea, in the order in which a list shows them."""

    NEW = "new"
    CHOSEN = "chosen"
    DONE = "done"
    DECLINED = "declined"


@dataclass(frozen=True)
class Shares:
    """How many ideas add value and save cost, and the same of those that were done."""

    adding: int
    saving: int
    adding_done: int
    saving_done: int

    @property
    def total(self) -> int:
        return self.adding + self.saving


def ideas_of(session: Session, team_id: str) -> Sequence[Saying]:
    """Return a workspace's ideas that stand: new ones first, then chosen, done, declined; of each the latest first."""
    found = session.exec(
        select(Saying)
        .where(Saying.team_id == team_id, Saying.kind == SayingKind.IDEA, col(Saying.undone_at).is_(None))
        .order_by(col(Saying.created_at).desc(), col(Saying.id))
    ).all()
    order = list(Status)
    return sorted(found, key=lambda idea: order.index(Status(idea.status or Status.NEW)))


def shares(ideas: Sequence[Saying]) -> Shares:
    """Count ideas by what they would bring."""
    done = [idea.value for idea in ideas if idea.status == Status.DONE]
    every = [idea.value for idea in ideas]
    return Shares(
        every.count(Value.ADDING), every.count(Value.SAVING), done.count(Value.ADDING), done.count(Value.SAVING)
    )


def decided_since(session: Session, member: Member, since: datetime | None, at: datetime) -> Sequence[Saying]:
    """Return this person's ideas about which somebody else decided after the brief before (`since`) and by this one.

    Before anybody's first brief nothing was told: then all of them count.
    """
    mine = (Saying.team_id == member.team_id, Saying.by == member.user_id, Saying.kind == SayingKind.IDEA)
    decided = [col(Saying.decided_at) <= at, col(Saying.decided_by) != member.user_id]
    if since:
        decided.append(col(Saying.decided_at) > since)
    return session.exec(
        select(Saying).where(*mine, col(Saying.undone_at).is_(None), *decided).order_by(col(Saying.decided_at))
    ).all()


def reads_of_it(session: Session, idea: Saying, author: Member | None, actor: Member, now: datetime) -> bool | None:
    """Tell whether who had an idea gets briefs, so that one will tell them; None where nobody else is to be told."""
    if author is None or not author.belongs or idea.by == actor.user_id:
        return None
    return gets_briefs(session, author, now)


def gets_briefs(session: Session, author: Member, now: datetime) -> bool:
    """Tell whether somebody gets briefs, in which they read what becomes of an idea of theirs."""
    return author.manager or reads_of_somebody(session, author, now)
