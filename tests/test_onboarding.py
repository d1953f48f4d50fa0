"""From the installation to the first useful brief in ten minutes: no terminal, and no command is typed."""

from datetime import UTC, datetime

import pytest
from live import ALICE, MARIA, Json, Live, elements, form_words, labels

from bot import people
from models.audit import Audit
from models.customer import Customer
from models.message import Message
from models.touch import Touch
from models.workspace import Workspace

FIRMS = ("Bakery", "Dental", "Textiles", "Freight", "Hotel", "Brewery", "Clinic", "School", "Press", "Garden")
TOWNS = ("Kassel", "Leeds", "Lyon", "Porto", "Turin", "Gouda", "Pune", "Boston", "Aarhus", "Graz",
         "Metz", "Bath", "Cork", "Jena", "Nantes", "Siena", "Utrecht", "Vigo", "Worms", "York")  # fmt: skip
FILE = "Customer,Revenue,Contact,Phone\n" + "\n".join(
    f"{town} {firm},{1000 * (1 + number)},Jo {town},+49 30 {number}"
    for number, (town, firm) in enumerate((town, firm) for town in TOWNS for firm in FIRMS)
)


def test_a_company_gets_from_installed_to_a_nudge_resolved_without_typing_a_command(new: Live) -> None:
    expect_a_welcome(new)
    expect_settings_by_a_button(new)
    expect_customers_from_a_file(new)
    expect_them_shared_out(new)
    expect_briefs_tomorrow_and_a_nudge_resolved(new)
    commands = [call for call in new.practice.state()["calls"] if call["error"]]
    assert commands == []


def expect_a_welcome(new: Live) -> None:
    assert welcome(new)["text"].startswith("*Welcome, Maria.* I keep your customers from being forgotten")
    assert ticked(new) == ["How often"]
    assert [one.recipient for one in new.rows(Message)] == [MARIA]


def expect_settings_by_a_button(new: Live) -> None:
    [form] = press(new, "Choose a channel…")["views"]
    new.practice.submit("maria", form["id"], {"digest_channel": "#customer-care", "country": "DE"})
    assert ticked(new) == ["Country and hours", "The weekly digest", "How often"]
    assert "not on public holidays of Germany" in welcome(new)["text"]
    [form] = press(new, "Write it…")["views"]
    new.practice.submit("maria", form["id"], {"advocates_say": "They called before\nthe problem did."})
    assert '✓ *What your advocates say.* "They called before the problem did."' in welcome(new)["text"]
    assert new.rows(Workspace)[0].advocates_say == "They called before the problem did."


def expect_customers_from_a_file(new: Live) -> None:
    new.practice.file("maria", "@bot", "customers.csv", FILE.encode())
    assert "*200 customers* in 200 rows. All of them are new." in new.brief("maria")
    new.tap("maria", "Import")
    assert "✓ *customers.csv*: *200 customers*: 200 new.\n200 people to speak to." in new.brief("maria")
    assert "✓ *Customers.* 200 customers are here." in welcome(new)["text"]
    assert "○ *Champions.* 200 customers have nobody yet." in welcome(new)["text"]


def expect_them_shared_out(new: Live) -> None:
    [form] = press(new, "Share them out…")["views"]
    people = ["alice", "bob", "chen", "dana"]
    [preview] = new.practice.submit("maria", form["id"], {"people": people})["views"]
    new.practice.submit("maria", preview["id"])
    assert {one.champion_id for one in new.rows(Customer)} == {f"U0{name.upper()}" for name in people}
    assert "✓ *Champions.* Everybody is in somebody's care." in welcome(new)["text"]
    assert "They come tomorrow, at 09:00 in each champion's own time zone." in welcome(new)["text"]
    forecast = form_words(press(new, "The next 90 days"))
    assert "*Alice Weber*: " in forecast
    assert " nudges for 5" in forecast


