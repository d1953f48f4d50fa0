"""A manager changes the care model in Chromium, as the documentation shows it; only where its pictures are wanted.

The journey itself is tested in `tests/test_model.py`.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from practice.client import Client

IMAGES = Path(__file__).parent.parent / "docs" / "images"

pytestmark = pytest.mark.skipif(not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them")


def test_a_manager_drafts_a_care_model_and_reads_what_it_makes(chromium: Browser, demo: Client) -> None:
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.locator("#rail .person", has_text="Maria").click()
    page.locator("#write").fill("/care model")
    page.locator("#write").press("Enter")
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("Key customers")
    take(page, "model")
    form.get_by_role("button", name="Coverage").click()
    expect(form).to_contain_text("cared for otherwise than the model says")
    take(page, "model-coverage")
    form.get_by_role("button", name="Close").last.click()
    form.get_by_role("button", name="Change Tier B").click()
    form.get_by_label("Days between touches").fill("60")
    form.get_by_label("Silent after so many days").fill("90")
    form.get_by_role("button", name="Make a draft").click()
    expect(form).to_contain_text("There is a draft")
    form.get_by_role("button", name="Close").last.click()
    draft = page.locator(".message", has_text="A care model that is not switched on yet")
    expect(draft.get_by_role("button", name="Switch on")).to_be_in_viewport()
    page.close()


def take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until nothing glides any more
    page.screenshot(path=IMAGES / f"{name}.png")
