"""The weekly digest: promised to the workspace's channel once for every ISO week, and `/care digest`, its preview."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from sqlmodel import Session

from handlers.context import Database
from handlers.words import word
from models.digest import await_post, digest_key, digest_of, find_reminder, first_post, last_post
from models.member import Member
from models.message import Message, promise
from models.reminder import DIGEST, due_reminders
from models.week import week_named, week_of
from models.workspace import Workspace
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[word("digest")])(preview)


def plan(session: Session, team_id: str, now: datetime) -> None:
    """Promise the digest of the last week that is owed; after a long stop the weeks before it are let go."""
    for row in due_reminders(session, team_id, (DIGEST,), now):
        workspace = session.get_one(Workspace, team_id)
        posted_in = last_post(workspace, now)
        await_post(row, posted_in.later(1), workspace)
        if workspace.digest_channel:
            week = posted_in.later(-1)
            promise(
                session,
                team_id=team_id,
                key=digest_key(team_id, week),
                recipient=workspace.digest_channel,
                feature="digest",
                subject=week.name,
                now=now,
                expires_at=row.remind_at,
            )


def compose(session: Session, message: Message, now: datetime) -> dict[str, Any] | None:
    """Word the digest of the week that was promised; a company that has no customers in care yet is told nothing."""
    workspace = session.get_one(Workspace, message.team_id)
    digest = digest_of(session, workspace, week_named(message.subject), now)
    if digest is None:
        return None
    return render(
        "digest/digest", workspace, digest=digest, workspace=workspace, today=digest.today, plain=message.plain
    )


def preview(ack: Ack, reading: Database, member: Member, now: datetime) -> None:
    """Show the next digest as it stands, to the manager who asks and to nobody else."""
    with reading.begin() as session:
        said = next_digest(session, member, now)
    ack(**said)


def next_digest(session: Session, member: Member, now: datetime) -> dict[str, Any]:
    """Return the next digest as it stands."""
    workspace = session.get_one(Workspace, member.team_id)
    row = find_reminder(session, member.team_id)
    posted_in = week_of(row.due_on) if row and row.due_on else first_post(workspace, now)
    digest = digest_of(session, workspace, posted_in.later(-1), now)
    if digest is None:
        return render("digest/nobody", member)
    return render(
        "digest/preview",
        member,
        digest=digest,
        workspace=workspace,
        today=digest.today,
        post_at=row.remind_at if row else None,
    )
