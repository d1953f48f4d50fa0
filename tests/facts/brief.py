"""Sample facts of the morning brief: nudges in full and as lines, each step, each outcome, questions, decisions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from facts import causes, know, moment, offerings, pulse, quality, stocktake, thanks

from models.brief import Line
from models.care_model import STANDARD, policy_of
from models.causes_told import Recovery
from models.channel_news import LoggedItself
from models.clock_history import History
from models.complaint import BOUNCE_BACK, CAUSE, OPENED, PUT_RIGHT, REPLY_DUE, Complaint, ComplaintStep
from models.complaint_brief import ComplaintLine
from models.complaint_waiting import WaitingComplaint
from models.cover import Rota
from models.customer import Contact, Customer
from models.decide import AskedInVain, Waiting
from models.decision import Decision
from models.group_news import GroupNews, Happened
from models.hand_over import HandOver
from models.leaver import Leaver
from models.member import Member
from models.message import Message
from models.nudge import Nudge
from models.saying import Saying
from models.standing import Standing
from models.touch import DROPPED, PLANNED, Touch
from models.week_ahead import WeekAhead
from models.workspace import Workspace

TODAY = date(2026, 11, 19)
NOW = datetime(2026, 11, 19, 8, tzinfo=UTC)
Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, maria = a_member("U1", said("Alice Berg")), a_member("U2", said("Maria Sommer"))
    around = {
        "member": alice,
        "workspace": Workspace(team_id="T1"),
        "today": TODAY,
        "drawn_on": TODAY,
        "people": {"U1": alice, "U2": maria},
        "most_full": 3,
        "decisions": None,
        "complaints": [],
        "known": [],
        "moments": [],
        "unanswered": [],
        "undoable": {"f1", "s1"},
        "week": WeekAhead([], 0),
        "meanwhile": [],
        "covers": [],
        "news": [],
        "logged": [],
        "from_groups": [],
        "came_back": [],
        "ideas": [],
        "to_tell": None,
        "pulse": None,
        "quality": None,
        "thanked": [],
        "changes": [],
        "stocktake": None,
        "rota": Rota({"U1": alice, "U2": maria}, [], NOW),
    }
    open_lines = [
        a_line(said, ["due"], 1, full=True),
        a_line(said, ["due", "silent"], 2, full=True),
        a_line(said, ["silent"], 3, full=True, heard=False),
        a_line(said, ["happened"], 1, full=True),
        *(a_line(said, ["due"], 1) for _ in range(11)),
        a_line(said, ["happened"], 2),
        a_line(said, ["happened"], 3),
        a_line(said, ["last_spoke"], 0),
        a_line(said, ["follow_up"], 2),
        a_line(said, ["due", "follow_up"], 1),
    ]
    yield "brief/brief", around | {"lines": open_lines, "week": _week(said)}
    yield "brief/brief", around | {"lines": [a_line(said, ["happened"], step, full=True) for step in (2, 3)]}
    for spoken in pulse.in_briefs(said):
        yield "brief/brief", around | {"lines": open_lines} | spoken
        yield "brief/brief", around | {"lines": []} | spoken
    for thanked in thanks.told(said):
        yield "brief/brief", around | {"lines": open_lines, "thanked": thanked}
    for row in quality.rows():
        yield "brief/brief", around | {"lines": open_lines, "quality": row}
    yield "brief/brief", around | {"lines": [], "decisions": Waiting([], [], [], pulse=pulse.waiting(said))}
    for line in know.in_brief(said):
        yield "brief/brief", around | {"lines": [], "known": [line]}
    for one in moment.in_brief(said):
        yield "brief/brief", around | {"lines": [], "moments": [one]}
    yield "brief/brief", around | {"lines": open_lines, "week": _week(said), "moments": moment.in_brief(said)[:3]}
    yield "brief/brief", around | {"lines": open_lines, "week": _week(said), "known": know.in_brief(said)[:3]}
    for questions in questions_about_complaints(said):
        yield "brief/brief", around | {"lines": [], "complaints": questions}
    yield "brief/brief", around | {"lines": _answered(said)}
    yield "brief/brief", around | {"lines": [], "decisions": what_waits(said, maria), "member": maria}
    yield "brief/brief", around | {"lines": [a_line(said, ["last_spoke"], 0) for _ in range(10)]}
    yield "brief/brief", around | {"lines": []}
    yield "brief/brief", around | {"lines": [], "unanswered": unanswered(said)}
    parting = [a_line(said, ["parting"], 0) for _ in ("left", "removed", "active")]
    for line, state in zip(parting, ("left", "removed", "active"), strict=True):
        line.customer.state, line.customer.left_reason = state, "price"
    yield "brief/brief", around | {"lines": parting}
    for count in (1, 200):
        yield "brief/brief", around | {"lines": open_lines, "from_groups": list(news_from_groups(said)) * count}
    about = {"team_id": "T1", "kind": "idea", "words": said("lend them a lamp"), "day": TODAY, "created_at": NOW}
    decided = [Saying(status=status, **about) for status in ("chosen", "done", "declined", "new")]
    for recovery in recoveries(said):
        yield "brief/brief", around | {"lines": open_lines, "to_tell": recovery, "undoable": {"tell"}}
    for ideas in (decided[:1], decided, decided[1:]):
        yield "brief/brief", around | {"lines": open_lines, "ideas": ideas}
    for count in (1, 5):
        yield "brief/brief", around | {"lines": open_lines, "came_back": [a_customer(said)] * count}
    for logged in (messages(said)[:1], messages(said)):
        yield "brief/brief", around | {"lines": open_lines, "logged": logged}
    for told in stocktake.news(said):
        yield "brief/brief", around | {"lines": [], "stocktake": told}
        yield "brief/brief", around | {"lines": open_lines, "stocktake": told}
    for review in stocktake.reviews(said):
        waits = Waiting([], [], [], reviews=[review])
        yield "brief/brief", around | {"lines": [], "decisions": waits, "member": maria}


def news_from_groups(said: Said) -> Iterator[GroupNews]:
    """Yield all that can have happened at connected customers."""
    about = {"team_id": "T1", "customer_id": "c2", "by": "U2", "created_at": NOW}
    steps = [ComplaintStep(complaint_id="x1", kind=kind, **about) for kind in (OPENED, "recovered", "reopened")]
    kept = HandOver(team_id="T1", customer_id="c2", receiver_id="U9", until=TODAY, asked_at=NOW, answer_by=NOW)
    decided = [Decision(kind="lost", day=TODAY, **about)]
    decided += [Decision(kind="champion", day=TODAY, after={"champion_id": id_}, **about) for id_ in ("U1", None)]
    for fact in (*steps, kept, *decided, a_touch(said)):
        yield GroupNews(a_customer(said, "c2"), [Happened(fact, said("late again"))], [a_customer(said)])
    yield GroupNews(a_customer(said, "c2"), [Happened(steps[0], said("late"))] * 9, [a_customer(said)] * 9)


def messages(said: Said) -> list[LoggedItself]:
    """Return messages that logged themselves: with a link and without one, one that was taken back, and many."""
    link = "https://northlight.slack.com/archives/C0ACMESHARED/p1795023062318374"
    links = (link, None, *[link] * 200)
    found = [LoggedItself(a_touch(said, kind="message", permalink=one), a_customer(said)) for one in links]
    found[1].touch.undone_at = NOW
    return found


def a_member(user_id: str, name: str) -> Member:
    return Member(team_id="T1", user_id=user_id, name=name)


def a_customer(said: Said, id_: str = "c1", **changes: Any) -> Customer:
    facts = {
        "team_id": "T1",
        "id": id_,
        "name": said("Acme Corporation"),
        "normal": "acme corporation",
        "tier": "A",
        "key": True,
        "champion_id": "U1",
        "revenue_minor": 41_000_000,
        "added_on": date(2025, 1, 7),
        "created_at": NOW,
    }
    return Customer(**facts | changes)


def a_touch(said: Said, **changes: Any) -> Touch:
    facts = {"team_id": "T1", "id": "t1", "customer_id": "c1", "kind": "lunch", "day": date(2026, 9, 17), "by": "U1"}
    return Touch(**(facts | {"note": said("Jane asked about a demo"), "created_at": NOW} | changes))


def a_line(said: Said, reasons: list[str], step: int, *, full: bool = False, heard: bool = True) -> Line:
    customer = a_customer(said)
    plan = a_touch(said, kind="visit", day=date(2026, 11, 18), state=PLANNED) if "happened" in reasons else None
    history = History(
        added_on=customer.added_on,
        key=True,
        last_touch=date(2026, 9, 17) if heard else None,
        last_two_way=date(2026, 6, 2) if heard else None,
        rest_until=None if heard else TODAY,
    )
    recent = [a_touch(said, kind="email", two_way=False), a_touch(said)] if heard else []
    contact = Contact(
        team_id="T1",
        customer_id="c1",
        name=said("Jane Doe"),
        role=said("CFO"),
        phone=said("+49 30 1234"),
        email=said("jane@acme.example"),
        likes=said("sailing, dark chocolate"),
    )
    standing = Standing(
        customer,
        TODAY,
        history,
        policy_of(customer, STANDARD),
        recent,
        plan,
        contact if heard else None,
        next_date=know.a_date(said) if step != 2 else None,
        offering=offerings.some(said, 1)[0],
    )
    nudge = Nudge(team_id="T1", message_key="k", customer_id="c1", reasons=reasons, step=step, full=full, position=0)
    return Line(nudge, standing, plan, a_member("U1", said("Alice Berg")))


def questions_about_complaints(said: Said) -> Iterator[list[ComplaintLine]]:
    """Yield a brief's questions about complaints, three at a time: each at each step, and whatever came of them."""
    outcomes = (None, "said_happy", "thought_happy", "reopened", "answered", "recovered", "cause")
    for reason in (PUT_RIGHT, BOUNCE_BACK, CAUSE):
        yield [a_question(said, reason, step) for step in (1, 2, 3)]
    yield [a_question(said, PUT_RIGHT, step, state="answered") for step in (1, 2, 3)]
    yield [a_question(said, BOUNCE_BACK, 1, state="confirmed"), a_question(said, CAUSE, 1, withdrawn_at=NOW)]
    yield [a_question(said, BOUNCE_BACK, 1, outcome) for outcome in outcomes]
    yield [replace(a_question(said, BOUNCE_BACK, step), asks_cause=True) for step in (1, 2, 3)]


