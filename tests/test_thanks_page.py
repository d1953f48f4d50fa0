"""Somebody thanks a colleague in Chromium, as the documentation shows; where that is wanted.

The journeys themselves are tested in `tests/test_thanks.py`.
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


def test_a_thank_you_is_read_in_the_next_brief(chromium: Browser, demo: Client) -> None:
    demo.command("dana", "@bot", "/care", "thanks @alice drove to the hospital at night when my lamps failed")
    demo.advance("2m")
    page = chromium.new_page(viewport={"width": 1440, "height": 800}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Alice").click()
    told = page.get_by_text("Dana thanks you").last
    expect(told).to_be_visible()
    told.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / "thanks.png")
    page.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Client]:
    """The demo as a newcomer finds it."""
    with practice_workspace(tmp_path, bot=True, kept=tmp_path / "slack.json", seed="demo") as practice:
        yield practice
