"""Parents in an import: whatever the order of the rows, never a circle, taken back, exported and brought in again."""

import threading

import pytest
from company import ALICE, MARIA, NOW, OURS, Company, make_noise
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from bot.database import Storage
from models import acts, group, reminder
from models.customer import Customer
from models.exporting import CUSTOMERS, customer_rows
from models.forgetting import forget_customer
from models.importing.parents import _in_circles
from models.importing.report import Report, Trouble
from models.importing.sheets import Order, import_sheets
from models.importing.spreadsheet import sheet_of
from models.member import find_member
from models.reminder import Reminder
from models.taking_back import take_back
from models.taking_back_before import before_import, done_since
from models.undo import undo
from models.undo_change import closes_circle
from models.workspace import Workspace

GLOBEX = ["Globex,", "Acme,Globex", "Acme Paris,Acme", "Acme Berlin,acme ltd"]


@pytest.mark.parametrize("rows", [GLOBEX, GLOBEX[::-1], [*GLOBEX[2:], *GLOBEX[:2]]])
def test_the_order_of_the_rows_does_not_matter(sqlite: Storage, rows: list[str]) -> None:
    company = Company(sqlite)
    make_noise(sqlite)
    report = bring_in(company, *rows)
    assert parents(company) == {"Globex": None, "Acme": "Globex", "Acme Paris": "Acme", "Acme Berlin": "Acme"}
    assert (report.new, report.connected) == (4, 3)
    again = bring_in(company, *rows)
    assert (again.unchanged, again.connected, again.problems) == (4, 0, [])


def test_a_parent_whom_nobody_is_called_is_named_and_the_customer_comes_all_the_same(sqlite: Storage) -> None:
    company = Company(sqlite)
    report = bring_in(company, "Acme,Initech", "Delta,Initech", "Echo,Echo")
    assert report.unknown_parents == {"Initech": 2}
    assert parents(company) == {"Acme": None, "Delta": None, "Echo": None}


def test_rows_that_would_close_a_circle_are_refused_whole_with_their_reason(storage: Storage) -> None:
    company = Company(storage)
    report = bring_in(company, "Acme,Delta", "Delta,Echo", "Echo,Acme", "Foxtrot,Acme", "Globex,")
    assert [(one.row, one.trouble, one.seen) for one in report.problems] == [
        (2, Trouble.CIRCLE, "Delta"),
        (3, Trouble.CIRCLE, "Echo"),
        (4, Trouble.CIRCLE, "Acme"),
    ]
    assert parents(company) == {"Foxtrot": None, "Globex": None}
    assert report.unknown_parents == {"Acme": 1}


