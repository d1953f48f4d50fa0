"""Somebody looks at the pulse in Chromium, as the documentation shows; where that is wanted.

The journeys themselves are tested in `tests/test_pulse.py`.
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


def test_a_champion_answers_the_pulse(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Alice").click()
    page.locator("#write").fill("/care pulse")
    page.locator("#write").press("Enter")
    asked = page.locator(".message", has_text="1 of 16: Commitment").last
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="4").click()
    expect(page.locator(".message", has_text="2 of 16").last).to_be_visible()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / "pulse.png")
    page.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Client]:
    """The demo as a newcomer finds it."""
    with practice_workspace(tmp_path, bot=True, kept=tmp_path / "slack.json", seed="demo") as practice:
        yield practice