def a_question(said: Said, reason: str, step: int, outcome: str | None = None, **changes: Any) -> ComplaintLine:
    about = {"team_id": "T1", "customer_id": "c1", "complaint_id": "x1"}
    nudge = Nudge(message_key="k", reasons=[reason], step=step, full=True, position=0, outcome=outcome, **about)
    nudge.fact_id, nudge.resolved_by = ("s1", "U2") if outcome else (None, None)
    done = ComplaintStep(kind="recovered", by="U1", note=said("replaced the unit"), created_at=NOW, **about)
    complaint = Complaint(
        **{
            "team_id": "T1",
            "id": "x1",
            "customer_id": "c1",
            "words": said("late delivery again"),
            "opened_at": NOW,
            "round_opened_at": NOW,
            "reply_due_at": NOW,
            "answered_at": NOW,
        }
        | changes
    )
    return ComplaintLine(nudge, complaint, a_customer(said), done if step < 3 else None, None)


def _answered(said: Said) -> list[Line]:
    later = Decision(
        team_id="T1",
        customer_id="c1",
        kind="later",
        day=TODAY,
        until=TODAY + timedelta(days=7),
        by="U1",
        created_at=NOW,
    )
    facts = [
        ("done", a_touch(said)),
        ("planned", a_touch(said, state=PLANNED)),
        ("replied", later),
        ("later", later),
        ("not_needed", later),
        ("lost", later),
        ("won", later),
        ("answered", later),
        ("answered", a_touch(said, state=DROPPED, kind="other")),
        (None, None),
    ]
    lines = []
    for full in (True, False):
        for outcome, fact in facts:
            line = a_line(said, ["due"], 1, full=full)
            line.nudge.outcome, line.nudge.fact_id, line.nudge.resolved_by = outcome, fact and "f1", "U2"
            line.customer.champion_id = "U1" if outcome else "U2"
            reader = line.reader if outcome else a_member("U2", said("Maria Sommer"))
            lines.append(Line(line.nudge, line.standing, fact, reader))
    return lines


