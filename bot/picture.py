"""Brings a picture or a file into Slack: three calls, and then Slack needs a moment to look at it.

None of them is a message to anybody: completed without a channel, a file is seen by the bot alone, so each call may
fail or be repeated freely. What shows it to somebody is the message that names its id or its link, sent exactly once as
every message is. Completing it with a channel would be a second way to speak, without metadata to be found by.
"""

import logging
import time
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from slack_sdk.errors import SlackApiError

from bot.answers import NETWORK_ERRORS
from bot.slack import Slack
from models.picture import File, Picture

SLACKS_HOSTS = ("files.slack.com", "slack.com")
SECONDS = 10
LOOKS, BETWEEN_LOOKS = 10, 0.5
"""How often Slack is asked whether a file can be shown, and how many seconds lie between."""

log = logging.getLogger(__name__)


class NotTakenError(Exception):
    """Slack does not take a file, or cannot show it; the text is for the log."""


@dataclass(frozen=True)
class Uploaded:
    """What Slack knows a file by: `file_id` to show it in a block, `link` to share it in words."""

    file_id: str
    link: str | None


def upload(slack: Slack, file: Picture | File) -> Uploaded | None:
    """Draw a picture, or take a file, and upload it; return what Slack knows it by, None where that did not work."""
    try:
        return _upload(slack, file, file.draw())
    except (SlackApiError, NotTakenError, *NETWORK_ERRORS) as error:
        why = error.response.get("error") if isinstance(error, SlackApiError) else error
        log.warning("A %s was not uploaded: %s %s", type(file).__name__.lower(), type(error).__name__, why)
        return None


def _upload(slack: Slack, file: Picture | File, content: bytes) -> Uploaded:
    place = slack.asking.files_getUploadURLExternal(filename=file.name, length=len(content), alt_txt=file.says)
    address, file_id = str(place["upload_url"]), str(place["file_id"])
    if not _is_slacks(slack, address):
        raise NotTakenError("the address to upload to is not Slack's own")
    with urlopen(Request(address, data=content, method="POST"), timeout=SECONDS) as answer:  # noqa: S310
        if answer.status != 200:
            raise NotTakenError(f"upload: {answer.status}")
    slack.asking.files_completeUploadExternal(files=[{"id": file_id, "title": file.title}])
    for _ in range(LOOKS):
        known = slack.asking.files_info(file=file_id)["file"]
        if known.get("mimetype"):
            return Uploaded(file_id, known.get("permalink"))
        time.sleep(BETWEEN_LOOKS)
    raise NotTakenError("it is not ready to be shown")


def _is_slacks(slack: Slack, address: str) -> bool:
    """Tell whether an address is Slack's: what tells of customers goes nowhere else."""
    file, api = urlsplit(address), urlsplit(slack.asking.base_url)
    if (file.scheme, file.netloc) == (api.scheme, api.netloc):
        return True
    return file.scheme == "https" and file.netloc in SLACKS_HOSTS and api.hostname in SLACKS_HOSTS
