"""`/care assign acme, delta @alice`: gives customers into somebody's care, by a manager.

`/care assign` alone shares out who has no champion.
"""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import sharing
from handlers.about import Asked, about_customer, unread
from handlers.context import Database
from handlers.words import first_word, rest_of
from models import acts
from models.customer import Customer, find_customer, names_of
from models.member import Member, find_member
from models.names import Names
from models.phrase import read_names
from models.roles import Act
from templates import render

LISTED = re.compile(r"[,;]\s*$|^(?:and|und|et|y|&|\+)\s", re.IGNORECASE)
LINKS = frozenset({"to", "for", "please", "an", "à", "a", "para"})


def register(app: App) -> None:
    app.command("/care", matchers=[nobody_named])(share)
    about_customer(app, "assign", Act.ASSIGN, assign)


def nobody_named(command: dict[str, Any]) -> bool:
    """Match `/care assign` without a name."""
    return first_word(command) == "assign" and not rest_of(command)


def share(ack: Ack, command: dict[str, Any], client: WebClient, reading: Database, member: Member) -> None:
    """Open the form that shares out who has no champion."""
    with reading.begin() as session:
        view = sharing.form(session, member)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def assign(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Make the mentioned member the champion of the customers named; only somebody of the company can be one."""
    if len(set(asked.mentions)) > 1:
        return render("assign/several_people", asked.member, people=asked.mentions, text=asked.typed)
    champion = find_member(asked.session, asked.member.team_id, asked.mentioned)
    if champion is None or not champion.belongs:
        return render("assign/whom", asked.member, customer=customer, mentioned=asked.mentioned, text=asked.typed)
    words = " ".join(word for word in asked.words.split() if word.lower() not in LINKS)
    if words and not _is_list(asked):
        return unread(asked, customer, words)
    found = read_names(words, Names(names_of(asked.session, customer.team_id)))
    if unknown := next((one for one in found if not one.sure), None):
        return render("assign/which", asked.member, found=unknown, text=asked.typed)
    others = [find_customer(asked.session, customer.team_id, one.customer_id) for one in found]
    return _give(asked, [customer, *(one for one in others if one and one.id != customer.id)], champion.user_id)


def _is_list(asked: Asked) -> bool:
    """Tell whether a comma or "and" stands between the first name and what follows it."""
    first = asked.text[: len(asked.text) - len(asked.rest)]
    return bool(LISTED.search(first) or LISTED.search(asked.rest))


def _give(asked: Asked, customers: list[Customer], champion_id: str) -> dict[str, Any]:
    """Give the customers into the member's care; those who are in it already are only told of."""
    champion = find_member(asked.session, asked.member.team_id, champion_id)
    befores = [find_member(asked.session, asked.member.team_id, customer.champion_id) for customer in customers]
    given = [
        (customer, before, acts.assign(asked.session, customer, champion_id, asked.member.user_id, asked.now))
        for customer, before in zip(customers, befores, strict=True)
        if customer.champion_id != champion_id
    ]
    if len(customers) > 1 or not given:
        already = [customer for customer in customers if customer not in [one for one, _, _ in given]]
        undo = ",".join(decision.id for _, _, decision in given)
        names = [customer.name for customer, _, _ in given]
        return render("assign/several", asked.member, names=names, champion=champion, already=already, undo=undo)
    customer, before, decision = given[0]
    facts = {"champion": champion, "before": before, "decision": decision}
    return render("assign/assigned", asked.member, customer=customer, **facts)
