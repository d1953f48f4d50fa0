"""A program: the real bot with one feature, which says a message's subject. Tests start it in order to kill it."""

from types import SimpleNamespace

from bot import logs
from bot.app import Touchbase, prepare
from bot.running import until_stopped
from bot.settings import load


def compose(_session, message, _now):
    return {"text": message.subject}


if __name__ == "__main__":
    settings = load()
    logs.set_up("INFO")
    prepare(settings)
    bot = Touchbase(settings, {"greeting": SimpleNamespace(compose=compose)})
    bot.start()
    until_stopped(bot.ended)
    bot.stop()
