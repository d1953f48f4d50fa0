"""How customers stand: both clocks, the last touches, whom to call. What a brief, a card and Home tell of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.answers import Answers
from models.care_model import STANDARD, CareModel, Policy, care_model_of, follows_up, policy_of
from models.clock_history import History
from models.clocks import CALENDAR, DUE, HAPPENED, SILENT, due_day, silent_day
from models.customer import Contact, Customer
from models.follow_up import FOLLOW_UP, follow_up_day
from models.history import histories
from models.know import Known
from models.offerings import Offering
from models.rhythm import Rhythm, silence_threshold
from models.speaking import speaking
from models.standing_facts import told_of
from models.standing_proposals import Proposals
from models.touch import Touch
from models.working_time import WorkingTime


@dataclass(frozen=True)
class Standing(Proposals):
    """One customer as they stand on `today`, a calendar day of the reader; `recent` holds done touches, last first.

    `plan` is what somebody booked, `calendar` what the Annual Calendar has planned next, `next_date` their next day,
    `offering` one that they do not know.
    """

    customer: Customer
    today: date
    history: History
    policy: Policy
    recent: Sequence[Touch]
    plan: Touch | None
    contact: Contact | None
    model: CareModel = STANDARD
    calendar: Touch | None = None
    answers: Sequence[Answers] = ()
    next_date: Known | None = None
    offering: Offering | None = None

    @property
    def model_policy(self) -> Policy:
        """Return what the care model says of them, whatever their own plan."""
        return self.model.rows[self.model.row_of(self.customer)]

    @property
    def is_prospect(self) -> bool:
        """Tell whether they are followed up as a prospect, not touched as their tier is."""
        return follows_up(self.customer, self.model)

    @property
    def due_on(self) -> date | None:
        """Return the day the next touch should happen."""
        return due_day(self.history, self.policy)

    @property
    def silent_on(self) -> date | None:
        """Return the day from which they count as silent."""
        return silent_day(self.history, self.policy)

    @property
    def silence_days(self) -> int | None:
        """Return after how many days without a word they count as silent; None: never."""
        return silence_threshold(self.history.rhythm, self.policy.silence_days)

    @property
    def rhythm(self) -> Rhythm | None:
        """Return their own rhythm where it makes their silence count earlier than planned."""
        return self.history.rhythm if self.silence_days != self.policy.silence_days else None

    @property
    def follow_up_on(self) -> date | None:
        """Return the day to ask a first-time buyer how they like it; None where nobody is to ask."""
        return follow_up_day(self.history.first_bought, self.history.last_touch, self.history.not_needed)

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and self.due_on <= self.today

    @property
    def is_silent(self) -> bool:
        return self.silent_on is not None and self.silent_on <= self.today

    @property
    def plan_is_over(self) -> bool:
        """Tell whether the day of the plan has passed, so that somebody has to say whether it happened."""
        return self.plan is not None and self.plan.day < self.today

    @property
    def rests_until(self) -> date | None:
        """Return the day to come until which they are put off, or a colleague is asked to take them."""
        until = self.history.later_until
        return until if until and until > self.today else None

    @property
    def clocks(self) -> dict[str, date]:
        """Return the days on which the clocks strike that do not leave it to the calendar to speak; its own among them.

        They count where nobody has booked anything.
        """
        planned = self.calendar.day if self.calendar and self.policy.cadence_days else None
        days = ((DUE, self.due_on), (SILENT, self.silent_on), (FOLLOW_UP, self.follow_up_on), (CALENDAR, planned))
        return speaking({reason: day for reason, day in days if day}, self.policy.cadence_days, self.today)

    @property
    def reasons(self) -> list[str]:
        """Return why the customer needs somebody now; none where nothing does."""
        if self.plan:
            return [HAPPENED] if self.plan_is_over else []
        return [reason for reason, day in self.clocks.items() if day <= self.today]

    @property
    def next_on(self) -> date:
        """Return the day on which somebody is wanted next: of the plan, else of the earliest clock."""
        return min([self.plan.day] if self.plan else self.clocks.values(), default=date.max)

    @property
    def struck_on(self) -> date:
        """Return the day the earliest of the clocks struck; today where none has."""
        return min((day for day in self.clocks.values() if day <= self.today), default=self.today)

    @property
    def has_complaint(self) -> bool:
        """Tell whether a complaint of theirs is not put right yet."""
        return self.history.rest_until is not None

    @property
    def to_tell_of(self) -> Offering | None:
        """Return an offering to name where nothing better is known to speak of, and never to an E or one in trouble."""
        better = self.next_date or (self.last and self.last.note) or self.customer.tier == "E" or self.has_complaint
        return None if better else self.offering

    @property
    def last(self) -> Touch | None:
        """Return the last done touch."""
        return self.recent[0] if self.recent else None


def standings(session: Session, customers: Sequence[Customer], working: WorkingTime, today: date) -> list[Standing]:
    """Return how these customers of one workspace stand, in the order given, in a handful of queries."""
    if not customers:
        return []
    team_id, ids = customers[0].team_id, [customer.id for customer in customers]
    known = histories(session, customers, dict.fromkeys(ids, working))
    told, model = told_of(session, team_id, ids, today), care_model_of(session, team_id)
    return [
        Standing(
            customer=customer,
            today=today,
            history=known[customer.id],
            policy=policy_of(customer, model),
            recent=told.recent[customer.id],
            plan=told.plans.get(known[customer.id].plan_id or ""),
            contact=told.contacts.get(customer.id),
            model=model,
            calendar=told.plans.get(known[customer.id].calendar_id or ""),
            answers=told.answers.get(customer.id, ()),
            next_date=told.dates.get(customer.id),
            offering=told.offerings.get(customer.id),
        )
        for customer in customers
    ]


def standing_of(session: Session, customer: Customer, working: WorkingTime, today: date) -> Standing:
    """Return how one customer stands."""
    return standings(session, [customer], working, today)[0]
