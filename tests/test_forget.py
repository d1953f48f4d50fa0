"""`touchbase forget`: a customer, or a person's words and name, leave no trace but who did what sort of thing when."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlmodel
from sqlalchemy import select
from sqlmodel import SQLModel, col
from typer.testing import CliRunner

from bot.cli import app
from bot.database import Storage, open_storage
from bot.people import learn
from bot.schema import upgrade
from models import acts, complaint_acts, know_acts, leaving, moment_acts, stocktake_acts
from models.acts import Variation
from models.audit import Audit
from models.channel import CustomerChannel
from models.customer import Alias, Contact
from models.draft import Draft
from models.dropped_file import DroppedFile
from models.forgetting import forget_customer, forget_member
from models.hand_over import HandOver
from models.know import Known
from models.lost import Reason
from models.member import Member
from models.moment import DONE, checks_of
from models.refer_acts import refer
from models.rung import Rung
from models.rung_acts import put_on_rung
from models.saying import Saying
from models.seen import Seen
from models.sign_of_life import PURCHASE, SignOfLife
from models.stocktake import Grading
from tests.company import ALICE, BOB, MARIA, NOW, OURS, THEIRS, TODAY, Company, make_noise

CANARY = "Zyzzyva"


def test_a_forgotten_customer_is_in_no_row_of_any_table(storage: Storage) -> None:
    company = Company(storage)
    make_noise(storage)
    fill(company)
    before = of_others(storage)
    with company.writing() as session:
        erased = forget_customer(session, company.find(session, "bird"), NOW)
    assert CANARY not in everything(storage)
    assert of_others(storage) == before
    once = ("customer", "alias", "contact", "complaint", "hand_over", "touch", "nudge")
    assert {table: erased[table] for table in once} == dict.fromkeys(once, 1)


def test_every_table_that_belongs_to_customers_was_filled_for_these_tests(company: Company) -> None:
    with company.writing() as session:
        tables = [table for table in SQLModel.metadata.sorted_tables if "customer_id" in table.c]
        empty = [t.name for t in tables if not session.execute(select(t).where(t.c.customer_id == "bird")).first()]
    assert empty == []


def test_what_was_erased_is_said(company: Company) -> None:
    said = touchbase("forget", f"{CANARY} GmbH", "--yes")
    for part in ("1 customer", "1 complaint,", "1 contact", "1 alias", "2 sign of life", "1 hand over"):
        assert part in said, part


def test_of_the_audit_remains_who_did_what_and_when(company: Company) -> None:
    before = audit(company)
    touchbase("forget", f"{CANARY} GmbH", "--yes")
    rows = audit(company)
    assert [(row.at, row.actor, row.action) for row in rows if row.action != "forgotten"] == [
        (row.at, row.actor, row.action) for row in before
    ]
    theirs = [row for row in rows if row.subject == "customer:bird" and row.actor]
    assert {(row.before, row.after, row.reason) for row in theirs} == {(None, None, "")}
    assert [row.after["customer"] for row in rows if row.action == "forgotten"] == [1]


def test_a_brief_that_told_of_them_is_drawn_again(company: Company) -> None:
    touchbase("forget", f"{CANARY} GmbH", "--yes")
    assert all(company.redrawn())


def test_the_name_is_typed_as_a_confirmation_and_another_one_erases_nothing(company: Company) -> None:
    before = everything(company.storage)
    said = touchbase("forget", f"{CANARY} GmbH", typed="Acme\n", exit_code=1)
    assert "That is another name; nothing was erased." in said
    assert everything(company.storage) == before
    said = touchbase("forget", CANARY.lower(), typed=f"{CANARY} GmbH\n")
    assert "Erased: " in said
    assert "1 customer," in said
    assert re.findall(r"\b(?!1 )\d+ [a-z ]+[^s,.](?=[,.])", said) == []


def test_the_bytes_are_gone_from_the_file(company: Company, place: Path) -> None:
    assert CANARY.encode() in bytes_in(place)
    touchbase("forget", f"{CANARY} GmbH", "--yes")
    assert CANARY.encode() not in bytes_in(place)


def test_a_person_who_has_left_is_forgotten_with_their_words(storage: Storage) -> None:
    company = Company(storage)
    make_noise(storage)
    fill(company)
    company.change_member(ALICE, deleted=True, name=f"Alice {CANARY}", email=f"{CANARY}@example.com")
    before = [line for line in everything(storage).splitlines() if f"'{THEIRS}'" in line]
    with company.writing() as session:
        forget_member(session, session.get_one(Member, (OURS, ALICE)), NOW)
    kept = everything(storage)
    assert [line for line in kept.splitlines() if f"'{THEIRS}'" in line] == before
    assert "lunch with Jane" not in kept
    assert "late delivery" not in kept
    assert f"{CANARY}@example.com" not in kept
    assert f"Alice {CANARY}" not in kept
    assert f"{CANARY} GmbH" in kept  # the customer stays, and that she touched them


def test_why_somebody_who_has_left_had_a_customer_cared_for_otherwise_is_forgotten(company: Company) -> None:
    own = Variation(cadence_days=30, reason=f"{CANARY}: Jane likes her")
    company.act(acts.vary, own, ALICE)
    company.act(acts.vary, Variation(silence_days=200, reason="their season"), MARIA)
    company.change_member(ALICE, deleted=True)
    with company.writing() as session:
        forget_member(session, session.get_one(Member, (OURS, ALICE)), NOW)
    assert "Jane likes her" not in everything(company.storage)
    with company.writing() as session:
        assert company.find(session, "acme").care_reason == "their season", "another's words stay"


def test_a_forgotten_person_stays_nameless_however_often_slack_tells_of_them(company: Company) -> None:
    company.change_member(ALICE, deleted=True)
    touchbase("forget", "--member", ALICE, "--yes")
    told = {"id": ALICE, "deleted": True, "profile": {"real_name": "Alice Weber", "email": "alice@example.com"}}
    with company.writing() as session:
        learn(session, OURS, told, NOW)
    assert (member(company, ALICE).name, member(company, ALICE).email) == ("", "")
    with company.writing() as session:
        learn(session, OURS, told | {"deleted": False}, NOW)
    assert member(company, ALICE).name == "Alice Weber"  # she is back


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Nobody",), 'No customer is called "Nobody": write the whole name.'),
        ((CANARY[:4],), "No customer is called"),  # the beginning of a name is not enough
        ((), "Say whom to forget"),
        (("Acme", "--member", BOB), "Say whom to forget"),
        (("--member", "UNOBODY"), "Nobody here has the Slack id UNOBODY"),
        (("--member", BOB), "Deactivate them in Slack first"),
    ],
)
def test_who_cannot_be_forgotten_is_said_with_what_to_do(company: Company, arguments: tuple[str], said: str) -> None:
    before = everything(company.storage)
    assert said in touchbase("forget", *arguments, "--yes", exit_code=1)
    assert everything(company.storage) == before


def test_of_two_with_one_name_one_is_named_by_id(company: Company) -> None:
    company.add("twin", name=CANARY, normal=CANARY.lower())
    assert "2 customers go by that name" in touchbase("forget", CANARY, "--yes", exit_code=1)
    touchbase("forget", "twin", "--yes")
    assert f"{CANARY} GmbH" in everything(company.storage)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of an operator's, with a new SQLite database and no tokens."""
    url = f"sqlite:///{tmp_path / 'touchbase.db'}"
    upgrade(url)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)
    return tmp_path


