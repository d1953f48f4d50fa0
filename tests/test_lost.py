"""`/care lost` and `/care won`: why a customer left, how to part well from them, what happens when they come back."""

from datetime import date, timedelta

import pytest
from live import ALICE, BOB, TEAM, THURSDAY, Live, form_words, labels, words

from models.complaint import Complaint
from models.customer import ACTIVE, LEFT
from models.decision import LOST, PARTING, WON, Decision
from models.hand_over import ASKED, HandOver
from models.lost import Reason, Step, read_reason, steps_of
from models.reminder import Reminder
from models.touch import PLANNED

# what stands after the name; the reason; what is kept of the words
SAID = [
    ("price", Reason.PRICE, ""),
    ("price, 10 % cheaper elsewhere", Reason.PRICE, "10 % cheaper elsewhere"),
    ("too expensive, said Jane", Reason.PRICE, "too expensive, said Jane"),
    ("died", Reason.DIED, ""),
    ("they went bankrupt", Reason.DIED, "they went bankrupt"),
    ("moved", Reason.MOVED, ""),
    ("they relocated to Spain", Reason.MOVED, "they relocated to Spain"),
    ("friend", Reason.FRIEND, ""),
    ("a friend has a shop, cheaper too", Reason.FRIEND, "a friend has a shop, cheaper too"),  # what is said first
    ("competitor", Reason.COMPETITOR, ""),
    ("switched to a rival", Reason.COMPETITOR, "switched to a rival"),
    ("indifference", Reason.INDIFFERENCE, ""),
    ("nobody called them for a year", Reason.INDIFFERENCE, "nobody called them for a year"),
    ("we ended it", Reason.ENDED, ""),
    ("We ended it: never paid", Reason.ENDED, "never paid"),
    ("we parted", Reason.ENDED, "we parted"),
    ("other: a merger", Reason.OTHER, "a merger"),
    ("on the other hand", None, "on the other hand"),
    ("who knows", None, "who knows"),
    ("priceless people", None, "priceless people"),
    ("", None, ""),
]
# each reason, and the steps to part well that fit it
STEPS = [
    (Reason.ENDED, (Step.TELL, Step.NAME, Step.SETTLE, Step.THANK)),
    (Reason.DIED, (Step.CONDOLE, Step.SETTLE)),
    (Reason.PRICE, (Step.THANK, Step.ASK, Step.SETTLE, Step.DOOR)),
    (Reason.OTHER, (Step.THANK, Step.ASK, Step.SETTLE, Step.DOOR)),
]


@pytest.mark.parametrize(("said", "reason", "kept"), SAID)
def test_the_reason_is_read_from_the_words(said: str, reason: Reason | None, kept: str) -> None:
    assert read_reason(said) == (reason, kept)


@pytest.mark.parametrize(("reason", "steps"), STEPS)
def test_each_reason_has_its_way_to_part_well(reason: Reason, steps: tuple[Step, ...]) -> None:
    assert steps_of(reason) == steps


def test_a_customer_who_left_is_kept_with_day_reason_and_words_and_speaks_no_more(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=200))
    said = live.care("lost acme price, 10 % cheaper", user="maria")
    assert said.startswith(
        "*Acme* has left us (price). To part well: thank them, ask what we could have done, "
        "settle the last open things, leave the door open."
    )
    [acme] = live.customers()
    assert (acme.state, acme.left_on, acme.left_reason) == (LEFT, date(2026, 11, 18), "price")
    assert [decision.reason for decision in live.rows(Decision, kind=LOST)] == ["10 % cheaper"]
    assert [row.reason for row in live.rows(Reminder, subject_id="acme")] == ["parting"]


def test_what_we_ended_ourselves_has_steps_of_its_own(live: Live) -> None:
    live.add("acme")
    said = live.care("lost acme we ended it", user="maria")
    assert "tell them in person, name who can serve them better, settle the last open things, thank them." in said


