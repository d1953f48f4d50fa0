"""Puts the parts together: the one place that knows them all. A test replaces any of them by handing in its own."""

import logging
import threading
from collections.abc import Mapping
from types import ModuleType

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import errors, once, people, schema, slack
from bot.admission import Admission
from bot.clock import Clock, PracticeClock, RealClock
from bot.database import Storage, open_storage
from bot.feed import Feeds
from bot.matching import match_quickly
from bot.places import SharedChannels
from bot.schedule import Schedule
from bot.settings import Settings
from bot.sieve import Sieve
from bot.slack import Slack
from bot.work import Work
from models.day import warm_up

log = logging.getLogger(__name__)


class Touchbase:
    """The running bot of one workspace: `start`, wait until it has `ended`, then `stop`."""

    def __init__(
        self,
        settings: Settings,
        features: Mapping[str, ModuleType],
        *,
        clock: Clock | None = None,
        storage: Storage | None = None,
        connection: Slack | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or clock_of(settings)
        self.storage = storage or open_storage(settings.database_url)
        self.slack = connection or Slack(settings.bot_token, settings.slack_api_url)
        self.workspace = people.meet(self.slack.starting, self.storage.patient, settings.managers, self.clock.now())
        work = Work(self.storage, self.slack, features, self.clock.now)
        self.schedule = Schedule(self.storage, work, self.clock, lambda: [self.workspace.team_id])
        team_id = self.workspace.team_id
        self.feeds = Feeds(settings, self.storage, features.get("calendar_feed"), self.clock, team_id)
        self.app = self._build_app(features)
        self.socket: SocketModeHandler | None = None
        self.ended = threading.Event()

    def start(self) -> None:
        """Begin to work and to listen."""
        threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
        self.schedule.start()
        self.feeds.start()
        if isinstance(self.clock, PracticeClock):
            self.clock.follow(self.schedule.settle, gone=self.ended.set)
        self.socket = slack.socket(self.app, self.settings.app_token, self.slack.starting)
        self.socket.connect()  # type: ignore[no-untyped-call]  # Bolt's handler has no types here
        log.info("Touchbase works for %s and listens", self.workspace.team_id)

    def stop(self) -> None:
        """Stop listening, finish what is being sent, close everything."""
        if self.socket:
            # it hears nothing from now on, but to end its last read takes three seconds, for which nobody need wait
            threading.Thread(target=self.socket.close, name="closing", daemon=True).start()
        if isinstance(self.clock, PracticeClock):
            self.clock.stop()
        self.feeds.stop()
        self.schedule.stop()
        self.storage.close()

    def _build_app(self, features: Mapping[str, ModuleType]) -> App:
        app = App(
            name="touchbase",  # else Bolt reads all modules to find out who calls it
            client=self.slack.aside,
            process_before_response=True,
            logger=slack.quiet("bolt", logging.ERROR),
        )
        Sieve(self.workspace.team_id, self.storage).register(app)
        channels = SharedChannels(self.slack.aside)
        Admission(
            self.workspace.team_id, self.storage, self.slack, channels, self.clock.now, self.schedule.wake
        ).register(app)
        self.feeds.register(app)
        once.register(app, self.storage)
        errors.register(app)
        for feature in features.values():
            if register := getattr(feature, "register", None):
                register(app)
        people.register(app)
        match_quickly(app)
        return app


def clock_of(settings: Settings) -> Clock:
    """Return the machine's clock, or the practice workspace's, already set; raises OSError if that does not answer."""
    if settings.practice_clock_url is None:
        return RealClock()
    clock = PracticeClock(settings.practice_clock_url)
    clock.set()
    return clock


def prepare(settings: Settings) -> None:
    """Bring the database to this version; to be done before anything opens it."""
    schema.upgrade(settings.database_url)
