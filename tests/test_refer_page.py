"""A manager looks at whom to ask for a referral in Chromium, as the documentation shows; where that is wanted.

The journeys themselves are tested in `tests/test_refer.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from practice.client import Client
from practice.serve import practice_workspace

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_a_manager_looks_at_referrals(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1100}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Maria").click()
    page.locator("#write").fill("/care refer")
    page.locator("#write").press("Enter")
    expect(page.locator(".message", has_text="Ask now who else").last).to_be_visible()
    page.locator(".message", has_text="Ask now who else").last.evaluate("one => one.scrollIntoView()")
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / "refer.png")
    page.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Client]:
    """The demo as a newcomer finds it."""
    with practice_workspace(tmp_path, bot=True, kept=tmp_path / "slack.json", seed="demo") as practice:
        yield practice
