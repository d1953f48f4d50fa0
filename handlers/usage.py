"""`/care <word> help`: how that word is used, in a line or two. Registered before the words themselves."""

from typing import Any

from slack_bolt import Ack, App

from handlers.words import asks_how
from models.member import Member
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[is_asked])(answer)


def is_asked(command: dict[str, Any]) -> bool:
    """Match a word that there is, followed by "help"."""
    return asks_how(command) is not None


def answer(ack: Ack, command: dict[str, Any], member: Member) -> None:
    """Show how the word is used."""
    ack(**render("help/usage", member, word=asks_how(command)))
