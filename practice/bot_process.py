"""The bot as a process of its own: started unmodified, with the practice workspace's settings; stopped, killed."""

import os
import subprocess
import sys
from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 5
PROJECT = Path(__file__).parent.parent
TOUCHBASE = (str(Path(sys.executable).parent / "touchbase"), "run")


def bot_environment(base_url: str, folder: Path) -> dict[str, str]:
    """The settings under which the bot (or `touchbase import`) works on the practice workspace."""
    return os.environ | {
        "SLACK_API_URL": f"{base_url}/api/",
        "SLACK_BOT_TOKEN": "xoxb-practice",
        "SLACK_APP_TOKEN": "xapp-practice",
        "PRACTICE_CLOCK_URL": f"{base_url}/practice/bot-clock",
        "DATABASE_URL": f"sqlite:///{(folder / 'touchbase.db').resolve()}",
    }


class BotProcess:
    """The one bot that the practice workspace looks after; its output goes to bot.log, its data to touchbase.db."""

    def __init__(self, base_url: str, folder: Path, command: tuple[str, ...] = TOUCHBASE) -> None:
        self.command = command
        self.folder = folder
        self.environment = bot_environment(base_url, folder)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "bot.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                self.command, cwd=PROJECT, env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )

    def kill(self) -> None:
        """kill -9, as when somebody pulls the plug."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in good order, and by force if that takes longer than STOP_SECONDS."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def forget_data(self) -> None:
        """Delete the database and log of a bot that does not run."""
        for path in [*self.folder.glob("touchbase.db*"), *self.folder.glob("bot.log")]:
            path.unlink()

    def last_words(self) -> str:
        """The end of its log, for when it does not come up."""
        log = self.folder / "bot.log"
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]) if log.exists() else ""
