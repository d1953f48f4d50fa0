"""Tells the demo company's story to a fresh bot, by what a real company would do: an import, commands, settings."""

import csv
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from practice.bot_process import PROJECT, TOUCHBASE
from practice.client import Client, Json, PracticeError

BEGINNING = datetime(2026, 11, 13, 16, 30, tzinfo=UTC)
"""Friday evening in Berlin: customers are imported when nobody waits for a brief."""
OPENING = datetime(2026, 11, 19, 7, 59, tzinfo=UTC)
"""When the newcomer comes in: the next Thursday, a minute to nine in Berlin."""

HERE = Path(__file__).parent
MONDAY_MORNING = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 11, 17, 3, 0, tzinfo=UTC)
MONDAY, TUESDAY, WEDNESDAY = (datetime(2026, 11, day, 16, 30, tzinfo=UTC) for day in (16, 17, 18))
WEEK = (
    (BEGINNING, "bob", "/complaint", "bayside marina the new drivers hum below the pier office"),
    (BEGINNING, "bob", "/recovery", "bayside marina changed them the same hour"),
    (BEGINNING, "chen", "/care", "bought studio indigo 1850 9 november, lamps for the portrait room"),
    (MONDAY_MORNING, "alice", "/touch", "delta freight email, sent Tom an idea for the new depot"),
    (MONDAY, "chen", "/touch", "kumar textiles visit with Anil, recommended us to his brother-in-law"),
    (MONDAY, "bob", "/touch", "smith brothers call with Walt, wants a quote for the workshop in Queens"),
    (MONDAY, "dana", "/touch", "st brigid's visit with Fiona, families noticed the softer corridor at night"),
    (MONDAY, "sam", "/complaint", "pan-pacific the drivers in terminal 2 hum, travellers look up"),
    (TUESDAY_MORNING, "chen", "/recovery", "pan-pacific changed the drivers overnight, called Mei"),
    (TUESDAY, "chen", "/touch", "pan-pacific visit with Mei, terminal 2 is signed"),
    (TUESDAY, "chen", "/touch", "spice route visit with Vikram, a second cold room from February"),
    (TUESDAY, "bob", "/touch", "falcon ridge visit with Nora, she shows the lit vineyard paths to her neighbours"),
    (TUESDAY, "dana", "/touch", "thames rowing call with Ed, members want light on the jetty"),
    (WEDNESDAY, "chen", "/touch", "golden gate jewellers visit with Farah, diamonds look better since the change"),
    (WEDNESDAY, "bob", "/touch", "liberty print call with Omar, wants daylight tubes for the proofing booth"),
    (WEDNESDAY, "bob", "/touch", "vandelay lunch next tuesday with Art"),
    (WEDNESDAY, "alice", "/touch", "hilltop training this friday with Ruth, for the night shift"),
    (WEDNESDAY, "sam", "/complaint", "thames rowing club the jetty lamps go out when it rains"),
    (WEDNESDAY, "alice", "/care", "date acme renewal 1 March"),
    (WEDNESDAY, "alice", "/care", "promise blue harbour a drawing of the lit quay by 2 December"),
    (WEDNESDAY, "dana", "/care", "ladder northgate rail customer"),
    (WEDNESDAY, "bob", "/touch", "bayside marina visit 8 december with Lou, wants to see lit bollards"),
    (WEDNESDAY, "bob", "/care", "ladder bayside marina prospect"),
    (WEDNESDAY, "chen", "/care", "date kumar textiles Anil's birthday 8 December"),
    (WEDNESDAY, "chen", "/care", "promise spice route the offer for the second cold room by 11 December"),
    (WEDNESDAY, "maria", "/care", "tier pan-pacific A"),
    (WEDNESDAY, "maria", "/care", "key acme"),
)
CAUSES = {
    "bayside marina changed them": {
        "words": "A batch of drivers with the wrong coil",
        "prevention": "Two drivers of each batch are listened to before it goes out",
    },
    "pan-pacific changed the drivers": {
        "words": "The batch of drivers with the wrong coil",
        "prevention": "What is left of a batch that failed is called back from the vans the same day",
    },
}
"""What is written as cause and prevention, by how the recovery begins."""
OWN_PLANS = {
    "blue harbour": {
        "cadence": "60",
        "silence": "90",
        "activities": "visit, call",
        "reason": "Their season begins in April; what they order is decided in winter",
    },
    "stadtbad mitte": {
        "cadence": "183",
        "silence": "245",
        "activities": "call",
        "reason": "The city decides twice a year; Ilse wants to be reminded before each round",
    },
}
CHANGE = {
    "area": "referrals",
    "words": "Every Friday each of us calls one customer whom nobody has spoken with for two months",
    "owner": "U0DANA",
    "due": "2026-12-15",
}
SETTINGS = {"digest_channel": "#customer-care", "country": "DE"}


def plant(practice: Client, env: dict[str, str]) -> None:
    """Play the company's first days up to OPENING; `env` are the bot's settings, for `touchbase import`.

    Raises PracticeError where the bot is in the way of the story.
    """
    import_customers(env)
    choose_change(practice)
    for at, user, command, text in WEEK:
        if at > practice.now():
            practice.move_to(at)
        answer = enter(practice, user, command, text)
        for words in (cause for recovered, cause in CAUSES.items() if text.startswith(recovered)):
            write_cause(practice, user, answer, words)
        if text.startswith("bought"):
            look_after(practice, user, "studio indigo", ("Ordering", "Delivery"))
    answer_complaint(practice, "dana")
    for customer, plan in OWN_PLANS.items():
        give_own_plan(practice, "alice", customer, plan)
    note_sayings(practice)
    form = enter(practice, "maria", "/care", "settings")["views"][0]
    practice.submit("maria", form["id"], SETTINGS)
    practice.move_to(OPENING)
    practice.read("maria", "@bot")


