"""A company sets Touchbase up in Chromium, in a narrow and a wide window: no terminal, and no command is typed.

PICTURES=1 also takes the documentation's pictures on the way.
"""

from collections.abc import Iterator

import pytest
from browser import Camera, camera
from live import Live, live_company
from playwright.sync_api import Browser, Locator, Page, expect

FILE = "Customer,Revenue,Contact,Phone\n" + "\n".join(
    f"{town} {firm},{1000 * (1 + number)},Jo {town},+49 30 {number}"
    for number, (town, firm) in enumerate(
        (town, firm)
        for town in ("Kassel", "Leeds", "Lyon", "Porto", "Turin", "Gouda", "Pune", "Boston", "Aarhus", "Graz")
        for firm in ("Bakery", "Dental", "Textiles", "Freight", "Hotel", "Brewery", "Clinic", "School", "Press", "Inn")
    )
)


@pytest.mark.parametrize("window", ["narrow", "wide"])
def test_a_company_sets_itself_up_by_buttons_alone(chromium: Browser, company: Live, window: str) -> None:
    company.begin_again(welcome=True)
    company.practice.advance("1m")
    width, height = {"narrow": (390, 844), "wide": (1280, 900)}[window]
    page = chromium.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    take = camera(page, window)
    page.goto(f"{company.practice.base_url}/?as=maria&at=@bot&guide=off")
    welcome = page.locator(".message", has_text="Welcome, Maria.")
    expect(welcome).to_contain_text("Drop a CSV or Excel file here")
    take("welcome")
    expect_settings_to_tick_two_steps(page, welcome)
    expect_a_dropped_file_to_be_previewed_and_imported(page, take)
    expect_customers_to_be_shared_out(page, welcome, take)
    expect_a_brief_tomorrow_whose_question_is_answered(company, page, take)
    page.close()


def expect_settings_to_tick_two_steps(page: Page, welcome: Locator) -> None:
    welcome.get_by_role("button", name="Choose a channel…").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Weekly digest in").click()
    page.get_by_role("option", name="# customer-care").click()
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("The digest comes to")
    form.get_by_role("button", name="Close").last.click()
    expect(welcome).to_contain_text("It comes to #customer-care")


def expect_a_dropped_file_to_be_previewed_and_imported(page: Page, take: Camera) -> None:
    drop(page, "customers.csv", FILE)
    preview = page.locator(".message", has_text="100 customers in 100 rows")
    expect(preview).to_be_visible()
    expect(page.locator(".message .file")).to_contain_text("customers.csv")
    take("import-preview")
    preview.get_by_role("button", name="Correct columns…").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_role("button", name="Contact person")).to_contain_text("Contact")
    form.get_by_role("button", name="Cancel").click()
    preview.get_by_role("button", name="Import").click()
    done = page.locator(".message", has_text="100 customers have no champion yet.")
    expect(done).to_be_visible()
    take("import-done")


def expect_customers_to_be_shared_out(page: Page, welcome: Locator, take: Camera) -> None:
    page.locator(".message", has_text="no champion yet.").get_by_role("button", name="Share them out…").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Champions").click()
    for name in ("Alice Weber", "Bob Miller"):
        page.get_by_role("option", name=name).click()
    page.keyboard.press("Escape")
    form.get_by_role("button", name="Show me").click()
    expect(form).to_contain_text("Alice Weber: 50 customers")
    take("share-out")
    form.get_by_role("button", name="Share them out").last.click()
    expect(form).to_contain_text("Everybody in it has a champion now.")
    form.get_by_role("button", name="Close").last.click()
    expect(welcome).to_contain_text("They come tomorrow, at 09:00")


def expect_a_brief_tomorrow_whose_question_is_answered(company: Live, page: Page, take: Camera) -> None:
    company.morning()
    page.goto(f"{company.practice.base_url}/?as=alice&at=@bot&guide=off")
    brief = page.locator(".message", has_text="When did you last speak?")
    expect(brief).to_be_visible()
    take("first-brief")
    brief.get_by_role("button", name="When?").first.click()
    page.get_by_role("option", name="This month").click()
    expect(brief).to_contain_text("✓")


def drop(page: Page, name: str, content: str) -> None:
    """Drop a file onto the conversation, as from the desktop."""
    transfer = page.evaluate_handle(
        """([name, content]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([content], name, { type: "text/csv" }));
          return transfer;
        }""",
        [name, content],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("main", event, {"dataTransfer": transfer})


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """An empty company with the bot in it."""
    with live_company(tmp_path_factory.mktemp("onboarding")) as live:
        yield live
