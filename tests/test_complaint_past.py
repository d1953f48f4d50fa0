"""Complaints from before Touchbase: an operator's table becomes what causes and quarters are counted from."""

from company import NOW, OURS, Company
from sqlmodel import col, select

from bot.database import Storage
from models.causes import repeated
from models.causes_found import causes_of
from models.complaint import CONFIRMED, Complaint
from models.complaint_past import bring_in
from models.importing.report import Trouble
from models.importing.spreadsheet import read_sheet
from models.reminder import Reminder
from models.workspace import Workspace

PAST = """\
Customer,Complaint,Complained at,Answered at,Put right at,Put right by,Happy again at,Reopened at,Put right again at,\
Cause,Prevention
Acme,Late again,2026-02-03 10:00,2026-02-03 11:00,2026-02-04,Alice,,,,Night delivery,
Delta,Late,2026-04-01 10:00,,2026-04-02 09:00,,2026-05-20,2026-04-10 09:00,2026-04-11 12:00,\
delivery at night,the carrier rings first
Acme,Wrong invoice,2026-11-04 10:00,,2026-11-05 09:00,,2026-11-12 09:00,,,,
Acme,Not put right,2026-11-04 10:00,,,,,,,,
Zorro,Late,2026-04-01 10:00,,2026-04-02 09:00,,,,,,
Acme,Backwards,2026-04-03 10:00,,2026-04-02 09:00,,,,,,
"""


def test_complaints_from_before_are_learned_from_and_only_the_latest_are_followed_up(storage: Storage) -> None:
    company = Company(storage)
    for name in ("acme", "delta"):
        company.add(name)
    before = (company.rows("acme"), company.customer("acme"))
    wrong = [(5, Trouble.NO_TIME), (6, Trouble.UNKNOWN_CUSTOMER), (7, Trouble.OUT_OF_ORDER)]
    assert came(company, PAST) == (3, 0, wrong)
    assert came(company, PAST) == (0, 3, wrong), "the same file twice changes nothing"
    assert (company.rows("acme"), company.customer("acme")) == before
    with company.writing() as session:
        found = session.exec(select(Complaint).order_by(col(Complaint.opened_at))).all()
        assert [(one.customer_id, one.round, one.state, one.cause) for one in found] == [
            ("acme", 1, CONFIRMED, "Night delivery"),  # nobody knows a word of theirs: a month later we think so
            ("delta", 2, CONFIRMED, "delivery at night"),
            ("acme", 1, CONFIRMED, ""),
        ]
        [cause] = repeated(causes_of(session, OURS, NOW))
        assert (len(cause.noted), cause.prevention, len(cause.again)) == (2, "the carrier rings first", 0)
        asked = session.exec(select(Reminder.subject_id).where(Reminder.subject_kind == "complaint")).all()
        assert set(asked) == {found[2].id}


def came(company: Company, table: str) -> tuple[int, int, list[tuple[int, Trouble]]]:
    """Bring in a table of past complaints; return how many were new, how many known, and what was refused why."""
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        found = bring_in(session, workspace, read_sheet(table.encode()), "import", NOW)
        return found.new, found.known, [(one.row, one.trouble) for one in found.report.problems]
