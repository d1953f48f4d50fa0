"""Importing: an export becomes customers in somebody's care, and the same file twice changes nothing."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from company import ALICE, BOB, MARIA, NOW, OURS, THEIRS, TODAY, Company, make_noise
from sqlmodel import Session, SQLModel, col, func, select

from bot.database import Storage
from models import acts
from models.audit import Audit
from models.customer import LEFT, Alias, Contact, Customer
from models.importing.owners import Owners
from models.importing.report import Problem, Report, Trouble
from models.importing.sheets import Order, import_sheets
from models.importing.spreadsheet import Fault, UnreadableError, read_sheet, sheet_of
from models.member import Member
from models.sign_of_life import PURCHASE, REPLY, SignOfLife
from models.touch import Touch
from models.workspace import Workspace

CUSTOMERS = """Company name,Company owner,Total revenue,Currency,Contact person,Phone Number
Acme Ltd,Alice,"6,000.00",EUR,Jane Doe,+49 30 1234
Delta Freight,bob@ours.example,"3,000.00",EUR,Tom,
Echo,Charlie,900,EUR,,
Foxtrot,,0,EUR,,
"""
ORDERS = """Order,Company name,Order date,Owner,Amount,Currency
1001,Acme Ltd,2026-11-02,Alice,100.00,EUR
1002,Acme Ltd,2026-11-02,Alice,20.00,EUR
1003,Delta Freight,2026-11-05,Bob,5.00,EUR
"""


def test_rows_become_customers_with_champion_tier_people_and_reminders(storage: Storage) -> None:
    company = Company(storage)
    make_noise(storage)
    report = bring_in(company, CUSTOMERS)
    assert (report.customers, report.new, report.with_champion, report.people) == (4, 4, 2, 2)
    assert facts(company) == {
        "Acme Ltd": (ALICE, "A", 600_000),
        "Delta Freight": (BOB, "B", 300_000),
        "Echo": (None, "C", 90_000),
        "Foxtrot": (None, "D", 0),
    }
    assert all(customer.tier_suggested and not customer.key for customer in customers(company))
    assert people(company) == [("Jane Doe", "+49 30 1234"), ("Tom", "")]
    assert set(company.rows(customer_id(company, "Acme Ltd"))) == {"due", "silent", "last_spoke"}
    assert company.managers_hear() is not None


def test_the_same_files_twice_change_nothing(storage: Storage) -> None:
    company = Company(storage)
    bring_in(company, CUSTOMERS, ORDERS)
    before = everything(company)
    again = bring_in(company, CUSTOMERS, ORDERS)
    assert everything(company) == before
    assert (again.new, again.changed, again.unchanged, again.known_contacts) == (0, 0, 4, 3)
    assert not again.wrote


def test_orders_are_signs_of_life_several_a_day(sqlite: Storage) -> None:
    company = Company(sqlite)
    report = bring_in(company, CUSTOMERS, ORDERS)
    assert (report.touches, report.signs) == (0, 3)
    assert [(sign.kind, sign.day, sign.amount_minor, sign.by) for sign in signs(company)] == [
        (PURCHASE, date(2026, 11, 2), 100_00, ALICE),
        (PURCHASE, date(2026, 11, 2), 20_00, ALICE),
        (PURCHASE, date(2026, 11, 5), 5_00, BOB),
    ]
    rows = company.rows(customer_id(company, "Acme Ltd"))
    assert rows["silent"].due_on == date(2027, 3, 2)  # 120 days after the order
    assert rows["due"].due_on == date(2027, 2, 18)  # 91 days after it came: no touch is known


def test_contacts_without_numbers_come_once_even_if_two_say_the_same(sqlite: Storage) -> None:
    company = Company(sqlite)
    calls = "Date;Customer;Kind;Owner;Note\n" + "17.11.2026;Acme Ltd;Anruf;Alice;hello\n" * 2
    for times in (2, 0):
        assert bring_in(company, CUSTOMERS, calls).touches == times
    touch, _ = touches(company)
    assert (touch.kind, touch.day, touch.two_way, touch.by, touch.note) == (
        "call", date(2026, 11, 17), True, ALICE, "hello",
    )  # fmt: skip


def test_what_they_wrote_is_a_sign_of_life_and_an_unknown_kind_stays_in_the_note(sqlite: Storage) -> None:
    company = Company(sqlite)
    contacts = (
        "Date,Customer,Type,Direction,Subject\n2026-11-02,Echo,Email,inbound,a question\n2026-11-03,Echo,Task,,x\n"
    )
    bring_in(company, CUSTOMERS, contacts)
    assert [(sign.kind, sign.note) for sign in signs(company)] == [(REPLY, "a question")]
    assert [(touch.kind, touch.note) for touch in touches(company)] == [("other", "Task: x")]


def test_a_german_spreadsheet_is_understood(sqlite: Storage) -> None:
    company = Company(sqlite)
    text = (
        "Firma;Ansprechpartner;Betreuer;Umsatz;Letzter Kontakt;Telefon\n"
        "Müller & Söhne GmbH;Frau Grün;Alice;1.234.567,89 €;02.11.2026;'+49 30 1234\n"
        "Bäckerei Ohm;;Bob;1.234;13.4.2026;\n"
    )
    bring_in(company, text.encode("cp1252"))
    assert facts(company) == {
        "Bäckerei Ohm": (BOB, "D", 123_400),
        "Müller & Söhne GmbH": (ALICE, "A", 123_456_789),
    }
    assert [touch.day for touch in touches(company)] == [date(2026, 4, 13), date(2026, 11, 2)]
    assert people(company) == [("Frau Grün", "+49 30 1234")]


def test_the_day_of_the_last_contact_counts_until_the_contact_itself_comes(sqlite: Storage) -> None:
    company = Company(sqlite)
    listed = "Customer,Last contact,Last order\nAcme,2026-11-02,2026-11-05\n"
    for wrote in (True, False):
        assert bring_in(company, listed).wrote is wrote
    assert company.rows(customer_id(company, "Acme"))["due"].due_on == date(2027, 11, 2)  # no tier: once a year
    bring_in(company, None, "ID,Date,Customer,Kind\n7,2026-11-02,Acme,lunch\n8,2026-11-05,Acme,order\n")
    assert [(touch.kind, touch.external_id) for touch in touches(company)] == [("lunch", "7")]
    assert [sign.external_id for sign in signs(company)] == ["8"]
    assert not bring_in(company, listed).wrote


def test_an_id_keeps_a_customer_the_same_through_a_new_name(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "ID,Name\n7,Acme\n8,Acme\n")
    assert [customer.external_id for customer in customers(company)] == ["7", "8"]
    report = bring_in(company, "ID,Name\n7,Vandelay\n8,Acme\n")
    assert (report.changed, report.unchanged) == (1, 1)
    assert {customer.name: customer.external_id for customer in customers(company)} == {"Vandelay": "7", "Acme": "8"}
    assert every(company, Alias)[0].name == "Acme"


def test_another_system_may_use_the_same_ids(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "ID,Name\n7,Acme\n", source="pipedrive")
    bring_in(company, "ID,Name\n7,Vandelay\n", source="hubspot")
    assert [customer.name for customer in customers(company)] == ["Acme", "Vandelay"]


def test_a_customer_known_by_name_is_found_again_and_takes_over_the_id(sqlite: Storage) -> None:
    company = Company(sqlite)
    company.add("acme", champion_id=BOB)
    bring_in(company, "ID,Name\n7,ACME Ltd.\n")
    (customer,) = customers(company)
    assert (customer.id, customer.external_id, customer.champion_id) == ("acme", "7", BOB)


def test_an_alias_finds_its_customer(sqlite: Storage) -> None:
    company = Company(sqlite)
    company.add("acme")
    with company.writing() as session:
        session.add(Alias(team_id=OURS, customer_id="acme", name="Big Corp", normal="big"))
    assert bring_in(company, "Name\nBig Corp\n").new == 0


def test_a_name_that_several_have_is_refused_rather_than_guessed(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "ID,Name\n7,Acme\n8,Acme\n")
    report = bring_in(company, "Name\nDelta\nAcme\n")
    assert report.problems == [Problem(3, Trouble.SAME_NAME, "Acme")]
    assert report.new == 1


def test_one_row_for_each_person_is_one_customer_with_several_people(sqlite: Storage) -> None:
    company = Company(sqlite)
    text = "Company,Name,Email,Revenue\nAcme,Jane,jane@a.example,10\nAcme,Tom,tom@a.example,99\nAcme,jane,,\n"
    for _ in range(2):
        bring_in(company, text)
    assert [person.name for person in every(company, Contact)] == ["Jane", "Tom"]
    assert facts(company) == {"Acme": (None, "A", 10_00)}  # the first row counts


def test_a_customer_may_be_a_person(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "First name,Last name,Mobile\nJane,Doe,+49 30\n")
    assert [customer.name for customer in customers(company)] == ["Jane Doe"]
    assert people(company) == [("Jane Doe", "+49 30")]


def test_a_later_file_changes_what_is_different(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Name,Owner,Revenue,Tier,Phone\nAcme,Alice,10,B,\n")
    report = bring_in(company, "Name,Owner,Revenue,Tier,Contact,Phone\nAcme,Bob,20,A,Jane,+49 30\n")
    assert report.changed == 1
    assert facts(company) == {"Acme": (BOB, "A", 20_00)}
    assert people(company) == [("Jane", "+49 30")]


def test_what_a_manager_decided_is_not_overruled_by_a_file(sqlite: Storage) -> None:
    company = Company(sqlite)
    company.add("acme")
    company.act(acts.assign, BOB, MARIA)
    company.act(acts.grade, "E", MARIA)
    bring_in(company, "Name,Owner,Tier\nAcme,Alice,B\n")
    (customer,) = customers(company)
    assert (customer.champion_id, customer.tier) == (BOB, "E")


def test_tiers_of_the_file_count_and_only_gaps_are_suggested(sqlite: Storage) -> None:
    company = Company(sqlite)
    report = bring_in(company, "Name,Tier,Revenue\nAcme,E,80\nDelta,,20\nEcho,Partner,0\n")
    assert {customer.name: (customer.tier, customer.tier_suggested) for customer in customers(company)} == {
        "Acme": ("E", False), "Delta": ("C", True), "Echo": ("D", True),
    }  # fmt: skip
    assert report.unknown_tiers == {"Partner": 1}


def test_without_any_revenue_no_tier_is_invented(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Name\nAcme\nDelta\n")
    assert facts(company) == {"Acme": (None, None, None), "Delta": (None, None, None)}


def test_a_customer_that_the_crm_calls_lost_starts_as_one_who_left(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Name,Status\nAcme,Inactive\nDelta,Active\n")
    assert [customer.name for customer in customers(company) if customer.state == LEFT] == ["Acme"]
    assert company.rows(customer_id(company, "Acme")) == {}


@pytest.mark.parametrize(
    ("row", "trouble", "seen"),
    [
        (",Alice,10,EUR,", Trouble.NO_NAME, ""),
        ("!!!,Alice,10,EUR,", Trouble.NO_NAME, ""),
        ("Acme,Alice,a lot,EUR,", Trouble.NO_MONEY, "a lot"),
        ("Acme,Alice,10,USD,", Trouble.OTHER_CURRENCY, "USD"),
        ("Acme,Alice,10,shells,", Trouble.OTHER_CURRENCY, "shells"),
        ("Acme,Alice,10,EUR,soon", Trouble.NO_DAY, "soon"),
        ("Acme,Alice,10,EUR,2026-11-21", Trouble.FUTURE_DAY, "2026-11-21"),
        ("Acme, Inc.,Alice,10,EUR,2026-11-02", Trouble.TOO_WIDE, "6"),
    ],
)
def test_a_bad_row_is_left_out_whole_and_named(sqlite: Storage, row: str, trouble: Trouble, seen: str) -> None:
    company = Company(sqlite)
    company.add("delta")
    report = bring_in(company, f"Name,Owner,Revenue,Currency,Last contact\nEcho,Bob,1,EUR,\n\n{row}\n")
    assert report.problems == [Problem(4, trouble, seen)]
    assert [customer.name for customer in customers(company)] == ["Delta", "Echo"]
    assert touches(company) == []


def test_a_contact_of_nobody_we_know_is_left_out_and_named(sqlite: Storage) -> None:
    company = Company(sqlite)
    report = bring_in(company, CUSTOMERS, "Date,Customer\n2026-11-02,Zulu\n,Echo\n2026-11-02,\n")
    troubles = [Trouble.UNKNOWN_CUSTOMER, Trouble.NO_DAY, Trouble.NO_NAME]
    assert [(problem.row, problem.trouble) for problem in report.problems] == list(enumerate(troubles, 2))
    assert all(problem.in_contacts for problem in report.problems)


@pytest.mark.parametrize(
    ("customers_file", "contacts_file", "fault"),
    [
        ("Colour,Size\nred,1\n", None, Fault.NO_NAME_COLUMN),
        (None, "Colour,Date\nred,2026-11-02\n", Fault.NO_NAME_COLUMN),
        (CUSTOMERS, "Customer,Amount\nAcme,1\n", Fault.NO_DAY_COLUMN),
    ],
)
def test_a_file_that_is_no_such_table_writes_nothing(
    sqlite: Storage, customers_file: str | None, contacts_file: str | None, fault: Fault
) -> None:
    company = Company(sqlite)
    with pytest.raises(UnreadableError) as refused:
        bring_in(company, customers_file, contacts_file)
    assert refused.value.fault is fault
    assert customers(company) == []


def test_an_empty_workspace_takes_the_only_currency_of_its_first_files(sqlite: Storage) -> None:
    company = Company(sqlite)
    report = bring_in(company, "Name,Revenue\nAcme,$10\n", "Date,Customer,Amount\n2026-11-02,Acme,5\n")
    assert report.currency == workspace(company).currency == "USD"
    assert [sign.amount_minor for sign in signs(company)] == [5_00]


def test_two_currencies_need_a_rate(sqlite: Storage) -> None:
    company = Company(sqlite)
    text = "Name,Revenue,Currency\nAcme,10,EUR\nDelta,100,USD\n"
    assert [problem.row for problem in bring_in(company, text).problems] == [3]
    assert bring_in(company, text, rates={"USD": Decimal("0.92")}).problems == []
    assert {customer.name: customer.revenue_minor for customer in customers(company)} == {"Acme": 10_00, "Delta": 92_00}


def test_amounts_without_a_sign_have_the_currency_of_their_column(sqlite: Storage) -> None:
    company = Company(sqlite)
    company.add("delta")
    for text in ("Name,Revenue (USD)\nAcme,10\n", "Name,Revenue\nAcme,$10\nEcho,20\n"):
        assert {problem.trouble for problem in bring_in(company, text).problems} == {Trouble.OTHER_CURRENCY}
    assert [customer.name for customer in customers(company)] == ["Delta"]


def test_who_is_in_nobodys_care_goes_to_whom_the_paste_names(sqlite: Storage) -> None:
    company = Company(sqlite)
    bring_in(company, "Name\nAcme\n", champion_id=MARIA)
    bring_in(company, "Name,Owner\nDelta,\n", champion_id=MARIA)  # a column of champions says that it has none
    assert {name: champion for name, (champion, *_) in facts(company).items()} == {"Acme": MARIA, "Delta": None}


def test_days_that_could_be_either_are_read_as_the_reader_writes_them_and_told(sqlite: Storage) -> None:
    company = Company(sqlite)
    report = bring_in(company, "Name,Last contact\nAcme,03/04/2026\n", month_first=True)
    assert [touch.day for touch in touches(company)] == [date(2026, 3, 4)]
    assert report.guessed_order == ["Last contact"]


def test_an_import_leaves_one_row_in_the_audit(sqlite: Storage) -> None:
    company = Company(sqlite)
    for _ in range(2):
        bring_in(company, CUSTOMERS, ORDERS, actor=MARIA)
    (row,) = [row for row in every(company, Audit) if row.action == "import"]
    assert (row.actor, row.after["new"], row.after["signs"]) == (MARIA, 4, 3)


def test_another_companys_customers_are_not_touched(storage: Storage) -> None:
    company = Company(storage)
    make_noise(storage)
    bring_in(company, "Name,Owner\nAcme,Alice\n", "ID,Date,Customer\n1,2026-11-02,Acme\n")
    with company.writing() as session:
        theirs = session.get_one(Customer, (THEIRS, "acme"))
        assert (theirs.champion_id, theirs.revenue_minor, theirs.source) == (ALICE, None, "")
        assert session.exec(select(func.count()).where(Touch.team_id == THEIRS, col(Touch.day) < TODAY)).one() == 2
    assert [customer.name for customer in customers(company)] == ["Acme"]


def test_large_sums_have_room(storage: Storage) -> None:
    company = Company(storage)
    bring_in(company, "Name,Revenue\nAcme,123456789012.34\n")
    assert facts(company)["Acme"][2] == 12_345_678_901_234


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("alice@ours.example", "U1"),
        ("ALICE@OURS.EXAMPLE", "U1"),
        ("Alice Moreau <alice@ours.example>", "U1"),
        ("Alice Moreau", "U1"),
        ("Moreau, Alice", "U1"),
        ("@alice.moreau", "U1"),
        ("<@U1|alice>", "U1"),
        ("Alice", "U1"),  # the only one with that first name
        ("Bob", None),  # two of them
        ("Bob Stone", "U2"),
        ("bob.stone@elsewhere.example", "U2"),  # no such address here, but such a name
        ("Charlie Guest", None),  # belongs to another company
        ("Zoe", None),
        ("", None),
    ],
)
def test_owners_are_members_by_address_name_or_slack_id(text: str, found: str | None) -> None:
    members = [
        Member(team_id=OURS, user_id="U1", name="Alice Moreau", email="alice@ours.example"),
        Member(team_id=OURS, user_id="U2", name="Bob Stone"),
        Member(team_id=OURS, user_id="U3", name="Bob Reed"),
        Member(team_id=OURS, user_id="U4", name="Charlie Guest", is_guest=True),
    ]
    assert Owners(members).find(text) == found


def bring_in(
    company: Company, customers_file: str | bytes | None, contacts_file: str | None = None, **order: Any
) -> Report:
    """Import files into a company whose Bob has an e-mail address."""
    company.change_member(BOB, email="bob@ours.example")
    data = customers_file.encode() if isinstance(customers_file, str) else customers_file
    sheets = (read_sheet(data) if data else None, sheet_of(contacts_file) if contacts_file else None)
    with company.writing() as session:
        return import_sheets(session, session.get_one(Workspace, company.team_id), Order(*sheets, **order), NOW)


def every(company: Company, table: Any) -> list[Any]:
    with company.writing() as session:
        return list(session.exec(select(table).where(table.team_id == company.team_id)))


def customers(company: Company) -> list[Customer]:
    return sorted(every(company, Customer), key=lambda customer: (customer.name, customer.external_id or ""))


def touches(company: Company) -> list[Touch]:
    return sorted(every(company, Touch), key=lambda touch: (touch.day, touch.note))


def signs(company: Company) -> list[SignOfLife]:
    return sorted(every(company, SignOfLife), key=lambda sign: (sign.day, sign.external_id or ""))


def people(company: Company) -> list[tuple[str, str]]:
    return sorted((person.name, person.phone) for person in every(company, Contact))


def facts(company: Company) -> Mapping[str, tuple[str | None, str | None, int | None]]:
    return {each.name: (each.champion_id, each.tier, each.revenue_minor) for each in customers(company)}


def customer_id(company: Company, name: str) -> str:
    return next(customer.id for customer in customers(company) if customer.name == name)


def workspace(company: Company) -> Workspace:
    with company.writing() as session:
        return session.get_one(Workspace, company.team_id)


def everything(company: Company) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with company.writing() as session:
        return {table.name: rows_of(session, table) for table in SQLModel.metadata.sorted_tables}


def rows_of(session: Session, table: Any) -> list[str]:
    return sorted(str(tuple(row)) for row in session.connection().execute(table.select()))
