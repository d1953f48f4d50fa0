"""A champion reads in Chromium how the bot slows down, as the documentation shows; where that is wanted.

The journeys themselves are tested in `tests/test_quality.py`.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from practice.client import Client
from practice.serve import practice_workspace

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_a_champion_who_answers_nothing_is_asked_whether_nudges_are_of_use(chromium: Browser, demo: Client) -> None:
    demo.move_to(datetime(2026, 12, 2, 8, 5, tzinfo=UTC))
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Alice").click()
    asked = page.get_by_role("button", name="So-so").last
    expect(asked).to_be_visible()
    asked.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / "quality.png")
    page.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Client]:
    """The demo as a newcomer finds it."""
    with practice_workspace(tmp_path, bot=True, kept=tmp_path / "slack.json", seed="demo") as practice:
        yield practice
