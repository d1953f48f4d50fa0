"""The bot at work, from its settings to the last message that is on its way."""

import signal
import threading

from bot import logs
from bot.app import Touchbase, prepare
from bot.settings import load
from handlers import FEATURES


def run_until_stopped() -> None:
    """Bring the database to this version, connect to Slack and work; the command line explains what fails."""
    settings = load()
    logs.set_up(settings.log_level)
    prepare(settings)
    bot = Touchbase(settings, FEATURES)
    bot.start()
    until_stopped(bot.ended)
    bot.stop()


def until_stopped(stopped: threading.Event) -> None:
    """Wait for the bot's own end, Ctrl-C or a polite request to stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
