"""Home with 0, 1, 200 and 5,000 customers, with names of 200 characters: what Slack accepts, in as many queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from company import ALICE, MARIA, NOW, OURS, TODAY, Company
from live import said
from sqlalchemy import event, insert

from bot.database import Storage
from handlers import home
from models.clocks import DUE, SILENT
from models.customer import Customer
from models.home import TEAM, HomeView
from models.member import Member
from models.names import normalise
from models.reminder import CUSTOMER, Reminder
from models.suggestions import suggested
from practice.block_kit import errors

Row = dict[str, Any]
HOSTILE = "<!channel> *bold* & _x_ \u202e "
MANY = 5_000


@pytest.mark.parametrize("many", [0, 1, 200])
def test_home_is_what_slack_accepts_however_many_there_are(sqlite: Storage, many: int) -> None:
    company = Company(sqlite)
    fill(company, many, hostile=True)
    for user_id, look in looks():
        view = drawn(company, user_id, **look)
        assert errors(view, "home") == [], (user_id, look)
        assert "<!channel>" not in "".join(said(view["blocks"]))


def test_five_thousand_customers_take_no_more_queries_than_two_hundred(sqlite: Storage) -> None:
    company = Company(sqlite)
    fill(company, 200)
    with counted(company) as few:
        drawn(company, ALICE)
        drawn(company, MARIA, tab=TEAM)
    fill(company, MANY - 200, since=200)
    with counted(company) as many:
        views = [drawn(company, ALICE), drawn(company, MARIA, tab=TEAM)]
    last = drawn(company, ALICE, page=250, search="customer")
    assert [errors(view, "home") for view in (*views, last)] == [[], [], []]
    assert len(many) <= len(few)
    assert "of 5,000 in your care" in str(views[0])
    assert "Page 250 of 250" in str(last)


def test_typing_finds_beginnings_words_other_spellings_and_typos(sqlite: Storage) -> None:
    company = Company(sqlite)
    for name in ("Acme Corporation", "Delta Freight Ltd", "Müller & Söhne", "100% Organic"):
        company.add(normalise(name).replace(" ", "-"), name=name, normal=normalise(name))
    company.add("gone", name="Acme Gone", normal="acme gone", state="left")
    found = {
        typed: names_for(company, typed) for typed in ("ac", "frei", "mull", "detla freigt", "emca", "100%", "%", "zzz")
    }
    assert found == {
        "ac": ["Acme Corporation"],
        "frei": ["Delta Freight Ltd"],
        "mull": ["Müller & Söhne"],
        "detla freigt": ["Delta Freight Ltd"],
        "emca": [],
        "100%": ["100% Organic"],
        "%": [],
        "zzz": [],
    }
    company.add("zephyr", name="Zephyr", normal="zephyr")
    assert names_for(company, "zehpyr") == ["Zephyr"]


def names_for(company: Company, typed: str) -> list[str]:
    with company.storage.reading.begin() as session:
        return [customer.name for customer in suggested(session, OURS, typed)]


def looks() -> list[tuple[str, Row]]:
    others = [{"page": 7}, {"tier": "B"}, {"tier": "none"}, {"search": "nr 17"}, {"search": HOSTILE}]
    return [*((ALICE, look) for look in ({}, *others)), (MARIA, {}), (MARIA, {"tab": TEAM})]


def drawn(company: Company, user_id: str, **look: object) -> Row:
    """Return somebody's Home as they look at it."""
    with company.writing() as session:
        session.merge(
            HomeView(**{"team_id": OURS, "user_id": user_id, "tab": "mine", "tier": "", "search": "", "page": 1} | look)
        )
    with company.storage.reading.begin() as session:
        return home.draw(session, session.get_one(Member, (OURS, user_id)), NOW)


def fill(company: Company, many: int, since: int = 0, *, hostile: bool = False) -> None:
    """Give Alice so many customers more, added over the last year, some without a tier."""
    rows = []
    for number in range(since, since + many):
        name = (HOSTILE * 10 if hostile else "") + f"Customer nr {number}"
        known = {"tier": ("A", "B", None)[number % 3], "champion_id": ALICE, "created_at": NOW}
        added = {"added_on": TODAY - timedelta(days=number % 360), "revenue_minor": number * 1000}
        named = {"id": f"c{number}", "name": name[-200:], "normal": normalise(name)}
        rows.append(Customer(team_id=OURS, **named, **known, **added).model_dump())
    with company.writing() as session:
        if rows:
            session.execute(insert(Customer), rows)
            session.execute(insert(Reminder), [reminder(row, reason) for row in rows for reason in (DUE, SILENT)])


def reminder(row: Row, reason: str) -> Row:
    """Return a customer's reminder as the clocks would set it: to settle thousands would be most of the test's time."""
    days = {"A": (91, 120), "B": (122, 165)}.get(str(row["tier"]), (365, 450))[reason == SILENT]
    about = {"team_id": OURS, "subject_kind": CUSTOMER, "subject_id": row["id"], "reason": reason}
    return about | {"due_on": row["added_on"] + timedelta(days=days), "remind_at": NOW, "step": 0}


@contextmanager
def counted(company: Company) -> Iterator[list[str]]:
    """Collect the statements that are executed for reading."""
    said: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        said.append(statement)

    engine = company.storage.reading.kw["bind"]
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)
