"""A complaint, from the words that opened it to the customer's own word that they are happy again."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from live import ALICE, BERLIN, BOB, MARIA, SAM, TEAM, THURSDAY, Json, Live, labels

from models.audit import Audit
from models.complaint import Complaint, ComplaintStep
from models.complaint_acts import open_complaint, recover, think_happy
from models.customer import Contact, Customer
from models.message import Message
from models.reminder import Reminder
from models.sign_of_life import SignOfLife

THURSDAY_MORNING = datetime(2026, 11, 19, 10, 19, tzinfo=BERLIN)


@pytest.fixture
def company(running: Live) -> Live:
    """It is twenty past ten on Thursday; Acme is in Alice's care, was met a month ago, and Jane answers the phone."""
    running.begin_again(THURSDAY_MORNING)
    running.add("acme", name="Acme Corporation", last=THURSDAY - timedelta(days=30))
    with running.bot.storage.database.begin() as session:
        session.add(Contact(team_id=TEAM, customer_id="acme", name="Jane Doe", phone="+49 30 1234"))
    return running


@pytest.fixture
def opened(company: Live) -> Live:
    """Sam has just noted that Acme complained."""
    company.say("sam", "/complaint", "acme late delivery again")
    return company


def complaint(live: Live) -> Complaint:
    [one] = live.rows(Complaint)
    return one


def before(live: Live, words: str, days: int) -> str:
    """Let Acme have complained so many days ago; return the complaint's id."""
    with live.bot.storage.database.begin() as session:
        acme = session.get_one(Customer, (TEAM, "acme"))
        return open_complaint(session, acme, words, SAM, live.bot.clock.now() - timedelta(days=days)).id


def tapped(live: Live, user: str, action_id: str, **what: Any) -> Json:
    """Somebody taps what they still saw a moment ago."""
    where = {"channel": {"id": f"D0{user.upper()}"}, "container": {"is_ephemeral": True}}
    actions = [{"action_id": action_id, "block_id": "b"} | what]
    return live.practice.forge(user, {"type": "block_actions", "actions": actions, **where})


def test_a_complaint_plays_through_from_the_first_word_to_the_customers_own(company: Live) -> None:
    said = company.say("sam", "/complaint", "acme late delivery again")
    assert 'Noted for *Acme Corporation*: "late delivery again". I\'m telling Alice now, and Maria, because' in said
    assert "Reply due by 11:20. Reminders for Acme Corporation rest until it is put right." in said
    told = company.brief("alice")
    assert '*Acme Corporation has a complaint*: "late delivery again" (from Sam, 10:20).' in told
    assert "Please answer them by 11:20" in told
    assert '"Jane, you are right to be annoyed. I am on it and will call you before noon."' in told
    assert labels(company.shown_brief("alice")["blocks"]) == [
        "Copy",
        "I answered",
        "Recovered…",
        "Hand over",
        "Show all",
    ]
    assert "You hear of it because Acme Corporation is an A." in company.brief("maria")
    company.go_to("2026-11-19 11:00")
    company.tap_brief("alice", "I answered", option="Call")
    assert "✓ Answered at 11:00 by Alice" in company.brief("maria")
    company.go_to("2026-11-19 15:20")
    said = company.say("alice", "/recovery", "acme replaced the unit, called Jane")
    assert "I will ask in a week and in a month whether they are happy again." in said
    assert '✓ Put right at 15:20 by Alice: "replaced the unit, called Jane".' in company.brief("maria")
    assert [(touch.kind, touch.note) for touch in company.touches()][1:] == [
        ("call", ""),
        ("call", "replaced the unit, called Jane"),
    ]
    said = company.care("digest", user="maria")
    assert "*Complaints*: 1, answered in 40 working minutes, put right on the same day; none waiting." in said
    company.go_to("2026-11-26 09:05")
    assert "A week ago you put it right for *Acme Corporation*" in company.brief("alice")
    assert "do you know the cause by now" not in company.brief("alice")
    questions = labels(company.shown_brief("alice")["blocks"], "A week ago")
    assert questions == ["They said so", "I think so", "No, reopen", "Cause and prevention"]
    company.tap_brief("alice", "They said so")
    assert complaint(company).state == "confirmed"
    assert "✓ *Acme Corporation*: they say they are happy again." in company.brief("alice")
    assert "do you know the cause by now, and what prevents it?" in company.brief("alice")
    assert "Asked whether they are happy again: 1; 1 said so." in company.care("digest", user="maria")


