"""`/care thanks @bob covered my customers`: thanks to who serves colleagues well, told in brief and digest."""

from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from handlers.about import MENTION
from handlers.context import Database, Wake
from handlers.forms import answer_aside, open_view, value_of
from handlers.words import as_typed, between_edges, rest_of, word
from models.home_readers import reads_of_somebody
from models.member import Member, members_by_id
from models.thanks import find_thanks, take_back, thank, why_not
from templates import render

MOST_WORDS, MOST_PEOPLE = 300, 5


def register(app: App) -> None:
    app.command("/care", matchers=[word("thanks")])(typed)
    app.action("home_thanks")(opened)
    app.view("thanks_form")(submitted)
    app.action("thanks_undo")(undone)


def typed(
    ack: Ack, command: dict[str, Any], client: WebClient, database: Database, member: Member, now: datetime
) -> None:
    """Keep the thanks where it is clear to whom and for what; else open the form with what was typed."""
    text = rest_of(command)
    words = between_edges(as_typed(MENTION.sub(" ", text)))
    words = " ".join(words.removeprefix("for ").split())[:MOST_WORDS]
    with database.begin() as session:
        people = _colleagues(session, member, MENTION.findall(text))
        said = _keep(session, member, people, words, now) if people and words else None
    if said is None:
        view = render("thanks/form", member, words=words, to=[person.user_id for person in people])
        client.views_open(trigger_id=command["trigger_id"], view=view)
    ack(**(said or {}))


def opened(ack: Ack, body: dict[str, Any], client: WebClient, member: Member) -> None:
    """Open an empty form, from Home."""
    open_view(client, body, render("thanks/form", member, words="", to=[]))
    ack()


def submitted(ack: Ack, view: dict[str, Any], database: Database, member: Member, now: datetime) -> None:
    """Keep the thanks, or say beside the input what is missing."""
    words, to = " ".join((value_of(view, "words") or "").split()), value_of(view, "to") or []
    with database.begin() as session:
        people = _colleagues(session, member, to)
        if not words or not people or len(people) < len(to):
            answer = render("thanks/errors", member, problem="people" if words else "words")
        else:
            said = _keep(session, member, people, words, now)
            answer = render("thanks/saved", member, blocks=said["blocks"])
    ack(**answer)


def undone(
    ack: Ack,
    action: dict[str, Any],
    body: dict[str, Any],
    client: WebClient,
    respond: Respond,
    database: Database,
    member: Member,
    now: datetime,
    wake: Wake,
) -> None:
    """Take thanks back within a day."""
    with database.begin() as session:
        rows = find_thanks(session, member.team_id, action["value"].split(","))
        why = next((why for row in rows if (why := why_not(row, member, now))), None if rows else "gone")
        for row in rows if why is None else ():
            take_back(session, row, member, now)
        said = render("undo/refused", member, why=why, fact=rows[0] if rows else None) if why else None
    answer_aside(client, body, respond, member, said or render("thanks/undone", member))
    wake()
    ack()


def _colleagues(session: Session, member: Member, user_ids: list[str]) -> list[Member]:
    """Return whom one may thank: people of the company, oneself aside."""
    wanted = list(dict.fromkeys(user_ids))[:MOST_PEOPLE]
    people = members_by_id(session, member.team_id, wanted)
    found = [people[id_] for id_ in wanted if id_ in people and id_ != member.user_id]
    return [person for person in found if person.belongs]


def _keep(session: Session, member: Member, people: list[Member], words: str, now: datetime) -> dict[str, Any]:
    rows = thank(session, member, people, words, now)
    silent = [one for one in people if not (one.manager or reads_of_somebody(session, one, now))]
    return render("thanks/said", member, people=people, words=words, silent=silent, ids=[row.id for row in rows])
