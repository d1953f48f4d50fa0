"""`/care` itself: its menu, its help, and what to say to a word that no feature answers. Registered last of all."""

from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from slack_bolt import Ack, App

from handlers.context import Database
from handlers.menu import menu
from handlers.words import HELP, WORDS, as_typed, first_word
from models.customer import names_of
from models.member import Member
from models.names import Choice, Names
from templates import render

MOST_FOUND = 3


def register(app: App) -> None:
    app.command("/care")(answer)


def answer(ack: Ack, command: dict[str, Any], reading: Database, member: Member, now: datetime) -> None:
    """Show the menu or the help, or point to the word or the customer that was probably meant."""
    typed = first_word(command)
    if not typed:
        with reading.begin() as session:
            said = menu(session, member, now)
        ack(**said)
    elif typed in HELP:
        ack(**render("help/care", member, manager=member.manager))
    else:
        near, text = get_close_matches(typed, WORDS, n=1), as_typed(command["text"])
        found: Sequence[Choice] = ()
        if not near:
            with reading.begin() as session:
                found = Names(names_of(session, member.team_id)).find(text, typos=False).choices[:MOST_FOUND]
        ack(**render("care/unknown", member, typed=text, near=near[0] if near else None, found=found))
