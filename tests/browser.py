"""Chromium for tests of the page (a pytest plugin): without one they are skipped, loudly; in CI (CI=true) they fail."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first has no window to draw, which is a quarter of the work of a page's test."""
IMAGES = Path(__file__).parent.parent / "docs" / "images"
LOOKED_AT = Path(__file__).parent.parent / "var" / "pictures"
"""Where pictures go that the documentation does not show."""
Camera = Callable[[str], None]
PATIENCE = 90_000
"""Milliseconds to wait for what should show: for several days of the bot, on a machine that does much else."""
MISSING = "No Chromium or Chrome starts here"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Yield a running browser; for one module, since Playwright's event loop would get in the way of the next one's."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def launch(playwright: Playwright) -> Browser:
    """Start the first browser that will: one on the PATH, Chrome where it is usually installed, Playwright's own."""
    on_path: list[dict[str, Any]] = [{"executable_path": path} for path in map(shutil.which, COMMANDS) if path]
    said = []
    for place in [*on_path, {"channel": "chrome"}, {}]:
        try:
            return playwright.chromium.launch(**place)
        except Error as error:
            said.append(error.message.strip().splitlines()[0])
    why = f"{MISSING}: {'; '.join(said)}"
    raise pytest.fail.Exception(why) if os.environ.get("CI") else pytest.skip.Exception(why)


def camera(page: Page, window: str) -> Camera:
    """What takes a picture of the page anew, where they are asked for (PICTURES=1); else it does nothing."""

    def take(name: str) -> None:
        if os.environ.get("PICTURES"):
            page.mouse.move(0, 0)
            page.wait_for_timeout(400)  # until nothing glides any more
            suffix = "" if window == "wide" else "-narrow"
            shown = IMAGES / f"{name}{suffix}.png"
            page.screenshot(path=shown if shown.exists() else LOOKED_AT / shown.name)

    return take


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = sum(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.section("THE PAGE WAS NOT TESTED", red=True, bold=True)
        terminalreporter.line(
            f"{skipped} browser tests were skipped. {MISSING}: apt install chromium, or install Chrome."
        )
