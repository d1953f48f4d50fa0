"""Serves calendars by their private addresses, over HTTP, where the settings say so: read-only, and nothing else.

Meant to stand behind a web server that speaks HTTPS. Python's own server does, in a thread: there is one thing to get.
Addresses are never logged, as whoever knows one can read it.
"""

import logging
import re
import threading
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import Any

from slack_bolt import App, BoltContext

from bot.clock import Clock
from bot.database import Storage
from bot.settings import Settings

ADDRESS = re.compile(r"/calendar/([\w-]{43})\.ics")
SECONDS, AT_ONCE = 10, 8
"""How long a reader may take to ask, and how many are served at once; more are let go of."""

log = logging.getLogger(__name__)
Read = Callable[[str], bytes | None]


class Feeds:
    """The server of calendars: started with the bot where CALENDAR_URL is set, never otherwise."""

    def __init__(
        self, settings: Settings, storage: Storage, feature: ModuleType | None, clock: Clock, team_id: str
    ) -> None:
        self.settings, self.storage, self.feature, self.clock = settings, storage, feature, clock
        self.team_id = team_id
        self.server: Server | None = None

    def register(self, app: App) -> None:
        """Tell features under which address calendars are read, None where they are not."""

        @app.middleware
        def provide(context: BoltContext, next: Callable[[], None]) -> None:
            context["calendar_url"] = self.settings.calendar_url
            next()

    def start(self) -> None:
        """Listen, if the settings say so; where the port is taken, the bot works without."""
        if self.settings.calendar_url is None or self.feature is None:
            return
        place = (self.settings.calendar_host, self.settings.calendar_port)
        try:
            self.server = Server(place, self._read)
        except OSError as error:
            log.error("Calendars are not served at CALENDAR_HOST, CALENDAR_PORT (%s:%s): %s", *place, error.strerror)
            return
        threading.Thread(target=self.server.serve_forever, name="calendars", daemon=True).start()
        log.info("Calendars are read at %s:%s", *self.server.server_address[:2])

    def stop(self) -> None:
        """Stop listening."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def _read(self, token: str) -> bytes | None:
        if self.feature is None:
            return None
        with self.storage.reading.begin() as session:
            found: bytes | None = self.feature.feed(session, self.team_id, token, self.clock.now())
            return found


class Server(ThreadingHTTPServer):
    """Serves so many readers at once, each in a thread of their own."""

    daemon_threads = True

    def __init__(self, place: tuple[str, int], read: Read) -> None:
        super().__init__(place, Reader)
        self.read, self.free = read, threading.BoundedSemaphore(AT_ONCE)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self.free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()

    def handle_error(self, *_: Any) -> None:
        log.debug("Somebody who read a calendar went away")


class Reader(BaseHTTPRequestHandler):
    """Answers one request: a calendar, or that there is none."""

    server: Server
    timeout = SECONDS
    server_version, sys_version = "Touchbase", ""

    def do_GET(self) -> None:
        found = ADDRESS.fullmatch(self.path)
        try:
            calendar = self.server.read(found[1]) if found else None
        except Exception:
            log.exception("A calendar could not be read")
            return self._say(503)
        if calendar is None:
            return self._say(404)
        tag = f'"{sha256(calendar).hexdigest()[:32]}"'
        known = {one.strip().removeprefix("W/") for one in self.headers.get("If-None-Match", "").split(",")}
        kept = {"ETag": tag, "Cache-Control": "private, max-age=900"}
        return self._say(304, b"", kept) if tag in known else self._say(200, calendar, kept)

    do_HEAD = do_GET  # noqa: N815 - http.server's own name

    def send_error(self, *_: Any, **__: Any) -> None:
        """Say of whatever else is asked that it is not here."""
        self._say(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address stands in it."""

    def _say(self, status: int, content: bytes = b"", headers: dict[str, str] | None = None) -> None:
        body = content if status == 200 else b"" if status == 304 else b"There is nothing here.\n"
        kind = "text/calendar; charset=utf-8" if status == 200 else "text/plain; charset=utf-8"
        self.send_response(status)
        told = {"Cache-Control": "no-store"} | (headers or {}) | {"X-Content-Type-Options": "nosniff"}
        told |= {"Content-Type": kind, "Content-Length": str(len(body)), "X-Robots-Tag": "noindex"}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