def test_who_must_know_is_told_at_once_and_it_is_a_sign_of_life_that_moves_no_due_day(opened: Live) -> None:
    told = opened.rows(Message, feature="complaint")
    assert sorted((message.recipient, message.state) for message in told) == [(ALICE, "sent"), (MARIA, "sent")]
    assert all((message.sent_at - complaint(opened).opened_at).total_seconds() < 5 for message in told)
    assert opened.practice.messages("@bot", "bob") == []
    assert [(sign.kind, sign.day, sign.by) for sign in opened.rows(SignOfLife)] == [("complaint", THURSDAY, SAM)]
    assert "Due on Tue 19 Jan" in opened.care("show acme")


def test_not_happy_again_opens_it_anew_tells_everybody_again_and_can_be_taken_back(opened: Live) -> None:
    opened.say("alice", "/recovery", "acme replaced the unit")
    opened.go_to("2026-11-26 09:05")
    opened.tap_brief("alice", "No, reopen")
    again = complaint(opened)
    assert (again.state, again.round, again.recovered_at) == ("opened", 2, None)
    assert "*Acme Corporation is not happy again*" in opened.brief("alice")
    assert "Please answer them by 10:05" in opened.brief("alice")
    assert "*Acme Corporation is not happy again*" in opened.brief("maria")
    opened.touch("undo")
    assert (complaint(opened).state, complaint(opened).round) == ("recovered", 1)


def test_a_manager_hears_of_a_key_customer_and_of_no_c(company: Live) -> None:
    company.add("keyed", name="Keyed", tier="D", key=True)
    company.add("small", name="Small", tier="C")
    for name in ("keyed", "small"):
        company.say("sam", "/complaint", f"{name} rude on the phone")
    assert "Keyed" in company.brief("maria")
    assert sorted(m.recipient for m in company.rows(Message, feature="complaint")) == [ALICE, ALICE, MARIA]


def test_who_cares_for_them_and_types_it_gets_what_helps(company: Live) -> None:
    said = company.say("alice", "/complaint", "acme late delivery again")
    assert "They are in your care; Maria knows too, because Acme Corporation is an A." in said
    assert labels(company.shown_brief("alice")["blocks"])[:3] == ["Copy", "I answered", "Recovered…"]


def test_without_an_answer_in_time_reader_and_managers_are_told_once_each(opened: Live) -> None:
    opened.go_to("2026-11-19 11:25")
    assert opened.brief("alice").startswith("*Acme Corporation still waits for a first answer*")
    assert "It was due by 11:20." in opened.brief("alice")
    assert "Alice has not answered yet; perhaps a hand is needed." in opened.brief("maria")
    assert "*Acme Corporation* waits for a first answer since 11:20" in opened.care("due", user="maria")
    opened.go_to("2026-11-19 17:00")
    overdue = [message.recipient for message in opened.rows(Message) if message.key.startswith("complaint-overdue")]
    assert sorted(overdue) == [ALICE, MARIA]


def test_an_answer_in_time_lets_nobody_hear_of_it_again(opened: Live) -> None:
    opened.tap_brief("alice", "I answered", option="Email")
    opened.go_to("2026-11-19 17:00")
    assert len(opened.rows(Message, feature="complaint")) == 2


