"""A file that somebody dropped into the bot's DM: kept until it is imported, cancelled, or a day has passed.

Its bytes lie here and not only at Slack: what was previewed is then what is imported, even if the file is deleted or
replaced there meanwhile, and the tap on *Import* needs no network.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, LargeBinary, delete
from sqlmodel import Field, Session, col, select

from models.message import PLANNED, find_message, promise, redraw_all
from models.reminder import Reminder, due_reminders
from models.row import Row

RECEIVED, READY, UNREADABLE, IMPORTING, DONE = "received", "ready", "unreadable", "importing", "done"
UNDOING, UNDONE, CANCELLED, EXPIRED, FAILED = "undoing", "undone", "cancelled", "expired", "failed"
WORKED_ON = (RECEIVED, IMPORTING, UNDOING)
"""States in which it is our turn; in the others a person decides, or nothing is left to do."""
WAITING = (READY, UNREADABLE)
FEATURE = REASON = "dropped_file"
KEPT = timedelta(days=1)
"""So long a file waits for a yes; for as long afterwards its import can be taken back."""
MOST_AT_ONCE = 3
"""Of more files in one message the others are left alone."""


class DroppedFile(Row, table=True):
    """One file; `file_id` is Slack's, `by` who dropped it.

    `columns` says in which place a column stands, by its name, where a person corrected it; `preview` is what was
    understood or why nothing was, `outcome` what came of the import and what takes it back. `imported_at` is the
    instant that the import's own rows carry.
    """

    __tablename__ = "dropped_file"

    file_id: str
    by: str
    name: str
    state: str = RECEIVED
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    columns: Any = Field(default=None, sa_type=JSON)
    preview: Any = Field(default=None, sa_type=JSON)
    outcome: Any = Field(default=None, sa_type=JSON)
    attempts: int = 0
    created_at: datetime
    imported_at: datetime | None = None


def receive(session: Session, file: DroppedFile, now: datetime) -> None:
    """Take in a file that was dropped: promise the message that tells of it, and have the file fetched."""
    session.add(file)
    promise(
        session,
        team_id=file.team_id,
        key=key_of(file),
        recipient=file.by,
        feature=FEATURE,
        subject=file.id,
        now=now,
    )
    work_on(session, file, RECEIVED, now)


def key_of(file: DroppedFile) -> str:
    """Name the one message that tells of a file from its arrival to its end."""
    return f"file:{file.team_id}:{file.id}"


def find_file(session: Session, team_id: str, file_id: str) -> DroppedFile | None:
    """Return this workspace's dropped file with that id of ours."""
    return session.get(DroppedFile, (team_id, file_id))


def files_due(session: Session, team_id: str, now: datetime) -> list[str]:
    """Return the ids of the files with which something is to be done by now, oldest first."""
    return [row.subject_id for row in due_reminders(session, team_id, (REASON,), now)]


def work_on(session: Session, file: DroppedFile, state: str, now: datetime) -> None:
    """Let it be our turn, at once."""
    file.attempts = 0
    _move(session, file, state, now, now)


def try_again(session: Session, file: DroppedFile, at: datetime, now: datetime) -> None:
    """Let what did not work be tried again at that instant."""
    file.attempts += 1
    _move(session, file, file.state, at, now)


def rest(session: Session, file: DroppedFile, state: str, now: datetime) -> None:
    """Let a person decide: for a day, then the file is forgotten."""
    _move(session, file, state, now + KEPT, now)


def end(session: Session, file: DroppedFile, state: str, now: datetime) -> None:
    """Be done with a file: its content is forgotten, and what takes its import back."""
    file.content = None
    if state in (EXPIRED, CANCELLED):
        file.preview = None
    _move(session, file, state, None, now)


def _move(session: Session, file: DroppedFile, state: str, look_at: datetime | None, now: datetime) -> None:
    file.state = state
    row = Reminder(team_id=file.team_id, subject_kind=FEATURE, subject_id=file.id, reason=REASON, remind_at=look_at)
    session.merge(row)
    message = find_message(session, file.team_id, key_of(file))
    if message and message.state != PLANNED:
        message.redraw_at = now


def forget_files(session: Session, team_id: str) -> int:
    """Forget all dropped files with what was read in them: any of them may name whoever is to be forgotten."""
    session.exec(delete(Reminder).where(col(Reminder.team_id) == team_id, col(Reminder.reason) == REASON))
    ids = session.exec(select(DroppedFile.id).where(DroppedFile.team_id == team_id)).all()
    session.exec(delete(DroppedFile).where(col(DroppedFile.team_id) == team_id))
    return len(ids)


def redraw_files(session: Session, team_id: str, now: datetime) -> None:
    """Have what was said of the latest imports drawn again: it tells how many customers have no champion."""
    mine = select(DroppedFile.id).where(DroppedFile.team_id == team_id, DroppedFile.state == DONE)
    for file_id in session.exec(mine.order_by(col(DroppedFile.created_at).desc()).limit(MOST_AT_ONCE)):
        redraw_all(session, team_id, FEATURE, file_id, now)
