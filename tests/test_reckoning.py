"""Worth, profile, groups and coverage are reckoned by the database: the same on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.answers import Answers
from models.calendar import missing, put_in
from models.calendar_heat import heat_of
from models.calendar_surplus import latest_taken_out, put_back, take_out_surplus
from models.complaint import Complaint
from models.cost import set_costs
from models.coverage import coverage
from models.group_rollup import heads, rollups
from models.kind import Kind
from models.plan import measured
from models.profile import Profile
from models.profile_figures import drift_of
from models.rung import Rung
from models.sign_of_life import PURCHASE, REPLY, SignOfLife
from models.workspace import Workspace
from models.worth import Costs, last_year
from models.worth_figures import figures_of, worths_in
from tests.company import ALICE, MARIA, Company, make_noise

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
BOUGHT = [("acme", 9, 1_000_00), ("acme", 99, 250_50), ("acme", 500, 4_000_00), ("delta", 30, None), ("delta", 31, 1)]


@pytest.fixture
def company(storage):
    """Return Acme with its child Delta, and Echo, who stated their revenue, each with some history."""
    make_noise(storage)
    company = Company(storage)
    company.add(revenue_minor=9)
    company.add("delta", parent_id="acme", tier=None, cadence_days=30, rung=Rung.ADVOCATE)
    company.add("echo", revenue_minor=365_00, added_on=TODAY - timedelta(days=900), champion_id=None)
    company.touch("2026-10-01")
    company.touch("2026-10-02", customer_id="delta", kind="call")
    company.touch("2025-01-01", customer_id="delta")
    with company.writing() as session:
        about = {"team_id": company.team_id, "created_at": NOW}
        for customer_id, days_ago, minor in BOUGHT:
            day = TODAY - timedelta(days=days_ago)
            session.add(SignOfLife(customer_id=customer_id, kind=PURCHASE, day=day, amount_minor=minor, **about))
        session.add(SignOfLife(customer_id="echo", kind=REPLY, day=TODAY, **about))
        session.add(SignOfLife(customer_id="echo", kind=PURCHASE, day=TODAY, undone_at=NOW, **about))
    return company


def test_worth_is_the_same_on_both_databases(company: Company) -> None:
    with company.writing() as session:
        set_costs(session, company.team_id, Costs(50_00, {"lunch": 60_00, "call": 15_00}), MARIA, NOW)
        customers = [company.find(session, id_) for id_ in ("acme", "delta", "echo")]
        found = figures_of(session, customers, TODAY)
    assert [one.lately.minor for one in found.values()] == [565_25, -14_99, 182_50]
    assert [(year, worth.minor) for year, worth in found["acme"].years] == [(2025, 2_000_00), (2026, 565_25)]
    assert found["echo"].lately.stated


def test_profile_and_drift_are_the_same_on_both_databases(company: Company) -> None:
    with company.writing() as session:
        drift = drift_of(session, company.team_id, TODAY)
    assert (drift.now, drift.unknown) == (Profile(0, 1, 1), 1)
    assert drift.charted[0] == (date(2025, 9, 30), Profile(1, 0, 1))
    assert [profile for _, profile in drift.quarters[-3:]] == [Profile(1, 0, 1), Profile(0, 1, 1), Profile(0, 1, 1)]


def test_plan_answers_and_the_year_ahead_are_the_same_on_both_databases(company: Company) -> None:
    for day in ("2026-10-05", "2026-10-30"):
        company.touch(day, customer_id="acme", kind="email")
    company.book("2026-12-24", customer_id="acme", kind="visit")
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        assert measured(session, workspace, TODAY).answers == (Answers(Kind.EMAIL, 2, 1),)
        assert len(missing(session, workspace, NOW).touches) == put_in(session, workspace, MARIA, NOW) > 0
        session.flush()
        assert missing(session, workspace, NOW).surplus == []
        company.find(session, "delta").cadence_days = 90
        surplus = missing(session, workspace, NOW).surplus
        assert {touch.customer_id for touch in surplus} == {"delta"}
        before = heat_of(session, workspace, TODAY, None)
        take_out_surplus(session, company.team_id, surplus, MARIA, NOW + timedelta(hours=1))
        session.flush()
        assert heat_of(session, workspace, TODAY, None).count == before.count - len(surplus)
        out = latest_taken_out(session, company.team_id, NOW + timedelta(hours=2))
        assert out
        assert put_back(session, company.team_id, out.at.isoformat(), MARIA, NOW + timedelta(hours=2)) == len(surplus)
        session.flush()
        assert heat_of(session, workspace, TODAY, None) == before


def test_groups_and_coverage_are_the_same_on_both_databases(company: Company) -> None:
    with company.writing() as session:
        about = {"team_id": company.team_id, "customer_id": "delta", "words": "late", "opened_by": ALICE}
        session.add(Complaint(opened_at=NOW, round_opened_at=NOW, reply_due_at=NOW, **about))
        session.flush()
        assert [one.id for one in heads(session, company.team_id)] == ["acme"]
        [found] = rollups(session, company.team_id, ["acme"], TODAY).values()
        assert sorted(one.id for one in found.customers) == ["acme", "delta"]
        each = worths_in(session, found.customers, last_year(TODAY))
        assert found.worth == each["acme"] + each["delta"]
        assert (found.worth.minor, found.touches, found.open_complaints, found.past_complaints) == (1250_51, 2, 1, 0)
        found = coverage(session, company.team_id)
    assert [one.id for one in found.without_champion] == ["echo"]
    assert [(member.user_id, load.customers) for member, load in found.loads] == [(ALICE, 2)]
    assert [one.id for one in found.ungraded] == [one.customer.id for one in found.varied] == ["delta"]