@pytest.fixture
def company(place: Path) -> Iterator[Company]:
    storage = open_storage(f"sqlite:///{place / 'touchbase.db'}")
    company = Company(storage)
    fill(company)
    yield company
    storage.close()


def fill(company: Company) -> None:
    """Do everything once about a customer whose name is found nowhere else, and a little about Acme."""
    company.add("acme")
    company.touch("2026-11-02", note="a quiet lunch")
    company.add("bird", name=f"{CANARY} GmbH", normal=CANARY.lower())
    about = {"team_id": OURS, "customer_id": "bird"}
    company.touch("2026-11-02", customer_id="bird", note=f"lunch with Jane of {CANARY}", people=CANARY)
    company.nudge(1, NOW - timedelta(days=1), customer_id="bird")
    with company.writing() as session:
        bird = company.find(session, "bird")
        session.add(Alias(**about, name=f"Old {CANARY}", normal=f"old {CANARY.lower()}"))
        session.add(CustomerChannel(**about, channel_id=f"C{CANARY}", created_at=NOW))
        session.add(Contact(**about, name=f"Jane {CANARY}", email=f"jane@{CANARY}.example", likes="rowing"))
        session.add(SignOfLife(**about, kind=PURCHASE, day=TODAY, note=CANARY, created_at=NOW))
        session.add(Saying(**about, kind="like", words=CANARY, said_by=CANARY, by=ALICE, day=TODAY, created_at=NOW))
        promised = Known(**about, kind="promise", what=CANARY, day=TODAY, by=ALICE, since=NOW, created_at=NOW)
        know_acts.keep_known(session, bird, promised, ALICE, NOW, {})
        refer(session, bird, CANARY, None, TODAY, ALICE, NOW)
        put_on_rung(session, bird, Rung.MEMBER, ALICE, NOW)
        [thanks, _] = checks_of(session, OURS, "bird")
        moment_acts.answer(session, thanks, DONE, TODAY, ALICE, NOW)
        session.add(HandOver(**about, giver_id=ALICE, receiver_id=BOB, note=CANARY, asked_at=NOW, answer_by=NOW))
        session.add(Draft(team_id=OURS, command="touch", text=f"{CANARY} lunch", by=BOB, created_at=NOW))
        file = {"file_id": "F1", "by": MARIA, "name": f"{CANARY}.csv", "content": f"Customer\n{CANARY}".encode()}
        session.add(DroppedFile(team_id=OURS, preview={"similar": [[CANARY, "Bird"]]}, created_at=NOW, **file))
        session.add(Seen(team_id=OURS, id="command:1", at=NOW, answer={"text": f"Lunch with {CANARY}"}))
        session.flush()
        complaint_acts.open_complaint(session, bird, f"late delivery for {CANARY}", ALICE, NOW)
        acts.put_off(session, bird, date(2026, 12, 1), MARIA, f"{CANARY} moves", NOW)
        stocktake_acts.begin(session, OURS, MARIA, NOW)
        for grading in session.scalars(select(Grading).where(Grading.customer_id == "bird")):
            stocktake_acts.grade(session, grading, "B", f"{CANARY} grows", MARIA, NOW)
        leaving.lose(session, bird, Reason.PRICE, f"{CANARY} found it cheaper", MARIA, TODAY, NOW)


def touchbase(*arguments: str, typed: str = "", exit_code: int = 0) -> str:
    """Run a command and return what it says, in one line."""
    result = CliRunner().invoke(app, arguments, input=typed)
    assert result.exit_code == exit_code, result.output
    return result.output.replace("\n", " ")


def everything(storage: Storage) -> str:
    """Return all that is in the database, as it can be read."""
    with storage.reading.begin() as session:
        return "\n".join(str(tuple(row)) for t in SQLModel.metadata.sorted_tables for row in session.execute(select(t)))


def bytes_in(place: Path) -> bytes:
    """Return what is in the database's files, erased or not."""
    return b"".join(path.read_bytes() for path in sorted(place.glob("touchbase.db*")))


def of_others(storage: Storage) -> list[str]:
    """Return what is kept of another company, and of Acme."""
    return [line for line in everything(storage).splitlines() if f"'{THEIRS}'" in line or "'acme'" in line]


def audit(company: Company) -> list[Audit]:
    with company.writing() as session:
        return list(session.exec(sqlmodel.select(Audit).order_by(col(Audit.at), col(Audit.id))))


def member(company: Company, user_id: str) -> Member:
    with company.writing() as session:
        return session.get_one(Member, (OURS, user_id))
