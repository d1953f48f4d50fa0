"""The newcomer's first five minutes in Chromium, in a narrow and a wide window, with the real bot.

PICTURES=1 also takes the documentation's pictures on the way.
"""

import pytest
from browser import Camera, camera
from playwright.sync_api import Browser, Locator, Page, expect

from practice.client import Client


@pytest.mark.parametrize("window", ["narrow", "wide"])
def test_a_newcomer_is_led_through_the_first_five_minutes(chromium: Browser, demo: Client, window: str) -> None:
    width, height = {"narrow": (390, 844), "wide": (1440, 1000)}[window]
    page = chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    take = camera(page, window)
    page.goto(demo.base_url)
    guide = page.get_by_role("region", name="Guide")
    expect_the_brief_lands(page, guide, take)
    expect_a_nudge_folds(page, guide)
    expect_a_typo_is_understood(page, guide)
    expect_monday_brings_the_digest(page, guide)
    expect_a_killed_bot_repeats_and_loses_nothing(page, guide, take)
    expect_a_complaint_is_told_at_once_and_not_forgotten(page, guide, take)
    expect_own_customers_are_in_tomorrows_brief(page, guide, take)
    page.close()


def expect_the_brief_lands(page: Page, guide: Locator, take: Camera) -> None:
    expect(page.get_by_role("region", name="Practice clock")).to_contain_text("08:59")
    expect(guide).to_contain_text("You are Alice")
    guide.get_by_role("button", name="Go to 09:00").click()
    brief = page.locator(".message", has_text="Good morning, Alice")
    for words in ("3 customers", "Acme Corporation", "Delta Freight", "Red Oak Realty", "+49 30 1234"):
        expect(brief).to_contain_text(words)
    expect(guide).to_contain_text("I did it")
    expect(page.get_by_text("Good morning, Alice")).to_be_in_viewport()
    take("brief")


def expect_a_nudge_folds(page: Page, guide: Locator) -> None:
    page.locator(".message").get_by_role("button", name="I did it").first.click()
    page.get_by_role("option", name="Lunch").click()
    expect(page.get_by_text("lunch logged, today")).to_be_in_viewport()
    expect(guide).to_contain_text("folded to one line")
    expect(page.locator("#write")).to_have_value(
        "/touch delta frieght cofee yesterday with Tom, the new depot opens in March"
    )


def expect_a_typo_is_understood(page: Page, guide: Locator) -> None:
    page.locator("#write").press("Enter")
    answer = page.locator(".message.ephemeral", has_text="Coffee with Delta Freight")
    expect(answer).to_contain_text("with Tom, the new depot opens in March")
    expect(answer.get_by_role("button", name="Undo")).to_be_in_viewport()
    expect(page.locator(".message", has_text="coffee logged")).to_have_count(1)
    answer.get_by_role("button", name="Undo").click()
    expect(page.locator(".message", has_text="Quiet: nothing from them")).to_have_count(1)
    expect(guide.get_by_role("button", name="Skip to Monday")).to_be_visible()


def expect_monday_brings_the_digest(page: Page, guide: Locator) -> None:
    guide.get_by_role("button", name="Skip to Monday").click()
    expect(guide).to_contain_text("Fri: a brief for Bob · Sat, Sun: silence")
    expect(guide).to_contain_text("You are Maria")
    expect(page.get_by_role("heading", name="customer-care")).to_be_visible()
    expect(page.locator(".message").last).to_contain_text("13 touches made, 14 planned; 1 carried over")
    expect(page.locator(".message").last.get_by_role("img")).to_be_visible()


def expect_a_killed_bot_repeats_and_loses_nothing(page: Page, guide: Locator, take: Camera) -> None:
    with page.expect_response("**/practice/plug") as answered:
        guide.get_by_role("button", name="Pull the plug").click()
    assert answered.value.ok, answered.value.text()
    expect(guide).to_contain_text("in the middle of sending Dana’s brief")
    expect(guide).to_contain_text("1 message sent, 0 repeated, 0 lost")
    take("plug")


def expect_a_complaint_is_told_at_once_and_not_forgotten(page: Page, guide: Locator, take: Camera) -> None:
    guide.get_by_role("button", name="Be a colleague").click()
    page.locator("#write").press("Enter")
    expect(page.locator(".message.ephemeral")).to_contain_text("I'm telling Alice now, and Maria")
    expect(guide).to_contain_text("badges light")
    for name in ("Alice", "Maria"):  # lit, whether the window is wide enough for it or not
        expect(page.locator("#rail .person", has_text=name).locator(".badge")).to_have_count(1)
    take("complaint-noted")
    guide.get_by_role("button", name="Be Alice").click()
    told = page.locator(".message", has_text="Hilltop Hospital Trust has a complaint")
    expect(told).to_contain_text("A first answer you could send")
    page.locator("#write").press("Enter")
    expect(page.locator(".message", has_text="Put right at")).to_have_count(1)
    take("recovery")
    guide.get_by_role("button", name="A week later").click()
    expect(guide).to_contain_text("Are they happy again?")
    expect(page.locator(".message").last.get_by_role("button", name="They said so")).to_be_in_viewport()
    take("bounce-back")


def expect_own_customers_are_in_tomorrows_brief(page: Page, guide: Locator, take: Camera) -> None:
    guide.get_by_role("button", name="Try your own").click()
    page.get_by_label("Five customer names").fill("Kestrel Coffee\nNorth Harbour\nPixel Works\nGreen Grocers\nOld Mill")
    page.get_by_role("button", name="Add them").click()
    guide.get_by_role("button", name="See tomorrow").click()
    brief = page.locator(".message", has_text="When did you last speak?")
    for name in ("Kestrel Coffee", "North Harbour", "Pixel Works", "Green Grocers", "Old Mill"):
        expect(brief).to_contain_text(name)
    expect(guide.get_by_role("link", name="Connect my Slack")).to_have_attribute("href", "/README.md")
    take("tomorrow")
