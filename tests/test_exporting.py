"""Exporting: what is kept can be opened in a spreadsheet without harm, and brought in again without loss."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from company import ALICE, BOB, MARIA, NOW, Company, make_noise
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select
from typer.testing import CliRunner

from bot.cli import app
from bot.database import Storage, open_storage
from bot.schema import upgrade
from models.acts import Variation, vary
from models.adding import remove_added
from models.customer import Contact, Customer
from models.exporting import CONTACTS, CUSTOMERS, contact_rows, customer_rows, guarded, write_table
from models.importing.report import Trouble
from models.importing.sheets import Order, import_sheets
from models.importing.spreadsheet import plain, sheet_of
from models.member import find_member
from models.saying import Saying
from models.saying_table import SAYINGS, saying_rows
from models.sign_of_life import PURCHASE, SignOfLife
from models.workspace import Workspace

HEADER = "Company,Owner,Revenue,Contact,Phone,Last contact\n"


def test_a_customer_is_written_with_champion_clocks_and_each_person(sqlite: Storage) -> None:
    company = filled(sqlite)
    make_noise(sqlite)
    rows = table(company, CUSTOMERS, customer_rows)
    assert [(row["Customer"], row["Contact person"]) for row in rows] == [
        ("Acme", "Jane"),
        ("Acme", "Tom"),
        ("Delta", ""),
    ]
    acme = rows[0]
    assert (acme["Champion"], acme["Tier"], acme["Revenue"], acme["Currency"]) == ("Alice", "A", "410000.00", "EUR")
    assert (acme["Last contact"], acme["Last order"], acme["Due"]) == ("2026-11-02", "2026-11-05", "2026-12-02")
    assert (acme["Own cadence"], acme["Own silence"], acme["Own activities"]) == ("30", "45", "visit, video call")
    assert acme["Own plan because"] == "Their season"
    assert acme["Phone"] == "'+49 30 1234"
    assert (rows[2]["Champion"], rows[2]["Revenue"], rows[2]["State"]) == ("", "", "left")


def test_touches_and_signs_of_life_are_written_by_day(sqlite: Storage) -> None:
    company = filled(sqlite)
    make_noise(sqlite)
    company.book("2026-11-30")  # planned ones are not past
    company.undo(company.touch("2026-11-17", "call"))  # nor is what was taken back
    rows = table(company, CONTACTS, contact_rows)
    assert [(row["Date"], row["Kind"], row["Direction"], row["Owner"], row["Amount"]) for row in rows] == [
        ("2026-11-02", "lunch", "two-way", "Alice", ""),
        ("2026-11-05", "purchase", "inbound", "Bob", "99.90"),
    ]


def test_a_customer_added_by_mistake_is_not_written(sqlite: Storage) -> None:
    company = Company(sqlite)
    company.add("acme", created_at=NOW)
    company.touch("2026-11-17")
    with company.writing() as session:
        maria = find_member(session, company.team_id, MARIA)
        assert maria
        assert remove_added(session, company.find(session, "acme"), maria, NOW)
    assert table(company, CUSTOMERS, customer_rows) == table(company, CONTACTS, contact_rows) == []


def test_what_was_written_comes_back_without_change(sqlite: Storage) -> None:
    company = filled(sqlite)
    order = Order(sheet_of(text(company, CUSTOMERS, customer_rows)), sheet_of(text(company, CONTACTS, contact_rows)))
    with company.writing() as session:
        report = import_sheets(session, session.get_one(Workspace, company.team_id), order, NOW)
    assert (report.unchanged, report.known_contacts, report.wrote, report.problems) == (2, 2, False, [])


def test_what_was_written_fills_an_empty_workspace(sqlite: Storage) -> None:
    old, new = filled(sqlite), Company(sqlite, "T3")
    order = Order(sheet_of(text(old, CUSTOMERS, customer_rows)), sheet_of(text(old, CONTACTS, contact_rows)))
    with new.writing() as session:
        import_sheets(session, session.get_one(Workspace, new.team_id), order, NOW)
    for header, rows in ((CUSTOMERS, customer_rows), (CONTACTS, contact_rows)):
        assert table(new, header, rows) == table(old, header, rows)


# own cadence, silence and activities as a file has them
UNREADABLE = ["monthly,45,visit", "3,45,visit", "30,30,visit", "30,1461,visit", "30,45,golfing", "-30,45,visit"]


def test_an_own_plan_that_cannot_be_read_is_refused_and_what_people_said_stands(sqlite: Storage) -> None:
    company = Company(sqlite)
    company.add("acme")
    header = "Customer,Own cadence,Own silence,Own activities\n"
    with company.writing() as session:
        vary(session, company.find(session, "acme"), Variation(60, 90, None, "Said by Alice"), ALICE, NOW)
        workspace = session.get_one(Workspace, company.team_id)
        rows = "".join(f"Firm {number},{row}\n" for number, row in enumerate(UNREADABLE))
        sheet = sheet_of(f'{header}{rows}Delta,30,45,"Visit, phone"\nAcme,30,45,\n')
        report = import_sheets(session, workspace, Order(sheet), NOW)
        plans = {
            one.name: (one.cadence_days, one.silence_days, one.activities) for one in session.exec(select(Customer))
        }
    assert {problem.trouble for problem in report.problems} == {Trouble.OWN_PLAN}
    assert len(report.problems) == len(UNREADABLE)
    assert plans == {"Acme": (60, 90, None), "Delta": (30, 45, ["visit", "call"])}


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "''=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), max_size=20))
def test_guarding_is_undone_by_reading(cell: str) -> None:
    assert plain(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@"))


def test_every_cell_is_quoted() -> None:
    file = io.StringIO()
    assert write_table(file, ["a", "b"], [['say "hi"', "1,5"]]) == 1
    assert file.getvalue() == '"a","b"\r\n"say ""hi""","1,5"\r\n'