def _week(said: Said) -> WeekAhead:
    return WeekAhead([(a_touch(said, state=PLANNED), a_customer(said)) for _ in range(7)], 4)


def recoveries(said: Said) -> Iterator[Recovery]:
    """Yield a recovery that can be told: asked about, allowed, refused; with the customer's name and without."""
    complaint, by = a_question(said, BOUNCE_BACK, 1).complaint, a_member("U3", said("Chen"))
    about = {"team_id": "T1", "complaint_id": "x1", "customer_id": "c1", "by": "U1", "created_at": NOW}
    for kind in (None, "tell", "rather_not"):
        answer = ComplaintStep(id="tell", kind=kind, **about) if kind else None
        for named in (True, False):
            words = said("changed the drivers overnight") if named else ""
            yield Recovery(complaint, a_customer(said), by, 3 if named else 0, 0.5, words, named, answer)


def unanswered(said: Said) -> list[WaitingComplaint]:
    complaint = a_question(said, PUT_RIGHT, 1).complaint
    return [WaitingComplaint(OPENED, complaint, a_customer(said)) for _ in range(7)]


def what_waits(said: Said, champion: Member) -> Waiting:
    failed = [
        Message(
            team_id="T1", key=reason, recipient="C1", feature="digest", reason=reason, not_before=NOW, created_at=NOW
        )
        for reason in (
            "not_in_channel",
            "is_archived",
            "shared_with_others",
            "restricted_action",
            "possible_repeat",
            "user_disabled",
        )
    ]
    customers = [a_customer(said, f"c{number}") for number in range(30)]
    complaint = a_question(said, CAUSE, 2, recovered_at=NOW).complaint
    complaints = [
        WaitingComplaint(reason, complaint, customers[0]) for reason in (BOUNCE_BACK, PUT_RIGHT, CAUSE, REPLY_DUE)
    ]
    asked = ([champion], [a_member("U2", said("Dana")), champion])
    waits = [AskedInVain(customer, champion, asked[place % 2]) for place, customer in enumerate(customers)]
    return Waiting(
        customers,
        waits,
        failed,
        leavers=[Leaver(champion, customers)],
        complaints=complaints,
        reviews=stocktake.reviews(said),
        causes=[causes.a_cause(said, 3) for _ in range(9)],
        promises=[(know.a_date(said), customers[0])] * 9,
    )