def expect_briefs_tomorrow_and_a_nudge_resolved(new: Live) -> None:
    told = new.practice.until("tomorrow 20:00")["happened"]
    assert {each["user"] for each in told if not each["updated"]} >= {"alice", "bob", "chen", "dana"}
    assert "When did you last speak?" in new.brief("alice")
    name = new.brief("alice").split("\n")[2].split("*")[1]
    new.tap_brief("alice", "When?", within=name, option="This month")
    assert f"✓ *{name}*" in new.brief("alice")
    new.go_to("2026-12-04 12:00")
    nudged = [message for message in new.practice.messages("@bot", "alice") if "I did it" in labels(message["blocks"])]
    place = nudged[-1]
    did = next(element for _, element in elements(place["blocks"]) if label(element) == "I did it")
    new.practice.click("alice", did["action_id"], did["options"][0]["value"], channel="@bot", ts=place["ts"])
    assert [touch.by for touch in new.rows(Touch)] == [ALICE]
    assert "First briefs.* They have come." in welcome(new)["text"]


def test_the_welcome_comes_once_however_often_the_bot_starts(new: Live) -> None:
    people.meet(new.bot.slack.asking, new.bot.storage.patient, (), new.bot.clock.now())  # as every start does
    new.practice.advance("1d")
    assert len(new.rows(Message, feature="welcome")) == 1


def test_a_newcomer_who_skips_it_all_gets_a_bot_that_works(new: Live) -> None:
    new.add("acme", last=datetime(2026, 8, 19, tzinfo=UTC).date())
    new.morning()
    assert "*Acme*" in new.brief("alice")


def test_a_company_that_was_there_before_is_not_welcomed_again(live: Live) -> None:
    form = live.open("maria", "/care", "settings")
    live.practice.submit("maria", form["id"], {"country": "DE"})
    assert live.rows(Message, feature="welcome") == []


def test_the_sentence_can_be_taken_away_again_and_who_did_it_is_kept(new: Live) -> None:
    for sentence in ("They called first.", ""):
        [form] = press(new, "Write it…" if sentence else "Change…")["views"]
        new.practice.submit("maria", form["id"], {"advocates_say": sentence})
    assert new.rows(Workspace)[0].advocates_say == ""
    assert [one.actor for one in new.rows(Audit, action="settings")] == [MARIA, MARIA]


def test_pasting_stays_possible_by_a_button(new: Live) -> None:
    [form] = press(new, "Paste names…")["views"]
    new.practice.submit("maria", form["id"], {"pasted": "Acme\nDelta"})
    new.practice.advance("1m")
    assert "✓ *Customers.* 2 customers are here." in welcome(new)["text"]


def test_the_checklist_ticks_at_once_when_customers_are_added_and_given_by_a_command(new: Live) -> None:
    new.add("acme", champion_id=None)
    new.care("add Vandelay", user="maria")
    assert "Customers" in ticked(new)
    assert "Champions" not in ticked(new)
    new.care("assign acme @bob", user="maria")
    assert "Champions" in ticked(new)
    new.touch("undo", user="maria")
    assert "Champions" not in ticked(new)


@pytest.mark.parametrize(
    ("managers", "owners", "welcomed"),
    [
        ((), [], "maria"),
        (("bob@example.com", "maria@example.com"), [], "bob"),
        (("U0DANA",), ["alice"], "dana"),
        ((), ["alice"], "maria"),  # the primary owner, not any owner
    ],
)
def test_who_installed_it_is_welcomed(live: Live, managers: tuple[str, ...], owners: list[str], welcomed: str) -> None:
    for name in owners:
        live.practice.event("user_change", user=name, changes={"is_owner": True})
    live.begin_anew(managers)
    live.practice.advance("1m")
    assert [one.recipient for one in live.rows(Message)] == [f"U0{welcomed.upper()}"]
    for name in owners:
        live.practice.event("user_change", user=name, changes={"is_owner": False})


def welcome(new: Live) -> Json:
    return new.practice.messages("@bot", "maria")[0]


def ticked(new: Live) -> list[str]:
    return [line.split("*")[1].rstrip(".") for line in welcome(new)["text"].split("\n") if line.startswith("✓")]


def press(new: Live, button: str) -> Json:
    """Maria presses a button of the welcome, as it stands now."""
    return new.tap_in(welcome(new), "maria", button, "", None)


def label(element: Json) -> str:
    return str((element.get("text") or element.get("placeholder") or {"text": ""})["text"])


@pytest.fixture
def new(running: Live) -> Live:
    """Return an empty company, a minute after the installation."""
    running.begin_again(welcome=True)
    running.practice.advance("1m")
    return running
