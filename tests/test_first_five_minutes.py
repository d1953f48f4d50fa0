"""The newcomer's first five minutes over the real protocol: the demo company, the bot as a process of its own."""

import json
from collections import Counter
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from practice.client import Client

Json = dict[str, Any]
CHAMPIONS = {"alice", "bob", "chen", "dana"}
OWN = ("Bluebird Bakery", "Harbour Dental", "Northwind Traders", "Old Mill Garden Centre", "Sunrise Solar")


def test_the_first_five_minutes(demo_of_a_module: Client) -> None:
    demo = demo_of_a_module
    expect_nothing_has_been_said_yet(demo)
    expect_the_brief_lands(demo)
    expect_a_nudge_folds_to_one_line(demo)
    expect_a_typo_is_understood_and_taken_back(demo)
    expect_monday_brings_the_digest(demo)
    expect_a_killed_bot_repeats_and_loses_nothing(demo)
    expect_a_complaint_reaches_who_must_know(demo)
    expect_putting_it_right_tells_everybody_and_is_asked_about_after_a_week(demo)
    expect_own_customers_are_asked_about_tomorrow(demo)


def test_the_weeks_after_bring_each_champion_a_few_briefs_and_never_two_a_day(demo_of_a_module: Client) -> None:
    demo = demo_of_a_module
    told = [each for each in demo.advance("2w")["happened"] if each["user"] and not each["updated"]]
    briefs = [(each["user"], local_day(demo, each)) for each in told]
    assert len(set(briefs)) == len(briefs)
    assert all(day.weekday() < 5 for _, day in briefs)
    counts = Counter(user for user, _ in briefs)
    assert min(counts[champion] for champion in CHAMPIONS) >= 2
    assert max(json.dumps(each["blocks"]).count('"nudge_later"') for each in told) <= 3
    assert max(json.dumps(each["blocks"]).count('"nudge_line"') for each in told) <= 3


def expect_nothing_has_been_said_yet(demo: Client) -> None:
    state = demo.state()
    assert state["now"].startswith("2026-11-19T07:59")
    assert demo.messages("@bot", "alice") == []
    assert "Put right at 08:30 by you" in demo.messages("@bot", "chen")[-1]["text"]
    assert "✓ Answered at 16:30 by you" in demo.messages("@bot", "dana")[-1]["text"]
    assert state["ephemerals"] == []
    assert state["views"] == []


def expect_the_brief_lands(demo: Client) -> None:
    demo.until("today 09:00", zone="Europe/Berlin")
    (brief,) = demo.messages("@bot", "alice")
    assert brief["text"].startswith("Good morning, Alice. *3 customers need you today, 2 more this week.*")
    for said in (
        "*Acme Corporation* · A, key customer · €410k a year\nDue since Mon 16 Nov: last lunch 63 days ago, plan 60.",
        "Jane asked about a demo",
        "+49 30 1234",
        "*Delta Freight* · B · €88k a year\nQuiet: nothing from them recorded since Tue 2 Jun (170 days;",
        "2 emails from us since",
        "*Red Oak Realty* · C · €34k a year\nDue today: last call 183 days ago",
        "Hilltop Hospital Trust (training, Friday)",
    ):
        assert said in brief["text"]


def expect_a_nudge_folds_to_one_line(demo: Client) -> None:
    (brief,) = demo.messages("@bot", "alice")
    demo.click("alice", "nudge_did", option(brief, "nudge_did", "Lunch"), channel="@bot", ts=brief["ts"])
    (brief,) = demo.messages("@bot", "alice")
    assert "*2 of 3 customers still need you today.*" in brief["text"]
    assert "✓ *Acme Corporation*: lunch logged, today. Next due Mon 18 Jan." in brief["text"]
    assert "+49 30 1234" not in brief["text"]


def expect_a_typo_is_understood_and_taken_back(demo: Client) -> None:
    typed = "delta frieght cofee yesterday with Tom, the new depot opens in March"
    (answer,) = [one for one in demo.command("alice", "@bot", "/touch", typed)["replies"] if not one["updated"]]
    assert answer["text"].startswith('Coffee with *Delta Freight* on Wed 18 Nov, noted: "with Tom, the new depot')
    assert "✓ *Delta Freight*: coffee logged" in demo.messages("@bot", "alice")[0]["text"]
    demo.click("alice", "undo", channel="@bot", ts=answer["ts"])
    (brief,) = demo.messages("@bot", "alice")
    assert "Quiet: nothing from them recorded since Tue 2 Jun" in brief["text"]


def expect_monday_brings_the_digest(demo: Client) -> None:
    happened = [each for each in demo.until("monday 09:00")["happened"] if not each["updated"]]
    told = [(each["to"], local_day(demo, each).strftime("%a")) for each in happened]
    assert told == [("bob", "Fri"), ("chen", "Mon"), ("alice", "Mon"), ("#customer-care", "Mon")]
    (digest,) = demo.messages("#customer-care")
    assert "13 touches made, 14 planned; 1 carried over" in digest["text"]
    assert "Pan-Pacific B → A" in digest["text"]
    assert "data_visualization" in [block["type"] for block in digest["blocks"]]
    assert "Did it happen? *Hilltop Hospital Trust*" in demo.messages("@bot", "alice")[-1]["text"]


def expect_a_killed_bot_repeats_and_loses_nothing(demo: Client) -> None:
    plugged = demo.plug()
    assert plugged["in_the_middle_of"]
    assert (plugged["repeated"], plugged["lost"]) == ([], [])
    assert len(demo.messages("@bot", "dana")) == 2, "the complaint, and one brief"


def expect_a_complaint_reaches_who_must_know(demo: Client) -> None:
    demo.command("sam", "@bot", "/complaint", "hilltop the night ward is dark again, Ruth is upset")
    assert "Please answer them by 11:05." in demo.messages("@bot", "alice")[-1]["text"]
    assert "Alice is asked to answer them by 11:05." in demo.messages("@bot", "maria")[-1]["text"]


def expect_putting_it_right_tells_everybody_and_is_asked_about_after_a_week(demo: Client) -> None:
    demo.command("alice", "@bot", "/recovery", "hilltop replaced the dimmers, called Ruth")
    for user in ("alice", "maria"):
        assert "✓ Put right at 10:05" in demo.messages("@bot", user)[-1]["text"]
    demo.advance("7d")
    assert "A week ago you put it right for *Hilltop" in demo.messages("@bot", "alice")[-1]["text"]


def expect_own_customers_are_asked_about_tomorrow(demo: Client) -> None:
    demo.command("maria", "@bot", "/care", "import\n" + "\n".join(OWN))
    demo.until("tomorrow 09:00")
    brief = demo.messages("@bot", "maria")[-1]["text"]
    assert "When did you last speak?" in brief
    assert all(name in brief for name in OWN)


def option(message: Json, action_id: str, label: str) -> str:
    """The value of the first option of that name in the menus with that action_id."""
    menus = [element for block in message["blocks"] for element in block.get("elements", [])]
    offered = [each for menu in menus if menu.get("action_id") == action_id for each in menu["options"]]
    return next(str(each["value"]) for each in offered if each["text"]["text"] == label)


def local_day(demo: Client, happening: Json) -> date:
    """The day on which it happened where its reader is; a channel's is the company's, near enough to UTC."""
    zones = {user["name"]: user["tz"] for user in demo.state()["users"]}
    return datetime.fromisoformat(happening["at"]).astimezone(ZoneInfo(zones.get(happening["to"], "UTC"))).date()
