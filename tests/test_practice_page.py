"""The page of the practice workspace in real Chromium, with a small Bolt app in the bot's place."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from small_bot import close

from practice.client import Client
from practice.serve import practice_workspace

Json = dict[str, Any]
THURSDAY = datetime(2026, 11, 19, 7, 59, tzinfo=UTC)
CUSTOMERS = ("Acme Corporation", "Acme Tools", "Delta Freight")


def test_a_brief_reads_as_it_was_meant(page: Page, bot: WebClient) -> None:
    brief(bot)
    message = page.locator(".message", has_text="Good morning, Alice")
    expect(message.locator("strong", has_text="Acme Corporation")).to_be_visible()
    expect(message.get_by_role("link", name="Write to her")).to_have_attribute("href", "mailto:jane@example.com")
    expect(message.get_by_role("button", name="Not needed")).to_be_visible()
    expect(message.locator("time").first).to_have_text("08:59")


def test_a_nudge_folds_in_place_when_it_is_done(page: Page, bot: WebClient) -> None:
    brief(bot)
    page.get_by_role("button", name="I did it").click()
    page.get_by_role("option", name="Lunch").click()
    expect(page.locator(".message")).to_have_count(1)
    expect(page.locator(".message")).to_contain_text("lunch logged")


def test_the_keyboard_alone_is_enough_and_keeps_its_place(page: Page, bot: WebClient) -> None:
    brief(bot)
    page.get_by_role("button", name="I did it").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


def test_every_time_stands_in_the_zone_of_the_reader(page: Page, bot: WebClient) -> None:
    bot.chat_postMessage(channel="C0CUSTOMERCARE", text="Good news")
    be(page, "Bob", "customer-care")
    in_new_york = re.compile(r"02:59|03:0\d")  # it goes on, and a machine that does much else takes its minutes
    expect(page.locator(".message time").first).to_have_text(in_new_york)
    expect(page.get_by_role("region", name="Practice clock")).to_contain_text(in_new_york)


def test_a_click_counts_though_news_arrive_while_the_button_is_down(page: Page, bot: WebClient) -> None:
    page.get_by_role("button", name="Be Bob").hover()
    page.mouse.down()
    bot.chat_postMessage(channel="C0CUSTOMERCARE", text="Good news")
    expect(page.locator("#side").get_by_role("button", name="customer-care")).to_contain_text("1")
    page.mouse.up()
    expect(page.locator("#me")).to_have_attribute("aria-label", "You are Bob Miller")
    expect(page.locator("#rail .person", has_text="Maria").locator(".badge")).to_have_count(1)


def test_an_answer_for_one_person_is_marked_and_hidden_from_others(page: Page) -> None:
    enter(page, "/touch acme lunch")
    answer = page.locator(".message", has_text="Lunch with Acme")
    expect(answer).to_contain_text("Only visible to you")
    be(page, "Maria")
    expect(page.locator(".message")).to_have_count(0)


def test_an_error_stands_beside_its_input_and_nothing_typed_is_lost(page: Page, practice: Client) -> None:
    modal = open_modal(page)
    modal.get_by_label("Note").fill("wants a demo")
    choose_customer(page, "del", "Delta Freight")
    modal.get_by_label("Day").fill("2028-01-01")
    modal.get_by_role("button", name="Save").click()
    expect(modal.get_by_label("Day")).to_have_attribute("aria-invalid", "true")
    expect(modal.locator("[data-block=day] [role=alert]")).to_have_text("That is more than a year ahead.")
    expect(modal.get_by_label("Note")).to_have_value("wants a demo")
    modal.get_by_label("Day").fill("2026-11-18")
    modal.get_by_role("button", name="Save").click()
    expect(modal).to_be_hidden()
    assert practice.messages("@bot", "alice")[-1]["text"] == "c3 on 2026-11-18: wants a demo"


def test_a_view_on_top_is_left_by_its_back_button(page: Page) -> None:
    modal = open_modal(page)
    choose_customer(page, "del", "Delta Freight")
    modal.get_by_label("Note").fill("more")
    modal.get_by_role("button", name="Save").click()
    on_top = page.get_by_role("dialog", name="Who was there")
    on_top.get_by_role("button", name="Back").click()
    expect(modal.get_by_label("Note")).to_have_value("more")
    expect(modal.locator("[data-block=customer] button")).to_contain_text("Delta Freight")


def test_an_input_left_empty_is_asked_for(page: Page) -> None:
    modal = open_modal(page)
    modal.get_by_role("button", name="Save").click()
    expect(modal.locator("[data-block=customer] [role=alert]")).to_contain_text("required")


def test_escape_closes_a_modal_and_leaves_the_chat(page: Page) -> None:
    modal = open_modal(page)
    page.keyboard.press("Escape")
    expect(modal).to_be_hidden()
    expect(page.get_by_role("combobox", name="Message Touchbase")).to_be_visible()


def test_type_ahead_offers_what_the_bot_knows(page: Page) -> None:
    open_modal(page)
    page.locator("[data-block=customer] button").click()
    page.keyboard.type("acm")
    expect(page.get_by_role("option")).to_have_text(["Acme Corporation", "Acme Tools"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-block=customer] button")).to_contain_text("Acme Tools")


def test_a_chart_can_be_read_without_seeing_it(page: Page, bot: WebClient) -> None:
    series = [{"name": "made", "data": [{"label": "W46", "value": 1}, {"label": "W47", "value": 2}]}]
    chart = {"type": "bar", "series": series, "axis_config": {"categories": ["W46", "W47"]}}
    say(bot, [{"type": "data_visualization", "title": "Touches", "chart": chart}])
    picture = page.get_by_role("img", name="bar chart, Touches. made: W46 1, W47 2")
    expect(picture.locator("rect")).to_have_count(2)
    assert picture.locator("text").all_text_contents() == ["0", "1", "2", "W46", "W47"], "no half of a whole thing"
    page.get_by_text("Numbers").click()
    expect(page.get_by_role("row", name="W47 2")).to_be_visible()


@pytest.mark.parametrize("kind", ["line", "area", "pie"])
def test_charts_of_every_kind_are_drawn(page: Page, bot: WebClient, kind: str) -> None:
    points = [{"label": "A", "value": 3}, {"label": "B", "value": 5}]
    plotted = {"series": [{"name": "made", "data": points}], "axis_config": {"categories": ["A", "B"]}}
    chart = {"type": kind} | ({"segments": points} if kind == "pie" else plotted)
    say(bot, [{"type": "data_visualization", "title": "Touches", "chart": chart}])
    expect(page.get_by_role("img", name=f"{kind} chart, Touches")).to_be_visible()
    assert "NaN" not in page.locator(".chart svg").inner_html()


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "\u202eevil\u2066 \u05d0\u05d1",
    "*bold* <!channel> &amp;lt;b&amp;gt;",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(page: Page, bot: WebClient, practice: Client, text: str) -> None:
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    practice.say("bob", "#general", text)
    plain = {"type": "plain_text", "text": text}
    button = {"type": "button", "text": plain, "action_id": "any", "value": text}
    blocks = [{"type": "header", "text": plain}, {"type": "actions", "elements": [button]}]
    bot.chat_postMessage(channel="C0CUSTOMERCARE", text=text, blocks=blocks)
    be(page, "Alice", "general")
    expect(page.locator(".message")).to_have_count(1)
    be(page, "Alice", "customer-care")
    expect(page.locator(".message h3")).to_have_count(1)
    assert page.locator("#messages :is(img, script, iframe, b b), #messages [onerror]").count() == 0
    assert alarms == []


def test_a_link_that_would_run_is_only_words(page: Page, bot: WebClient) -> None:
    section = {"type": "mrkdwn", "text": "<javascript:alert(1)|press> <https://example.com|safe>"}
    say(bot, [{"type": "section", "text": section}])
    expect(page.locator(".message a")).to_have_text(["safe"])


def test_every_element_that_can_be_chosen_from_can_be_used(page: Page, bot: WebClient) -> None:
    say(bot, [{"type": "actions", "block_id": "all", "elements": elements()}])
    page.get_by_role("button", name="Pick a person").click()
    page.get_by_role("option", name="Bob Miller").click()
    heard(page, "person: U0BOB")
    page.locator("input[type=date]").fill("2026-12-01")
    heard(page, "day: 2026-12-01")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("option", name="Second").click()
    heard(page, "more: 2")
    page.get_by_label("Weekly").check()
    heard(page, "boxes: weekly")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Do it").click()
    heard(page, "remove: 7")


def test_a_slash_shows_the_commands_and_arrow_up_brings_the_last_line_back(page: Page) -> None:
    field = page.get_by_role("combobox", name="Message Touchbase")
    field.fill("/to")
    expect(page.get_by_role("option")).to_contain_text(["/touch"])
    page.keyboard.press("Tab")
    expect(field).to_have_value("/touch ")
    page.keyboard.type("acme lunch")
    page.keyboard.press("Enter")
    expect(field).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("/touch acme lunch")


def test_the_lightning_holds_the_shortcuts_that_work_anywhere(page: Page) -> None:
    page.get_by_role("button", name="Shortcuts", exact=True).click()
    expect(page.get_by_role("option")).to_contain_text(["Log a touch", "Find a customer"])


def test_a_status_is_set_below_ones_own_name_and_others_see_its_sign(page: Page, practice: Client) -> None:
    page.get_by_role("button", name="Set a status").click()
    page.get_by_role("option", name="Vacationing").click()
    expect(page.get_by_role("button", name="🌴 Vacationing")).to_be_visible()
    [alice] = [user for user in practice.state()["users"] if user["name"] == "alice"]
    assert (alice["status"]["text"], alice["status"]["emoji"]) == ("Vacationing", ":palm_tree:")
    assert datetime.fromtimestamp(alice["status"]["until"], UTC) > practice.now()
    page.get_by_role("button", name="🌴 Vacationing").click()
    page.get_by_role("option", name="Clear status").click()
    expect(page.get_by_role("button", name="Set a status")).to_be_visible()


def test_an_at_sign_offers_people(page: Page, practice: Client) -> None:
    be(page, "Alice", "general")
    enter(page, "ask @bo", "Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".message .mention")).to_have_text("@Bob Miller")
    assert "<@U0BOB" in practice.messages("#general")[-1]["text"]


def test_what_is_new_is_counted_until_it_is_read(page: Page, practice: Client) -> None:
    practice.say("bob", "#general", "The coffee machine works again")
    people = page.get_by_role("navigation", name="Who you are")
    expect(people.get_by_role("button", name="Be Maria").locator(".badge")).to_have_text("1")
    be(page, "Maria", "general")
    expect(page.locator("#side .badge")).to_have_count(0)
    be(page, "Maria")
    be(page, "Alice")
    expect(people.get_by_role("button", name="Be Maria").locator(".badge")).to_have_count(0)
    expect(page.locator("#side .badge")).to_have_text("1")


def test_a_channel_that_outsiders_read_is_marked(page: Page) -> None:
    be(page, "Charlie", "acme-shared")
    expect(page.locator("#header")).to_contain_text("shared with another company")
    expect(page.locator("#side")).not_to_contain_text("customer-care")


def test_the_home_tab_asks_the_bot_for_it(page: Page) -> None:
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("heading", name="My customers")).to_be_visible()
    expect(page.get_by_role("combobox", name="Message Touchbase")).to_be_hidden()


def test_the_clock_goes_where_it_is_sent(page: Page) -> None:
    clock = page.get_by_role("region", name="Practice clock")
    clock.get_by_role("button", name="+1 hour").click()
    expect(clock).to_contain_text("09:59")
    clock.get_by_role("button", name="Next Monday").click()
    expect(clock).to_contain_text("Mon 23 Nov")
    clock.get_by_role("button", name="Any date").click()
    page.get_by_label("Practice time to go to").fill("2026-12-24T18:00")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(clock).to_contain_text("18:00")
    expect(clock).to_contain_text("Thu 24 Dec")


def test_a_silent_bot_is_told_of_and_the_text_is_kept(page: Page, practice: Client) -> None:
    enter(page, "/touch crash")
    expect(page.get_by_role("alert").filter(has_text="Touchbase did not answer")).to_be_visible()
    expect(page.get_by_role("combobox", name="Message Touchbase")).to_have_value("/touch crash")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_window(page: Page, bot: WebClient, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    say(bot, [{"type": "section", "text": {"type": "mrkdwn", "text": "W" * 400}}, *brief_blocks()])
    expect(page.locator(".message")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#messages").evaluate("list => list.scrollWidth - list.clientWidth") == 0


def test_on_a_narrow_window_people_and_channels_open_and_close(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="People and conversations").click()
    page.locator("#side").get_by_role("button", name="general").click()
    expect(page.get_by_role("heading", name="general")).to_be_visible()
    expect(page.locator("#side")).to_be_hidden()


def test_the_guide_waits_at_one_minute_to_nine_and_goes_on_when_the_brief_came(page: Page, bot: WebClient) -> None:
    page.goto(page.url.replace("guide=off", ""))
    guide = page.get_by_role("region", name="Guide")
    expect(guide.get_by_role("button", name="Go to 09:00")).to_be_visible()
    brief(bot)
    expect(guide).to_contain_text("I did it")
    guide.get_by_role("button", name="Close the guide").click()
    page.reload()
    expect(page.locator("body.ready")).to_be_visible()
    expect(guide).to_be_hidden()


def be(page: Page, person: str, channel: str = "Touchbase") -> None:
    """Become somebody and open a conversation."""
    page.get_by_role("button", name=f"Be {person}").click()
    page.locator("#side").get_by_role("button", name=channel).click()


def enter(page: Page, text: str, *more: str) -> None:
    """Type a line and send it."""
    page.locator("#write").fill(text)
    for key in (*more, "Enter"):
        page.keyboard.press(key)


def open_modal(page: Page) -> Any:
    enter(page, "/touch")
    modal = page.get_by_role("dialog", name="Log a touch")
    expect(modal).to_be_visible()
    return modal


def choose_customer(page: Page, typed: str, name: str) -> None:
    page.locator("[data-block=customer] button").click()
    page.keyboard.type(typed)
    page.get_by_role("option", name=name).click()


def heard(page: Page, words: str) -> None:
    """Wait until the bot has said what it heard."""
    expect(page.locator(".message").last).to_contain_text(words)


def brief(bot: WebClient) -> None:
    """Send Alice a morning brief."""
    say(bot, brief_blocks())


def brief_blocks() -> list[Json]:
    acme = "*Acme Corporation* · A\nDue since Monday. Jane: +49 30 1234 · <mailto:jane@example.com|Write to her>"
    did = select("did", "I did it", "Lunch", "Visit")
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Good morning, Alice.*"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": acme}},
        {"type": "actions", "elements": [did, button("Not needed", "no", "1")]},
    ]


def say(bot: WebClient, blocks: list[Json]) -> None:
    bot.chat_postMessage(channel="D0ALICE", text="Good morning", blocks=blocks)


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str, value: str, **more: Any) -> Json:
    return {"type": "button", "text": words(text), "action_id": action_id, "value": value, **more}


def select(action_id: str, text: str, *options: str) -> Json:
    offered = [{"text": words(each), "value": each.lower()} for each in options]
    return {"type": "static_select", "action_id": action_id, "placeholder": words(text), "options": offered}


def elements() -> list[Json]:
    sure = {"title": words("Sure?"), "text": words("It goes."), "confirm": words("Do it"), "deny": words("Keep it")}
    return [
        {"type": "users_select", "action_id": "person", "placeholder": words("Pick a person")},
        {"type": "datepicker", "action_id": "day"},
        {
            "type": "overflow",
            "action_id": "more",
            "options": [{"text": words(text), "value": value} for text, value in (("First", "1"), ("Second", "2"))],
        },
        {"type": "checkboxes", "action_id": "boxes", "options": [{"text": words("Weekly"), "value": "weekly"}]},
        button("Remove", "remove", "7", style="danger", confirm=sure),
    ]


def modal() -> Json:
    customer = {"type": "external_select", "action_id": "customer", "min_query_length": 1}
    customer["placeholder"] = words("Type a name")
    note = {"type": "plain_text_input", "action_id": "note", "multiline": True}
    inputs = [
        ("customer", "Customer", customer),
        ("day", "Day", {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-19"}),
        ("note", "Note", note),
    ]
    return {
        "type": "modal",
        "callback_id": "log",
        "title": words("Log a touch"),
        "submit": words("Save"),
        "blocks": [
            {"type": "input", "block_id": key, "label": words(label), "element": element, "optional": key == "note"}
            for key, label, element in inputs
        ],
    }


def stand_in(url: str) -> App:
    """A bot of a few lines which answers as Touchbase would."""
    app = App(client=WebClient("xoxb-practice", base_url=f"{url}/api/"), process_before_response=True)

    @app.command("/touch")
    def touch(ack: Any, command: Json, client: WebClient) -> None:
        if command["text"] == "crash":
            raise RuntimeError("a bot that fails")
        if command["text"]:
            ack("Lunch with Acme")
            return
        client.views_open(trigger_id=command["trigger_id"], view=modal())
        ack()

    @app.options("customer")
    def customers(ack: Any, payload: Json) -> None:
        found = [(n, name) for n, name in enumerate(CUSTOMERS, 1) if payload["value"].lower() in name.lower()]
        ack(options=[{"text": words(name), "value": f"c{n}"} for n, name in found])

    @app.view("log")
    def log(ack: Any, view: Json, client: WebClient) -> None:
        held = view["state"]["values"]
        day, note = held["day"]["day"]["selected_date"], held["note"]["note"]["value"]
        if day > "2027-11-19":
            ack(response_action="errors", errors={"day": "That is more than a year ahead."})
            return
        if note == "more":
            ack(response_action="push", view=modal() | {"title": words("Who was there")})
            return
        customer = held["customer"]["customer"]["selected_option"]["value"]
        client.chat_postMessage(channel="D0ALICE", text=f"{customer} on {day}: {note}")
        ack()

    @app.action("did")
    def did(ack: Any, body: Json, client: WebClient) -> None:
        said = {"type": "section", "text": {"type": "mrkdwn", "text": "✓ *Acme*: lunch logged, today."}}
        undo = {"type": "actions", "elements": [button("Undo", "undo", "1")]}
        client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="Logged", blocks=[said, undo])
        ack()

    @app.action({"block_id": "all"})
    def echo(ack: Any, action: Json, respond: Any) -> None:
        fields = ("value", "selected_user", "selected_date", "selected_option", "selected_options")
        given: Any = next(action[field] for field in fields if action.get(field))
        given = given[0] if isinstance(given, list) else given
        value = given["value"] if isinstance(given, dict) else given
        respond(f"{action['action_id']}: {value}", replace_original=False)
        ack()

    app.event("user_change")(lambda ack: ack())

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "header", "text": words("My customers")}]}
        client.views_publish(user_id=event["user"], view=view)

    return app


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A practice workspace with the stand-in connected to it."""
    with practice_workspace(tmp_path_factory.mktemp("practice"), patience=1) as client:
        socket = SocketModeHandler(stand_in(client.base_url), "xapp-practice")
        socket.connect()
        yield client
        close(socket)


@pytest.fixture
def practice(connected: Client) -> Client:
    connected.reset(now=THURSDAY)
    return connected


@pytest.fixture
def bot(practice: Client) -> WebClient:
    return WebClient("xoxb-practice", base_url=f"{practice.base_url}/api/")


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """One window for all tests: a new one would cost each of them another second."""
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page, practice: Client) -> Iterator[Page]:
    """The page as Alice sees it, in the DM with the bot, without the guide, with nothing kept from another test."""
    problems: list[str] = []

    def note(error: Error) -> None:
        problems.append(str(error))

    window.on("pageerror", note)
    window.set_viewport_size({"width": 1440, "height": 900})
    window.goto(f"{practice.base_url}/README.md")  # where no script runs that would write into it again
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.goto(f"{practice.base_url}/?as=alice&at=@bot&guide=off")
    window.wait_for_selector("body.ready")
    yield window
    window.remove_listener("pageerror", note)
    assert problems == []
