"""Brings a picture into Slack, to be shown by its id: three calls, and then Slack needs a moment to look at it.

None of them is a message to anybody, so each may fail or be repeated freely.
"""

import logging
import time
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from slack_sdk.errors import SlackApiError

from bot.answers import NETWORK_ERRORS
from bot.slack import Slack
from models.picture import Picture

SLACKS_HOSTS = ("files.slack.com", "slack.com")
SECONDS = 10
LOOKS, BETWEEN_LOOKS = 10, 0.5
"""How often Slack is asked whether a file can be shown, and how many seconds lie between."""

log = logging.getLogger(__name__)


class NotTakenError(Exception):
    """Slack does not take a picture, or cannot show it; the text is for the log."""


def upload(slack: Slack, picture: Picture) -> str | None:
    """Draw a picture and upload it; return Slack's id of it, None where that did not work."""
    try:
        return _upload(slack, picture, picture.draw())
    except (SlackApiError, NotTakenError, *NETWORK_ERRORS) as error:
        why = error.response.get("error") if isinstance(error, SlackApiError) else error
        log.warning("A picture was not uploaded: %s %s", type(error).__name__, why)
        return None


def _upload(slack: Slack, picture: Picture, content: bytes) -> str:
    place = slack.asking.files_getUploadURLExternal(filename=picture.name, length=len(content), alt_txt=picture.says)
    address, file_id = str(place["upload_url"]), str(place["file_id"])
    if not _is_slacks(slack, address):
        raise NotTakenError("the address to upload to is not Slack's own")
    with urlopen(Request(address, data=content, method="POST"), timeout=SECONDS) as answer:  # noqa: S310
        if answer.status != 200:
            raise NotTakenError(f"upload: {answer.status}")
    slack.asking.files_completeUploadExternal(files=[{"id": file_id, "title": picture.name}])
    for _ in range(LOOKS):
        if slack.asking.files_info(file=file_id)["file"].get("mimetype"):
            return file_id
        time.sleep(BETWEEN_LOOKS)
    raise NotTakenError("it is not ready to be shown")


def _is_slacks(slack: Slack, address: str) -> bool:
    """Tell whether an address is Slack's: a picture of customers goes nowhere else."""
    file, api = urlsplit(address), urlsplit(slack.asking.base_url)
    if (file.scheme, file.netloc) == (api.scheme, api.netloc):
        return True
    return file.scheme == "https" and file.netloc in SLACKS_HOSTS and api.hostname in SLACKS_HOSTS
