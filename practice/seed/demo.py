"""Tells the demo company's story to a fresh bot, by what a real company would do: an import, commands, settings."""

import csv
import subprocess
from pathlib import Path

from practice.bot_process import PROJECT, TOUCHBASE
from practice.client import Client, Json, PracticeError
from practice.seed.offerings import note_offerings
from practice.seed.story import CAUSES, CHANGE, OPENING, OWN_PLANS, SETTINGS, WEEK

HERE = Path(__file__).parent


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
    note_referral(practice, "chen", "kumar textiles", "Surat Weaving")
    note_offerings(practice)
    form = enter(practice, "maria", "/care", "settings")["views"][0]
    practice.submit("maria", form["id"], SETTINGS)
    practice.move_to(OPENING)
    for user in ("bob", "chen", "maria"):  # who have answered what they were told
        practice.read(user, "@bot")


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


def note_referral(practice: Client, user: str, customer: str, whom: str) -> None:
    """Note whom a customer sent us, and that they were thanked for it."""
    enter(practice, user, "/care", f"refer {customer} {whom}")
    [known] = enter(practice, user, "/care", f"know {customer}")["replies"]
    menus = [block["accessory"] for block in known["blocks"] if "options" in block.get("accessory", {})]
    offered = [(menu, option["value"]) for menu in menus for option in menu["options"]]
    menu, value = next((menu, value) for menu, value in offered if value.endswith("-thanks") and "kept" in value)
    practice.click(user, menu["action_id"], value, channel="@bot", ts=known["ts"])


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
    """Bring in sixty customers and six who have left, a year of touches and complaints, and stocktakes and pulses."""
    past = ("--contacts", str(HERE / "touches.csv"), "--complaints", str(HERE / "complaints.csv"))
    at_terminal(env, "import", str(HERE / "customers.csv"), *past)
    at_terminal(env, "stocktake", "--past", str(HERE / "stocktakes.csv"))
    at_terminal(env, "pulse", "--past", str(HERE / "pulses.csv"))


def at_terminal(env: dict[str, str], *words: str) -> None:
    """Run a command of the bot's."""
    done = subprocess.run(  # noqa: S603 - our own program
        [TOUCHBASE[0], *words], cwd=PROJECT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise PracticeError({"error": f"`touchbase {words[0]}` failed for the demo: {done.stdout}{done.stderr}"})
