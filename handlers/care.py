"""`/care` itself: help, and what to say to a word that no feature answers. Registered after all of them."""

from difflib import get_close_matches
from typing import Any

from slack_bolt import Ack, App

from handlers.words import as_typed, first_word
from models.member import Member
from templates import render

WORDS = (
    *("help", "due", "mine", "show", "add", "later", "away", "back", "handover"),
    *("assign", "tier", "key", "lost", "won", "import", "digest", "settings"),
)
HELP = ("", "help", "?")


def register(app: App) -> None:
    app.command("/care")(answer)


def answer(ack: Ack, command: dict[str, Any], member: Member) -> None:
    """Show the help, or point to the word that was probably meant."""
    typed = first_word(command)
    if typed in HELP:
        ack(**render("help/care", member, manager=member.manager))
        return
    near = get_close_matches(typed, WORDS, n=1)
    ack(**render("care/unknown", member, typed=as_typed(command["text"]), near=near[0] if near else None))
