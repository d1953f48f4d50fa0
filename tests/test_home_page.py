"""App Home in Chromium, in a narrow and a wide window: a champion's day and customers, a manager's team.

PICTURES=1 also takes the documentation's pictures on the way.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from browser import Camera, camera
from live import BOB, TEAM, THURSDAY, Live, live_company
from playwright.sync_api import Browser, Locator, Page, expect

from models.customer import Contact

MONTHS_AGO = THURSDAY - timedelta(days=104)
TOWNS = ("Aarhus", "Boston", "Kassel", "Leeds", "Porto")
FIRMS = ("Bakery", "Dental", "Freight", "Hotel", "Clinic")


def test_a_champion_sees_the_day_and_finds_all_their_customers(chromium: Browser, company: Live) -> None:
    page, home, take = home_of(chromium, company, "alice", "wide")
    expect_a_champions_day(home)
    take("home")
    expect_a_tap_to_be_done_and_taken_back(home)
    expect_the_card_beside_a_row(page, home)
    expect_customers_to_be_found(page, home)
    page.context.close()


def test_a_manager_sees_the_team_first_and_their_own_customers_with_a_tap(chromium: Browser, company: Live) -> None:
    page, home, _ = home_of(chromium, company, "maria", "wide")
    expect_the_team(home)
    home.get_by_role("button", name="My customers").click()
    expect(home).to_contain_text("Nobody is in your care yet, Maria.")
    home.get_by_role("button", name="Team").click()
    expect(home).to_contain_text("Champions")
    page.context.close()


def test_nothing_sticks_out_in_a_narrow_window(chromium: Browser, company: Live) -> None:
    for user, name, expect_it in (("alice", "home", expect_a_champions_day), ("maria", "team", expect_the_team)):
        page, home, take = home_of(chromium, company, user, "narrow")
        expect_it(home)
        take(name)
        wider = "document.getElementById('home').scrollWidth > document.getElementById('home').clientWidth"
        assert not page.evaluate(wider)
        page.context.close()


def expect_a_champions_day(home: Locator) -> None:
    expect(home).to_contain_text("2 customers need you, of 28 in your care")
    expect(home).to_contain_text('Acme Corporation: "late delivery again"')


def expect_the_team(home: Locator) -> None:
    expect(home).to_contain_text("Alice Weber: 28 customers")
    expect(home).to_contain_text("Bob Miller: 1 customer")
    expect(home).to_contain_text('Acme Corporation · Alice: "late delivery again"')
    expect(home).to_contain_text("Care model")


def expect_a_tap_to_be_done_and_taken_back(home: Locator) -> None:
    home.get_by_role("button", name="Later").first.click()
    home.page.get_by_role("option", name="Next week").click()
    done = home.locator(".block", has_text="put off until")
    expect(done).to_be_visible()
    home.get_by_role("button", name="Undo").click()
    expect(done).to_have_count(0)


def expect_the_card_beside_a_row(page: Page, home: Locator) -> None:
    home.locator(".block", has_text="Aarhus Bakery").get_by_role("button").click()
    page.get_by_role("option", name="Show all, hand over…").click()
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Champion: Alice Weber")
    card.locator(".block", has_text="Log a touch").get_by_role("button", name="More").click()
    expect(page.get_by_role("option", name="Hand over…")).to_be_visible()
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Close").last.click()


def expect_customers_to_be_found(page: Page, home: Locator) -> None:
    home.get_by_role("button", name="The next page").click()
    expect(home).to_contain_text("Page 2 of 2, 28 customers")
    home.get_by_role("button", name="Tier").click()
    page.get_by_role("option", name="Tier B").click()
    expect(home).not_to_contain_text("Page 2")
    search = home.get_by_label("Find a customer")
    search.fill("porto dentl")
    search.press("Enter")
    expect(home).to_contain_text("Porto Dental")
    expect(home).not_to_contain_text("Leeds")
    home.get_by_role("button", name="Show all").click()
    expect(home).to_contain_text("Page 1 of 2")


def home_of(chromium: Browser, company: Live, user: str, window: str) -> tuple[Page, Locator, Camera]:
    width, height = {"narrow": (390, 844), "wide": (1280, 1000)}[window]
    page = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce").new_page()
    page.goto(f"{company.practice.base_url}/?as={user}&at=@bot/home&guide=off")
    return page, page.locator("#home"), camera(page, window)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Alice cares for 28 customers, of whom two need her and a third has a complaint; Bob for one, who is well."""
    with live_company(tmp_path_factory.mktemp("home")) as live:
        rows = [f"{town} {firm},alice@example.com,B,{THURSDAY}" for town in TOWNS for firm in FIRMS]
        live.care("import name,champion,tier,last contact\n" + "\n".join(rows), user="maria")
        live.add("acme", name="Acme Corporation", last=MONTHS_AGO, revenue_minor=41_000_000)
        live.add("delta", name="Delta Freight", last=MONTHS_AGO, tier="B", kind="email", revenue_minor=8_800_000)
        live.add("oak", name="Red Oak Realty", last=MONTHS_AGO, revenue_minor=1_200_000)
        live.add("elm", name="Elm Street Press", last=THURSDAY, champion_id=BOB)
        live.go_to("2026-11-19 08:30")
        with live.bot.storage.database.begin() as session:
            jane = {"name": "Jane Doe", "phone": "+49 30 1234", "email": "jane@acme.example"}
            session.add(Contact(team_id=TEAM, customer_id="acme", **jane))
        live.say("sam", "/complaint", "acme late delivery again")
        yield live
