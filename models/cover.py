"""Cover: who reads of a customer at an instant, when the champion is away or has handed the customer over for now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from sqlmodel import Session, col, select

from models.absence import Absence, absences_from
from models.customer import ACTIVE, Customer
from models.hand_over import ACCEPTED, HandOver
from models.member import Member, members_by_id
from models.statements import SINCE_DAY, TEAM
from models.working_time import DAY, zone_of
from models.workspace import Workspace


@dataclass(frozen=True)
class Rota:
    """Who of the company is here at the instant `now`, and who covers for whom; days count in each person's own zone.

    `keepers` names by customer id who keeps a customer for now, after a hand-over with an end.
    """

    people: Mapping[str, Member]
    absences: Sequence[Absence]
    now: datetime
    zone: str = "UTC"
    keepers: Mapping[str, str] = field(default_factory=dict)

    def absence_of(self, user_id: str) -> Absence | None:
        """Return the absence that this person is on now."""
        person = self.people.get(user_id)
        today = self.now.astimezone(zone_of(person.zone if person else "", self.zone)).date()
        return next((a for a in self.absences if a.user_id == user_id and a.first_day <= today <= a.last_day), None)

    def is_here(self, user_id: str | None) -> bool:
        """Tell whether this person belongs to the company and is not away."""
        person = self.people.get(user_id or "")
        return bool(person and person.belongs and not self.absence_of(person.user_id))

    def cover_of(self, user_id: str) -> Member | None:
        """Return who covers for somebody away: the named person, else their cover, and so on; a cycle ends it."""
        asked = {user_id}
        absence = self.absence_of(user_id)
        while absence and absence.cover_id and absence.cover_id not in asked:
            if self.is_here(absence.cover_id):
                return self.people[absence.cover_id]
            asked.add(absence.cover_id)
            absence = self.absence_of(absence.cover_id)
        return None

    def chain(self, absence: Absence) -> list[tuple[Member, Absence | None]]:
        """Return who covers during an absence, one after the other, each with their own absence in that time."""
        links: list[tuple[Member, Absence | None]] = []
        asked, cover_id = {absence.user_id}, absence.cover_id
        while cover_id and cover_id in self.people and cover_id not in asked:
            away = next((each for each in self.absences if each.user_id == cover_id and each.overlaps(absence)), None)
            links.append((self.people[cover_id], away))
            asked.add(cover_id)
            cover_id = away.cover_id if away else None
        return links

    def changes_at(self) -> datetime | None:
        """Return the next instant (UTC) at which somebody goes away or comes back, as far as is known."""
        nights = []
        for absence in self.absences:
            person = self.people.get(absence.user_id)
            zone = zone_of(person.zone if person else "", self.zone)
            days = (absence.first_day, absence.last_day + DAY)
            nights += [datetime.combine(day, time.min, zone).astimezone(UTC) for day in days]
        return min((night for night in nights if night > self.now), default=None)

    def managers(self) -> list[Member]:
        """Return the managers who are here, in order of name; all of them where every one is away."""
        every = sorted((m for m in self.people.values() if m.manager and m.belongs), key=lambda m: (m.name, m.user_id))
        return [manager for manager in every if self.is_here(manager.user_id)] or every

    def champion_of(self, customer: Customer) -> Member | None:
        """Return the champion, here or away; None where there is none or they have left the company."""
        champion = self.people.get(customer.champion_id or "")
        return champion if champion and champion.belongs else None

    def reader_of(self, customer: Customer) -> Member | None:
        """Return the one person who reads of this customer now.

        Who keeps them for now, else the champion, else who stands in for them. None only for a customer without
        champion, which stands on every manager's list instead.
        """
        champion = self.champion_of(customer)
        if champion is None:
            return None
        for user_id in (self.keepers.get(customer.id), champion.user_id):
            if self.is_here(user_id):
                return self.people[user_id or ""]
            if user_id and (cover := self.cover_of(user_id)):
                return cover
        return self.stand_in(champion.user_id) or champion

    def stand_in(self, user_id: str) -> Member | None:
        """Return who reads instead of somebody away: their cover, else a manager who is here, else a manager's cover.

        Where nobody of them is here it is the first manager; None where the company has no manager.
        """
        managers = self.managers()
        here = (one if self.is_here(one.user_id) else self.cover_of(one.user_id) for one in managers)
        return self.cover_of(user_id) or next(filter(None, here), None) or next(iter(managers), None)

    def reads(self, user_id: str, customer: Customer) -> bool:
        """Tell whether this is the person who reads of this customer now."""
        reader = self.reader_of(customer)
        return reader is not None and reader.user_id == user_id


def customers_read_by(session: Session, team_id: str, user_id: str, rota: Rota) -> list[Customer]:
    """Return the active customers of whom this person reads now, in order of name: their own, and others' meanwhile."""
    champions = {user_id, *(absence.user_id for absence in rota.absences)}
    found = session.exec(
        select(Customer)
        .where(Customer.team_id == team_id, Customer.state == ACTIVE)
        .where(col(Customer.champion_id).in_(champions) | col(Customer.id).in_(rota.keepers))
        .order_by(col(Customer.name))
    )
    return [customer for customer in found if rota.reads(user_id, customer)]


KEPT_UNTIL = (
    select(HandOver)
    .where(col(HandOver.team_id) == TEAM, HandOver.state == ACCEPTED, col(HandOver.until) >= SINCE_DAY)
    .order_by(col(HandOver.answered_at))
)


def rota_of(session: Session, team_id: str, now: datetime) -> Rota:
    """Return who is here and who covers for whom in a workspace, in a handful of queries."""
    workspace = session.get_one(Workspace, team_id)
    yesterday = (now - DAY).date()
    handed_over = session.exec(KEPT_UNTIL, params={"team_id": team_id, "since_day": yesterday})
    people = members_by_id(session, team_id)
    return Rota(
        people=people,
        absences=absences_from(session, team_id, yesterday),
        now=now,
        zone=workspace.zone,
        keepers={
            each.customer_id: each.receiver_id for each in handed_over if _still_kept(each, people, workspace, now)
        },
    )


def _still_kept(hand_over: HandOver, people: Mapping[str, Member], workspace: Workspace, now: datetime) -> bool:
    receiver = people.get(hand_over.receiver_id)
    today = now.astimezone(zone_of(receiver.zone if receiver else "", workspace.zone)).date()
    return hand_over.until is not None and today <= hand_over.until
