"""What the Annual Calendar has planned beside everything else that happens: one voice about a customer at a time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models import acts, complaint_acts
from models.calendar import missing, put_in, take_out
from models.customer import LEFT
from models.kind import Kind
from models.plan_and_actual import Sum, entries, sums
from models.reminder import settle
from models.touch import CALENDAR, PLANNED, SLACK, Touch
from models.working_time import working_time
from models.workspace import Workspace
from tests.company import ALICE, BOB, NOW, TODAY, Company, noise_around

DECEMBER = "2026-12-03"
"""Ninety-one days after Acme was last seen, on 3 September."""
NINE = " 08:00"  # nine in Berlin


def test_both_clocks_leave_it_to_the_calendar(company: Company) -> None:
    plan(company, DECEMBER)
    assert company.speaks() == {"due": None, "silent": None, "calendar": DECEMBER + NINE}


def test_a_plan_far_behind_lets_both_speak_until_two_weeks_before_it(company: Company) -> None:
    plan(company, "2027-02-10")
    assert company.speaks() == {
        "due": DECEMBER + NINE,
        "silent": "2027-01-04 08:00",
        "calendar": "2027-02-10 08:00",
    }


def later(company: Company) -> None:
    company.act(acts.put_off, date(2026, 12, 15), ALICE, "")


def handed_over(company: Company) -> None:
    company.act(acts.assign, BOB, ALICE)


def complaint(company: Company) -> None:
    company.act(complaint_acts.open_complaint, "late", ALICE, now=datetime(2026, 11, 30, 9, tzinfo=UTC))


def lost(company: Company) -> None:
    change(company, state=LEFT)


def nobody(company: Company) -> None:
    company.act(acts.assign, None, ALICE)


def ungraded_to_never(company: Company) -> None:
    company.act(acts.grade, "E", ALICE)


def slower(company: Company) -> None:
    company.act(acts.grade, "C", ALICE)


def booked(company: Company) -> None:
    company.book("2027-06-10")


def spoken_on_slack(company: Company) -> None:
    company.touch("2026-11-18", kind="message", source=SLACK, external_id="C1-1")


def not_needed(company: Company) -> None:
    company.act(acts.skip_round, date(2026, 12, 3), ALICE, "")


# what happens to Acme, of whom a visit is planned for 3 December, and when the calendar speaks of it then (UTC)
BESIDE: list[tuple[Any, str | None]] = [
    (later, "2026-12-15 08:00"),  # *Later* holds for the calendar as for every ordinary reason
    (handed_over, "2026-12-03 14:00"),  # the plan goes with the customer, and speaks in Bob's morning in New York
    (complaint, "2026-12-14 08:00"),  # rests while the complaint is open, fourteen days at most
    (nobody, None),  # there is nobody to tell; managers have the customer on their list
    (slower, "2026-12-03 08:00"),  # another tier moves nothing that stands
    (spoken_on_slack, "2026-12-03 08:00"),  # what logged itself takes nobody's place
]
SILENCED = [
    lost,  # the one thing said is how to part well
    ungraded_to_never,  # an E is owed nothing
    booked,  # a booking lets everything rest until the morning after
    not_needed,  # the round is closed
]


@pytest.mark.parametrize(("happens", "expected"), BESIDE)
def test_what_is_planned_is_spoken_of_when_it_should_be(company: Company, happens: Any, expected: str | None) -> None:
    plan(company, DECEMBER)
    happens(company)
    assert company.speaks()["calendar"] == expected


@pytest.mark.parametrize("happens", SILENCED)
def test_what_is_planned_is_not_spoken_of(company: Company, happens: Any) -> None:
    plan(company, DECEMBER)
    happens(company)
    assert "calendar" not in company.speaks()


def test_after_the_round_was_closed_the_next_plan_speaks(company: Company) -> None:
    plan(company, DECEMBER)
    plan(company, "2027-03-04")
    not_needed(company)
    assert company.speaks()["calendar"] == "2027-03-04 08:00"
    assert company.speaks()["due"] is None


def test_a_plan_asked_about_three_times_waits_for_a_manager_and_nothing_else_asks(company: Company) -> None:
    visit = plan(company, "2026-11-19")
    plan(company, "2027-02-18")
    for step, day in ((1, 19), (2, 24), (3, 27)):
        company.nudge(step, datetime(2026, 11, day, 8, tzinfo=UTC), "calendar", plan=visit)
    assert company.speaks() == {"due": None, "silent": None, "calendar": None}
    assert company.rows()["calendar"].step == 3


def test_after_a_touch_what_was_missed_before_is_not_asked_about_any_more(company: Company) -> None:
    missed = plan(company, "2026-09-20")
    plan(company, DECEMBER)
    done = company.touch("2026-11-18")
    assert done.planned_for == date.fromisoformat(DECEMBER)
    assert "calendar" not in company.speaks()
    assert company.find_touch(missed.id).state == PLANNED


@pytest.mark.parametrize(
    ("day", "takes"),
    [("2026-11-19", True), ("2026-10-20", True), ("2026-10-18", False)],  # half of 91 days is 45
)
def test_a_touch_within_half_a_cadence_takes_the_place(company: Company, day: str, takes: bool) -> None:
    visit = plan(company, DECEMBER)
    assert (company.touch(day).id == visit.id) is takes


def test_what_took_a_place_and_was_another_customers_gives_the_plan_back(company: Company) -> None:
    company.add("delta")
    plan(company, DECEMBER)
    done = company.touch("2026-11-18")
    with company.writing() as session:
        acme, touch = company.find(session, "acme"), session.get_one(Touch, (company.team_id, done.id))
        acts.change_touch(session, company.find(session, "delta"), touch, ALICE, NOW, customer_id="delta")
        acts.left_to_another(session, acme, touch, NOW)
    assert company.speaks()["calendar"] == DECEMBER + NINE
    assert company.find_touch(done.id).planned_for is None


def test_a_nudge_of_the_calendar_is_answered_by_any_touch_and_by_skipping_alone(company: Company) -> None:
    visit, further = plan(company, "2026-11-19"), plan(company, "2027-02-18")
    company.nudge(1, datetime(2026, 11, 19, 8, tzinfo=UTC), "calendar", plan=visit)
    company.act(acts.drop_plan, further, ALICE)
    assert outcomes(company) == [None]
    company.touch("2026-11-19", kind=Kind.CALL)
    assert outcomes(company) == ["done"]


def test_making_the_plan_is_no_act_a_later_stays_and_one_undo_leaves_nothing(company: Company) -> None:
    later(company)
    before = company.speaks()
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        assert put_in(session, workspace, ALICE, NOW) == 4
        assert missing(session, workspace, NOW).touches == []
    company.settle()
    assert company.speaks()["calendar"] >= "2026-12-15 08:00"
    with company.writing() as session:
        assert take_out(session, company.team_id, NOW, ALICE, NOW + timedelta(hours=1)) == (4, 0)
    company.settle()
    assert company.speaks() == before


def test_what_the_calendar_plans_counts_once_beside_the_due_day(company: Company) -> None:
    plan(company, "2026-12-10", kind="visit")
    company.touch("2026-11-18", kind="call")
    with company.writing() as session:
        working = working_time(session.get_one(Workspace, company.team_id))
        year = (TODAY - timedelta(days=30), TODAY + timedelta(days=60))
        found = entries(session, company.team_id, [company.find(session, "acme")], *year, working)
    assert sums(found, lambda one: one.kind) == {"visit": Sum(1, 0), "call": Sum(0, 1)}


class Planning(Company):
    def find_touch(self, touch_id: str) -> Touch:
        with self.writing() as session:
            return session.get_one(Touch, (self.team_id, touch_id))


@pytest.fixture
def company(sqlite):
    with noise_around(sqlite):
        planning = Planning(sqlite)
        planning.add(added_on=date(2026, 1, 5))
        planning.touch("2026-09-03", now=datetime(2026, 9, 3, 12, tzinfo=UTC))
        yield planning


def outcomes(company: Company) -> list[str | None]:
    return [nudge.outcome for nudge in company.nudges()]


def change(company: Company, **facts: Any) -> None:
    with company.writing() as session:
        customer = company.find(session, "acme")
        for name, value in facts.items():
            setattr(customer, name, value)
        settle(session, customer, NOW)


def plan(company: Company, day: str, kind: str = "visit") -> Touch:
    """Have the calendar plan a touch with Acme."""
    on = date.fromisoformat(day)
    planned = {"kind": kind, "state": PLANNED, "day": on, "planned_for": on, "planned_kind": kind, "two_way": True}
    about = {"team_id": company.team_id, "customer_id": "acme", "source": CALENDAR, "created_at": NOW}
    with company.writing() as session:
        session.add(touch := Touch(**planned, **about))
        settle(session, company.find(session, "acme"), NOW)
    return touch