def enter(practice: Client, user: str, command: str, text: str) -> Json:
    """Enter a command; raises PracticeError where the bot does not answer it, since the story would have a hole."""
    answer = practice.command(user, "@bot", command, text)
    failed = [reply["text"] for reply in answer["replies"] if "failed with the error" in reply["text"]]
    if failed:
        raise PracticeError({"error": f"{command} {text}: {failed[0]}"})
    return answer


def give_own_plan(practice: Client, user: str, customer: str, plan: dict[str, str]) -> None:
    """Open the customer's card, choose *Own plan…* behind its ⋯ and fill in the form."""
    [card] = enter(practice, user, "/care", f"show {customer}")["replies"]
    buttons = [each for block in card["blocks"] for each in block.get("elements", []) if isinstance(each, dict)]
    more = next(each for each in buttons if each.get("action_id") == "customer_more")
    own = next(one["value"] for one in more["options"] if one["text"]["text"] == "Own plan…")
    [form] = practice.click(user, more["action_id"], own, channel="@bot", ts=card["ts"])["views"]
    practice.submit(user, form["id"], plan)


def write_cause(practice: Client, user: str, recovered: Json, words: dict[str, str]) -> None:
    """Press *Cause and prevention* below the thanks for a recovery and fill in the form."""
    button, ts = next(
        (each, thanks["ts"])
        for thanks in recovered["replies"]
        for block in thanks["blocks"]
        for each in block.get("elements", [])
        if each.get("action_id") == "recovery_cause"
    )
    [form] = practice.click(user, button["action_id"], button["value"], channel="@bot", ts=ts)["views"]
    practice.submit(user, form["id"], words)


def look_after(practice: Client, user: str, customer: str, moments: tuple[str, ...]) -> None:
    """Choose *Done* behind the ⋯ of moments on a customer's list."""
    [listed] = enter(practice, user, "/care", f"moments {customer}")["replies"]
    for moment in moments:
        menu = next(block["accessory"] for block in listed["blocks"] if f"*{moment}*" in str(block))
        practice.click(user, menu["action_id"], menu["options"][0]["value"], channel="@bot", ts=listed["ts"])


def note_sayings(practice: Client) -> None:
    """Let people note what customers and others have said, and keep ideas; about two of them the manager decides."""
    for saying in rows_of("sayings.csv"):
        user, customer, words, consent = (saying.pop(name) for name in ("user", "customer", "words", "may_quote"))
        fill_in(practice, user, f"voice {customer} {words}", saying | {"may_quote": consent and [consent]})
    for idea in rows_of("ideas.csv"):
        user, words, status = (idea.pop(name) for name in ("user", "words", "status"))
        fill_in(practice, user, f"idea {words}", idea)
        if status:
            [ideas] = enter(practice, "maria", "/care", "ideas")["replies"]
            menu = next(block["accessory"] for block in ideas["blocks"] if words in str(block))
            chosen = next(one["value"] for one in menu["options"] if one["value"].startswith(status))
            practice.click("maria", menu["action_id"], chosen, channel="@bot", ts=ideas["ts"])


def choose_change(practice: Client) -> None:
    """Let the manager end the last quarter's pulse in one change, from Home."""
    [home] = practice.home("maria")["views"]
    buttons = [each for block in home["blocks"] for each in block.get("elements", []) if "action_id" in each]
    choose = next(each for each in buttons if each["action_id"] == "pulse_change_open")
    [form] = practice.click("maria", choose["action_id"], choose["value"], view="home")["views"]
    for view in practice.submit("maria", form["id"], CHANGE)["views"]:
        if view["type"] == "modal":  # her Home is drawn again, too
            practice.close("maria", view["id"])


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of ours."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill_in(practice: Client, user: str, text: str, facts: Json) -> None:
    """Enter a command that opens a form, fill it in, and close what then stands in its place."""
    [form] = enter(practice, user, "/care", text)["views"]
    filled = {name: value for name, value in facts.items() if value}
    for view in practice.submit(user, form["id"], filled)["views"]:
        practice.close(user, view["id"])


def answer_complaint(practice: Client, user: str) -> None:
    """Press *I answered → Call* in the last message that somebody got."""
    told = practice.messages("@bot", user)[-1]
    menus = [each for block in told["blocks"] for each in block.get("elements", []) if "options" in each]
    call = next(option["value"] for option in menus[0]["options"] if option["text"]["text"] == "Call")
    practice.click(user, menus[0]["action_id"], call, channel="@bot", ts=told["ts"])


def import_customers(env: dict[str, str]) -> None:
    """Bring in sixty customers and six who have left, a year of touches and the last two stocktakes, at a terminal."""
    at_terminal(env, "import", str(HERE / "customers.csv"), "--contacts", str(HERE / "touches.csv"))
    at_terminal(env, "stocktake", "--past", str(HERE / "stocktakes.csv"))
    at_terminal(env, "pulse", "--past", str(HERE / "pulses.csv"))


def at_terminal(env: dict[str, str], *words: str) -> None:
    """Run a command of the bot's."""
    done = subprocess.run(  # noqa: S603 - our own program
        [TOUCHBASE[0], *words], cwd=PROJECT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise PracticeError({"error": f"`touchbase {words[0]}` failed for the demo: {done.stdout}{done.stderr}"})
