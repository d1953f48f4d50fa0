"""`/care settings`: what a manager sets is kept whole or not at all, and every wrong entry is said beside it."""

from datetime import date, timedelta
from typing import Any

import pytest
from live import ALICE, MARIA, TEAM, THURSDAY, Live, form_words

from models.workspace import Workspace


@pytest.fixture
def form(live: Live) -> str:
    """Maria has opened the form."""
    return str(live.open("maria", "/care", "settings")["id"])


def test_what_is_set_is_said_back_and_kept(live: Live, form: str) -> None:
    wanted = {"digest_channel": "C0CUSTOMERCARE", "digest_weekday": "1", "digest_at": "10:30", "brief_at": "08:00"}
    saved = form_words(live.practice.submit("maria", form, wanted))
    assert "The digest comes to <#C0CUSTOMERCARE> on Tuesdays at 10:30 (Europe/Berlin)." in saved
    [workspace] = live.rows(Workspace)
    assert (workspace.digest_channel, workspace.digest_weekday, workspace.brief_at) == ("C0CUSTOMERCARE", 1, "08:00")


def test_briefs_come_at_the_new_hour_from_the_next_morning(live: Live, form: str) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    live.practice.submit("maria", form, {"brief_at": "08:00"})
    live.go_to("2026-11-19 08:05")
    assert len(live.briefs(ALICE)) == 1


def test_holidays_count_from_when_the_country_is_set(live: Live, form: str) -> None:
    live.add("acme", last=date(2026, 12, 25) - timedelta(days=91))
    offered = live.practice.suggest("maria", form, "settings_country", "germ")
    assert [option["value"] for option in offered][:1] == ["DE"]
    live.practice.submit("maria", form, {"country": "DE"})
    live.go_to("2026-12-29 09:05")
    assert [f"{brief.sent_at:%d %b}" for brief in live.briefs(ALICE)] == ["28 Dec"]


@pytest.mark.parametrize(
    ("wrong", "where", "said"),
    [
        ({"digest_channel": "C0ACMESHARED"}, "digest_channel", "shared with another organisation"),
        ({"digest_channel": "C0GENERAL"}, "digest_channel", "Type /invite @Touchbase there"),
        ({"day_ends": "08:00"}, "day_ends", "has to end after it begins"),
        ({"managers": ["U0GINA"]}, "managers", "At least one manager of your own company"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_kept(
    live: Live, form: str, wrong: dict[str, Any], where: str, said: str
) -> None:
    before = live.rows(Workspace)[0].model_dump(exclude={"heartbeat_at"})
    errors = live.practice.submit("maria", form, {"brief_at": "07:00"} | wrong)["errors"]
    assert said in errors[where]
    assert live.rows(Workspace)[0].model_dump(exclude={"heartbeat_at"}) == before


def test_an_archived_channel_is_refused(live: Live, form: str) -> None:
    live.practice.event("channel_archive", channel="#customer-care")
    errors = live.practice.submit("maria", form, {"digest_channel": "C0CUSTOMERCARE"})["errors"]
    assert errors == {"digest_channel": "That channel is archived. Choose another one."}


def test_an_admin_is_no_manager_once_managers_are_set(live: Live, form: str) -> None:
    live.practice.submit("maria", form, {"managers": ["U0ALICE"]})
    assert "Settings are for managers to change; ask <@U0ALICE>." in live.care("settings", user="maria")
    assert live.open("alice", "/care", "settings")["id"]


def test_a_form_that_is_submitted_twice_is_kept_once(live: Live, form: str) -> None:
    live.practice.fault("duplicate_event")
    live.practice.submit("maria", form, {"brief_at": "08:00"})
    assert live.rows(Workspace)[0].brief_at == "08:00"


def test_who_is_no_manager_any_more_when_they_save_changes_nothing(live: Live, form: str) -> None:
    with live.bot.storage.database.begin() as session:
        live.member(session, MARIA).manager = False
    said = form_words(live.practice.submit("maria", form, {"brief_at": "06:00"}))
    assert "Settings are for managers to change" in said
    assert live.rows(Workspace, team_id=TEAM)[0].brief_at == "09:00"
