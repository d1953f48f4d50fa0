"""Answers to commands in Chromium, as the documentation shows them; only where its pictures are wanted.

The journeys themselves are tested in `tests/test_worth.py`, `test_profile.py`, `test_rhythm.py` and so on.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from practice.client import Client

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


TYPED = (
    ("Maria", "/care worth", "last 365 days", "worth"),
    ("Maria", "/care profile", "The profile by quarter", "profile"),
    ("Maria", "/care rhythm acme", "is usually heard from", "rhythm"),
    ("Maria", "/care answers", "What gets an answer", "answers"),
    ("Maria", "/care causes", "Causes of complaints that came again", "causes"),
    ("Maria", "/care left", "Customers who left", "left"),
    ("Maria", "/care offerings", "who knows of it", "offerings"),
    ("Maria", "/care voice themes", "What customers and others say", "voice"),
    ("Maria", "/care ideas", "4 ideas", "ideas"),
    ("Chen", "/touch bright future call 30 August", "Call with", None),
    ("Chen", "/touch bright future lunch", "early twice in a row", "cadence"),
)
"""Who types what, the words of the answer, and the name of its picture."""


def test_answers_look_as_the_documentation_shows_them(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    for person, command, words, picture in TYPED:
        page.locator("#rail .person", has_text=person).click()
        page.locator("#write").fill(command)
        page.locator("#write").press("Enter")
        expect(page.locator(".message", has_text=words).last).to_be_visible()
        for image in page.locator(".message .image img").all():
            assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        if picture:
            take(page, picture)
    page.close()


def take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / f"{name}.png")