def test_the_command_line_imports_and_exports(place: Path) -> None:
    (place / "in.csv").write_text(HEADER + "Acme,Alice,10,Jane,+49 30,2026-11-02\nBad,Alice,lots,,,\n")
    imported = touchbase("import", "in.csv")
    assert "1 customer: 1 new." in imported
    assert 'row 3: "lots" cannot be read as one amount: write it as 1234.50' in imported
    assert re.search(r"Company +. customer +. Acme", imported)  # how the columns were understood
    assert "out.csv: 1 rows." in touchbase(
        "export",
        "out.csv",
        "--contacts",
        "contacts.csv",
        "--sayings",
        "said.csv",
        "--referrals",
        "sent.csv",
        "--known",
        "known.csv",
    )
    assert (place / "known.csv").read_text(encoding="utf-8-sig").startswith('"Day","Customer","Customer ID"')
    assert (place / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for another encoding
    assert "1 as before" in touchbase("import", "out.csv", "--contacts", "contacts.csv")


def test_a_dry_run_writes_nothing(place: Path) -> None:
    (place / "in.csv").write_text(HEADER + "Acme,Alice,10,Jane,,\n")
    for _ in range(2):
        said = touchbase("import", "in.csv", "--dry-run")
        assert "1 customer: 1 new." in said
        assert "Dry run: nothing was written." in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import"], "Name a file of customers"),
        (["import", "nowhere.csv"], "nowhere.csv cannot be opened"),
        (["import", "book.xlsx"], 'it is a workbook that cannot be read: open it and save it as "CSV UTF-8"'),
        (["import", "colours.csv"], 'no column holds customers. Call one of them "Customer". I see: Colour, Size'),
        (["import", "broken.csv"], "row 2: a quotation mark is not closed"),
        (["import", "fine.csv", "--rate", "USD"], '--rate "USD" is not understood'),
        (["import", "fine.csv", "--rate", "USD=-1"], '--rate "USD=-1" is not understood'),
        (["export", "fine.csv"], "fine.csv is there already"),
        (["export", "nowhere/out.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(place: Path, arguments: list[str], said: str) -> None:
    (place / "book.xlsx").write_bytes(b"PK\x03\x04 ...")
    (place / "colours.csv").write_text("Colour,Size\nred,1\n")
    (place / "broken.csv").write_text('Name,City\n"Acme,Berlin\n')
    (place / "fine.csv").write_text("Name\nAcme\n")
    assert said in touchbase(*arguments, exit_code=1)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an operator's, with a database in which the company is known, and no tokens."""
    url = f"sqlite:///{tmp_path / 'touchbase.db'}"
    upgrade(url)
    storage = open_storage(url)
    Company(storage)
    storage.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    return tmp_path


def touchbase(*arguments: str, exit_code: int = 0) -> str:
    """Run a command and return what it says."""
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == exit_code, result.output
    return result.output.replace("\n", " ")


def test_what_was_said_is_written_by_day_with_consent_and_who_noted_it(sqlite: Storage) -> None:
    company = filled(sqlite)
    make_noise(sqlite)
    at = {"team_id": company.team_id, "by": ALICE, "created_at": NOW}
    with company.writing() as session:
        session.add(Saying(kind="idea", words="Lend a lamp", value="adding", status="new", day=NOW.date(), **at))
        day = NOW.date().replace(day=5)
        session.add(Saying(kind="like", words="=nice", customer_id="acme", may_quote=True, day=day, **at))
        session.add(Saying(kind="like", words="taken back", day=day, undone_at=NOW, **at))
    rows = table(company, SAYINGS, saying_rows)
    assert [(row["Customer"], row["Words"], row["May be quoted"], row["Would bring"]) for row in rows] == [
        ("Acme", "'=nice", "yes", ""),
        ("", "Lend a lamp", "", "adding"),
    ]
    assert rows[0]["Noted by"] == "Alice"


def filled(storage: Storage) -> Company:
    """Acme with two people, a lunch and an order, and Delta, which left."""
    company = Company(storage)
    own = {"cadence_days": 30, "silence_days": 45, "activities": ["visit", "video call"], "care_reason": "Their season"}
    company.add("acme", revenue_minor=410_000_00, **own)
    company.add("delta", champion_id=None, tier=None, state="left", key=False)
    with company.writing() as session:
        at_acme = {"team_id": company.team_id, "customer_id": "acme"}
        session.add(Contact(**at_acme, name="Jane", role="Head of IT", phone="+49 30 1234"))
        session.add(Contact(**at_acme, name="Tom", email="tom@acme.example", likes="golf"))
        day = NOW.date().replace(day=5)
        session.add(SignOfLife(**at_acme, kind=PURCHASE, day=day, by=BOB, amount_minor=99_90, created_at=NOW))
    company.touch("2026-11-02", note="= a joke")
    return company


def text(company: Company, header: list[str], rows: Callable[..., object]) -> str:
    file = io.StringIO()
    with company.writing() as session:
        write_table(file, header, rows(session, session.get_one(Workspace, company.team_id)))
    return file.getvalue()


def table(company: Company, header: list[str], rows: Callable[..., object]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(company, header, rows))))
