"""A newcomer walks through what champions do, in Chromium, as `docs/walk.md` tells it, and takes its pictures.

The stops go on from each other. What each thing does in detail is tested in the file of its word.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from walking import Walk, walk_through, where_pictures_are_wanted

from practice.client import Client

pytestmark = where_pictures_are_wanted


def test_a_morning_brings_a_brief_and_shows_the_money_at_risk(walk: Walk) -> None:
    walk.be("Alice")
    walk.clock("+1 hour")
    walk.said("Good morning, Alice")
    walk.be("Maria", tab="Home")
    expect(walk.page.locator("#home")).to_contain_text("at risk")
    walk.picture("team")


def test_a_champion_taps_and_types(walk: Walk) -> None:
    walk.be("Alice")
    brief = walk.said("Good morning, Alice")
    walk.press("I did it", brief)
    walk.choose("Lunch")
    expect(brief).to_contain_text("lunch logged, today")
    walk.type("/touch delta frieght cofee yesterday with Tom, the new depot opens in March")
    walk.said("Coffee with Delta Freight")
    expect(brief).to_contain_text("coffee logged, yesterday")
    walk.picture("brief", brief)


def test_all_commands_stand_behind_help(walk: Walk) -> None:
    walk.type("/care help")
    walk.press("All commands", walk.said("Who needs you, and what is kept"))
    walk.said("/care rhythm acme")


def test_a_complaint_is_told_at_once_and_put_right(walk: Walk) -> None:
    walk.be("Sam")
    walk.type("/complaint hilltop the night ward is dark again, Ruth is upset")
    walk.said("I'm telling Alice now, and Maria")
    walk.be("Alice")
    told = walk.said("Hilltop Hospital Trust has a complaint")
    expect(told).to_contain_text("Please answer them by")
    walk.picture("complaint", told)
    walk.type("/recovery hilltop replaced the dimmers, called Ruth")
    walk.press("Cause and prevention", walk.said("is put right"))
    walk.fill(What_was="Dimmers too weak for the ward", What_prevents="Dimmers are reckoned with the night load")
    walk.form.locator("footer .btn.primary").click()
    walk.said("Dimmers are reckoned with the night load")
    expect(walk.form).to_have_count(0)


def test_what_customers_say_is_kept_and_summed_up(walk: Walk) -> None:
    walk.type('/care voice hilltop "they called before we noticed"')
    walk.press("Choose")
    walk.choose("Praise")
    walk.press("None in particular")
    walk.choose("When something goes wrong")
    walk.form.get_by_label("Yes").check()
    walk.form.get_by_label("They agree to be quoted").check()
    walk.send("Noted for Hilltop Hospital Trust")
    walk.type("/care voice themes")
    themes = walk.said("What your customers say")
    expect(themes).to_contain_text("they called before we noticed")
    walk.picture("voice", themes)


def test_an_idea_is_kept_and_chosen(walk: Walk) -> None:
    walk.be("Sam")
    walk.type("/care idea put the fitter's name on the delivery note")
    walk.form.get_by_label("value").check()
    walk.send("put the fitter's name")
    walk.be("Maria")
    walk.type("/care ideas")
    walk.press("New", walk.said("put the fitter's name"))
    walk.choose("Chosen")
    chosen = walk.said("Chosen: “put the fitter's name")
    walk.picture("ideas", chosen)


def test_promises_dates_and_offerings_are_kept(walk: Walk) -> None:
    walk.be("Alice")
    walk.type("/care promise red oak send the new price list by Friday")
    walk.said("wanted by tomorrow: send the new price list")
    walk.type("/care date red oak Paul's birthday 24 November")
    walk.said("Paul's birthday is on")
    walk.type("/care offerings red oak")
    walk.press("Lamps and drivers")
    walk.choose("Uses it")
    walk.send("does not know about Lighting plans")
    walk.type("/care offerings")
    walk.picture("offerings", walk.said("It is noted of"))
    walk.type("/care know red oak")
    known = walk.said("what we promised, and their dates")
    expect(known).to_contain_text("send the new price list")
    walk.picture("know", known)


def test_a_customer_climbs_the_ladder(walk: Walk) -> None:
    walk.be("Maria")
    walk.type("/care ladder")
    ladder = walk.said("on the loyalty ladder")
    walk.press("Yes, member", ladder)
    expect(ladder).to_contain_text("is a member now")
    walk.picture("ladder", ladder)
    walk.be("Chen")
    walk.type("/care moments studio indigo")
    hundred = walk.said("of their first 100")
    expect(hundred).to_contain_text("Welcome call")
    walk.picture("moments", hundred)


def test_a_referral_becomes_a_prospect(walk: Walk) -> None:
    walk.be("Maria")
    walk.type("/care refer")
    asked = walk.said("Who was sent to us")
    expect(asked).to_contain_text("begin with that")
    walk.picture("refer", asked)
    walk.press("Make a prospect", asked)
    walk.send("is a prospect now")


def test_a_rhythm_is_learned_and_a_cadence_corrects_itself(walk: Walk) -> None:
    walk.be("Chen")
    walk.type("/care rhythm harbor inn")
    rhythm = walk.said("is usually heard from")
    expect(rhythm).to_contain_text("without a word would be unusual for them")
    walk.picture("rhythm", rhythm)
    walk.type("/touch bright future call 30 August")
    walk.said("Call with Bright Future Schools")
    walk.type("/touch bright future lunch")
    proposed = walk.said("early twice in a row")
    walk.press("Every 2 months", proposed)
    walk.said("has a plan of their own now")
    walk.picture("cadence", proposed)


def test_what_is_said_in_a_shared_channel_logs_itself(walk: Walk) -> None:
    walk.be("Alice")
    walk.type("/care channel acme #acme-shared")
    walk.said("counts as a sign of life")
    walk.be("Charlie", "acme-shared")
    walk.type("Thank you for the new lamps, they arrived this morning.")
    walk.be("Alice", "acme-shared")
    walk.type("Good to hear, Charlie. I will ring you on Monday.")
    walk.be("Alice")
    walk.type("/care show acme")
    expect(walk.said("What is said in #acme-shared logs itself")).to_contain_text("message, Alice")


def test_the_next_morning_knows_all_of_it(walk: Walk) -> None:
    walk.clock("Tomorrow morning")
    brief = walk.said("Good morning, Alice")
    for words in ("You promised Red Oak Realty", "Paul's birthday", "Logged by itself: a message to Acme Corporation"):
        expect(brief).to_contain_text(words)
    walk.picture("morning", brief)


def test_monday_brings_the_digest(walk: Walk) -> None:
    walk.be("Maria", "customer-care")
    walk.clock("Next Monday")
    expect(walk.page.locator("#clock .last")).to_contain_text("Sat, Sun: silence")
    digest = walk.said("Customer care, 16")
    expect(digest).to_contain_text("Surat Weaving, by Kumar Textiles")
    walk.picture("digest", digest)


def test_a_week_later_somebody_asks_whether_they_are_happy_again(walk: Walk) -> None:
    walk.be("Alice")
    walk.go_to("2026-11-26T09:05")
    asked = walk.said("Are they happy again?")
    walk.press("They said so", asked)
    walk.type("/care causes")
    causes = walk.said("Causes of complaints that came again")
    expect(causes).to_contain_text("happy again after a week: 1 of 1 asked")
    walk.picture("causes", causes)


def test_what_became_of_nudges_is_counted(walk: Walk) -> None:
    walk.be("Maria")
    walk.type("/care quality")
    counted = walk.said("What became of everybody's nudges")
    expect(counted).to_contain_text("were of use")
    walk.picture("quality", counted)


@pytest.fixture(scope="module")
def walk(chromium: Browser, demo_of_a_module: Client) -> Iterator[Walk]:
    yield from walk_through(chromium, demo_of_a_module)
