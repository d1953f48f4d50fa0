"""A file dropped into the bot's DM: a manager sees what it holds, and one tap brings its customers in.

The event only writes down that a file came. It is fetched, read and imported by `bot/files.py`, between the taps; the
one message about it is drawn again after each step.
"""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from sqlmodel import Session

from handlers.context import Database, Wake
from models.dropped_file import (
    DONE,
    FEATURE,
    IMPORTING,
    MOST_AT_ONCE,
    READY,
    UNDONE,
    DroppedFile,
    find_file,
    receive,
)
from models.dropped_file_import import can_undo, of_contacts, report_of
from models.importing.headers import CONTACT_COLUMNS, CUSTOMER_COLUMNS
from models.member import Member, find_member, managers
from models.message import Message, promise
from models.roles import Act, may
from models.sharing import without_champion
from templates import render

LONGEST_NAME = 80


def register(app: App) -> None:
    app.event("message", matchers=[brings_files])(dropped)


def brings_files(event: dict[str, Any]) -> bool:
    """Match a message with files in the DM of one person with the bot."""
    return event.get("channel_type") == "im" and event.get("subtype") == "file_share" and bool(event.get("files"))


def dropped(ack: Ack, event: dict[str, Any], database: Database, member: Member, now: datetime, wake: Wake) -> None:
    """Take the files in, or say who may bring in customers."""
    with database.begin() as session:
        if may(member, Act.IMPORT):
            for file in event["files"][:MOST_AT_ONCE]:
                receive(session, _new(member, file, now), now)
        else:
            _refuse(session, member, str(event["ts"]), now)
    wake()
    ack()


def _new(member: Member, file: dict[str, Any], now: datetime) -> DroppedFile:
    name = str(file.get("name") or "")[:LONGEST_NAME]
    return DroppedFile(team_id=member.team_id, by=member.user_id, file_id=str(file["id"]), name=name, created_at=now)


def _refuse(session: Session, member: Member, ts: str, now: datetime) -> None:
    key = f"file:{member.team_id}:{member.user_id}:{ts}"
    promise(session, team_id=member.team_id, key=key, recipient=member.user_id, feature=FEATURE, now=now)


def compose(session: Session, message: Message, _: datetime) -> dict[str, Any] | None:
    """Word what has become of a file so far."""
    member = find_member(session, message.team_id, message.recipient)
    if member is None or not member.belongs:
        return None
    if not message.subject:
        return render("dropped_file/refused", member, managers=managers(session, message.team_id))
    file = find_file(session, message.team_id, message.subject)
    if file is None:
        return None
    contacts = of_contacts(file)
    columns = CONTACT_COLUMNS if contacts else CUSTOMER_COLUMNS
    facts: dict[str, Any] = {"file": file, "names": {one.name: one.value for one in columns}}
    if file.outcome:
        facts |= {"report": report_of(file), "undo": can_undo(file)}
        facts["without_champion"] = len(without_champion(session, message.team_id))
    kind = "_contacts" if contacts and file.state in (READY, IMPORTING, DONE, UNDONE) else ""
    return render(f"dropped_file/{file.state}{kind}", member, **facts)
