"""Praise: for what to thank whom by name. Only what is good is looked for here; who is late is told privately.

Nobody is thanked for what logged itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.care_model import BUSINESS, SERVICE_CLASSES, CareModel, policy_of
from models.customer import Customer
from models.customer_week import CustomerWeek
from models.member import Member
from models.thanks import ThankYou
from models.touch import SLACK, Touch

BUSY, AGAIN, HEARD, THANKED, SENT = "busy", "again", "heard", "thanked", "sent"
MOST_THANKED = 3
WORTH_THANKS = 3
LONG_AWAITED = timedelta(days=28)


@dataclass(frozen=True)
class Thanks:
    """What one member is thanked for.

    BUSY: they made many touches, `touches` with `customers`, all of one `kind` or of several (None). AGAIN: a touch
    of this kind with a customer of high value, the first since that day. HEARD: a customer who had gone silent is heard
    from for the first time since that day. THANKED: a colleague, `by`, thanked them in these words. SENT: their
    customer sent us `newcomer`, who has bought now.
    """

    member: Member
    reason: str
    touches: int = 0
    customers: int = 0
    kind: str | None = None
    customer: Customer | None = None
    since: date | None = None
    by: Member | None = None
    words: str = ""
    newcomer: Customer | None = None


def praise(
    weeks: Iterable[CustomerWeek],
    people: Mapping[str, Member],
    model: CareModel,
    said: Iterable[ThankYou] = (),
    sent: Iterable[tuple[Customer, Customer]] = (),
) -> list[Thanks]:
    """Return whom to thank for a week: at most three members of the company, each for their best reason.

    `said` is what colleagues thanked each other for; `sent` who sent us whom, of those who have bought.
    """
    weeks = sorted(weeks, key=lambda one: (-(one.customer.revenue_minor or 0), one.customer.normal))
    here = {user_id: member for user_id, member in people.items() if member.belongs}
    chosen: list[Thanks] = []
    busy = _busy(weeks, here)
    others = (*_said(said, here), *_again(weeks, here, model), *_heard(weeks, here, model))
    for thanks in (*_sent(sent, here), *busy[:1], *others, *busy[1:]):
        told = any(
            thanks.member is other.member or (thanks.customer and thanks.customer is other.customer) for other in chosen
        )
        if not told:
            chosen.append(thanks)
    return chosen[:MOST_THANKED]


def _sent(sent: Iterable[tuple[Customer, Customer]], people: Mapping[str, Member]) -> Iterator[Thanks]:
    """Whose customer sent us one who has bought."""
    for customer, newcomer in sent:
        if champion := people.get(customer.champion_id or ""):
            yield Thanks(champion, SENT, customer=customer, newcomer=newcomer)


def _said(said: Iterable[ThankYou], people: Mapping[str, Member]) -> Iterator[Thanks]:
    """Whom a colleague thanked, the latest first."""
    for one in said:
        if one.thanked_id in people and one.by in people:
            yield Thanks(people[one.thanked_id], THANKED, by=people[one.by], words=one.words)


def _busy(weeks: Iterable[CustomerWeek], people: Mapping[str, Member]) -> list[Thanks]:
    """Who made three touches and more, the busiest first; of equals who made more two-way ones."""
    by_member: dict[str, list[Touch]] = defaultdict(list)
    for theirs in weeks:
        for touch in theirs.touches:
            if touch.by and touch.by in people and touch.source != SLACK:
                by_member[touch.by].append(touch)
    ranked = sorted(
        by_member.values(), key=lambda touches: (len(touches), sum(t.two_way for t in touches)), reverse=True
    )
    return [_thanks_for_all(touches, people) for touches in ranked if len(touches) >= WORTH_THANKS]


def _thanks_for_all(touches: list[Touch], people: Mapping[str, Member]) -> Thanks:
    kinds = {touch.kind for touch in touches}
    return Thanks(
        member=people[touches[0].by or ""],
        reason=BUSY,
        touches=len(touches),
        customers=len({touch.customer_id for touch in touches}),
        kind=kinds.pop() if len(kinds) == 1 else None,
    )


def _again(weeks: Iterable[CustomerWeek], people: Mapping[str, Member], model: CareModel) -> Iterator[Thanks]:
    """Who touched a customer of high value that had waited four weeks and more beyond the cadence."""
    for theirs in weeks:
        cadence, since = policy_of(theirs.customer, model).cadence_days, theirs.touched_before
        first = next((touch for touch in theirs.touches if touch.source != SLACK), None)
        member = people.get(first.by or "") if first else None
        if not (first and member and cadence and since and is_business(theirs.customer)):
            continue
        if first.day >= since + timedelta(days=cadence) + LONG_AWAITED:
            yield Thanks(member, AGAIN, kind=first.kind, customer=theirs.customer, since=since)


def _heard(weeks: Iterable[CustomerWeek], people: Mapping[str, Member], model: CareModel) -> Iterator[Thanks]:
    """Whose customer is heard from again after a silence longer than the threshold."""
    for theirs in weeks:
        silence, since, first = policy_of(theirs.customer, model).silence_days, theirs.heard_before, theirs.first_heard
        who = first.by if isinstance(first, Touch) else theirs.customer.champion_id
        member = people.get(who or "")
        if first and member and silence and since and first.day >= since + timedelta(days=silence):
            yield Thanks(member, HEARD, customer=theirs.customer, since=since)


def is_business(customer: Customer) -> bool:
    """Tell whether a customer is of high value: a key customer, or one whose tier is served in Business."""
    return customer.key or SERVICE_CLASSES.get(customer.tier or "") == BUSINESS
