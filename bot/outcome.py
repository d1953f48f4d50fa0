"""Writes down what became of a message: one place for every answer, so that none is forgotten."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.answers import Answer, Verdict
from bot.database import Writer
from bot.places import MENDABLE, PEOPLE
from models import outbox
from models.message import PLANNED, Message, find_message

BREATH = timedelta(seconds=10)
"""How long a workspace's other messages wait after one of which nobody knows: Slack may be down for all of them."""
MOST_ATTEMPTS = 5
"""So often a message that cannot be composed is tried before it has failed."""
NEXT_TRY = timedelta(minutes=5)
CHANNEL_AGAIN = timedelta(hours=1)
"""How often a channel that takes nothing is looked at: somebody may have mended it."""

log = logging.getLogger(__name__)


def record(database: Writer, message: Message, answer: Answer, now: datetime) -> None:
    """Write down an answer in a transaction of its own."""
    with database.begin() as session:
        row = find_message(session, message.team_id, message.key)
        if row is not None:
            _apply(session, row, answer, now)
            log.info("Message %s of %s: %s %s", row.id, row.feature, row.state, answer.reason)


def _apply(session: Session, row: Message, answer: Answer, now: datetime) -> None:
    match answer.verdict:
        case Verdict.TAKEN:
            outbox.mark_sent(session, row, answer.channel, answer.ts, now)
        case Verdict.LOCKED_OUT:
            tell_operator(answer.reason)
            _pause_all(session, row, now + timedelta(seconds=answer.pause))
        case Verdict.NEVER if answer.reason in MENDABLE and not row.recipient.startswith(PEOPLE):
            outbox.hold(session, row, answer.reason, now + CHANNEL_AGAIN, now)
        case Verdict.NOT_TAKEN | Verdict.TOO_MANY:
            _pause_all(session, row, now + timedelta(seconds=answer.pause))
        case Verdict.UNKNOWN:
            outbox.doubt(row)
            outbox.postpone(session, row.team_id, PLANNED, now + BREATH)
        case Verdict.BAD_BLOCKS if not row.plain:
            # newer blocks that this workspace does not have yet: say it plainly, once
            row.plain = True
            outbox.plan_again(row, now)
        case Verdict.NO_WORDS if row.attempts < MOST_ATTEMPTS:
            row.attempts += 1
            outbox.plan_again(row, now + NEXT_TRY)
        case Verdict.TOO_LATE:
            outbox.cancel(session, row, outbox.EXPIRED, now)
        case _:
            outbox.fail(session, row, answer.reason, now)


def tell_operator(reason: str) -> None:
    """Say what an operator does about a token that Slack refuses."""
    log.error(
        "Slack refuses SLACK_BOT_TOKEN (%s). Nothing is lost, but nothing is sent either: install the app again with"
        " the scopes of manifest.json, put its token into .env, start Touchbase again",
        reason,
    )


def _pause_all(session: Session, row: Message, until: datetime) -> None:
    """Let the workspace's messages wait, this one behind the others, lest it alone hold them up for ever."""
    outbox.postpone(session, row.team_id, PLANNED, until)
    outbox.plan_again(row, until + timedelta(seconds=1))
