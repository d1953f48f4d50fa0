"""A stocktake as a table: one row for every customer that it graded, for a spreadsheet, or for another Touchbase."""

from collections.abc import Iterator

from sqlmodel import Session

from models.exporting import Cells, as_money
from models.member import members_by_id
from models.stocktake import Stocktake
from models.stocktake_report import with_customers
from models.stocktake_rules import QUESTIONS
from models.workspace import Workspace

GRADINGS = [
    "Customer",
    "Customer ID",
    "Tier before",
    "Tier",
    "Suggested",
    "Why not as suggested",
    "Revenue",
    "Currency",
    *(name.capitalize() for name in QUESTIONS),
    "Graded by",
    "Graded on",
    "Taken back on",
    "Convert by",
    "Owner",
    "Decision",
    "Confirmed on",
]


def grading_rows(session: Session, workspace: Workspace, stocktake: Stocktake) -> Iterator[Cells]:
    """Return every grading, in order of the customers' names; answers are 1, 0 and -1."""
    members = members_by_id(session, workspace.team_id)
    confirmed = stocktake.closed_at.date().isoformat() if stocktake.closed_at else ""
    for grading, customer in with_customers(session, stocktake):
        people = [members.get(id_ or "") for id_ in (grading.graded_by, grading.owner_id)]
        graded_by, owner = ((person.email or person.name) if person else "" for person in people)
        known = grading.revenue_minor is not None
        yield [
            customer.name,
            customer.external_id or "",
            grading.tier_before or "",
            grading.tier or "",
            grading.suggested,
            grading.reason,
            as_money(grading.revenue_minor, workspace.currency),
            workspace.currency if known else "",
            *(str(answer) for answer in grading.answers.values()),
            graded_by,
            grading.graded_at.date().isoformat() if grading.graded_at else "",
            grading.taken_back_at.date().isoformat() if grading.taken_back_at else "",
            grading.deadline.isoformat() if grading.deadline else "",
            owner,
            grading.decision or "",
            confirmed,
        ]
