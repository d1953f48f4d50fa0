"""The newcomer's first five minutes, from the glowing button to their own customers, with the real bot and browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from practice.client import Client
from practice.serve import practice_workspace

LONG = 90_000  # milliseconds for what the bot does over several days


@pytest.mark.parametrize("width", [390, 1440])
def test_a_newcomer_is_led_through_the_first_five_minutes(chromium: Browser, demo: Client, width: int) -> None:
    demo.reset("demo")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(demo.base_url)
    guide = page.get_by_role("region", name="Guide")
    the_brief_lands(page, guide)
    a_nudge_folds_and_a_typo_is_understood(page, guide)
    monday_brings_the_digest(page, guide)
    a_killed_bot_repeats_and_loses_nothing(guide)
    own_customers_are_in_tomorrows_brief(page, guide)
    page.close()


def the_brief_lands(page: Page, guide: Locator) -> None:
    expect(page.get_by_role("region", name="Practice clock")).to_contain_text("08:59")
    guide.get_by_role("button", name="Go to 09:00").click()
    brief = page.locator(".message", has_text="Good morning, Alice")
    for words in ("3 customers", "Acme Corporation", "Delta Freight", "Red Oak Realty", "+49 30 1234"):
        expect(brief).to_contain_text(words, timeout=LONG)


def a_nudge_folds_and_a_typo_is_understood(page: Page, guide: Locator) -> None:
    expect(guide).to_contain_text("I did it")
    page.locator(".message").get_by_role("button", name="I did it").first.click()
    page.get_by_role("option", name="Lunch").click()
    expect(page.locator(".message", has_text="lunch logged, today")).to_have_count(1)
    expect(page.locator("#write")).to_have_value("/touch acmee corp cofee yesterday with Jane, wants a demo")
    page.locator("#write").press("Enter")
    answer = page.locator(".message.ephemeral", has_text="Coffee with Acme Corporation")
    expect(answer).to_contain_text("with Jane, wants a demo")
    answer.get_by_role("button", name="Undo").click()
    expect(guide.get_by_role("button", name="Skip to Monday")).to_be_visible()


def monday_brings_the_digest(page: Page, guide: Locator) -> None:
    guide.get_by_role("button", name="Skip to Monday").click()
    expect(guide).to_contain_text("Sat, Sun: silence", timeout=LONG)
    expect(guide).to_contain_text("You are Maria")
    expect(page.get_by_role("heading", name="customer-care")).to_be_visible()
    expect(page.locator(".message").last.get_by_role("img")).to_be_visible()


def a_killed_bot_repeats_and_loses_nothing(guide: Locator) -> None:
    guide.get_by_role("button", name="Pull the plug").click()
    expect(guide).to_contain_text("0 repeated, 0 lost", timeout=LONG)


def own_customers_are_in_tomorrows_brief(page: Page, guide: Locator) -> None:
    guide.get_by_role("button", name="Try your own").click()
    page.get_by_label("Five customer names").fill(
        "Bluebird Coffee\nNorth Harbour\nPixel Works\nGreen Grocers\nOld Mill"
    )
    page.get_by_role("button", name="Add them").click()
    guide.get_by_role("button", name="See tomorrow").click()
    expect(page.locator(".message").last).to_contain_text("Bluebird Coffee", timeout=LONG)
    expect(guide.get_by_role("link", name="Connect my Slack")).to_have_attribute("href", "/README.md")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with practice_workspace(tmp_path_factory.mktemp("demo"), bot=True) as practice:
        yield practice
