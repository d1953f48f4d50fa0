"""A manager looks at worth, profile, rhythm and answers in Chromium, as the documentation shows; where that is wanted.

The journeys themselves are tested in `tests/test_worth.py`, `test_profile.py`, `test_rhythm.py` and `test_answers.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from practice.client import Client
from practice.serve import practice_workspace

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_a_manager_looks_at_worth_profile_a_rhythm_and_answers(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Maria").click()
    page.locator("#write").fill("/care worth")
    page.locator("#write").press("Enter")
    expect(page.locator(".message", has_text="last 365 days").last).to_be_visible()
    take(page, "worth")
    page.locator("#write").fill("/care profile")
    page.locator("#write").press("Enter")
    picture = page.locator(".message .image img").last
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    take(page, "profile")
    page.locator("#write").fill("/care rhythm acme")
    page.locator("#write").press("Enter")
    expect(page.locator(".message", has_text="is usually heard from").last).to_be_visible()
    take(page, "rhythm")
    page.locator("#write").fill("/care answers")
    page.locator("#write").press("Enter")
    expect(page.locator(".message", has_text="What gets an answer").last).to_be_visible()
    take(page, "answers")
    page.close()


def take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / f"{name}.png")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Client]:
    """The demo as a newcomer finds it."""
    with practice_workspace(tmp_path, bot=True, kept=tmp_path / "slack.json", seed="demo") as practice:
        yield practice
