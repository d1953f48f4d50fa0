"""The ticker: once a minute, at the next instant the database knows of, and whenever something wakes it.

APScheduler only ticks. What is due stands in the database, so a tick that is missed or doubled changes nothing.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock
from bot.database import Storage
from bot.work import Work
from models import agenda
from models.message import set_back

WORKERS = 4
MOST_ROUNDS = 20
OVERSLEPT = 75
"""Seconds without a tick after which it is made up for: the ticker goes by a clock that may have been set back."""
SET_BACK = timedelta(seconds=5)
"""By so much the clock goes back before anything is done about it."""
PATIENCE = 5
"""Seconds for which a tick waits for a turn to end before it leaves the question who sends to the next."""

log = logging.getLogger(__name__)


class Schedule:
    """Gives each workspace that has something to do its turn; `teams` says which workspaces this process serves."""

    def __init__(self, storage: Storage, work: Work, clock: Clock, teams: Callable[[], Sequence[str]]) -> None:
        self._storage, self._work, self._clock, self._teams = storage, work, clock, teams
        self._latest: datetime | None = None
        self._overslept: float = OVERSLEPT
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._alone = threading.Lock()
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="work")
        self._ticker = BackgroundScheduler(timezone=UTC)
        self._thread = threading.Thread(target=self._run, name="schedule", daemon=True)

    def start(self) -> None:
        """Begin to tick, at once and then once a minute."""
        self._ticker.add_job(
            self._tick, "interval", minutes=1, id="tick", coalesce=True, max_instances=1, misfire_grace_time=None
        )
        self._ticker.add_job(self._tick)
        self._ticker.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop ticking; what is being sent is finished first."""
        self._stopped.set()
        if self._ticker.running:
            self._ticker.shutdown(wait=False)
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()
        self._pool.shutdown()
        self._work.stop()

    def wake(self) -> None:
        """Look soon whether something is to be done, instead of waiting for the next tick."""
        self._woken.set()

    def settle(self) -> datetime | None:
        """Work until nothing is left to do at this instant; return the next instant at which something is."""
        with self._alone:
            self._follow_clock()
            before: dict[str, dict[str, datetime]] = {}
            for _ in range(MOST_ROUNDS):
                due = self._due()
                if not due or due == before:
                    break
                list(self._pool.map(self._work_for, due))
                before = due
        return self._next()

    def _tick(self) -> None:
        for team_id in self._teams():
            self._work.beat(team_id)
        if self._alone.acquire(timeout=PATIENCE):
            try:
                for team_id in self._teams():
                    self._work.is_sender(team_id)
            finally:
                self._alone.release()
        self.wake()

    def _run(self) -> None:
        while not self._stopped.is_set():
            if not self._woken.wait(self._overslept):
                self._ticker.modify_job("tick", next_run_time=self._clock.real(self._clock.now()))
            self._woken.clear()
            try:
                self._wake_at(self.settle())
            except Exception:
                # the database may be away for a while; the next tick tries again
                log.exception("A turn failed")

    def _follow_clock(self) -> None:
        """Move along what waits when the machine's clock has been set back, or it would wait that much longer."""
        now = self._clock.now()
        back = self._latest - now if self._latest else timedelta(0)
        self._latest = now
        if back > SET_BACK:
            log.warning("The clock was set back by %s; what waits to be sent is moved along", back)
            for team_id in self._teams():
                with self._storage.patient.begin() as session:
                    set_back(session, team_id, back)

    def _wake_at(self, instant: datetime | None) -> None:
        if instant is not None and not self._stopped.is_set():
            self._ticker.add_job(
                self.wake,
                "date",
                run_date=self._clock.real(instant),
                id="next",
                replace_existing=True,
                misfire_grace_time=None,
            )

    def _work_for(self, team_id: str) -> None:
        try:
            self._work(team_id)
        except Exception:
            # one workspace in trouble must not keep the others waiting
            log.exception("Work for workspace %s failed; it is tried again in a minute", team_id)

    def _due(self) -> dict[str, dict[str, datetime]]:
        now = self._clock.now()
        with self._storage.reading.begin() as session:
            found = {team_id: agenda.due_since(session, team_id, now) for team_id in self._teams()}
        return {team_id: due for team_id, due in found.items() if due}

    def _next(self) -> datetime | None:
        now = self._clock.now()
        with self._storage.reading.begin() as session:
            found = [agenda.next_instant(session, team_id, now) for team_id in self._teams()]
        return min((instant for instant in found if instant), default=None)
