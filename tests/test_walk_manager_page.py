"""A newcomer walks through what managers do, in Chromium, as `docs/walk.md` tells it, and takes its pictures.

The stops go on from each other. What each thing does in detail is tested in the file of its word.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from walking import Walk, walk_through, where_pictures_are_wanted

from practice.client import Client

pytestmark = where_pictures_are_wanted


def test_what_a_customer_is_worth_is_less_what_they_cost(walk: Walk) -> None:
    walk.be("Maria")
    walk.type("/care worth")
    walk.press("Costs", walk.said("last 365 days"))
    walk.fill(Cost_of_sales="60", Communicating="400", Visit="200")
    walk.send("Worth is counted with these costs")
    walk.type("/care worth")
    worth = walk.said("last 365 days")
    expect(worth).to_contain_text("more than they bring")
    walk.picture("worth", worth)


def test_a_group_is_one_and_each_of_it_is_itself(walk: Walk) -> None:
    walk.type("/care group blue harbour")
    group = walk.said("Each is cared for by itself")
    expect(group).to_contain_text("Harbor Inn Group")
    expect(group).to_contain_text("Alpenblick Hotel")
    walk.picture("group", group)


def test_the_profile_has_a_shape(walk: Walk) -> None:
    walk.type("/care profile")
    walk.said("The profile by quarter")
    profile = walk.said("From recorded purchases")
    walk.picture("profile", profile)


def test_who_left_and_why(walk: Walk) -> None:
    walk.type("/care lost stonebridge price, 10 % cheaper")
    lost = walk.said("has left us (price)")
    expect(lost).to_contain_text("To part well")
    walk.type("/care left")
    expect(walk.said("Customers who left")).to_contain_text("Stonebridge Law")
    walk.picture("left", lost)


def test_customers_are_graded_and_their_tiers_follow(walk: Walk) -> None:
    walk.type("/care stocktake")
    walk.press("Begin")
    expect(walk.form).to_contain_text("Confirm all and close")
    walk.leave()
    walk.be("Chen")
    walk.type("/care stocktake")
    walk.press("Keep these")
    expect(walk.form).to_contain_text("Change one")
    walk.form.locator(".block", has_text="Kumar Textiles").get_by_role("button", name="Grade").click()
    expect(walk.form).to_contain_text("Pleasant to deal with?")
    walk.picture("stocktake")
    walk.press("Save")
    expect(walk.form).not_to_contain_text("Kumar Textiles")
    walk.leave()
    walk.be("Maria")
    walk.type("/care stocktake")
    walk.press("Confirm all and close")
    walk.press("Confirm all", walk.page.locator("dialog.small"))
    expect(walk.form).to_contain_text("The stocktake is closed")
    walk.press("Report")
    expect(walk.form).to_contain_text("The report comes into our DM")
    walk.leave()
    report = walk.said("Stocktake, confirmed")
    expect(report).to_contain_text("Kumar Textiles B → A")
    walk.picture("report", report)


def test_another_care_model_is_tried_before_it_is_switched_on(walk: Walk) -> None:
    walk.type("/care model")
    walk.press("Change Tier B")
    walk.fill(Days_between="60", Silent_after="90")
    walk.press("Make a draft")
    expect(walk.form).to_contain_text("There is a draft")
    walk.leave()
    draft = walk.said("not switched on yet")
    expect(draft.get_by_role("button", name="Switch on")).to_be_visible()
    walk.picture("model", draft)
    walk.press("Drop", draft)


def test_a_year_is_laid_out_and_put_in(walk: Walk) -> None:
    walk.type("/care calendar")
    walk.press("Make the plan", walk.said("Make the plan"))
    plan = walk.said("Put it in")
    walk.picture("calendar", plan)
    walk.press("Put it in", plan)
    walk.said("in the calendar. On the morning")
    walk.type("/care calendar")
    walk.press("Picture", walk.said("Calendar file"))
    year = walk.said("The team's year ahead")
    expect(year.locator("img")).to_be_visible()
    year.locator("img").evaluate("image => image.decode()")
    walk.picture("year", year)


def test_plan_stands_beside_what_was_done(walk: Walk) -> None:
    walk.type("/care plan")
    plan = walk.said("Plan and done, everybody")
    expect(plan).to_contain_text("still to do")
    walk.picture("plan", plan)
    walk.type("/care answers")
    walk.picture("answers", walk.said("What gets an answer"))


def test_the_pulse_is_sixteen_taps_and_a_picture(walk: Walk) -> None:
    walk.be("Alice")
    walk.type("/care pulse")
    walk.press("4", walk.said("1 of 16"))
    walk.said("2 of 16")
    walk.type("/care pulse results")
    expect(walk.page.locator(".message img[alt*='The pulse of']").last).to_be_visible()
    walk.picture("pulse", walk.said("The pulse of"))


@pytest.fixture(scope="module")
def walk(chromium: Browser, demo_of_a_module: Client) -> Iterator[Walk]:
    yield from walk_through(chromium, demo_of_a_module)
