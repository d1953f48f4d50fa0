"""The digest: once for every ISO week, on a working day, late rather than never; and what it says."""

import re
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlmodel import col, select

from handlers import digest as feature
from models import acts
from models.customer import Customer
from models.digest import bounds, find_reminder, first_post, last_post, post_at, settle_digest
from models.member import find_member
from models.message import Message
from models.reminder import Reminder, settle_all
from models.settling import RESETTLE, settle_workspace_soon
from models.sign_of_life import PURCHASE, REPLY, SignOfLife
from models.week import week_named, week_of
from models.working_time import working_time
from models.workspace import Workspace
from practice.block_kit import errors
from tests.company import ALICE, BOB, MARIA, Company, make_noise

# settings that differ from Monday 09:00 in Berlin with German holidays; the week of the post; the instant in UTC
POSTS = [
    ({}, "2026-W48", "2026-11-23 08:00"),
    ({}, "2026-W30", "2026-07-20 07:00"),
    ({}, "2026-W13", "2026-03-23 08:00"),
    ({}, "2026-W14", "2026-03-30 07:00"),  # the clocks went forward on Sunday
    ({}, "2026-W44", "2026-10-26 08:00"),  # and back
    ({}, "2026-W15", "2026-04-07 07:00"),  # Easter Monday: Tuesday
    ({"country": None}, "2026-W15", "2026-04-06 07:00"),  # nobody said which holidays
    ({"digest_weekday": 4}, "2026-W14", "2026-04-07 07:00"),  # Good Friday: over Easter, into the next week
    ({"digest_weekday": 4, "country": "GB-ENG"}, "2026-W53", "2027-01-04 08:00"),  # New Year's Day
    ({"digest_weekday": 6}, "2026-W48", "2026-11-23 08:00"),  # nobody works on Sundays: always Mondays
    ({"digest_weekday": 6, "working_days": "0123456"}, "2026-W48", "2026-11-29 08:00"),
    ({"digest_weekday": 5, "working_days": "13"}, "2026-W48", "2026-11-24 08:00"),
    ({"digest_at": "16:30"}, "2026-W48", "2026-11-23 15:30"),
    ({"zone": "Asia/Kolkata", "country": None}, "2026-W48", "2026-11-23 03:30"),
    ({"zone": "Pacific/Auckland", "country": None}, "2026-W48", "2026-11-22 20:00"),  # Monday there
    ({"zone": "America/New_York", "digest_at": "23:00", "country": None}, "2026-W48", "2026-11-24 04:00"),
    ({"digest_at": "02:30", "digest_weekday": 6, "working_days": "6"}, "2026-W13", "2026-03-29 01:30"),  # skipped
    ({"digest_at": "02:30", "digest_weekday": 6, "working_days": "6"}, "2026-W43", "2026-10-25 00:30"),  # comes twice
]


@pytest.mark.parametrize(("settings", "week", "expected"), POSTS)
def test_the_digest_comes_at_its_hour_in_the_workspaces_zone_or_the_next_working_day(settings, week, expected):
    workspace = a_workspace(**settings)
    assert post_at(week_named(week), workspace, working_time(workspace)) == at(expected)


