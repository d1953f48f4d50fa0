"""`/care bought acme 1,200 EUR yesterday, spare parts`: a purchase, which is a sign of life and part of their worth."""

from typing import Any

from slack_bolt import App

from handlers.about import FIRST, Asked, about_customer, allowed
from models import acts
from models.customer import Customer
from models.ladder_facts import suggestions
from models.moment import checks_of
from models.moment_clock import reached
from models.moment_reminder import known_of
from models.purchase_doubt import is_doubtful
from models.purchase_words import UnreadableAmountError, read_purchase
from models.roles import Act
from models.rung import Rung
from models.sign_of_life import PURCHASE, SignOfLife
from models.workspace import Workspace
from templates import render

SURE = "sure"
"""The place in a draft that says that its amount is meant."""


def register(app: App) -> None:
    about_customer(app, "bought", Act.TOUCH, note)


def note(asked: Asked, customer: Customer) -> dict[str, Any]:
    """Keep the purchase that the words after the name tell of; one without an amount is of unknown value."""
    workspace, month_first = asked.session.get_one(Workspace, customer.team_id), asked.member.writes_month_first
    try:
        said = read_purchase(asked.rest, asked.today, workspace.currency, month_first=month_first)
    except UnreadableAmountError as problem:
        why = "currency" if problem.currency else "negative" if problem.negative else "amount"
        return _asked_back(asked, customer, workspace, why, problem.currency)
    day = said.day.day if said.day else asked.today
    if (said.day and said.day.problem) or day is None or day > asked.today:
        return _asked_back(asked, customer, workspace, "day")
    if asked.chosen.get(SURE) != customer.id and is_doubtful(
        asked.session, customer, said.amount_minor, workspace.currency
    ):
        return _asked_whether(asked, customer, workspace, said.amount_minor)
    sign = SignOfLife(
        team_id=customer.team_id,
        customer_id=customer.id,
        kind=PURCHASE,
        day=day,
        by=asked.member.user_id,
        note=said.note,
        amount_minor=said.amount_minor,
        created_at=asked.now,
    )
    had_begun = _has_begun(asked, customer)
    sign = acts.note_sign(asked.session, customer, sign, asked.now)
    asked.session.flush()
    suggestion = suggestions(asked.session, customer.team_id, [customer], asked.today).get(customer.id)
    asks = suggestion if allowed(asked.session, asked.member, Act.CHANGE, customer, asked.now) else None
    facts = {"customer": customer, "sign": sign, "workspace": workspace, "today": asked.today, "suggestion": asks}
    return render("bought/bought", asked.member, **facts, begins=not had_begun and _has_begun(asked, customer))


def _has_begun(asked: Asked, customer: Customer) -> bool:
    """Tell whether the first 100 days of a customer have begun, with moments to look after."""
    began = reached(known_of(asked.session, customer)).get(Rung.SHOPPER)
    checks = checks_of(asked.session, customer.team_id, customer.id)
    return began is not None and any(one.began_on == began.day and not one.outcome for one in checks)


def _asked_back(
    asked: Asked, customer: Customer, workspace: Workspace, why: str, said: str | None = None
) -> dict[str, Any]:
    facts = {"customer": customer, "why": why, "said": said, "currency": workspace.currency, "text": asked.typed}
    return render("bought/unclear", asked.member, **facts)


def _asked_whether(asked: Asked, customer: Customer, workspace: Workspace, amount_minor: int | None) -> dict[str, Any]:
    asked.draft.chosen = {**asked.draft.chosen, FIRST: customer.id}
    asked.session.add(asked.draft)
    asked.session.flush()
    facts = {"customer": customer, "draft": asked.draft, "amount": amount_minor, "sure": SURE}
    return render("bought/sure", asked.member, **facts, currency=workspace.currency, text=asked.typed)
