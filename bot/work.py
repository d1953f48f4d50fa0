"""What one workspace needs at one instant: due reminders become promises, promises become messages."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType

from bot.database import Storage
from bot.delivery import Delivery
from bot.files import Files
from bot.lock import Lock, sender_lock
from bot.lookup import LookUp
from bot.redraw import Redraw
from bot.slack import Slack
from models import agenda, outbox, seen
from models.draft import forget_old_drafts
from models.workspace import Workspace

log = logging.getLogger(__name__)


@dataclass
class Work:
    """Plans and sends for workspaces, one sender a workspace: while another process holds its lock, we wait."""

    storage: Storage
    slack: Slack
    features: Mapping[str, ModuleType]
    now: Callable[[], datetime]
    locks: dict[str, Lock] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)

    def __call__(self, team_id: str) -> None:
        """Do whatever is due for this workspace now."""
        if not self.is_sender(team_id):
            return
        with self.storage.reading.begin() as session:
            due = agenda.due_since(session, team_id, self.now())
        if agenda.DOUBT in due:
            self._doubt_interrupted(team_id)
        if agenda.LOOK_UP in due:
            LookUp(self.storage, self.slack, self.now).find_out(team_id)
        if agenda.PLAN in due:
            self._plan(team_id)
        Delivery(self.storage, self.slack, self.features, self.now).send_due(team_id)
        Redraw(self.storage, self.slack, self.features, self.now).redraw_due(team_id)
        if agenda.PLAN in due:  # last, since it takes long: whoever waits has been told by now that it begins
            Files(self.storage, self.slack, self.now).work_due(team_id)

    def is_sender(self, team_id: str) -> bool:
        """Tell whether this process sends for the workspace, taking that over where nobody does; says so in the log."""
        lock = self.locks.setdefault(team_id, sender_lock(self.storage.url, team_id))
        if lock.hold():
            self.waiting.discard(team_id)
            return True
        if team_id not in self.waiting:
            self.waiting.add(team_id)
            log.warning("Another Touchbase sends for workspace %s; this one answers people and waits", team_id)
        return False

    def beat(self, team_id: str) -> None:
        """Write the heartbeat by which an operator sees that we live, and forget what nobody repeats any more."""
        now = self.now()
        with self.storage.patient.begin() as session:
            seen.forget_old(session, team_id, now)
            forget_old_drafts(session, team_id, now)
            if workspace := session.get(Workspace, team_id):
                workspace.heartbeat_at = now

    def stop(self) -> None:
        """Let another process be the sender."""
        for lock in self.locks.values():
            lock.release()

    def _doubt_interrupted(self, team_id: str) -> None:
        with self.storage.patient.begin() as session:
            interrupted = outbox.doubt_interrupted(session, team_id)
        log.warning("%d messages were being sent when the bot stopped; they are looked up", interrupted)

    def _plan(self, team_id: str) -> None:
        for name, feature in self.features.items():
            plan = getattr(feature, "plan", None)
            if plan is None:
                continue
            try:
                with self.storage.patient.begin() as session:
                    plan(session, team_id, self.now())
            except Exception:
                # one feature that fails must not keep the others from speaking
                log.exception("Feature %s cannot plan for workspace %s", name, team_id)
