"""A manager lays out the year in Chromium, as the documentation shows it; only where its pictures are wanted.

The journeys themselves are tested in `tests/test_calendar.py` and `tests/test_measurement.py`.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from practice.client import Client

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_a_manager_lays_out_the_year_and_looks_at_plan_and_done(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Maria").click()
    page.locator("#write").fill("/care calendar")
    page.locator("#write").press("Enter")
    page.get_by_role("button", name="Make the plan").last.click()
    expect(page.get_by_role("button", name="Put it in").last).to_be_visible()
    take(page, "calendar")
    page.get_by_role("button", name="Put it in").last.click()
    expect(page.locator(".message", has_text="in the calendar. On the morning").last).to_be_visible()
    page.locator("#write").fill("/care calendar")
    page.locator("#write").press("Enter")
    page.get_by_role("button", name="Picture", exact=True).last.click()
    picture = page.locator(".message", has_text="The team's year ahead").locator("img").last
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    take(page, "calendar_year")
    page.locator("#write").fill("/care plan")
    page.locator("#write").press("Enter")
    expect(page.locator(".message", has_text="Plan and done, everybody").last).to_be_visible()
    page.get_by_role("button", name="As a table").last.scroll_into_view_if_needed()
    take(page, "plan")
    page.close()


def take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / f"{name}.png")