@pytest.mark.parametrize("typed", ["lost acme", "lost acme who knows"])
def test_without_a_reason_the_form_asks_for_it(live: Live, typed: str) -> None:
    live.add("acme")
    view = live.open("maria", "/care", typed)
    assert live.customers()[0].state == ACTIVE
    answer = live.practice.submit("maria", view["id"], {"reason": "moved"})
    assert "*Acme* has left us (moved)." in form_words(answer)
    assert [customer.left_reason for customer in live.customers()] == ["moved"]


def test_bare_it_asks_who_and_why(live: Live) -> None:
    live.add("acme")
    view = live.open("maria", "/care", "lost")
    said = {"customer": "acme", "reason": "ended", "words": "never paid"}
    live.practice.submit("maria", view["id"], said)
    assert [(c.state, c.left_reason) for c in live.customers()] == [(LEFT, "ended")]
    assert [decision.reason for decision in live.rows(Decision, kind=LOST)] == ["never paid"]


def test_two_who_are_meant_are_asked_about(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    live.care("lost smith price", user="maria")
    assert "has left us (price)" in words(live.tap("maria", "Smithfield Foods"))
    assert {c.id: c.state for c in live.customers()} == {"brothers": ACTIVE, "foods": LEFT}


def test_the_champion_learns_it_in_the_next_brief_once_and_ticks_off_the_steps(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    live.morning()
    assert "*Acme* has left us (price). To part well: thank them, ask what" in live.brief("alice")
    live.tap("alice", "…", within="Acme", option="✓ Thank them")
    assert "To part well: ✓ thank them, ask what" in live.brief("alice")
    for label in ("✓ Ask what we could have done", "✓ Settle the last open things", "✓ Leave the door open"):
        live.tap("alice", "…", within="Acme", option=label)
    assert "*Acme* has left us (price). You have parted well." in live.brief("alice")
    assert {step.after["step"] for step in live.rows(Decision, kind=PARTING)} == set(steps_of(Reason.PRICE))
    before = len(live.briefs(ALICE))
    live.morning()
    live.morning()
    assert len(live.briefs(ALICE)) == before == 1


def test_a_step_that_is_done_already_is_kept_once(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    done = {"action_id": "parting", "block_id": "b", "selected_option": {"value": "thank acme"}}
    for _ in range(2):
        live.practice.forge("maria", {"type": "block_actions", "channel": {"id": "D0MARIA"}, "actions": [done]})
    assert [step.after for step in live.rows(Decision, kind=PARTING)] == [{"step": "thank"}]


def test_a_nudge_in_an_open_brief_is_drawn_again(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=200))
    live.morning()
    assert "I did it" in labels(live.shown_brief("alice")["blocks"])
    live.care("lost acme moved", user="maria")
    assert "*Acme* is no longer a customer." in live.brief("alice")
    assert "I did it" not in labels(live.shown_brief("alice")["blocks"])
    live.tap("maria", "Undo")
    assert "I did it" in labels(live.shown_brief("alice")["blocks"])


def test_a_nudge_of_who_came_back_says_so_until_that_is_taken_back(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=200))
    live.morning()
    live.care("lost acme moved", user="maria")
    live.care("won acme", user="maria")
    assert "*Acme* is with us again. Next due Thu 18 Feb." in live.brief("alice")
    assert "I did it" not in labels(live.shown_brief("alice")["blocks"])
    live.tap("maria", "Undo")
    assert "*Acme* is no longer a customer." in live.brief("alice")


def test_plans_rest_and_hand_overs_that_nobody_has_answered_are_over(live: Live) -> None:
    live.add("acme")
    live.touch("acme lunch tomorrow")
    now = live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        asked = {"customer_id": "acme", "giver_id": ALICE, "receiver_id": BOB, "asked_at": now, "answer_by": now}
        session.add(HandOver(team_id=TEAM, **asked))
    live.care("lost acme price", user="maria")
    assert live.rows(HandOver, state=ASKED) == []
    live.morning("friday 09:05")
    assert "Did it happen" not in live.brief("alice")
    assert [touch.state for touch in live.touches()] == [PLANNED]


def test_taken_back_a_hand_over_waits_for_its_answer_again(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("handover acme @sam Jane is your neighbour")
    [asked] = live.rows(HandOver)
    live.go_to("2026-11-18 18:40")
    assert labels(live.shown_brief("sam")["blocks"]) == ["I'll take it", "Not me"]
    live.care("lost acme price", user="maria")
    assert "no longer asks about *Acme*" in live.brief("sam")
    live.tap("maria", "Undo")
    assert live.rows(HandOver) == [asked]
    assert labels(live.shown_brief("sam")["blocks"]) == ["I'll take it", "Not me"]
    live.go_to("2026-11-23 12:00")
    assert "no answer came within two working days" in live.brief("sam")


def test_taken_back_after_they_came_back_otherwise_nobody_is_asked_again(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=30))
    live.care("handover acme @sam")
    live.care("lost acme price", user="maria")
    lost = live.shown("maria")
    live.care("won acme", user="maria")
    live.tap_in(lost, "maria", "Undo", "", None)
    assert live.rows(HandOver, state=ASKED) == []


def test_it_can_be_taken_back_and_all_is_as_before(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=200))
    before = {(row.reason, row.due_on) for row in live.rows(Reminder, subject_id="acme")}
    live.care("lost acme price", user="maria")
    assert words(live.tap("maria", "Undo")).startswith("Taken back: *Acme*, they had left.")
    [acme] = live.customers()
    assert (acme.state, acme.left_on, acme.left_reason) == (ACTIVE, None, None)
    assert {(row.reason, row.due_on) for row in live.rows(Reminder, subject_id="acme")} == before


