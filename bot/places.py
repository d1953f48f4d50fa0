"""Where a message goes: a person's DM, opened first, or a channel that no other company can read."""

from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import NETWORK_ERRORS, NETWORK_PAUSE, Answer, Verdict, sort
from bot.database import Writer
from models.member import find_member

SHARED = "shared_with_others"
ARCHIVED = "is_archived"
MENDABLE = frozenset({SHARED, ARCHIVED, "not_in_channel", "channel_not_found", "restricted_action"})
"""Why a channel takes nothing, until somebody changes it: what was to be said there waits."""
PEOPLE = ("U", "W")
"""What Slack's ids of people begin with."""
REMEMBERED = timedelta(minutes=10)


def is_shared(channel: Any) -> bool:
    """Tell whether people of other companies read, or are invited to read, the channel that Slack describes."""
    return bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))


def find_place(client: WebClient, database: Writer, team_id: str, recipient: str) -> str | Answer:
    """Return the conversation to post to, or the answer that says why there is none, now or for good.

    Nothing has been posted yet, so a failure here is never ambiguous.
    """
    try:
        if recipient.startswith(PEOPLE):
            return _dm(client, database, team_id, recipient)
        return _channel(client, recipient)
    except (SlackApiError, *NETWORK_ERRORS) as error:
        answer = sort(error)
        if answer.verdict is Verdict.UNKNOWN:
            return Answer(Verdict.NOT_TAKEN, reason=answer.reason, pause=NETWORK_PAUSE)
        return answer


def _dm(client: WebClient, database: Writer, team_id: str, user_id: str) -> str:
    with database.begin() as session:
        member = find_member(session, team_id, user_id)
        known = member.dm_channel if member else None
    if known:
        return known
    opened = str(client.conversations_open(users=user_id)["channel"]["id"])
    with database.begin() as session:
        if member := find_member(session, team_id, user_id):
            member.dm_channel = opened
    return opened


def _channel(client: WebClient, channel_id: str) -> str | Answer:
    channel = client.conversations_info(channel=channel_id)["channel"]
    if is_shared(channel):
        return Answer(Verdict.NEVER, reason=SHARED)
    if channel.get("is_archived"):
        return Answer(Verdict.NEVER, reason=ARCHIVED)
    return channel_id


class SharedChannels:
    """Knows which channels are shared with other companies, and remembers it for ten minutes: people wait meanwhile."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._known: dict[str, tuple[bool, datetime]] = {}

    def has(self, channel_id: str, now: datetime) -> bool:
        """Tell whether this channel is shared. One we may not see (a private one without us) is not known to be.

        Raises what Slack's failure to answer raises: where nobody knows who reads, nothing is said.
        """
        shared, until = self._known.get(channel_id, (False, now))
        if until > now:
            return shared
        try:
            shared = is_shared(self._client.conversations_info(channel=channel_id)["channel"])
        except SlackApiError as error:
            if sort(error).verdict is Verdict.NEVER:
                return False
            raise
        self._known[channel_id] = (shared, now + REMEMBERED)
        return shared
