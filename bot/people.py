"""Keeps what Slack says of the workspace and its people: all of them at start, then one by one as they change."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from sqlmodel import Session

from bot.database import Writer
from models.calendar_feed import end_feed
from models.customer import customers_of
from models.handing_over import receiver_left
from models.leave import ask_about_leave, status_of
from models.member import Member, find_member, members_by_id
from models.reminder import look_who_reads, settle_all
from models.welcome import greet
from models.workspace import Workspace

log = logging.getLogger(__name__)

SLACKBOT = "USLACKBOT"
PAGE = 200


def meet(client: WebClient, database: Writer, managers: tuple[str, ...], now: datetime) -> Workspace:
    """Learn who we are and whom we work for; returns the workspace. Raises SlackApiError if Slack refuses the token."""
    us = client.auth_test()
    team_id = str(us["team_id"])
    users = list(_users(client))
    with database.begin() as session:
        workspace = session.get(Workspace, team_id)
        is_new = workspace is None
        workspace = workspace or Workspace(team_id=team_id)
        workspace.name, workspace.bot_user_id = str(us["team"]), str(us["user_id"])
        session.add(workspace)
        session.flush()
        known = members_by_id(session, team_id)
        log.info("%d people, %d of them known before", len(users), len(known))
        for user in users:
            _write_down(session, known.get(user["id"]), team_id, user, now)
        session.flush()
        people = members_by_id(session, team_id).values()
        if not workspace.managers_set:
            choose_managers(people, managers, workspace.installer_id)
        if is_new:
            workspace.installer_id = _first_manager(users, people, managers)
            _take_after_manager(workspace, people)
            greet(session, team_id, now)
    return workspace


def learn(session: Session, team_id: str, user: dict[str, Any], now: datetime) -> Member:
    """Write down what Slack says of one user; a champion's new zone or leaving moves their customers' reminders."""
    member = _write_down(session, find_member(session, team_id, user["id"]), team_id, user, now)
    session.flush()
    return member


def _write_down(session: Session, known: Member | None, team_id: str, user: dict[str, Any], now: datetime) -> Member:
    member = known or Member(team_id=team_id, user_id=user["id"])
    before = (member.zone, member.belongs)
    profile = user.get("profile", {})
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    was_forgotten = known is not None and known.deleted and not known.name
    if not (was_forgotten and user.get("deleted")):
        member.name = next((name for name in names if name), "")
        member.email = profile.get("email") or member.email
    member.zone = user.get("tz") or member.zone
    member.locale = user.get("locale") or member.locale
    member.is_admin, member.is_owner = bool(user.get("is_admin")), bool(user.get("is_owner"))
    member.is_guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted"))
    member.is_stranger = _is_stranger(user, team_id)
    member.is_bot = bool(user.get("is_bot")) or user["id"] == SLACKBOT
    member.deleted = bool(user.get("deleted"))
    session.add(member)
    if known and before != (member.zone, member.belongs):
        session.flush()
        settle_all(session, team_id, customers_of(session, team_id, member.user_id), now)
        look_who_reads(session, team_id, now)
    if known and before[1] and not member.belongs:
        receiver_left(session, team_id, member.user_id, now)
        end_feed(session, team_id, member.user_id)
    return member


def choose_managers(people: Iterable[Member], wanted: tuple[str, ...], installer: str | None) -> None:
    """Mark the managers: those of the MANAGERS setting, else the workspace's owners and admins, else the installer."""
    people = list(people)
    names = {name.casefold() for name in wanted}
    chosen = [each for each in people if {each.user_id.casefold(), each.email.casefold()} & names]
    chosen = chosen or [each for each in people if each.belongs and (each.is_owner or each.is_admin)]
    chosen = chosen or [each for each in people if each.user_id == installer]
    for member in people:
        member.manager = member in chosen and member.belongs


def register(app: App) -> None:
    """Listen to what Slack says of people."""
    app.event("team_join")(_user_changed)
    app.event("user_change")(_user_changed)


def _user_changed(
    event: dict[str, Any], database: Writer, team_id: str, now: datetime, wake: Callable[[], None]
) -> None:
    with database.begin() as session:
        member = learn(session, team_id, event["user"], now)
        ask_about_leave(session, member, status_of(event["user"].get("profile", {})), now)
    wake()


def _users(client: WebClient) -> Iterator[dict[str, Any]]:
    for page in client.users_list(limit=PAGE, include_locale=True):
        yield from page["members"]


def _is_stranger(user: dict[str, Any], team_id: str) -> bool:
    teams = {user.get("team_id", team_id), *user.get("enterprise_user", {}).get("teams", ())}
    return bool(user.get("is_stranger")) or team_id not in teams


def _first_manager(users: Iterable[dict[str, Any]], people: Iterable[Member], wanted: tuple[str, ...]) -> str | None:
    """Return who is taken to have installed us: the first of the MANAGERS setting, else the workspace's first owner."""
    chosen = sorted((each for each in people if each.manager), key=lambda each: each.user_id)
    for name in wanted:
        for each in chosen:
            if name.casefold() in (each.user_id.casefold(), each.email.casefold()):
                return each.user_id
    first = {user["id"] for user in users if user.get("is_primary_owner")}
    return next((each.user_id for each in sorted(chosen, key=lambda each: each.user_id not in first)), None)


def _take_after_manager(workspace: Workspace, people: Iterable[Member]) -> None:
    """A new workspace has its first manager's time zone and language."""
    first = min((each for each in people if each.manager and each.zone), key=lambda each: each.user_id, default=None)
    if first:
        workspace.zone, workspace.locale = first.zone, first.locale
