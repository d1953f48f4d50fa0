"""Sample facts of the templates in templates/refer."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from facts.brief import NOW, TODAY, a_customer, a_line, a_member
from facts.voice import a_saying

from models.customer import Customer
from models.decision import ASKED, Decision
from models.draft import Draft
from models.refer import Came, Referral, Refusal, WhyNot
from models.refer_doubt import Doubt
from models.refer_view import Candidate, Referring, Tracked

Said = Callable[[str], str]


def samples(said: Said) -> Iterator[tuple[str, dict[str, Any]]]:
    alice, acme = a_member("U1", said("Alice Berg")), a_customer(said, "c1", rung="advocate")
    around = {"member": alice, "people": {"U1": alice, "U2": alice}, "today": TODAY, "customer": acme}
    every = tracked(said)
    for shown in (
        Referring(),
        Referring(a_few(said), (), every[:1]),
        Referring(a_few(said) * 9, refused(said) * 3, every * 9, True),
    ):
        for template in ("refer/all", "refer/view"):
            yield template, around | {"referring": shown, "has_nobody": not shown.everybody}
    asks = [_asked(came) for came in Came]
    for candidate in (*a_few(said), *refused(said)):
        much = {
            "asks": asks,
            "tracked": every * 3,
            "testimonials": [a_saying(said, "testimonial")] * 5,
            "may_change": True,
            "again": said("Delta Freight"),
        }
        for facts in (much, {"asks": [], "tracked": [], "testimonials": [], "may_change": False, "again": None}):
            for template in ("refer/one", "refer/one_view"):
                yield template, around | facts | {"candidate": candidate}
    kept = around | {"champion": alice, "undo": "s1,s2"}
    for came, referral, whom in (
        ("named", every[0].referral, None),
        ("nothing", None, None),
        (None, every[0].referral, acme),
    ):
        for template in ("refer/noted", "refer/saved"):
            yield template, kept | {"came": came, "referral": referral, "whom": whom}
    yield "refer/form", around | {"day": TODAY, "choices": list(Came)}
    for problem in ("whom", "known", "ahead"):
        yield "refer/errors", {"problem": problem}
    draft = Draft(id="d1", team_id="T1", by="U1", command="refer", text=said("acme Delta"), created_at=NOW)
    for doubt in (Doubt("own"), Doubt("long"), *(Doubt("taken", one, acme, TODAY) for one in (acme, None)), *old(acme)):
        facts = around | {"doubt": doubt, "words": said("Kestrel Coffee"), "draft": draft, "sure": "sure"}
        yield "refer/doubt", facts | {"text": said("/care refer acme Delta")}
        yield "refer/doubt_errors", facts
    yield "refer/prospect", around | {"referral": every[0].referral, "champion": alice}
    for is_new in (True, False):
        yield (
            "refer/added",
            around | {"whom": acme, "champion": alice if is_new else None, "days": 14, "is_new": is_new},
        )


def a_few(said: Said) -> list[Candidate]:
    """Return who is to be asked, with words of theirs and without."""
    standing = a_line(said, ["due"], 1).standing
    return [Candidate(standing, None, words) for words in (a_saying(said), a_saying(said, said_by=""), None)]


def refused(said: Said) -> list[Candidate]:
    until = TODAY + timedelta(days=90)
    return [Candidate(a_line(said, ["due"], 1).standing, Refusal(why, TODAY, until), a_saying(said)) for why in WhyNot]


def old(whom: Customer) -> list[Doubt]:
    return [Doubt("old", whom, day=TODAY, has_bought=bought) for bought in (True, False)]


def tracked(said: Said) -> list[Tracked]:
    """Return referrals of which nothing has come yet, a prospect, and a customer."""
    about = {"team_id": "T1", "customer_id": "c1", "by": "U1", "day": TODAY, "created_at": NOW}
    referral = Referral(id="r1", words=said("Kestrel Coffee"), **about)
    acme, whom = a_customer(said, "c1", champion_id="U1"), a_customer(said, "c2", rung="prospect")
    none = Referral(id="r2", words="", **about)
    return [Tracked(referral, acme, None, None), Tracked(none, acme, whom, None), Tracked(referral, acme, whom, TODAY)]


def _asked(came: Came) -> Decision:
    about = {"team_id": "T1", "customer_id": "c1", "day": TODAY, "by": "U1", "created_at": NOW}
    return Decision(kind=ASKED, after={"came": came}, **about)
