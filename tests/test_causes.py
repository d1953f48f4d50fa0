"""Causes of complaints that come again, how things are put right, and the recovery that the digest tells."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from live import ALICE, BOB, TEAM, Live
from live import words as words_of

from models.causes import Noted, alike, causes_in, normal
from models.causes_acts import tell_managers
from models.causes_quarter import course
from models.causes_told import names_somebody
from models.complaint import Complaint, ComplaintStep
from models.complaint_acts import open_complaint, recover, write_cause
from models.customer import Customer
from models.digest import digest_of
from models.saying import Saying
from models.week import week_of
from models.working_hours import hours_worked, working_hours
from models.workspace import Workspace
from templates import render

MARCH = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The van was loaded in the wrong order", "van loaded in wrong order", True),
        ("Night delivery", "delivery at night, nobody was there", True),  # the one stands in the other as a whole
        ("Carrier delivers at night", "the carrier delivered at night", True),
        ("Müller's label misprinted", "mullers labels misprinted", True),
        ("delivery", "delivery at night", False),  # one word in common makes no cause
        ("carrier late", "invoice late", False),
        ("the", "was", False),  # nothing is left of them
        ("", "", False),
    ],
)
def test_which_causes_are_the_same(one: str, other: str, same: bool) -> None:
    assert alike(normal(one), normal(other)) is same
    assert alike(normal(other), normal(one)) is same


def noted(id_: str, day: int, cause: str, *preventions: tuple[int, str], apart: bool = False) -> Noted:
    at = MARCH + day * DAY
    facts = {"words": "late", "opened_at": at, "round_opened_at": at, "reply_due_at": at, "cause": cause}
    customer = Customer(team_id=TEAM, id=id_, name=id_, normal=id_, added_on=at.date(), created_at=at)
    complaint = Complaint(team_id=TEAM, id=id_, customer_id=id_, **facts)
    return Noted(complaint, customer, [(MARCH + after * DAY, words) for after, words in preventions], apart)


def test_a_cause_is_counted_since_what_prevents_it_was_written_last() -> None:
    first, second = noted("acme", 0, "Loaded wrong", (1, "a checklist")), noted("delta", 9, "loaded wrongs")
    [cause] = causes_in([second, first])
    assert (cause.words, cause.prevention) == ("Loaded wrong", "a checklist")
    assert [one.customer.id for one in cause.again] == ["delta"]
    written_again = noted("delta", 9, "loaded wrong", (10, "the checklist"))
    assert causes_in([first, written_again])[0].again == [written_again], "the same again prevents nothing new"
    another = noted("delta", 9, "loaded wrong", (10, "two people load"))
    assert causes_in([first, another])[0].again == []
    assert [len(one.noted) for one in causes_in([first, noted("delta", 9, "loaded wrong", apart=True)])] == [1, 1]


def test_what_came_again_is_a_managers_to_decide_with_another_prevention(live: Live) -> None:
    prevented_once_and_again(live)
    answer = live.care("causes", user="maria")
    assert "“Carrier delivers at night”: *twice*, last on Tue 17 Nov" in answer
    assert "Acme and Delta" in answer
    assert "Prevention: the carrier rings first (prevented on Tue 3 Mar; once since)" in answer
    assert "Delta" not in live.care("causes").split("by quarter")[0], "Bob's is not Alice's to see"
    live.morning("tomorrow 09:05")
    assert "came again at *Delta*: prevented on Tue 3 Mar; once since" in live.brief("maria")
    [form] = live.tap_brief("maria", "What next?", within="came again", option="Another prevention…")["views"]
    live.practice.submit("maria", form["id"], {"prevention": "no deliveries after six"})
    assert "came again at" not in live.brief("maria")
    assert "no deliveries after six (prevented on Thu 19 Nov; not once since)" in live.care("causes", user="maria")


def test_not_the_same_cause_counts_apart_until_it_is_worded_anew(live: Live) -> None:
    prevented_once_and_again(live)
    live.care("causes", user="maria")
    answer = live.tap("maria", "What next?", option="Not the same cause")
    assert "what came since it was prevented counts for itself now" in words_of(answer)
    assert "None so far" in live.care("causes", user="maria")
    assert "2 causes came once" in live.care("causes", user="maria")
    assert "Taken back: *Delta*, that it is not the same cause." in live.touch("undo", user="maria")
    live.care("causes", user="maria")
    live.tap("maria", "What next?", option="Not the same cause")
    [form] = live.tap("maria", "Cause and prevention")["views"]
    live.practice.submit("maria", form["id"], {"words": "carrier delivers at night again"})
    assert "*twice*" in live.care("causes", user="maria")


def test_what_has_no_cause_is_named_to_its_champion_and_to_managers_and_written_with_a_tap(live: Live) -> None:
    for place in range(6):
        complained(live, f"acme{place}", MARCH + place * DAY, "", "", MARCH + place * DAY)
    complained(live, "delta", MARCH + 9 * DAY, "", "", MARCH + 9 * DAY, champion_id=BOB)
    said = live.care("causes")
    assert "no cause written down yet*: 6 complaints of your customers" in said
    assert "*Delta*, put right" not in said
    assert "And 1 more" in said
    said = live.care("causes", user="maria")
    assert '*Delta*, put right on Thu 12 Mar: "nobody was there to take it"' in said
    [form] = live.tap("maria", "Write the cause", within="Delta")["views"]
    live.practice.submit("maria", form["id"], {"words": "no address"})
    assert "no cause written down yet*: 6 complaints" in live.care("causes", user="maria")


def test_the_digest_tells_the_weeks_best_recovery_only_after_its_champions_yes(live: Live) -> None:
    put_right(live, "acme", "replaced the unit the same day")
    asked = "*Acme is happy again.* May the digest tell it, if it is the week's best? “Alice"
    assert asked in live.brief("alice")
    assert "put a complaint right on the same day (“replaced the unit the same day”)" in live.brief("alice")
    assert "recovery of the week" not in digest_so_far(live)
    live.tap_brief("alice", "Rather not")
    assert "the digest does not tell of it." in live.brief("alice")
    assert "recovery of the week" not in digest_so_far(live)
    live.tap_brief("alice", "Undo", within="does not tell")
    live.tap_brief("alice", "Tell it")
    assert "the digest tells how it was put right, if it is the week's best." in live.brief("alice")
    told = digest_so_far(live)
    assert "*The recovery of the week*: Alice" in told
    assert "“replaced the unit the same day”" in told
    assert "Acme" not in told.split("recovery of the week")[1].split("happy again")[0]
    live.go_to("2026-11-26 09:05")
    assert "digest tell" not in live.brief("alice"), "asked once"


def test_a_name_of_theirs_is_told_only_with_their_consent(live: Live) -> None:
    put_right(live, "acme", "called Jane at Acme before noon")
    assert "put a complaint right on the same day, and they say they are happy again." in live.brief("alice")
    with live.bot.storage.database.begin() as session:
        now = live.bot.clock.now()
        facts = {"words": "They rang at once", "may_quote": True, "moment": "wrong", "day": now.date()}
        session.add(Saying(team_id=TEAM, customer_id="acme", kind="praise", created_at=now, **facts))
    live.tap_brief("alice", "Tell it")
    assert "put a complaint of *Acme* right on the same day (“called Jane at Acme" in digest_so_far(live)


@pytest.mark.parametrize(
    ("words", "found"),
    [("called Jane", True), ("jane's unit", True), ("Röder replaced it", True), ("by noon", False), ("the of", False)],
)
def test_which_words_name_somebody_of_theirs(words: str, found: bool) -> None:
    assert names_somebody(words, ["Jane Doe", "Roder & Co of Noo"]) is found


def digest_so_far(live: Live) -> str:
    """Return what the digest would tell of this week, as it stands."""
    with live.reading() as session:
        workspace = session.get_one(Workspace, TEAM)
        week = week_of(date(2026, 11, 19))
        digest = digest_of(session, workspace, week, live.bot.clock.now())
    return str(render("digest/digest", workspace, digest=digest, workspace=workspace, today=week.monday, plain=True))


def put_right(live: Live, id_: str, words: str) -> None:
    """Let a complaint have been put right within an hour a week ago; asked, they say that they are happy again."""
    live.add(id_, last=date(2026, 8, 10), tier="C")
    at = datetime(2026, 11, 12, 9, tzinfo=UTC)
    with live.bot.storage.database.begin() as session:
        customer = session.get_one(Customer, (TEAM, id_))
        complaint = open_complaint(session, customer, "the unit is broken", ALICE, at)
        recover(session, customer, complaint, words, ALICE, at + HOUR)
    live.morning("tomorrow 09:05")
    live.tap_brief("alice", "They said so")


STEPS = {
    "in the hour": ([("answered", 1), ("recovered", 3)], [], (1, 0, True, None, None)),
    "put right at once": ([("recovered", 2)], [], (2, 0, True, None, None)),
    "too late, over a night": ([("recovered", 24)], [], (8, 1, False, None, None)),
    "nobody has answered": ([], [], (None, None, False, None, None)),
    "asked after a week, no word": ([("recovered", 1)], [170], (1, 0, True, False, None)),
    "happy after a week, and after a month": (
        [("recovered", 1), ("said_happy", 170), ("said_happy", 725)],
        [169, 720],
        (1, 0, True, True, True),
    ),
    "we think so": ([("recovered", 1), ("thought_happy", 170)], [169], (1, 0, True, False, None)),
    "opened again after a week": ([("recovered", 1), ("reopened", 170)], [169], (1, None, True, False, None)),
}


@pytest.mark.parametrize("story", STEPS)
def test_an_answer_is_timed_in_working_hours_and_a_recovery_in_days(
    story: str,
) -> None:
    steps, asked, expected = STEPS[story]
    opened = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday, ten in Berlin
    done = [hours for kind, hours in steps if kind == "recovered"]
    facts = {"opened_at": opened, "round_opened_at": opened, "reply_due_at": opened + 2 * HOUR}
    complaint = Complaint(team_id=TEAM, customer_id="acme", words="late", **facts)
    complaint.recovered_at = opened + done[0] * HOUR if done and steps[-1][0] != "reopened" else None
    about = {"team_id": TEAM, "complaint_id": "c", "customer_id": "acme", "by": ALICE}
    kept = [ComplaintStep(kind=kind, created_at=opened + after * HOUR, **about) for kind, after in steps]
    hours = working_hours(Workspace(team_id=TEAM, zone="Europe/Berlin"))
    sent = [opened + after * HOUR for after in asked]
    went = course(complaint, opened + 2 * HOUR, kept, sent, hours, opened + 900 * HOUR)
    replied = went.replied and int(went.replied / HOUR)
    assert (replied, went.recovered, went.in_time, went.week, went.month) == expected


def test_a_weekend_and_a_night_are_no_working_time() -> None:
    hours = working_hours(Workspace(team_id=TEAM, zone="Europe/Berlin"))
    friday = datetime(2026, 3, 6, 15, tzinfo=UTC)  # four in Berlin; work ends at five
    assert hours_worked(friday, friday + 2 * DAY, hours) == HOUR
    assert hours_worked(friday, datetime(2026, 3, 9, 9, tzinfo=UTC), hours) == 2 * HOUR
    assert hours_worked(friday, friday, hours) == timedelta()


def prevented_once_and_again(live: Live) -> None:
    """Night deliveries were prevented at Acme's in March, and have come again at Delta's yesterday."""
    complained(live, "acme", MARCH - DAY, "Carrier delivers at night", "the carrier rings first", MARCH)
    yesterday = datetime(2026, 11, 17, 9, tzinfo=UTC)
    complained(live, "delta", yesterday, "the carrier delivered at night", "", yesterday + DAY, champion_id=BOB)


def complained(
    live: Live, id_: str, at: datetime, cause: str, prevention: str, written_at: datetime, **facts: Any
) -> None:
    """Let a customer have complained, an hour later it was put right, and the cause was written."""
    live.add(id_, last=date(2026, 11, 10), tier="C", **facts)
    with live.bot.storage.database.begin() as session:
        customer = session.get_one(Customer, (TEAM, id_))
        complaint = open_complaint(session, customer, "nobody was there to take it", ALICE, at)
        recover(session, customer, complaint, "came again by day", ALICE, at + HOUR)
        if cause:
            write_cause(session, customer, complaint, cause, prevention, ALICE, written_at)
            tell_managers(session, complaint, live.bot.clock.now())