def test_a_cover_is_told_first_and_the_managers_a_working_hour_later(company: Live) -> None:
    company.care("away 19 Nov - 27 Nov @bob")
    company.say("sam", "/complaint", "acme late delivery again")
    assert "Please answer them for Alice, who is away, by" in company.brief("bob")
    due = complaint(company).reply_due_at
    company.practice.move_to(due + timedelta(minutes=5))
    keys = [m.recipient for m in company.rows(Message, state="sent") if m.key.startswith("complaint-overdue")]
    assert keys == [BOB]
    assert "They are with you for Alice, who is away until 27 Nov; a call now still helps most." in company.brief("bob")
    company.practice.move_to(due + timedelta(minutes=65))
    keys = [m.recipient for m in company.rows(Message, state="sent") if m.key.startswith("complaint-overdue")]
    assert sorted(keys) == [BOB, MARIA]
    assert "Bob (for Alice, who is away until 27 Nov) has not answered yet" in company.brief("maria")


def test_who_keeps_them_for_now_and_the_champions_cover_read_for_whom_it_is(company: Live) -> None:
    company.care("handover acme @sam until 27 Nov")
    company.go_to("2026-11-19 10:21")
    company.tap_brief("sam", "I'll take it")
    company.say("dana", "/complaint", "acme late delivery again")
    company.care("away 19 Nov - 20 Nov @bob")
    company.go_to("2026-11-19 11:30")
    assert "They are with you for Alice, who is away until 20 Nov; a call now" in company.brief("sam")
    assert "Sam (for Alice, who is away until 20 Nov) has not answered yet" in company.brief("bob")
    assert "You hear of it because you cover for Alice." in company.brief("bob")


def test_a_customer_whose_champion_has_left_the_company_reaches_the_managers(company: Live) -> None:
    with company.bot.storage.database.begin() as session:
        company.member(session, ALICE).deleted = True
    assert "They have no champion, so I'm telling the managers." in company.say("sam", "/complaint", "acme rude again")
    assert "They have no champion, so this comes to every manager" in company.brief("maria")


def test_ordinary_nudges_rest_until_it_is_put_right_and_fourteen_days_at_most(live: Live) -> None:
    acme = live.add("acme", last=THURSDAY - timedelta(days=91))
    with live.bot.storage.database.begin() as session:
        open_complaint(session, session.merge(acme), "late again", SAM, live.bot.clock.now() - timedelta(days=12))
    live.go_to("2026-11-19 12:00")
    assert [nudge.reasons for nudge in live.nudges() if not nudge.complaint_id] == []
    live.go_to("2026-11-20 12:00")
    assert [nudge.reasons for nudge in live.nudges() if not nudge.complaint_id] == [["due"]]
    assert "*Acme* · A · a complaint is open\nDue since" in live.brief("alice")


def test_put_right_the_rest_ends_and_care_goes_on(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=2), cadence_days=3)
    live.say("sam", "/complaint", "acme late again")
    live.go_to("2026-11-20 12:00")
    assert [nudge.reasons for nudge in live.nudges() if not nudge.complaint_id] == []
    live.say("alice", "/recovery", "acme sent another")
    live.go_to("2026-11-23 12:00")
    assert ["due"] in [nudge.reasons for nudge in live.nudges()]


def test_a_nudge_of_this_morning_folds_when_they_complain(live: Live) -> None:
    live.add("acme", last=THURSDAY - timedelta(days=91))
    live.morning()
    live.say("sam", "/complaint", "acme late again")
    briefs = [said["text"] for said in live.practice.messages("@bot", "alice")]
    assert "*Acme*: a complaint is open, so this rests until it is put right." in briefs[0]
    live.tap("sam", "Undo")
    assert "I did it" in labels(live.practice.messages("@bot", "alice")[0]["blocks"], "Acme")


