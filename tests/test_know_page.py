"""A champion looks at what is known of a customer in Chromium, as the documentation shows; where that is wanted.

The journeys themselves are tested in `tests/test_know.py`.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from practice.client import Client

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_a_champion_looks_at_dates_and_promises(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Alice").click()
    for typed in ("promise acme send the new price list by Friday", "know acme"):
        page.locator("#write").fill(f"/care {typed}")
        page.locator("#write").press("Enter")
        page.wait_for_timeout(500)
    expect(page.locator(".message", has_text="what we promised, and their dates").last).to_be_visible()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / "know.png")
    page.close()
