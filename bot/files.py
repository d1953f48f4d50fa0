"""Files that people drop into the bot's DM: fetched from Slack, read, imported and taken back, one step at a time.

All of it is slow, so none of it happens while somebody waits for an answer. Each step is one transaction that begins
where the last one was committed: a crash in the middle does it again, and never twice.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from slack_sdk.errors import SlackApiError

from bot.answers import NETWORK_ERRORS
from bot.database import Storage
from bot.slack import Slack
from models import dropped_file_import as importing
from models.dropped_file import DONE, FAILED, RECEIVED, UNDOING, DroppedFile, end, files_due, find_file, rest, try_again
from models.importing.spreadsheet import MOST_BYTES, Fault

SLACKS_HOST = "files.slack.com"
SECONDS = 20
NEXT_TRY = timedelta(minutes=1)
MOST_TRIES = 3

log = logging.getLogger(__name__)


class NotFetchedError(Exception):
    """Slack does not hand out a file; the text is for the log and names no file."""


class TooLargeError(Exception):
    """A file is larger than any that is read."""


class _StayHere(HTTPRedirectHandler):
    """Follows no redirect: the token would travel along."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@dataclass(frozen=True)
class Files:
    """Goes on with the dropped files of workspaces; the caller is alone with a workspace."""

    storage: Storage
    slack: Slack
    now: Callable[[], datetime]

    def work_due(self, team_id: str) -> None:
        """Take one step with every file with which something is to be done by now."""
        with self.storage.reading.begin() as session:
            due = files_due(session, team_id, self.now())
        for id_ in due:
            try:
                self._step(team_id, id_)
            except NotFetchedError as why:
                log.warning("A dropped file was not fetched: %s", why)
                self._again(team_id, id_)
            except Exception:
                # one file that cannot be worked on must not keep the others waiting
                log.exception("Dropped file %s failed", id_)
                self._again(team_id, id_)

    def _step(self, team_id: str, id_: str) -> None:
        with self.storage.reading.begin() as session:
            file = find_file(session, team_id, id_)
        if file and file.state == RECEIVED:
            self._read(file)
            return
        with self.storage.patient.begin() as session:
            if file := find_file(session, team_id, id_):
                importing.go_on(session, file, self.now())

    def _read(self, file: DroppedFile) -> None:
        """Fetch a file unless it is here, and read it outside of any transaction that others would wait for."""
        try:
            content = file.content or self._fetch(file.file_id)
            with self.storage.reading.begin() as session:
                found = importing.read(session, file, content, self.now())
        except TooLargeError:
            content, found = b"", importing.unreadable(Fault.TOO_LARGE)
        with self.storage.patient.begin() as session:
            kept = find_file(session, file.team_id, file.id)
            # cancelled meanwhile, or its columns corrected once more
            if kept and kept.state == RECEIVED and kept.columns == file.columns:
                importing.keep(session, kept, content, found, self.now())

    def _again(self, team_id: str, id_: str) -> None:
        with self.storage.patient.begin() as session:
            file = find_file(session, team_id, id_)
            if file and file.attempts + 1 < MOST_TRIES:
                try_again(session, file, self.now() + NEXT_TRY, self.now())
            elif file and file.state == UNDOING:
                rest(session, file, DONE, self.now())
            elif file:
                end(session, file, FAILED, self.now())

    def _fetch(self, file_id: str) -> bytes:
        """Return a file's bytes. Raises NotFetchedError, TooLargeError."""
        try:
            about = self.slack.asking.files_info(file=file_id)["file"]
        except (SlackApiError, *NETWORK_ERRORS) as error:
            raise NotFetchedError(f"files.info: {type(error).__name__}") from error
        if int(about.get("size") or 0) > MOST_BYTES:
            raise TooLargeError
        address = str(about.get("url_private_download") or about.get("url_private") or "")
        if not self._is_slacks(address):
            raise NotFetchedError("its address is not Slack's own")
        return self._download(address, str(about.get("mimetype") or ""))

    def _download(self, address: str, mimetype: str) -> bytes:
        request = Request(address, headers={"Authorization": f"Bearer {self.slack.asking.token}"})  # noqa: S310
        try:
            with build_opener(_StayHere).open(request, timeout=SECONDS) as answer:
                # without the scope files:read Slack answers with its sign-in page, and status 200
                if answer.headers.get_content_type() == "text/html" and mimetype != "text/html":
                    raise NotFetchedError("Slack asks to sign in: the app lacks the scope files:read")
                content = bytes(answer.read(MOST_BYTES + 1))
        except (HTTPError, URLError, OSError) as error:
            raise NotFetchedError(f"download: {type(error).__name__}") from error
        if len(content) > MOST_BYTES:
            raise TooLargeError
        return content

    def _is_slacks(self, address: str) -> bool:
        """Tell whether an address is where Slack keeps files: the token goes nowhere else."""
        file, api = urlsplit(address), urlsplit(self.slack.asking.base_url)
        if (file.scheme, file.netloc) == (api.scheme, api.netloc):
            return True
        return file.scheme == "https" and file.netloc == SLACKS_HOST and api.hostname == "slack.com"