def test_each_step_can_be_taken_back_and_the_touch_of_an_answer_takes_it_along(opened: Live) -> None:
    opened.tap_brief("alice", "I answered", option="Call")
    touch = opened.touches()[-1]
    tapped(opened, "alice", "undo", value=touch.id)
    assert (complaint(opened).state, len(opened.touches())) == ("opened", 1)
    opened.tap_brief("alice", "I answered", option="Call")
    opened.say("alice", "/recovery", "acme replaced the unit")
    opened.touch("undo")
    assert (complaint(opened).state, len(opened.touches())) == ("answered", 2)
    opened.touch("undo")
    assert (complaint(opened).state, len(opened.touches())) == ("opened", 1)
    assert "Please answer them by 11:20" in opened.brief("alice")
    assert "Taken back: *Acme Corporation*, the complaint" in opened.touch("undo", user="sam")
    assert complaint(opened).withdrawn_at
    assert opened.rows(SignOfLife, undone_at=None) == []
    assert "was taken back. There is nothing to do." in opened.brief("alice")
    assert opened.rows(Reminder, subject_kind="complaint") == []


def test_the_same_words_twice_are_one_complaint_other_words_another_and_which_is_put_right_is_asked(
    opened: Live,
) -> None:
    assert "Already noted for *Acme Corporation*" in opened.say("sam", "/complaint", "Acme  Late delivery again")
    opened.say("sam", "/complaint", "acme and the bill was wrong")
    assert sorted(one.words for one in opened.rows(Complaint)) == ["and the bill was wrong", "late delivery again"]
    assert "Which complaint of *Acme Corporation* is put right?" in opened.say(
        "alice", "/recovery", "acme sent another"
    )
    opened.tap("alice", "late delivery again (19 Nov)")
    states = {one.words: one.state for one in opened.rows(Complaint)}
    assert states == {"late delivery again": "recovered", "and the bill was wrong": "opened"}


def test_the_same_recovery_twice_is_one_in_the_audit_too_and_a_tap_too_late_changes_nothing(opened: Live) -> None:
    opened.say("alice", "/recovery", "acme replaced the unit")
    assert "Already noted: *Acme Corporation*" in opened.say("alice", "/recovery", "acme replaced the unit")
    assert len(opened.rows(ComplaintStep, kind="recovered")) == 1
    said = tapped(opened, "maria", "complaint_answered", selected_option={"value": f"{complaint(opened).id} call"})
    assert "It was put right already, so I changed nothing." in str(said["replies"])
    assert opened.rows(ComplaintStep, kind="answered") == []
    actions = [(one.actor, one.action) for one in opened.rows(Audit) if one.action.startswith("complaint.")]
    assert actions == [(SAM, "complaint.opened"), (ALICE, "complaint.recovered")]


def test_a_recovery_without_a_complaint_offers_to_open_one_or_to_log_a_touch(company: Live) -> None:
    said = company.say("alice", "/recovery", "acme replaced the unit, called Jane")
    assert "no complaint of *Acme Corporation* is open" in said
    assert 'your text is kept: "/recovery acme replaced the unit, called Jane"' in said
    assert labels(company.shown("alice")["blocks"]) == ["Open a complaint", "Log a touch"]
    [view] = company.tap("alice", "Open a complaint")["views"]
    company.practice.submit("alice", view["id"], {"customer": "acme", "words": "the unit broke"})
    assert complaint(company).words == "the unit broke"


def test_an_unclear_customer_is_asked_with_buttons_and_nothing_typed_is_lost(live: Live) -> None:
    live.add("brothers", name="Smith Brothers")
    live.add("foods", name="Smithfield Foods")
    assert 'Which "smith"?' in live.say("sam", "/complaint", "smith late again")
    live.tap("sam", "Smithfield Foods")
    assert [(one.customer_id, one.words) for one in live.rows(Complaint)] == [("foods", "late again")]


def test_an_unknown_customer_can_be_picked_in_a_form_that_holds_the_words(company: Live) -> None:
    said = company.say("sam", "/complaint", "zzyzx late again")
    assert said.startswith('I know no customer like "zzyzx". Nothing is changed; you typed: "/complaint zzyzx late')
    [view] = company.tap("sam", "Pick a customer")["views"]
    assert "zzyzx late again" in str(view["blocks"])
    company.practice.submit("sam", view["id"], {"customer": "acme", "words": "late again"})
    assert complaint(company).customer_id == "acme"