def test_after_a_step_is_ticked_the_loss_can_still_be_taken_back(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    live.tap("maria", "…", within="Acme", option="✓ Thank them")
    assert "To part well: ✓ thank them, ask what" in str(live.shown("maria")["text"])
    assert words(live.tap("maria", "Undo")).startswith("Taken back: *Acme*, they had left.")
    assert [customer.state for customer in live.customers()] == [ACTIVE]


def test_who_comes_back_is_due_a_cadence_from_today(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=300))
    live.care("lost acme price", user="maria")
    said = live.care("won acme", user="maria")
    assert said.startswith("*Acme* is back, in Alice's care. The next touch is due Wed 17 Feb, counted from today.")
    assert {(row.reason, row.due_on) for row in live.rows(Reminder, subject_id="acme")} == {
        ("due", date(2027, 2, 17)),
        ("silent", date(2027, 2, 17)),
    }
    live.tap("maria", "Undo")
    [acme] = live.customers()
    assert (acme.state, acme.left_on, acme.left_reason) == (LEFT, date(2026, 11, 18), "price")


def test_undoing_that_they_left_after_they_came_back_changes_nothing_any_more(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    lost = live.shown("maria")
    live.care("won acme", user="maria")
    live.tap_in(lost, "maria", "Undo", "", None)
    assert [customer.state for customer in live.customers()] == [ACTIVE]
    live.touch("undo", user="maria")
    assert [(c.state, c.left_on) for c in live.customers()] == [(ACTIVE, None)]  # neither stands: they never left


def test_who_left_is_not_noted_twice_and_may_come_back_from_there(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    assert live.care("lost acme moved", user="maria").startswith("*Acme* left us already today (price).")
    assert "*Acme* is back" in words(live.tap("maria", "They are back"))
    assert live.care("won acme", user="maria").startswith("*Acme* is a customer already")
    assert len(live.rows(Decision, kind=WON)) == 1


def test_adding_a_lost_customer_offers_to_take_them_back(live: Live) -> None:
    live.add("acme", name="Acme Ltd")
    live.care("lost acme price", user="maria")
    assert "*Acme Ltd* was our customer and left today (price)." in live.care("add ACME", user="maria")
    live.tap("maria", "They are back")
    assert [customer.state for customer in live.customers()] == [ACTIVE]


def test_a_champion_who_adds_one_is_told_whom_to_ask(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    said = live.care("add acme")
    assert "if they are back, <@U0MARIA> can say so: `/care won Acme`" in said
    assert "They are back" not in labels(live.shown("alice")["blocks"])
    assert len(live.customers()) == 1


def test_show_says_since_when_and_why(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price, 10 % cheaper", user="maria")
    said = live.care("show acme")
    assert 'Left us today: price, "10 % cheaper"' in said
    assert "To part well: thank them" in said
    assert "Due" not in said


@pytest.mark.parametrize(
    ("command", "carried_out"),
    [
        ("/touch", "Lunch with *Spree Logistics* today."),
        ("/complaint", 'Noted for *Spree Logistics*: "lunch".'),
        ("/recovery", "Good to hear; but no complaint of *Spree Logistics* is open."),
    ],
)
def test_a_command_that_names_who_has_left_says_so_and_is_carried_out_when_they_are_back(
    live: Live, command: str, carried_out: str
) -> None:
    live.add("spree", name="Spree Logistics")
    live.care("lost spree friend", user="maria")
    said = live.say("alice", command, "spree lunch")
    assert said.startswith(
        "*Spree Logistics* left us today (went to a friend); if they are back, <@U0MARIA> can say so"
    )
    assert f'Nothing is saved yet; your text is kept: "{command} spree lunch"' in said
    assert labels(live.shown("alice")["blocks"]) == ["Another…"]
    live.say("maria", command, "spree lunch")
    assert labels(live.shown("maria")["blocks"]) == ["They are back", "Another…"]
    back, answer, *_ = (reply["text"] for reply in live.tap("maria", "They are back")["replies"])
    assert back.startswith("*Spree Logistics* is back, in Alice's care.")
    assert answer.startswith(carried_out)
    assert [customer.state for customer in live.customers()] == [ACTIVE]


def test_a_command_that_needs_a_form_opens_it_when_they_are_back(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    live.say("maria", "/complaint", "acme")
    answer = live.tap("maria", "They are back")
    assert words(answer).startswith("*Acme* is back")
    [view] = answer["views"]
    live.practice.submit("maria", view["id"], {"words": "late again"})
    assert [complaint.words for complaint in live.rows(Complaint)] == ["late again"]


def test_a_care_command_goes_on_too_and_asks_what_is_still_unclear(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    live.care("later acme 2 weeks", user="maria")
    assert "*Acme* rests until" in words(live.tap("maria", "They are back"))
    live.care("lost acme price", user="maria")
    live.care("tier acme F", user="maria")
    assert "Which tier shall *Acme* have" in words(live.tap("maria", "They are back"))


def test_another_is_picked_in_the_form_and_care_commands_say_it_too(live: Live) -> None:
    live.add("acme")
    live.care("lost acme price", user="maria")
    live.touch("acme lunch")
    assert live.tap("alice", "Another…")["views"]
    assert live.care("later acme 2 weeks").startswith("*Acme* left us today (price)")
    live.add("other", name="Acme Trading")
    assert "*Acme Trading*" in live.touch("acme trading lunch")
    assert live.touches() == []


def test_managers_see_who_changed_what_and_others_do_not(live: Live) -> None:
    live.add("acme")
    for tier in "BCDAB":
        live.care(f"tier acme {tier}", user="maria")
    said = live.care("show acme", user="maria")
    assert "Wed 18 Nov, 18:31, Maria: tier A → B" in said
    assert said.count("Maria: tier") == 3
    assert words(live.tap("maria", "More")).count("Maria: tier") == 5
    assert "More" not in labels(live.shown("maria")["blocks"])
    assert "What was changed" not in live.care("show acme")


def test_a_digest_tells_who_was_lost_and_why_and_what_we_ended_apart(live: Live) -> None:
    for name in ("acme", "delta", "echo", "foxtrot"):
        live.add(name)
    live.care("lost acme price", user="maria")
    live.care("lost delta we ended it", user="maria")
    live.care("lost foxtrot moved", user="maria")
    live.care("won foxtrot", user="maria")
    said = live.care("digest", user="maria")
    assert "*Lost*: Acme (price)." in said
    assert "*We ended it with*: Delta." in said
    assert "Foxtrot" not in said.split("*Moved*")[0].split("*Lost*")[1].split("*We ended")[0]
    live.go_to("2026-11-24 09:05")
    live.care("won acme", user="maria")
    assert "*Back with us*: Acme." in live.care("digest", user="maria")
