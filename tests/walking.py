"""A person on the practice page, for a walk in Chromium: becomes somebody, types, presses, chooses, takes pictures."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from practice.client import Client

IMAGES = Path(__file__).parent.parent / "docs" / "images"
MARGIN = 8
WITHOUT_CORNERS = """() => {
  document.activeElement.blur();
  for (const one of document.querySelectorAll("main, #modal")) one.style.borderRadius = 0;
}"""

where_pictures_are_wanted = pytest.mark.skipif(
    not os.environ.get("PICTURES"), reason="takes pictures, where PICTURES=1 asks for them"
)


def walk_through(chromium: Browser, demo: Client) -> "Iterator[Walk]":
    """Somebody who opens the demo for the first time, and closes its guide."""
    page = chromium.new_page(viewport={"width": 1200, "height": 1260}, reduced_motion="reduce")
    page.goto(demo.base_url)
    page.get_by_role("button", name="Close the guide").click()
    yield Walk(page)
    page.close()


class Walk:
    """Somebody at the practice page, who does there what a person can do and sees what a person sees."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def form(self) -> Locator:
        return self.page.locator("#modal[open]")

    def be(self, name: str, place: str = "Touchbase", tab: str = "Messages") -> None:
        """Become somebody, by the faces at the left, and open a conversation."""
        self.page.locator("#rail .person", has_text=name).click()
        self.page.locator("#side li").get_by_role("button", name=place).click()
        if place == "Touchbase":
            self.page.get_by_role("tab", name=tab).click()

    def type(self, words: str) -> None:
        expect(self.form).to_have_count(0)
        self.page.locator("#write").fill(words)
        self.page.locator("#write").press("Enter")

    def said(self, words: str) -> Locator:
        """The last message with these words, as soon as it is there."""
        message = self.page.locator(".message", has_text=words).last
        expect(message).to_be_visible()
        return message

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button: of the form that is open, else of a message."""
        (within or self.form).get_by_role("button", name=name).first.click()

    def choose(self, option: str) -> None:
        """One of what an opened menu offers."""
        self.page.get_by_role("option", name=option).first.click()

    def fill(self, **fields: str) -> None:
        """Write into fields of the form, named by the beginning of their labels."""
        for label, words in fields.items():
            self.form.get_by_label(label.replace("_", " ")).first.fill(words)

    def leave(self) -> None:
        """Close the form, and those below it."""
        while self.form.count():
            self.form.locator("footer .btn").first.click()
            self.page.wait_for_timeout(600)  # until the next one is there

    def send(self, answer: str) -> None:
        """Send the form, read its answer and close that."""
        self.form.locator("footer .btn.primary").click()
        expect(self.form).to_contain_text(answer)
        self.leave()

    def clock(self, words: str) -> None:
        """Move the clock by one of its buttons."""
        self.page.locator("#clock").get_by_role("button", name=words).click()
        self.arrive()

    def go_to(self, moment: str) -> None:
        """Move the clock to a date, as the person whose zone it is."""
        self.page.locator("#clock").get_by_role("button", name="Any date").click()
        self.page.get_by_label("Practice time to go to").fill(moment)
        self.page.get_by_role("button", name="Go", exact=True).click()
        self.arrive()

    def arrive(self) -> None:
        expect(self.page.locator("#clock .working")).to_have_count(0)

    def picture(self, word: str, shows: Locator | None = None) -> None:
        """Take docs/images/walk-<word>.png: of the form that is open, else of the conversation from `shows` on."""
        self.page.mouse.move(0, 0)
        self.page.evaluate(WITHOUT_CORNERS)
        if shows is not None:
            shows.evaluate("one => one.scrollIntoView({ block: 'start' })")
        self.page.wait_for_timeout(400)  # until nothing glides any more
        path = IMAGES / f"walk-{word}.png"
        if self.form.count():
            self.form.screenshot(path=path)
        else:
            self.page.screenshot(path=path, clip=self._seen(shows))

    def _seen(self, shows: Locator | None) -> dict[str, float]:
        window, first = self.page.locator("main").bounding_box(), shows and shows.bounding_box()
        assert window
        top = max(window["y"], first["y"] - MARGIN) if first else window["y"]
        end = window["y"] + window["height"]
        if self.page.locator("#home").is_visible():  # its empty rest is left out
            last = self.page.locator("#home .block").last.bounding_box()
            end = last["y"] + last["height"] + 3 * MARGIN if last else end
        return {"x": window["x"], "y": top, "width": window["width"], "height": end - top}
