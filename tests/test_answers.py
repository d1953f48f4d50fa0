"""Which kinds of touch get an answer: counted once, told to who asks, and used in what a nudge suggests."""

from datetime import date, timedelta

import pytest
from live import THURSDAY, Live
from sqlalchemy import true
from sqlmodel import col

from models.answers import Answers, answers_by_customer, in_all
from models.customer import Customer
from models.kind import Kind
from models.reminder import settle
from models.sign_of_life import COMPLAINT, REPLY, SignOfLife
from models.touch import Touch

EMAIL, CARD, CALL = Kind.EMAIL, Kind.CARD, Kind.CALL
ANSWERED = "email, and they answered"

LOOKED_BACK = THURSDAY - timedelta(days=730)


def ago(days: int) -> date:
    return THURSDAY - timedelta(days=days)


def history(live: Live, *what: tuple[str, int], name: str = "acme") -> None:
    """Let this have happened so many days ago: a touch of a kind, a reply or a complaint."""
    customer = live.add(name)
    with live.bot.storage.database.begin() as session:
        now = live.bot.clock.now()
        for kind, days in what:
            about = {"team_id": customer.team_id, "customer_id": name, "day": ago(days), "created_at": now}
            if kind in (REPLY, COMPLAINT):
                session.add(SignOfLife(kind=kind, **about))
            else:
                session.add(Touch(kind=kind.partition(",")[0], two_way=kind in (CALL, ANSWERED), **about))
        session.flush()
        settle(session, customer, now)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ([], ()),
        ([(EMAIL, 100)], (Answers(EMAIL, 1, 0),)),
        ([(EMAIL, 100), (REPLY, 100)], (Answers(EMAIL, 1, 1),)),
        ([(EMAIL, 100), (REPLY, 86)], (Answers(EMAIL, 1, 1),)),
        ([(EMAIL, 100), (REPLY, 85)], (Answers(EMAIL, 1, 0),)),
        ([(EMAIL, 100), (REPLY, 101)], (Answers(EMAIL, 1, 0),)),
        ([(EMAIL, 100), (COMPLAINT, 99)], (Answers(EMAIL, 1, 0),)),
        ([(EMAIL, 100), (CALL, 90)], (Answers(EMAIL, 1, 0),)),  # our call is no answer of theirs
        ([(ANSWERED, 100)], (Answers(EMAIL, 1, 1),)),
        ([(EMAIL, 10)], ()),  # may still be answered
        ([(EMAIL, 10), (REPLY, 9)], (Answers(EMAIL, 1, 1),)),
        ([(EMAIL, 800)], ()),  # too long ago
        ([(CARD, 300), (EMAIL, 100), (EMAIL, 200), (REPLY, 99)], (Answers(EMAIL, 2, 1), Answers(CARD, 1, 0))),
    ],
)
def test_an_answer_is_a_word_within_a_fortnight(live: Live, what: list[tuple[str, int]], expected: object) -> None:
    history(live, *what)
    with live.reading() as session:
        found = answers_by_customer(session, "T0PRACTICE", col(Customer.id) == "acme", LOOKED_BACK, THURSDAY)
    assert found.get("acme", ()) == expected


def test_all_customers_together_are_the_sum_of_each(live: Live) -> None:
    history(live, (EMAIL, 100), (EMAIL, 200), (REPLY, 199))
    history(live, (EMAIL, 100), (CARD, 90), (REPLY, 95), name="globex")
    with live.reading() as session:
        found = in_all(answers_by_customer(session, "T0PRACTICE", true(), LOOKED_BACK, THURSDAY).values())
    assert found == (Answers(EMAIL, 3, 2), Answers(CARD, 1, 0))
    said = live.care("answers", user="sam")
    assert "Email: 2 of 3 answered\nCard: 0 of 1 answered" in said
    assert "Email: 1 of 2 answered" in live.care("answers acme", user="sam")


def test_what_has_not_worked_is_not_suggested_and_the_brief_says_so(live: Live) -> None:
    history(live, *[(EMAIL, days) for days in (400, 300, 200)], (CALL, 150))
    with live.bot.storage.database.begin() as session:
        session.get_one(Customer, ("T0PRACTICE", "acme")).activities = [EMAIL, CARD]
    live.go_to("2026-11-19 09:05")
    assert "Perhaps a card; email has not worked here (none of 3 answered)." in live.brief("alice")


def test_two_unanswered_are_too_few_to_tell(live: Live) -> None:
    history(live, (EMAIL, 400), (EMAIL, 300), (CALL, 150))
    live.go_to("2026-11-19 09:05")
    assert "Acme" in live.brief("alice")
    assert "has not worked" not in live.brief("alice")
