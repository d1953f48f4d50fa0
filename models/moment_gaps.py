"""Gaps in the lists of moments: one without owner, without a way of doing it, or that was never looked after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from models.member import Member, members_by_id
from models.moment import DONE, Moment, MomentCheck, moments_of


@dataclass(frozen=True)
class Gap:
    """What a moment lacks. `never`: its day has come, and nobody has ever said that it was done."""

    moment: Moment
    no_owner: bool
    no_system: bool
    never: bool


def gaps(session: Session, team_id: str, today: date) -> list[Gap]:
    """Return the moments of a workspace in which something is missing, in the order of the rungs."""
    people, moments = members_by_id(session, team_id), moments_of(session, team_id)
    of_team = select(MomentCheck.moment_id).where(MomentCheck.team_id == team_id).distinct()
    done = set(session.exec(of_team.where(MomentCheck.outcome == DONE)))
    came = set(session.exec(of_team.where(MomentCheck.due_on < today)))
    found = [
        Gap(
            moment,
            no_owner=_nobodys(moment, people),
            no_system=not moment.system,
            never=moment.id not in done and (moment.id in came or moment.is_companys),
        )
        for moment in moments
    ]
    return [gap for gap in found if gap.no_owner or gap.no_system or gap.never]


def _nobodys(moment: Moment, people: Mapping[str, Member]) -> bool:
    """Tell whether nobody here looks after it: where none is named, customers have their champion."""
    if moment.owner_id is None:
        return moment.is_companys
    owner = people.get(moment.owner_id)
    return owner is None or not owner.belongs
