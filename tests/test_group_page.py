"""A manager and a champion look at groups in Chromium, as the documentation shows them; where its pictures are wanted.

The journeys themselves are tested in `tests/test_group.py`.
"""

import os

import pytest
from browser import camera
from playwright.sync_api import Browser, Page, expect

from practice.client import Client

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_news_from_a_group_its_tree_and_who_hangs_on_one_person(chromium: Browser, demo: Client) -> None:
    demo.command("sam", "@bot", "/complaint", "monsoon hotels two lamps arrived broken")
    demo.advance("2m")
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    enter(page, "Maria", "/care group monsoon")
    expect(page.locator(".message", has_text="Each is cared for by itself").last).to_be_visible()
    camera(page, "wide")("group")
    enter(page, "Maria", "/care group")
    expect(page.get_by_role("dialog")).to_contain_text("Valuable, and hanging on one person")
    camera(page, "wide")("group-overview")
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    enter(page, "Alice", "/care show blue harbour")
    card = page.locator(".message", has_text="Log a touch").last
    card.locator(".block", has_text="Log a touch").last.get_by_role("button").last.click()
    expect(page.get_by_role("option", name="Own plan…")).to_be_visible()
    camera(page, "wide")("card")
    page.close()


def enter(page: Page, who: str, command: str) -> None:
    page.locator("#rail .person", has_text=who).click()
    page.locator("#write").fill(command)
    page.locator("#write").press("Enter")