@pytest.mark.parametrize("command", ["/complaint", "/recovery"])
def test_help_says_how(live: Live, command: str) -> None:
    assert "/complaint acme late delivery again" in live.say("sam", command, "help")


@pytest.mark.parametrize("text", ["", "acme", "acme ,"])
def test_without_words_the_form_opens(company: Live, text: str) -> None:
    view = company.open("sam", "/complaint", text)
    company.practice.submit("sam", view["id"], {"customer": "acme", "words": "late again"})
    assert complaint(company).words == "late again"


def test_a_recovery_form_without_an_open_complaint_says_so_beside_the_customer(company: Live) -> None:
    view = company.open("alice", "/recovery")
    answer = company.practice.submit("alice", view["id"], {"customer": "acme", "words": "sent another"})
    assert "No complaint of theirs is open." in answer["errors"]["customer"]


def test_below_a_complaint_the_first_answer_is_copied_and_a_form_keeps_what_was_done(opened: Live) -> None:
    [view] = opened.tap_brief("alice", "Copy")["views"]
    assert "Jane, you are right to be annoyed." in str(view["blocks"])
    [view] = opened.tap_brief("alice", "Recovered…")["views"]
    opened.practice.submit("alice", view["id"], {"words": "visited them with flowers"})
    assert complaint(opened).state == "recovered"
    assert opened.touches()[-1].kind == "visit"


def test_a_message_is_logged_as_complaint_and_its_link_kept(company: Live) -> None:
    company.practice.say("sam", "#general", "Acme just called: late again")
    ts = company.practice.messages("#general", "sam")[-1]["ts"]
    [view] = company.practice.shortcut("sam", "complaint_log_message", "#general", ts)["views"]
    company.practice.submit("sam", view["id"], {"customer": "acme"})
    assert complaint(company).words == "Acme just called: late again"
    assert complaint(company).permalink


def test_what_was_done_beyond_and_the_cause_are_written_down(opened: Live) -> None:
    opened.say("alice", "/recovery", "acme replaced the unit")
    [view] = opened.tap("alice", "Add")["views"]
    opened.practice.submit("alice", view["id"], {"words": "a month free"})
    [view] = opened.tap_brief("alice", "Cause and prevention")["views"]
    opened.practice.submit("alice", view["id"], {"words": "an old map", "prevention": "a new one"})
    one = complaint(opened)
    assert (one.beyond, one.cause, one.prevention) == ("a month free", "an old map", "a new one")
    assert 'Cause: "an old map". From now on: "a new one"' in opened.brief("maria")


def test_what_is_asked_three_times_in_vain_comes_to_the_managers_until_it_is_answered(opened: Live) -> None:
    opened.say("alice", "/recovery", "acme replaced the unit")
    opened.go_to("2026-12-14 09:05")
    asked = {
        why: [nudge.step for nudge in opened.nudges() if nudge.reasons == [why]] for why in ("bounce_back", "cause")
    }
    assert asked == {"bounce_back": [1, 2, 3], "cause": [1, 2, 3]}
    assert "was put right on Thu 19 Nov; no word yet whether they are happy again." in opened.brief("maria")
    answers = ["They said so", "I think so", "No, reopen"]
    assert labels(opened.shown_brief("maria")["blocks"], "no word yet") == answers
    assert "cause and prevention are not written down yet" in opened.brief("maria"), "an item of its own"
    opened.tap_brief("maria", "They said so")
    assert "no word yet" not in opened.brief("maria")
    assert "cause and prevention are not written down yet" in opened.care("due", user="maria")


def test_not_put_right_is_asked_three_times_and_then_comes_to_the_managers(opened: Live) -> None:
    opened.tap_brief("alice", "I answered", option="Call")
    opened.go_to("2026-12-03 12:00")
    asked = [nudge.step for nudge in opened.nudges() if nudge.reasons == ["put_right"]]
    assert asked == [1, 2, 3]
    assert "not put right since Thu 19 Nov" in opened.care("due", user="maria")