# the last two Fridays were holidays
@example(datetime(2027, 1, 5, 12, tzinfo=UTC), "Europe/Berlin", "DE-BY", 4, "4", time(9))
@given(
    st.integers(0, 5 * 366 * 24 * 60).map(lambda minutes: at("2025-01-01 00:00") + timedelta(minutes=minutes)),
    st.sampled_from(["Europe/Berlin", "Asia/Kolkata", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe"]),
    st.sampled_from([None, "DE-BY", "GB", "IN", "US"]),
    st.integers(0, 6),
    st.text("0123456", min_size=1, max_size=7),
    st.times(),
)
def test_the_next_digest_is_never_in_the_past_and_never_on_a_day_off(now, zone, country, weekday, days, hour):
    workspace = a_workspace(
        zone=zone, country=country, digest_weekday=weekday, working_days=days, digest_at=f"{hour:%H:%M}"
    )
    working = working_time(workspace)
    first, last = first_post(workspace, now), last_post(workspace, now)
    assert post_at(last, workspace, working) <= now
    assert post_at(last.later(1), workspace, working) > now
    assert post_at(first, workspace, working) >= now
    assert post_at(first.later(-1), workspace, working) < now
    assert working.is_working_day(working.today(post_at(first, workspace, working)))


def test_without_a_channel_nothing_is_planned(company):
    change(company, at("2026-11-19 09:00"), digest_channel=None)
    assert waits(company) is None
    assert plan(company, at("2026-11-23 08:00")) == []


def test_the_reminder_goes_with_the_channel_and_nothing_else_goes(company):
    with company.writing() as session:
        settle_workspace_soon(session, company.team_id, at("2026-11-19 09:00"))
    change(company, at("2026-11-19 09:00"), digest_channel=None)
    assert waits(company) is None
    with company.writing() as session:
        rows = session.exec(select(Reminder).where(Reminder.team_id == company.team_id))
        assert [row.reason for row in rows] == [RESETTLE]


def test_on_monday_the_digest_of_last_week_is_promised_to_its_channel(company):
    assert plan(company, at("2026-11-23 07:59")) == []
    assert plan(company, at("2026-11-23 08:00")) == ["digest:T1:2026-W47"]
    message = messages(company)[0]
    assert (message.recipient, message.feature, message.subject) == ("C1", "digest", "2026-W47")
    assert waits(company) == message.expires_at == at("2026-11-30 08:00")


def test_however_often_it_is_planned_it_is_promised_once(anywhere):
    for _ in range(3):
        assert plan(anywhere, at("2026-11-23 08:00")) == ["digest:T1:2026-W47"]
    change(anywhere, at("2026-11-23 09:00"))
    assert plan(anywhere, at("2026-11-23 10:00")) == ["digest:T1:2026-W47"]


@pytest.mark.parametrize(
    ("stopped_until", "promised"),
    [
        ("2026-11-24 17:00", "2026-W47"),  # a day late
        ("2026-11-29 23:00", "2026-W47"),  # on the last evening
        ("2026-11-30 07:59", "2026-W47"),
        ("2026-11-30 08:00", "2026-W48"),  # a week late: the new one only
        ("2027-01-03 12:00", "2026-W52"),
        ("2027-01-04 08:00", "2026-W53"),
        ("2027-01-11 08:00", "2027-W01"),
        ("2027-11-10 08:00", "2027-W44"),
    ],
)
def test_after_a_stop_the_latest_digest_alone_is_posted(company, stopped_until, promised):
    assert plan(company, at(stopped_until)) == [f"digest:T1:{promised}"]
    assert waits(company) > at(stopped_until)


# when (UTC; Monday 09:00 in Berlin is 08:00) what was changed; what was promised until Tuesday evening, a week later
CHANGES = [
    ("2026-11-23 07:00", {"digest_at": "08:00"}, ["W47"], ["W47", "W48"]),  # at this very moment
    ("2026-11-23 07:30", {"digest_at": "08:00"}, ["W47"], ["W47", "W48"]),  # half an hour ago: it is still owed
    ("2026-11-23 07:30", {"digest_at": "11:00"}, ["W47"], ["W47", "W48"]),
    ("2026-11-23 09:00", {"digest_at": "11:00"}, ["W47"], ["W47", "W48"]),  # it has been posted
    ("2026-11-23 09:00", {"digest_weekday": 1}, ["W47"], ["W47", "W48"]),
    ("2026-11-23 07:00", {"digest_weekday": 3}, [], ["W47"]),  # on Thursday, and the next on Thursday week
    ("2026-11-22 12:00", {"digest_weekday": 4}, [], ["W47"]),
    ("2026-11-23 09:00", {"digest_channel": "C2"}, ["W47"], ["W47", "W48"]),
    ("2026-11-23 07:00", {"zone": "America/New_York"}, ["W47"], ["W47", "W48"]),
    ("2026-11-23 07:00", {"zone": "Asia/Tokyo"}, ["W47"], ["W47", "W48"]),  # nine o'clock is over there
    ("2026-11-23 09:00", {"digest_channel": None}, ["W47"], ["W47"]),
    ("2026-11-23 07:00", {"digest_channel": None}, [], []),
]


@pytest.mark.parametrize(("when", "changes", "by_tuesday", "a_week_later"), CHANGES)
def test_a_change_of_settings_neither_skips_a_week_nor_tells_it_twice(company, when, changes, by_tuesday, a_week_later):
    tick_until(company, "2026-11-22 00:00", when)
    change(company, at(when), **changes)
    tick_until(company, when, "2026-11-24 20:00")
    assert [message.subject[5:] for message in messages(company)] == by_tuesday
    tick_until(company, "2026-11-24 20:00", "2026-12-01 20:00")
    assert [message.subject[5:] for message in messages(company)] == a_week_later


def test_a_channel_that_is_chosen_on_wednesday_gets_its_first_digest_on_monday(company):
    change(company, at("2026-11-18 09:00"), digest_channel=None)
    change(company, at("2026-11-18 10:00"), digest_channel="C2")
    assert waits(company) == at("2026-11-23 08:00")


def test_a_quarter_has_thirteen_digests_each_of_another_week(company):
    tick_until(company, "2026-11-23 00:00", "2027-02-22 00:00", every=timedelta(hours=8))
    promised = [message.subject for message in messages(company)]
    assert promised == [week_of(date(2026, 11, 16)).later(place).name for place in range(13)]
    assert all(message.created_at.weekday() == 0 for message in messages(company))


def test_who_has_nobody_in_care_is_told_nothing(empty):
    change(empty, at("2026-11-19 09:00"), digest_channel="C1")
    plan(empty, at("2026-11-23 08:00"))
    assert said(empty, at("2026-11-23 08:00")) is None


def test_a_week_is_told_by_its_numbers(anywhere):
    a_busy_week(anywhere)
    a_busy_week(Company(anywhere.storage, "T3"))  # the very same week of another company
    plan(anywhere, at("2026-11-23 08:00"))
    told = said(anywhere, at("2026-11-23 08:00"))
    assert errors(told, "message") == []
    assert told["text"].splitlines() == [
        "Customer care, 16–22 Nov",
        "*3 touches made, 2 planned.* Four weeks: 4 made, 3 planned.",
        "*€170k a year has not heard from us as planned or has gone quiet.* 2 touches cover €150k of it; 4 customers "
        "wait in all, 1 of unknown revenue. `/care due` tells each champion who waits for them.",
        "*Thank you, Alice*: 3 touches with 2 customers.",
        "*Moved*: Acme A → B; Delta is a key customer now.",
        "*Came back to buy*: Golf.",
        "*New in our care*: Hilltop.",
        "*Heard from customers*: 1 reply and 2 purchases (€12k).",
        "*The next seven days*: 2 touches, 1 booked and 1 coming due. 1 customer has no champion yet; "
        "`/care assign acme @alice` is how to choose one.",
        "Touches made and planned, by week",
        "Made: 9 Nov 1, 16 Nov 3",
        "Planned: 9 Nov 1, 16 Nov 2",
        "Planned is what stood in the calendar, was booked for the week or fell due in it. Set up by Maria; managers "
        "can change day, hour and channel.",
    ]


def test_where_there_are_no_charts_the_same_is_said_in_words(company):
    a_busy_week(company)
    plan(company, at("2026-11-23 08:00"))
    chart, words = (said(company, at("2026-11-23 08:00"), plain=plain) for plain in (False, True))
    assert [block["type"] for block in chart["blocks"]].count("data_visualization") == 1
    assert [block["type"] for block in words["blocks"]].count("data_visualization") == 0
    assert "Made and planned by week: from 9 Nov 1 and 1; from 16 Nov 3 and 2." in words["text"]


def test_nobody_who_is_late_is_named(company):
    company.add("acme", revenue_minor=41_000_000)
    company.add("delta", champion_id=BOB)
    company.touch("2026-11-17", by=ALICE)
    plan(company, at("2026-11-23 08:00"))
    text = said(company, at("2026-11-23 08:00"))["text"]
    assert "1 customer has not heard from us as planned and has gone quiet" in text
    assert not re.search("Bob|Delta|UBOB|%|!", text)


def test_a_week_in_which_nothing_happened_is_told_shortly(company):
    company.add(added_on=date(2026, 11, 19))
    plan(company, at("2026-11-23 08:00"))
    assert said(company, at("2026-11-23 08:00"))["text"].splitlines()[:-1] == [
        "Customer care, 16–22 Nov",
        "*No touch was planned, and none is recorded.*",
        "Nobody waits: every customer is on plan and in touch with us, or has a touch booked.",
        "*The next seven days*: nothing is booked, and nothing comes due.",
    ]


def test_a_digest_that_comes_late_tells_of_its_week_what_it_was_and_of_the_rest_how_it_is(company):
    company.add(revenue_minor=1_000_000)
    company.add("delta", revenue_minor=2_000_000)
    company.touch("2026-11-24", now=at("2026-11-24 12:00"))
    plan(company, at("2026-11-25 08:00"))
    text = said(company, at("2026-11-25 08:00"))["text"]
    assert "*No touch was planned, and none is recorded.*" in text
    assert "*€20k a year has not heard from us as planned and has gone quiet.* 1 touch covers it." in text


def test_money_is_in_the_workspaces_currency(company):
    change(company, at("2026-11-19 09:00"), currency="GBP")
    company.add(revenue_minor=41_000_000)
    plan(company, at("2026-11-23 08:00"))
    assert "*£410k a year has not heard" in said(company, at("2026-11-23 08:00"))["text"]


def test_a_manager_sees_the_next_digest_as_it_stands_before_it_is_posted(company):
    company.add()
    company.touch("2026-11-17")
    shown = preview(company, MARIA, at("2026-11-18 09:00"))
    assert errors(shown, "message") == []
    assert shown["text"].startswith(
        "Preview, for you alone, of the week so far. It goes to <#C1> on Mon 23 Nov at 09:00, then with a chart.\n"
        "Customer care, 16–22 Nov\n*1 touch made; none was planned.*"
    )
    assert messages(company) == []


def test_on_the_morning_itself_the_preview_shows_what_is_about_to_be_posted_and_then_the_next(company):
    company.add()
    assert "Customer care, 16–22 Nov" in preview(company, MARIA, at("2026-11-23 07:00"))["text"]
    plan(company, at("2026-11-23 08:00"))
    assert "Customer care, 23–29 Nov" in preview(company, MARIA, at("2026-11-23 09:00"))["text"]


def test_without_a_channel_the_preview_says_how_to_choose_one(company):
    company.add()
    change(company, at("2026-11-18 09:00"), digest_channel=None)
    assert "It goes nowhere yet: choose a channel" in preview(company, MARIA, at("2026-11-18 09:00"))["text"]


def test_the_preview_of_an_empty_company_says_what_to_do(empty):
    assert "`/care import`" in preview(empty, MARIA, at("2026-11-18 09:00"))["text"]


def test_a_week_begins_and_ends_at_midnight_where_the_workspace_is():
    working = working_time(a_workspace())
    assert bounds(week_named("2026-W43"), working) == (at("2026-10-18 22:00"), at("2026-10-25 23:00"))  # 169 hours


def test_a_thousand_customers_take_as_many_questions_as_one(anywhere):
    anywhere.add("first")
    few = queries(anywhere)
    with anywhere.writing() as session:
        about = {"team_id": anywhere.team_id, "tier": "A", "champion_id": ALICE}
        dates = {"added_on": date(2026, 1, 5), "created_at": at("2026-01-05 08:00")}
        many = [Customer(name=f"C{n}", normal=f"c{n}", id=f"c{n}", **about, **dates) for n in range(1000)]
        session.add_all(many)
        session.flush()
        settle_all(session, anywhere.team_id, many, at("2026-11-19 08:00"))
    assert queries(anywhere) == few


@pytest.fixture
def empty(sqlite):
    """Our company without customers, beside one that has the same ids."""
    make_noise(sqlite)
    return Company(sqlite)


@pytest.fixture
def company(empty):
    """Our company, whose digest comes to a channel of its own; it was set up by Maria on Thursday."""
    return with_a_channel(empty)


@pytest.fixture
def anywhere(storage):
    """The same company on SQLite, and on PostgreSQL."""
    make_noise(storage)
    return with_a_channel(Company(storage))


def with_a_channel(company):
    change(company, at("2026-11-19 09:00"), digest_channel="C1", set_up_by=MARIA)
    return company


def at(text):
    return datetime.fromisoformat(f"{text}+00:00")


def a_workspace(**settings):
    return Workspace(**{"team_id": "T1", "zone": "Europe/Berlin", "country": "DE", "digest_channel": "C1"} | settings)


def change(company, now, **settings):
    """Keep settings as `/care settings` does."""
    with company.writing() as session:
        workspace = session.get_one(Workspace, company.team_id)
        for name, value in settings.items():
            setattr(workspace, name, value)
        settle_digest(session, workspace, now)


def waits(company):
    with company.writing() as session:
        row = find_reminder(session, company.team_id)
        return row and row.remind_at


def plan(company, now):
    """Tick once; return the keys of all digests promised so far, in their order."""
    with company.writing() as session:
        feature.plan(session, company.team_id, now)
    return [message.key for message in messages(company)]


def tick_until(company, begin, end, every=timedelta(hours=1)):
    """Plan again and again from one instant up to, not including, another."""
    moment, until = at(begin), at(end)
    with company.writing() as session:
        while moment < until:
            feature.plan(session, company.team_id, moment)
            moment += every


def messages(company):
    with company.writing() as session:
        rows = select(Message).where(Message.team_id == company.team_id, Message.feature == "digest")
        return session.exec(rows.order_by(col(Message.created_at))).all()


def said(company, now, plain=False):
    message = messages(company)[-1]
    message.plain = plain
    with company.writing() as session:
        return feature.compose(session, message, now)


def preview(company, user_id, now):
    shown = SimpleNamespace()
    with company.writing() as session:
        member = find_member(session, company.team_id, user_id)
    feature.preview(lambda **answer: vars(shown).update(answer), company.storage.reading, member, now)
    return vars(shown)


def queries(company):
    """Count what a digest asks of the database."""
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    plan(company, at("2026-11-23 08:00"))
    for engine in company.storage.engines:
        event.listen(engine, "before_cursor_execute", note)
    said(company, at("2026-11-23 08:00"))
    for engine in company.storage.engines:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def a_busy_week(company):
    """Touch two customers three times and one the week before; four wait; one comes due next week, one is new."""
    thursday = at("2026-11-19 09:00")
    company.add("acme", revenue_minor=41_000_000)
    company.touch("2026-11-10", by=BOB)
    company.touch("2026-11-17")
    company.act(acts.grade, "B", MARIA, now=thursday)
    company.add("delta", champion_id=BOB)
    company.touch("2026-11-16", customer_id="delta")
    company.touch("2026-11-18", customer_id="delta", kind="call")
    company.act(acts.mark_key, True, MARIA, now=thursday, customer_id="delta")
    company.add("golf", revenue_minor=10_000_000)
    company.touch("2026-08-19", customer_id="golf")  # due in the week that is told of
    signs(company, "golf", (REPLY, None), (PURCHASE, 500_000), (PURCHASE, 700_000))
    company.add("hotel", revenue_minor=5_000_000)
    company.touch("2026-08-12", customer_id="hotel")  # due the week before
    lunch = company.book("2026-11-20", now=at("2026-11-16 09:00"), customer_id="hotel")
    company.act(acts.drop_plan, lunch, ALICE, now=at("2026-11-21 09:00"), customer_id="hotel")
    company.add("kilo", champion_id=None)
    company.add("lima", revenue_minor=2_000_000)
    company.add("mike")
    company.touch("2026-08-26", customer_id="mike")  # due on Wednesday
    company.add("hilltop", created_at=thursday, added_on=thursday.date())
    company.book("2026-11-25", customer_id="hilltop")


def signs(company, customer_id, *kinds):
    about = {"team_id": company.team_id, "customer_id": customer_id}
    with company.writing() as session:
        for kind, amount in kinds:
            day, recorded = date(2026, 11, 18), at("2026-11-18 09:00")
            session.add(SignOfLife(**about, kind=kind, amount_minor=amount, day=day, created_at=recorded))