def test_a_circle_with_who_is_known_already_is_refused_as_well(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Globex,", "Acme,Globex", "Echo,Acme")
    report = bring_in(company, "Globex,Echo", "Delta,Globex")
    assert [one.row for one in report.problems] == [2]
    assert parents(company) == {"Globex": None, "Acme": "Globex", "Echo": "Acme", "Delta": "Globex"}
    bring_in(company, "Echo,", "Acme,Echo", "Globex,Acme")  # Echo stays under Acme: an empty cell says nothing
    assert parents(company)["Acme"] == "Globex"


def test_a_parent_is_found_by_id_by_another_name_and_by_the_name_that_they_had(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Globex,,7", "Initech,,8", header="Company,Parent,Customer ID")
    bring_in(company, "Globex Holding,,7", "Acme,Globex,9", "Delta,8,10", header="Company,Parent,Customer ID")
    assert parents(company)["Acme"] == "Globex Holding"
    assert parents(company)["Delta"] == "Initech"


def test_what_people_have_said_stands(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Globex,", "Acme,Globex", "Initech,")
    with sqlite.database.begin() as session:
        acme, initech = (named(session, name) for name in ("Acme", "Initech"))
        group.connect(session, acme, initech, MARIA, NOW)
    bring_in(company, "Globex,", "Acme,Globex")
    assert parents(company)["Acme"] == "Initech"


def test_an_import_taken_back_gives_everybody_their_parent_again(storage: Storage) -> None:
    company = Company(storage)
    bring_in(company, "Globex,", "Acme,Globex", "Acme Paris,Acme")
    before = parents(company)
    done = bring_in_and_note(company, "Umbrella,", "Globex,Umbrella", "Acme Paris,Umbrella", "Echo,Acme")
    assert parents(company)["Acme Paris"] == "Umbrella"
    with storage.database.begin() as session:
        found = take_back(session, company.team_id, done, NOW, NOW)
    assert (found.gone, found.as_before) == (2, 2)
    assert parents(company) == before


def test_a_parent_to_whom_somebody_was_connected_since_stays(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Acme,")
    done = bring_in_and_note(company, "Globex,", "Echo,Globex")
    later = NOW.replace(hour=NOW.hour + 1)
    with sqlite.database.begin() as session:
        group.connect(session, named(session, "Acme"), named(session, "Globex"), MARIA, later)
    with sqlite.database.begin() as session:
        assert take_back(session, company.team_id, done, NOW, later).names == ["Globex"]
    assert parents(company) == {"Acme": "Globex", "Globex": None}


def test_who_is_forgotten_leaves_children_who_live_on(storage: Storage) -> None:
    company = Company(storage)
    bring_in(company, "Globex,", "Acme,Globex", "Acme Paris,Acme")
    with storage.database.begin() as session:
        forget_customer(session, named(session, "Acme"), NOW)
    assert parents(company) == {"Globex": None, "Acme Paris": None}


def test_what_was_exported_comes_back_with_its_parents(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, *GLOBEX)
    before = parents(company)
    with sqlite.reading.begin() as session:
        written = [dict(zip(CUSTOMERS, row, strict=True)) for row in customer_rows(session, workspace(session))]
    assert {row["Customer"]: row["Parent"] or None for row in written} == before
    with sqlite.database.begin() as session:
        for customer in session.exec(select(Customer)):
            customer.parent_id = None
    bring_in(company, *(f"{row['Customer']},{row['Parent']}" for row in written))
    assert parents(company) == before


def test_of_two_who_connect_at_once_the_second_is_refused_the_circle(storage: Storage) -> None:
    company = Company(storage)
    bring_in(company, "Acme,", "Delta,")
    together, outcomes = threading.Barrier(2), []

    def connect(child: str, parent: str) -> None:
        together.wait()
        try:
            with storage.patient.begin() as session:
                group.connect(session, named(session, child), named(session, parent), MARIA, NOW)
            outcomes.append("connected")
        except group.CircleError:
            outcomes.append("circle")

    writers = [threading.Thread(target=connect, args=pair) for pair in (("Acme", "Delta"), ("Delta", "Acme"))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(outcomes) == ["circle", "connected"]


def test_a_connection_is_not_taken_back_into_a_circle(storage: Storage) -> None:
    company = Company(storage)
    bring_in(company, "Acme,Delta", "Delta,")
    with storage.database.begin() as session:
        acme, delta = named(session, "Acme"), named(session, "Delta")
        parted = group.connect(session, acme, None, MARIA, NOW)
        turned = group.connect(session, delta, acme, MARIA, NOW)
        session.flush()
        assert closes_circle(session, parted)
        maria = find_member(session, company.team_id, MARIA)
        undo(session, delta, turned, maria, NOW)
        session.flush()
        assert not closes_circle(session, parted)
        undo(session, acme, parted, maria, NOW)
    assert parents(company) == {"Acme": "Delta", "Delta": None}


def test_a_group_comes_to_what_its_customers_come_to_however_deep(storage: Storage) -> None:
    company = Company(storage)
    make_noise(storage)
    rows = [f"C{number},{f'C{number - 1}' if number else ''},{number}" for number in range(60)]
    bring_in(company, *rows, header="Company,Parent,Revenue")
    today = NOW.date()
    with storage.reading.begin() as session:
        place = group.place_of(session, named(session, "C40"), today)
        assert (place.head.name, place.parent.name, place.children) == ("C0", "C39", 1)
        assert (len(place.rollup.customers), place.rollup.worth.minor) == (60, 100 * sum(range(60)))
        shown = group.group_of(session, named(session, "C59"), today, 10)
        assert [one.name for one, _ in shown.rows] == [*(f"C{number}" for number in range(9)), "C59"]
        assert (shown.rows[-1][1], shown.hidden) == (59, 50)


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 9) | st.none()))
def test_who_belongs_to_themselves_is_found_and_nobody_else(belongs: dict[int, int | None]) -> None:
    def reaches_itself(one: int) -> bool:
        above = belongs.get(one)
        for _ in range(10):
            if above is None or above == one:
                return above == one
            above = belongs.get(above)
        return False

    known = {str(one): None if parent is None else str(parent) for one, parent in belongs.items()}
    assert _in_circles(known) == {str(one) for one in belongs if reaches_itself(one)}


def test_connecting_settles_no_reminder_and_closes_no_round(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Acme,", "Globex,")
    with sqlite.database.begin() as session:
        acts.assign(session, named(session, "Acme"), ALICE, MARIA, NOW)
    with sqlite.database.begin() as session:
        before = reminders(session)
        group.connect(session, named(session, "Acme"), named(session, "Globex"), MARIA, NOW)
        reminder.settle(session, named(session, "Acme"), NOW)
        assert reminders(session) == before


def bring_in(company: Company, *rows: str, header: str = "Company,Parent") -> Report:
    with company.storage.database.begin() as session:
        return import_sheets(session, workspace(session), Order(sheet_of("\n".join([header, *rows]))), NOW)


def bring_in_and_note(company: Company, *rows: str) -> dict:
    """Bring in rows as a dropped file does, and return what is needed to take that back."""
    with company.storage.database.begin() as session:
        before = before_import(session, company.team_id)
        import_sheets(session, workspace(session), Order(sheet_of("\n".join(["Company,Parent", *rows]))), NOW)
        return done_since(session, company.team_id, before, NOW)


def parents(company: Company) -> dict[str, str | None]:
    with company.storage.reading.begin() as session:
        customers = session.exec(select(Customer).where(Customer.team_id == OURS)).all()
    names = {customer.id: customer.name for customer in customers}
    return {customer.name: names.get(customer.parent_id) for customer in customers}


def workspace(session):
    return session.get_one(Workspace, OURS)


def named(session, name: str) -> Customer:
    return session.exec(select(Customer).where(Customer.team_id == OURS, Customer.name == name)).one()


def reminders(session) -> list[dict]:
    session.flush()
    return [row.model_dump() for row in session.exec(select(Reminder).order_by(Reminder.subject_id, Reminder.reason))]
