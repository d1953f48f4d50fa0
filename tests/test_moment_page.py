"""A champion looks at a new customer's first 100 days in Chromium, and a manager at the lists, as the docs show them.

The journeys themselves are tested in `tests/test_moment.py`; pictures are taken where PICTURES=1 asks for them.
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


def test_a_champion_looks_at_a_list_and_a_manager_at_all(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    _type(page, "Chen", "/care moments studio indigo")
    expect(page.locator(".message", has_text="of their first 100").last).to_be_visible()
    _type(page, "Maria", "/care moments")
    expect(page.get_by_text("What must go right on each rung")).to_be_visible()
    _picture(page, "moments-lists")
    page.close()


def _type(page: Page, person: str, text: str) -> None:
    page.locator("#rail .person", has_text=person).click()
    page.locator("#write").fill(text)
    page.locator("#write").press("Enter")


def _picture(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(800)  # until nothing glides any more
    page.screenshot(path=IMAGES / f"{name}.png")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Client]:
    """The demo as a newcomer finds it."""
    with practice_workspace(tmp_path, bot=True, kept=tmp_path / "slack.json", seed="demo") as practice:
        yield practice
