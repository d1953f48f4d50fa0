"""`python -m practice`: the demo. The practice workspace with the real bot in it, kept in var/practice.

PORT chooses another port, BROWSER=none opens none, FRESH=1 starts anew.
"""

import os
import signal
import socket
import sys
import threading
import webbrowser
from typing import Any

from practice.bot_process import PROJECT, BotProcess
from practice.client import Client, PracticeError
from practice.manifest import read_manifest
from practice.serve import PATIENCE, address_of, bind, running
from practice.slack import Slack
from practice.storage import UnreadableError, load

FOLDER = PROJECT / "var" / "practice"


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def wanted_port() -> socket.socket:
    """The port that was asked for, listening; leaves with a clear message where it cannot be had."""
    wanted = os.environ.get("PORT") or "8765"
    if not wanted.isdigit() or not 0 < int(wanted) < 65535:
        sys.exit(f"PORT is {wanted!r}: give a number such as PORT=8765.")
    try:
        return bind(int(wanted))
    except OSError as error:
        sys.exit(f"Port {wanted} cannot be used ({error.strerror}). Choose another: make demo PORT={int(wanted) + 1}")


def go_on_or_begin(slack: Slack, client: Client) -> None:
    """Bring the bot up, in the company of last time or in a new one; raises PracticeError where it does not come."""
    if slack.ready:
        client.post("restart")
    else:
        say("Setting up the practice company; this takes a moment …")
        client.reset("demo")


def opens_browser() -> bool:
    """Not where it was forbidden, and not where only a browser in this very terminal would come up."""
    wanted = os.environ.get("BROWSER")
    graphical = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return wanted != "none" and (graphical or bool(wanted))


def stop(number: int, frame: Any) -> None:
    """SIGTERM and a closed terminal end the demo as Ctrl-C does, also where Ctrl-C was switched off for us."""
    del number, frame
    raise KeyboardInterrupt


def main() -> None:
    """Check what can be checked first, then run until somebody stops it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    listening = wanted_port()
    slack = Slack(read_manifest(), kept=FOLDER / "slack.json", patience=PATIENCE)
    slack.bot = BotProcess(address_of(listening), FOLDER)
    try:
        if os.environ.get("FRESH", "0") in ("", "0"):
            load(slack)
        with running(slack, listening) as client:
            go_on_or_begin(slack, client)
            say(f"The practice workspace is open: {client.base_url}   (Ctrl-C stops it)")
            if opens_browser():
                webbrowser.open(client.base_url)
            threading.Event().wait()
    except UnreadableError as error:
        sys.exit(f"{error} Start anew: make demo FRESH=1")
    except PracticeError as error:
        sys.exit(f"The practice company could not be set up: {error}")
    except KeyboardInterrupt:
        say("\nStopped. The next `make demo` goes on from here.")


if __name__ == "__main__":
    main()
