"""`/care <word> help`: how that word is used, in a line or two. Registered before the words themselves."""

from typing import Any

from slack_bolt import Ack, App

from handlers.words import as_typed, asks_how
from models.member import Member
from templates import render


def register(app: App) -> None:
    app.command("/care", matchers=[is_asked])(answer)


def is_asked(command: dict[str, Any]) -> bool:
    """Match a word that there is, followed by "help"."""
    return asks_how(command) is not None


def answer(ack: Ack, command: dict[str, Any], member: Member) -> None:
    """Show how the word is used."""
    ack(**render("help/usage", member, word=asks_how(command), typed=""))


def not_understood(member: Member, name: str, typed: str) -> dict[str, Any]:
    """Say that what was typed behind a word of `/care` means nothing there, and what can be typed."""
    return render("help/usage", member, word=name, typed=as_typed(typed))