def test_questions_about_complaints_take_their_places_among_the_three_that_a_brief_asks(live: Live) -> None:
    for name in ("acme", "beta", "gamma", "delta", "omega"):
        live.add(name, last=THURSDAY - timedelta(days=84))  # an A customer's touch is due after 91
    live.practice.until("tomorrow 08:30")
    for name in ("acme", "beta"):
        live.say("sam", "/complaint", f"{name} late again")
        live.say("alice", "/recovery", f"{name} brought it myself")
    live.go_to("2026-11-26 09:05")
    nudges = live.nudges_of(live.briefs(ALICE)[-1])
    asked = Counter(nudge.customer_id for nudge in nudges if nudge.full)
    assert (len(asked), asked["acme"], asked["beta"]) == (3, 2, 2), "are they happy again, and the cause, in one ask"
    assert len(nudges) > asked.total()


def test_i_think_so_is_asked_again_a_month_after_and_then_taken(live: Live) -> None:
    acme, now = live.add("acme"), live.bot.clock.now()
    with live.bot.storage.database.begin() as session:
        customer, ago = session.merge(acme), [now - timedelta(days=days) for days in (31, 30, 22)]
        one = open_complaint(session, customer, "late again", SAM, ago[0])
        recover(session, customer, one, "replaced the unit", ALICE, ago[1])
        think_happy(session, customer, one, ALICE, ago[2])
    assert complaint(live).state == "recovered"
    live.morning()
    live.tap_brief("alice", "I think so")
    assert complaint(live).state == "confirmed"


def test_the_third_about_the_same_is_said_to_be_the_third(company: Live) -> None:
    before(company, "the bill was wrong", 2)
    before(company, "delivery came too late", 3)
    company.practice.advance("1m")
    company.say("sam", "/complaint", "acme two deliveries damaged")
    assert "it is the second about deliveries this month" in company.brief("alice")
    before(company, "delivery missing", 30)
    company.practice.advance("1m")
    company.say("sam", "/complaint", "acme late delivery again")
    assert "about delivery since October" in company.brief("alice")


def test_a_customers_complaints_stand_where_the_customer_does(opened: Live) -> None:
    assert 'Thu 19 Nov: "late delivery again", open, reply due 11:20' in opened.care("show acme")
    assert "a complaint is open" in opened.care("mine")
    assert "a complaint is open" in opened.home("alice")
    opened.say("alice", "/recovery", "acme replaced the unit")
    assert "a complaint is open" not in opened.care("mine")


def test_on_return_a_brief_tells_what_others_did_about_complaints(company: Live) -> None:
    id_ = before(company, "late again", 3)
    company.say("alice", "/recovery", "acme sent another")
    company.care("away today @sam")
    tapped(company, "sam", "complaint_think_so", value=id_)
    [view] = tapped(company, "sam", "recovery_cause", value=id_)["views"]
    company.practice.submit("sam", view["id"], {"words": "an old map"})
    tapped(company, "sam", "complaint_reopened", value=id_)
    company.morning()
    said = "happy again, Sam thinks; the cause of a complaint written down, Sam; not happy, the complaint is open again"
    assert f"*Acme Corporation*: {said}, told by Sam" in company.brief("alice")


def test_on_return_a_recovery_is_told_as_what_it_was_and_not_as_a_touch(opened: Live) -> None:
    opened.care("away today @sam")
    opened.say("sam", "/recovery", "acme replaced the unit")
    opened.morning()
    assert opened.brief("alice").endswith("*Acme Corporation*: a complaint, told by Sam; a complaint put right, Sam")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("acme: late again", "late again"),
        ("acme :( late again", ":( late again"),
        ("acme, :rage: late again :rage:", ":rage: late again :rage:"),
        ("acme - late: again -", "late: again"),
    ],
)
def test_a_smiley_is_part_of_the_words_and_a_colon_is_not(company: Live, typed: str, kept: str) -> None:
    company.say("sam", "/complaint", typed)
    assert complaint(company).words == kept
