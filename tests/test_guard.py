"""The guard: everything that can be typed, pressed, sent or opened, by every sort of person; the default is no.

A new command, button, form, menu, shortcut or event of a person needs a row in `handlers/surfaces.py` and one in TABLE
below: what is sent, who may, and what then happens.
"""

import inspect
import itertools
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from live import ALICE, BOB, MARIA, SAM, TEAM, THURSDAY, WEDNESDAY_EVENING, Live, live_company, past_touch
from sqlmodel import SQLModel

from bot import people
from handlers import FEATURES, guard, surfaces
from models.absence import Absence
from models.audit import record
from models.blackout import Blackout
from models.calendar_made import Made
from models.care_change import ON, CareChange
from models.care_model import POLICIES, as_stored
from models.channel import CustomerChannel
from models.complaint import OPENED, RECOVERED, Complaint, ComplaintStep
from models.complaint_reminder import settle_complaint
from models.customer import LEFT, Contact, Customer
from models.decision import Decision
from models.draft import Draft
from models.dropped_file import DONE, READY, DroppedFile
from models.hand_over import HandOver
from models.know import Known
from models.message import SENT, Message
from models.moment import MomentCheck, own_moments
from models.nudge import Nudge
from models.offerings import Offering
from models.pulse_change import PulseChange
from models.quality_month import QualityMonth
from models.refer import Referral
from models.reminder import settle
from models.saying import Saying
from models.seen import Seen
from models.stocktake import Grading, Stocktake
from models.stocktake_rules import QUESTIONS
from models.thanks import ThankYou
from models.touch import PLANNED, Touch

Json = dict[str, Any]
Rows = dict[str, list[tuple[Any, ...]]]
CHANGES = None
"""Something is in the database afterwards that was not there before, or not so."""

DANA = "U0DANA"
COLLEAGUE, CHAMPION, COVER, MANAGER = "sam", "alice", "bob", "maria"
ANYBODY = frozenset({COLLEAGUE, CHAMPION, COVER, MANAGER})
THEIRS = frozenset({CHAMPION, COVER, MANAGER})
"""Whose customer it is, who reads of it while she is away, and the managers."""
THEIR_OWN = frozenset({CHAMPION, MANAGER})
"""Whose touch, request or days off it is, and the managers."""
MANAGERS = frozenset({MANAGER})

# who does not belong to the company, by what they are; Maria's id from another workspace is not Maria
OUTSIDERS: dict[str, tuple[str, Json]] = {
    "guest": ("gina", {}),
    "stranger from a shared channel": ("charlie", {}),
    "bot": ("touchbase", {}),
    "deactivated": ("ivan", {}),
    "somebody of another workspace": ("maria", {"team": {"id": "T0ACME"}, "team_id": "T0ACME"}),
    "nobody that Slack knows": ("maria", {"user": {"id": "U0NOBODY"}, "user_id": "U0NOBODY"}),
}
NAMES_SOMEBODY = re.compile(f"<@({ALICE}|{MARIA})>|Alice|a workspace admin")


@dataclass(frozen=True)
class Row:
    """One thing that can be done: in which of the guard's tables it stands, what is sent, who may, what comes of it."""

    table: str
    name: str
    may: frozenset[str]
    effect: str | None
    """Words that who may is shown, or CHANGES."""
    sent: Any = ""
    values: Json = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def command(name: str, may: frozenset[str], effect: str | None, rest: str = "") -> Row:
    return Row("COMMANDS", name, may, effect, rest)


def button(name: str, may: frozenset[str], effect: str | None, value: Any) -> Row:
    """`value` is the button's, or what was chosen in a menu; {user} stands for the id of who presses it."""
    return Row("BUTTONS", name, may, effect, value)


def form(name: str, may: frozenset[str], effect: str | None, metadata: str, /, **values: Any) -> Row:
    return Row("FORMS", name, may, effect, metadata, values)


def option(value: str) -> Json:
    return {"selected_option": {"value": value}}


SETTINGS = {
    "digest_channel": {"selected_conversation": None},
    "digest_weekday": option("0"),
    "digest_at": {"selected_time": "09:00"},
    "zone": option("Europe/Berlin"),
    "country": option("DE-BY"),
    "working_days": {"selected_options": [{"value": "0"}]},
    "brief_at": {"selected_time": "07:00"},
    "day_starts": {"selected_time": "09:00"},
    "day_ends": {"selected_time": "17:00"},
    "managers": {"selected_users": [MARIA]},
}
A_ROW = {name: {"value": value} for name, value in {"cadence": "60", "silence": "90", "reply_hours": "1"}.items()}
DAY = {"selected_date": "2026-11-25"}
DAY_BEFORE = {"selected_date": "2026-11-17"}
OFF = THURSDAY + timedelta(days=30)
A_TOUCH = {"customer": option("acme"), "kind": option("demo"), "day": {"selected_date": "2026-11-17"}}
A_SAYING = {"customer": option("acme"), "kind": option("like"), "day": DAY_BEFORE, "words": {"value": "We love it"}}
GLOBAL = "global"
TABLE = [
    command("/touch", ANYBODY, CHANGES, "acme call"),
    command("/touch help", ANYBODY, "Tell me what happened"),
    command("/touch undo", ANYBODY, "Taken back"),
    command("/care", ANYBODY, "My customers"),
    command("/care add", ANYBODY, CHANGES, "Vandelay"),
    command("/care new", ANYBODY, CHANGES, "Vandelay"),
    command("/care assign", MANAGERS, CHANGES, f"acme <@{BOB}|bob>"),
    command("/care away", ANYBODY, CHANGES, "until friday"),
    command("/care back", ANYBODY, CHANGES),
    command("/care bought", ANYBODY, CHANGES, "acme 1200 yesterday"),
    command("/care calendar", MANAGERS, CHANGES, "blackout 24 Dec to 2 Jan"),
    command("/care channel", THEIRS, CHANGES, "acme <#C0ACMESHARED|acme-shared>"),
    command("/care digest", MANAGERS, "Customer care, "),
    command("/care due", ANYBODY, "needs you now"),
    command("/care group", ANYBODY, "and who belongs to it", "acme"),
    command("/care hand", THEIRS, CHANGES, f"over acme <@{DANA}>"),
    command("/care handover", THEIRS, CHANGES, f"acme <@{DANA}> until 14 Dec"),
    command("/care import", MANAGERS, CHANGES, "Vandelay"),
    command("/care key", MANAGERS, CHANGES, "acme"),
    command("/care later", THEIRS, CHANGES, "acme 2 weeks"),
    command("/care offerings", ANYBODY, "What we offer"),
    command("/care left", ANYBODY, "who left"),
    command("/care lost", MANAGERS, CHANGES, "acme price"),
    command("/care mine", ANYBODY, "care"),
    command("/care model", ANYBODY, "Key customers"),
    command("/care plan", ANYBODY, "Plan and done"),
    command("/care answers", ANYBODY, "What gets an answer"),
    command("/care rhythm", ANYBODY, "gap", "acme"),
    command("/care know", ANYBODY, "dates", "acme"),
    command("/care refer", ANYBODY, "refer", "acme"),
    command("/care ladder", ANYBODY, "the rung", "acme"),
    command("/care promise", THEIRS, CHANGES, "acme send the list by 27 Nov"),
    command("/care date", THEIRS, CHANGES, "acme renewal 1 March"),
    command("/care settings", MANAGERS, "digest"),
    command("/care show", ANYBODY, "*Acme*", "acme"),
    command("/care pulse", ANYBODY, CHANGES),
    command("/care thanks", ANYBODY, CHANGES, f"<@{DANA}|dana> covered my customers"),
    command("/care quality", ANYBODY, "Acted on: a touch"),
    command("/care stocktake", ANYBODY, "Stocktake"),
    command("/care tier", MANAGERS, CHANGES, "acme C"),
    command("/care won", MANAGERS, CHANGES, "gone"),
    command("/care profile", ANYBODY, "profile"),
    command("/care causes", ANYBODY, "Causes of complaints"),
    command("/care voice", ANYBODY, "What they said", "acme lovely"),
    command("/care idea", ANYBODY, "An idea", "lend them a lamp"),
    command("/care ideas", ANYBODY, "Lend them a lamp"),
    command("/care worth", THEIRS, "What Acme is worth", "acme"),
    button("away_back", THEIR_OWN, CHANGES, f"off-{ALICE}"),
    button("away_change", THEIR_OWN, "Last day", f"off-{ALICE}"),
    button("away_sure", ANYBODY, CHANGES, "away-{user}"),
    button("away_undo", THEIR_OWN, CHANGES, f"off-{ALICE}"),
    command("/complaint", ANYBODY, CHANGES, "acme late again"),
    command("/complaint help", ANYBODY, "Something went wrong for a customer?"),
    command("/recovery", ANYBODY, CHANGES, "acme replaced it"),
    command("/recovery help", ANYBODY, "Something went wrong for a customer?"),
    button("booking_open", THEIRS, "Book", "acme"),
    button("calendar_blackout", MANAGERS, "First day", "new"),
    button("calendar_blackout_remove", MANAGERS, CHANGES, "closed"),
    button("calendar_drop", MANAGERS, CHANGES, "laid-out"),
    button("calendar_feed", ANYBODY, "Calendars are read by address", "mine"),
    button("calendar_feed_new", ANYBODY, "Calendars are read by address", "new"),
    button("calendar_file", ANYBODY, CHANGES, "team"),
    button("calendar_heat", ANYBODY, CHANGES, "team"),
    button("calendar_make", MANAGERS, CHANGES, "make"),
    button("calendar_mine", ANYBODY, "Your calendar", "mine"),
    button("calendar_put_in", MANAGERS, CHANGES, "laid-out"),
    button("calendar_row", THEIRS, CHANGES, option("skip plan")),
    button("calendar_surplus", MANAGERS, "The calendar of the next", "out"),
    button("calendar_surplus_undo", MANAGERS, "The calendar of the next", "2026-11-18T09:00:00+00:00"),
    button("calendar_undo", MANAGERS, CHANGES, "put-in"),
    button("care_assign_1", MANAGERS, CHANGES, "assign-{user} acme"),
    button("care_bought_1", ANYBODY, CHANGES, "bought-{user} acme"),
    button("care_calendar_1", ANYBODY, "The year with", "calendar-{user} acme"),
    button("care_channel_1", THEIRS, CHANGES, "channel-{user} acme"),
    button("care_complaint_1", ANYBODY, CHANGES, "complaint-{user} acme"),
    button("care_group_1", ANYBODY, "and who belongs to it", "group-{user} acme"),
    button("care_handover_1", THEIRS, CHANGES, "handover-{user} acme"),
    button("care_key_1", MANAGERS, CHANGES, "key-{user} acme"),
    button("care_later_1", THEIRS, CHANGES, "later-{user} acme"),
    button("care_lost_2", MANAGERS, CHANGES, "lost-{user} acme"),
    button("care_recovery_1", ANYBODY, CHANGES, "recovery-{user} acme"),
    button("care_answers_1", ANYBODY, "What gets an answer", "answers-{user} acme"),
    button("care_rhythm_1", ANYBODY, "gap", "rhythm-{user} acme"),
    button("care_know_1", ANYBODY, "dates", "know-{user} acme"),
    button("care_promise_1", THEIRS, CHANGES, "promise-{user} acme"),
    button("care_date_1", THEIRS, CHANGES, "date-{user} acme"),
    button("home_know", ANYBODY, "romise", "x"),
    button("home_refer", ANYBODY, "sent you one", "x"),
    button("care_refer_1", ANYBODY, "refer", "refer-{user} acme"),
    button("refer_open", ANYBODY, "refer", "acme"),
    button("refer_asked", THEIRS, "was asked", "acme"),
    button("refer_prospect", THEIRS, "sent them", "referral"),
    button("home_ladder", ANYBODY, "ladder", "x"),
    button("care_ladder_1", ANYBODY, "the rung", "ladder-{user} acme"),
    button("ladder_open", ANYBODY, "loyalty ladder", "acme"),
    button("ladder_chart", ANYBODY, CHANGES, "x"),
    button("ladder_yes", THEIRS, CHANGES, "all acme advocate"),
    button("ladder_not_yet", THEIRS, CHANGES, "all acme advocate"),
    button("ladder_set", THEIRS, CHANGES, option("one acme advocate")),
    button("know_open", ANYBODY, "dates", "acme"),
    button("know_promise", THEIRS, "What we promised", "acme"),
    button("know_date", THEIRS, "A date of theirs", "acme"),
    button("know_kept", THEIRS, CHANGES, "list"),
    button("know_later", THEIRS, CHANGES, option("list 7")),
    button("know_gone", THEIRS, CHANGES, "list"),
    button("know_change", THEIRS, "What we promised", "list"),
    button("know_row", THEIRS, CHANGES, option("kept list")),
    command("/care moments", ANYBODY, "Thanks to a member", "acme"),
    button("care_moments_1", ANYBODY, "Thanks to a member", "moments-{user} acme"),
    button("moment_open", ANYBODY, "Thanks to a member", "acme"),
    button("moment_done", THEIRS, CHANGES, "check"),
    button("moment_later", THEIRS, CHANGES, option("check 7")),
    button("moment_not", THEIRS, CHANGES, "check"),
    button("moment_row", THEIRS, CHANGES, option("done check")),
    button("moment_undo", THEIR_OWN, CHANGES, "checked"),
    button("home_moments", ANYBODY, "Moments of truth", "x"),
    button("moment_ahead", ANYBODY, "Moments of truth", "x"),
    button("moment_add", MANAGERS, "What must go right?", "x"),
    button("moment_edit", MANAGERS, "What must go right?", "order"),
    button("moment_change", MANAGERS, CHANGES, option("remove order")),
    button("moment_back", MANAGERS, "What must go right on each rung", "order"),
    button("moment_gaps", MANAGERS, "no owner", "x"),
    form("moment_form", MANAGERS, CHANGES, "", rung=option("member"), name={"value": "a visit"}),
    button("care_show_5", ANYBODY, "*Acme*", "show-{user} acme"),
    button("care_tier_1", MANAGERS, CHANGES, "tier-{user} acme"),
    button("care_won_1", MANAGERS, CHANGES, "won-{user} gone"),
    button("care_worth_1", THEIRS, "What Acme is worth", "worth-{user} acme"),
    button("channel_not_touch", THEIR_OWN, CHANGES, "itself"),
    button("channel_undo", THEIRS, CHANGES, "tied acme C0CUSTOMERCARE"),
    button("complaint_also", ANYBODY, CHANGES, "complaint-{user} acme"),
    button("complaint_answered", ANYBODY, CHANGES, option("open call")),
    button("complaint_copy", ANYBODY, "You are right to be annoyed", "open"),
    button("complaint_go_on", ANYBODY, "A complaint", "complaint-{user}"),
    button("complaint_open", ANYBODY, "A complaint", "acme"),
    button("complaint_reopened", ANYBODY, CHANGES, "right"),
    button("complaint_said_so", ANYBODY, CHANGES, "right"),
    button("complaint_think_so", ANYBODY, CHANGES, "right"),
    button("customer_more", ANYBODY, CHANGES, option("replied acme")),
    button("customer_more", ANYBODY, "A complaint", option("complaint acme")),
    button("customer_more", THEIRS, "Edit the customer", option("change acme")),
    button("customer_more", THEIRS, "Own plan", option("cadence acme")),
    button("customer_more", THEIRS, "To whom does", option("group acme")),
    button("customer_more", THEIRS, "Whom shall I ask?", option("hand_over acme")),
    button("customer_person", THEIRS, "A person", "jane"),
    button("customer_person_add", THEIRS, "A person", "acme"),
    button("customer_person_remove", THEIRS, CHANGES, "jane"),
    button("customer_person_undo", THEIR_OWN, CHANGES, "tom"),
    button("decide_champion", MANAGERS, CHANGES, {"block_id": "champion:acme", "selected_user": BOB}),
    button("decide_waiting", MANAGERS, CHANGES, option("later acme")),
    button("digest_behind", ANYBODY, "What's behind this", "2026-W46"),
    button("digest_my_week", ANYBODY, "My week", "2026-W46"),
    button("find_customer", ANYBODY, "Champion: Alice", option("acme")),
    button("file_cancel", MANAGERS, CHANGES, "ready"),
    button("file_columns", MANAGERS, "Which column is what?", "ready"),
    button("file_import", MANAGERS, CHANGES, "ready"),
    button("file_undo", MANAGERS, CHANGES, "done"),
    button("group_alone", THEIRS, CHANGES, "acme"),
    button("group_show", ANYBODY, "and who belongs to it", "acme"),
    button("hand_over_back", THEIRS, CHANGES, "kept"),
    button("hand_over_no", frozenset({COLLEAGUE}), CHANGES, "asked"),
    button("hand_over_open", THEIRS, "Whom shall I ask?", "acme"),
    button("hand_over_withdraw", THEIR_OWN, CHANGES, "asked"),
    button("hand_over_yes", frozenset({COLLEAGUE}), CHANGES, "asked"),
    button("home_plan", ANYBODY, "Plan and done", "plan"),
    button("home_calendar", ANYBODY, "alendar", "calendar"),
    button("plan_chart", ANYBODY, CHANGES, "plan"),
    button("plan_file", ANYBODY, CHANGES, "plan"),
    button("home_away", ANYBODY, "Last day", "x"),
    button("home_clear", ANYBODY, "home", "x"),
    button("home_groups", MANAGERS, "Connected customers", "x"),
    button("home_page_2", ANYBODY, CHANGES, "2"),
    button("home_preferences", ANYBODY, "My brief", "x"),
    button("home_search", ANYBODY, CHANGES, "acme"),
    button("home_model", ANYBODY, "Key customers", "x"),
    button("home_settings", MANAGERS, "Managers", "x"),
    button("home_stocktake", ANYBODY, "Stocktake", None),
    button("home_tab", ANYBODY, CHANGES, "team"),
    button("home_tier", ANYBODY, CHANGES, option("A")),
    button("home_profile", ANYBODY, "Profile", "x"),
    button("profile_ideal", MANAGERS, "The ideal profile", "x"),
    button("home_offerings", ANYBODY, "What we offer", "x"),
    button("offerings_edit", MANAGERS, "One line for each", "x"),
    button("offerings_list_back", MANAGERS, "cannot be taken back any more", "x"),
    button("offerings_open", THEIRS, "what do they use", "acme"),
    button("care_offerings_1", ANYBODY, "use", "offerings-{user} acme"),
    form("offerings_form", THEIRS, CHANGES, "acme", training=option("told")),
    form("offerings_list_form", MANAGERS, CHANGES, "", names={"value": "Training\nLighting"}),
    button("home_answers", ANYBODY, "What gets an answer", "x"),
    button("home_left", ANYBODY, "who left", "x"),
    button("left_chart", ANYBODY, CHANGES, "x"),
    button("home_causes", ANYBODY, "Causes of complaints", "x"),
    button("causes_chart", ANYBODY, CHANGES, "x"),
    button("causes_decide", MANAGERS, "settled already", option("apart right")),
    button("causes_tell", THEIRS, "so I changed nothing", "right"),
    button("causes_rather_not", THEIRS, "so I changed nothing", "right"),
    button("home_voice", ANYBODY, "What they say", "x"),
    button("home_ideas", ANYBODY, "Lend them a lamp", "x"),
    button("voice_open", ANYBODY, "What they said", "x"),
    button("idea_open", ANYBODY, "An idea", "x"),
    button("idea_status", MANAGERS, CHANGES, option("chosen idea")),
    button("home_worth", ANYBODY, "Worth of customers", "x"),
    button("leave_days", ANYBODY, "Last day", f"2026-11-25 {DANA}"),
    button("leave_no", ANYBODY, "your briefs come as always", "no"),
    button("leave_yes", ANYBODY, CHANGES, f"2026-11-25 {DANA}"),
    button("leaver_open", MANAGERS, "All the others to", "U0IVAN"),
    button("leaver_undo", MANAGERS, CHANGES, "given"),
    button("menu_add", ANYBODY, "New customer", None),
    button("menu_away", ANYBODY, "You are away", None),
    button("menu_digest", MANAGERS, "Customer care, ", None),
    button("menu_due", ANYBODY, "needs you now", None),
    button("menu_find", ANYBODY, "Find a customer", None),
    button("menu_help", ANYBODY, "/care handover", None),
    button("menu_import", MANAGERS, "paste", None),
    button("menu_mine", ANYBODY, "care", None),
    button("menu_settings", MANAGERS, "digest", None),
    button("menu_touch", ANYBODY, "Log a touch", None),
    button("model_ahead", MANAGERS, "The next 90 days", "x"),
    button("model_coverage", MANAGERS, "Coverage", "x"),
    button("model_drop", MANAGERS, CHANGES, "draft"),
    button("model_on", MANAGERS, CHANGES, "draft"),
    button("model_open", ANYBODY, "Key customers", "draft"),
    button("model_row", MANAGERS, "Days between touches", "A"),
    button("model_send", MANAGERS, CHANGES, "draft"),
    button("model_undo", MANAGERS, CHANGES, "changed"),
    button("nudge_booked", THEIRS, "Book", "due"),
    button("nudge_cadence", THEIRS, CHANGES, "due 122"),
    button("nudge_did", ANYBODY, CHANGES, option("due lunch")),
    button("nudge_dropped", THEIRS, CHANGES, "happened"),
    button("nudge_hand_over", THEIRS, "Whom shall I ask?", "due"),
    button("nudge_happened", ANYBODY, CHANGES, "happened"),
    button("nudge_last_spoke", THEIRS, CHANGES, option("spoke 15")),
    button("nudge_later", THEIRS, CHANGES, option("due 7")),
    button("nudge_line", THEIRS, CHANGES, option("later due")),
    button("nudge_moved", THEIRS, "Move", "happened"),
    button("nudge_not_needed", THEIRS, "Not needed", "due"),
    button("nudge_replied", ANYBODY, CHANGES, "due"),
    button("parting", THEIRS, CHANGES, option("thank gone")),
    button("recovery_beyond", ANYBODY, "Beyond putting it right", "right"),
    button("recovery_cause", ANYBODY, "What was the cause?", "right"),
    button("recovery_go_on", ANYBODY, "Put right", "recovery-{user}"),
    button("recovery_of_1", ANYBODY, CHANGES, "recovery-{user} open"),
    button("recovery_open", ANYBODY, "Put right", "open"),
    button("show_open", ANYBODY, "Champion: Alice", "acme"),
    button("sharing_open", MANAGERS, "Share them out", ""),
    button("sharing_undo", MANAGERS, CHANGES, "given"),
    button("show_more", MANAGERS, "What was changed", "acme"),
    button("home_pulse", ANYBODY, "Pulse", None),
    button("home_thanks", ANYBODY, "Thank a colleague", None),
    button("thanks_undo", THEIR_OWN, CHANGES, "thanks"),
    button("home_quality", ANYBODY, "Nudge quality", None),
    button("quality_back", ANYBODY, CHANGES, "2026-10"),
    button("quality_not_useful", ANYBODY, CHANGES, "2026-11"),
    button("quality_so_so", ANYBODY, CHANGES, "2026-11"),
    button("quality_useful", ANYBODY, CHANGES, "2026-11"),
    button("pulse_answer", ANYBODY, CHANGES, "brief"),
    button("pulse_back", ANYBODY, CHANGES, "2026-Q4 needs"),
    button("pulse_change_done", THEIR_OWN, CHANGES, "change"),
    button("pulse_change_judge", MANAGERS, CHANGES, option("helped change")),
    button("pulse_change_later", THEIR_OWN, CHANGES, "change"),
    button("pulse_change_none", MANAGERS, CHANGES, "2026-Q3"),
    button("pulse_change_open", MANAGERS, "The one change", "2026-Q3"),
    button("pulse_change_undo", MANAGERS, CHANGES, "change"),
    button("pulse_decline", ANYBODY, CHANGES, "2026-Q4"),
    button("pulse_look", ANYBODY, CHANGES, option("2026-Q4 needs")),
    button("pulse_rate_3", ANYBODY, CHANGES, "2026-Q4 needs"),
    button("pulse_results", ANYBODY, "There are no results yet", None),
    button("pulse_send", ANYBODY, CHANGES, "2026-Q4"),
    button("pulse_skip", ANYBODY, CHANGES, "2026-Q4 needs"),
    button("stocktake_again", MANAGERS, CHANGES, "then-worst"),
    button("stocktake_answer_1", THEIRS, CHANGES, "now-acme loyal -1 {user}"),
    button("stocktake_as_before", ANYBODY, "Stocktake", "{user}"),
    button("stocktake_begin", MANAGERS, "has begun", "new"),
    button("stocktake_call_off", MANAGERS, CHANGES, "now"),
    button("stocktake_close", MANAGERS, CHANGES, "now"),
    button("stocktake_confirm", MANAGERS, CHANGES, "now-asked"),
    button("stocktake_convert", MANAGERS, "By when?", "then-low"),
    button("stocktake_end", MANAGERS, CHANGES, option("end then-worst")),
    button("stocktake_later", MANAGERS, CHANGES, "month"),
    button("stocktake_list", ANYBODY, "Stocktake", "{user}"),
    button("stocktake_lists_1", MANAGERS, "To convert", "convert"),
    button("stocktake_missed_3", MANAGERS, CHANGES, "stay then-low"),
    button("stocktake_one", THEIRS, "Pleasant to deal with", "now-acme"),
    button("stocktake_open", ANYBODY, "Stocktake", "mine"),
    button("stocktake_report", MANAGERS, CHANGES, "last"),
    button("stocktake_undo", MANAGERS, CHANGES, "then"),
    button("they_are_back", MANAGERS, CHANGES, "gone"),
    button("touch_add", ANYBODY, CHANGES, "new-{user}"),
    button("touch_again", ANYBODY, CHANGES, "again-{user}"),
    button("touch_edit", THEIR_OWN, "Edit the touch", "lunch"),
    button("touch_open", ANYBODY, "Log a touch", "again-{user}"),
    button("touch_with", ANYBODY, "Log a touch", "acme"),
    button("touch_pick_2", ANYBODY, CHANGES, "which-{user} acme"),
    button("undo", THEIR_OWN, CHANGES, "lunch"),
    button("welcome_advocates", MANAGERS, "What advocates say", ""),
    button("welcome_customers", MANAGERS, "Paste names", ""),
    button("cadence_take", THEIRS, CHANGES, "acme 61"),
    button("variation_back", THEIRS, CHANGES, "kept"),
    button("welcome_model", MANAGERS, "The next 90 days", ""),
    button("welcome_settings", MANAGERS, "Weekly digest in", ""),
    button("undo_added", THEIR_OWN, CHANGES, "acme"),
    button("voice_chart", ANYBODY, CHANGES, "x"),
    button("voice_undo", THEIR_OWN, CHANGES, "said"),
    button("worth_chart", ANYBODY, CHANGES, "x"),
    button("worth_costs", MANAGERS, "Cost of sales", "x"),
    button("worth_key", MANAGERS, CHANGES, "acme"),
    button("worth_key_all", MANAGERS, CHANGES, "acme,asked"),
    button("worth_key_no", MANAGERS, CHANGES, "acme"),
    button("worth_tail", MANAGERS, CHANGES, option("managed acme")),
    form("advocates_form", MANAGERS, CHANGES, "", advocates_say={"value": "They called first."}),
    form("away_form", ANYBODY, CHANGES, "", first=DAY, last=DAY),
    form("booking_form", THEIRS, CHANGES, "acme", kind=option("lunch"), day={"selected_date": "2026-11-25"}),
    form("booking_moving", THEIRS, CHANGES, "plan", day={"selected_date": "2026-11-25"}),
    form("calendar_blackout_form", MANAGERS, CHANGES, "", first=DAY, last=DAY),
    form(
        "channel_form", THEIRS, CHANGES, "", customer=option("acme"), channel={"selected_conversation": "C0ACMESHARED"}
    ),
    form("complaint_copied", ANYBODY, '"ack"', ""),
    form("complaint_form", ANYBODY, CHANGES, "", customer=option("acme"), words={"value": "late again"}),
    form("customer_form", THEIRS, CHANGES, "acme", name={"value": "Acme"}, revenue={"value": "12"}),
    form("customer_person_form", THEIRS, CHANGES, "acme", name={"value": "Tom"}),
    form("group_form", THEIRS, CHANGES, "acme", customer=option("gone")),
    form("hand_over_form", THEIRS, CHANGES, "acme", receiver={"selected_user": DANA}, how=option("good")),
    form("home_preferences", ANYBODY, CHANGES, "", brief_at={"selected_time": "07:30"}, brief_size=option("1")),
    form("importing", MANAGERS, CHANGES, "", pasted={"value": "Vandelay"}),
    form(
        "refer_form",
        THEIRS,
        CHANGES,
        "acme",
        came=option("nothing"),
        words={"value": None},
        day={"selected_date": "2026-11-18"},
    ),
    form("refer_prospect_form", THEIRS, CHANGES, "referral", name={"value": "Kestrel"}),
    form("know_form", THEIRS, CHANGES, "acme promise", what={"value": "Send it"}, day=DAY, remind=option("1")),
    form("later_choice", THEIRS, CHANGES, "acme", day={"selected_date": "2026-11-25"}),
    form("leaver_form", MANAGERS, CHANGES, "U0IVAN", others={"selected_user": BOB}),
    form("lost_form", MANAGERS, CHANGES, "", customer=option("acme"), reason=option("price")),
    form("not_needed_reason", THEIRS, CHANGES, "acme"),
    form("recovery_beyond_form", ANYBODY, CHANGES, "right", words={"value": "a month free"}),
    form("recovery_cause_form", ANYBODY, CHANGES, "right", words={"value": "an old map"}, prevention={"value": None}),
    form("recovery_form", ANYBODY, CHANGES, "open", words={"value": "replaced it"}),
    form("model_form", MANAGERS, CHANGES, "A", **A_ROW),
    form("variation_form", THEIRS, CHANGES, "acme", **A_ROW, reason={"value": "they asked"}),
    form("settings", MANAGERS, CHANGES, "", **SETTINGS),
    form("file_columns_form", MANAGERS, CHANGES, "ready", CUSTOMER=option("0")),
    form("sharing_form", MANAGERS, CHANGES, BOB),
    form("sharing_people", MANAGERS, "Share them out", "", people={"selected_users": [BOB]}),
    form(
        "stocktake_convert_form",
        MANAGERS,
        CHANGES,
        "then-low",
        deadline={"selected_date": "2027-05-25"},
        owner={"selected_user": ALICE},
    ),
    form(
        "stocktake_form",
        THEIRS,
        CHANGES,
        f"now-acme {ALICE}",
        **{"tier:A": option("B"), "reason": {"value": "they shrink"}},
    ),
    form("touch_log", ANYBODY, CHANGES, "", **A_TOUCH),
    form("touch_save", THEIR_OWN, CHANGES, "lunch", **A_TOUCH),
    form(
        "pulse_change_form",
        MANAGERS,
        CHANGES,
        "2026-Q3",
        area=option("people"),
        words={"value": "A prize"},
        owner={"selected_user": ALICE},
        due=DAY,
    ),
    form("thanks_form", ANYBODY, CHANGES, "", to={"selected_users": [DANA]}, words={"value": "Covered for me"}),
    form("profile_ideal_form", MANAGERS, CHANGES, "", one_time={"value": "20"}, repeat={"value": "80"}),
    form("worth_costs_form", MANAGERS, CHANGES, "", sales={"value": "62.5"}),
    form("idea_form", ANYBODY, CHANGES, "", words={"value": "Lend them a lamp"}, value=option("adding")),
    form("voice_form", ANYBODY, CHANGES, "", **A_SAYING),
    Row("SUGGESTIONS", "customer", ANYBODY, "Acme", "acm"),
    Row("SUGGESTIONS", "find_customer", ANYBODY, "Acme", "acm"),
    Row("SUGGESTIONS", "settings_country", MANAGERS, "Germany", "germ"),
    Row("SUGGESTIONS", "settings_zone", MANAGERS, "Europe/Berlin", "berl"),
    Row("SHORTCUTS", "complaint_log_message", ANYBODY, "A complaint", ""),
    Row("SHORTCUTS", "find_customer", ANYBODY, "Find a customer", GLOBAL),
    Row("SHORTCUTS", "touch_log", ANYBODY, "Log a touch", GLOBAL),
    Row("SHORTCUTS", "touch_log_message", ANYBODY, "Log a touch", ""),
    Row("SHORTCUTS", "voice_note_message", ANYBODY, "What they said", ""),
    Row("EVENTS", "app_home_opened", ANYBODY, "home"),
    Row("EVENTS", "message", ANYBODY, CHANGES, {"channel_type": "im", "text": "hello", "ts": "1.1"}),
]
TABLES = ("COMMANDS", "BUTTONS", "FORMS", "SUGGESTIONS", "SHORTCUTS", "EVENTS")
each_row = pytest.mark.parametrize("row", TABLE, ids=str)


@each_row
def test_who_may_is_served_and_everybody_else_is_told_whom_to_ask(company: "Company", row: Row) -> None:
    for person in sorted(ANYBODY - row.may):
        company.expect_refusal(row, person)
    for person, disguise in outsiders_at(row):
        company.expect_refusal(row, person, disguise)
    assert company.everything() == company.before  # once for all of them: they would be told apart by what changed
    for person in served_by(row):
        company.serves(row, person)


def outsiders_at(row: Row) -> list[tuple[str, Json]]:
    """Return every third outsider in turns, since what turns them away is the same before each row; for events all."""
    if row.table == "EVENTS":  # an event of a person carries their own id and no other
        return [(person, disguise) for person, disguise in OUTSIDERS.values() if not disguise]
    return list(OUTSIDERS.values())[TABLE.index(row) % 3 :: 3]


def served_by(row: Row) -> list[str]:
    """Return who may; of what anybody may, every second of them in turns."""
    return sorted(row.may)[TABLE.index(row) % 2 :: 2] if row.may == ANYBODY else sorted(row.may)


def test_every_listener_stands_in_the_guards_tables_and_nothing_else_does() -> None:
    registered = listeners()
    for table in TABLES:
        assert registered[table] == set(vars(surfaces)[table]) - read_inside(registered["COMMANDS"]), table
    assert registered["SLACKS_OWN"] == guard.SLACKS_OWN


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_the_guard_is_tried(table: str) -> None:
    tried = {guard.NUMBERED.sub("", row.name) for row in TABLE if row.table == table}
    assert tried == set(vars(surfaces)[table])


@pytest.mark.parametrize(
    "row",
    [
        button("sell_the_company", frozenset(), CHANGES, "acme"),
        form("sell_the_company", frozenset(), CHANGES, "acme"),
        Row("SUGGESTIONS", "sell_the_company", frozenset(), CHANGES),
        Row("SHORTCUTS", "sell_the_company", frozenset(), CHANGES),
        command("/sell", frozenset(), CHANGES, "acme"),
    ],
    ids=lambda row: row.table,
)
def test_what_stands_in_no_table_is_refused_to_everybody(company: "Company", row: Row) -> None:
    for person in sorted(ANYBODY):
        company.expect_refusal(row, person)


def test_several_buttons_at_once_are_refused(company: "Company") -> None:
    actions = [{"action_id": name, "value": "lunch", "block_id": "b"} for name in ("touch_open", "decide_waiting")]
    said = company.live.practice.forge("sam", {"type": "block_actions", "actions": actions, **IN_THE_DM})
    assert "Nothing was changed" in json.dumps(said)


def test_a_button_in_a_channel_shared_with_another_company_is_not_carried_out_there(company: "Company") -> None:
    shared = {"channel": {"id": "C0ACMESHARED"}}
    row = button("undo", THEIR_OWN, CHANGES, "lunch")
    answer = company.live.practice.forge("alice", payload_of(row, ALICE) | shared, "#acme-shared")
    [reply] = answer["replies"]
    assert reply["kind"] == "ephemeral"
    assert "guests from other companies" in reply["text"]
    assert company.everything() == company.before


IN_THE_DM: Json = {"channel": {"id": "D0ALICE"}, "container": {"is_ephemeral": True}}
numbers = itertools.count(1)


def payload_of(row: Row, user_id: str) -> Json:
    """Return what Slack would send of this, as far as it does not add it by itself."""
    sent = row.sent.replace("{user}", user_id) if isinstance(row.sent, str) else row.sent
    match row.table:
        case "COMMANDS":
            first, _, word = row.name.partition(" ")
            return {"command": first, "text": f"{word} {sent}".strip()}
        case "BUTTONS":
            done = sent if isinstance(sent, dict) else {"value": sent}
            return {"type": "block_actions", "actions": [{"action_id": row.name, "block_id": "b"} | done], **IN_THE_DM}
        case "FORMS":
            values = {name: {"element": state} for name, state in row.values.items()}
            about = {
                "type": "modal",
                "id": "V1",
                "hash": str(next(numbers)),
                "callback_id": row.name,
                "private_metadata": sent,
            }
            return {"type": "view_submission", "view": about | {"blocks": [], "state": {"values": values}}}
        case "SUGGESTIONS":
            return {"type": "block_suggestion", "action_id": row.name, "block_id": "b", "value": sent}
        case "SHORTCUTS" if sent == GLOBAL:
            return {"type": "shortcut", "callback_id": row.name}
        case "SHORTCUTS":
            message = {"ts": "1763487000.000100", "text": "We had a call"}
            return {"type": "message_action", "callback_id": row.name, "message": message, **IN_THE_DM}
        case _:
            return {"event": {"type": row.name, "tab": "home", "channel": "D0ALICE"} | (row.sent or {})}


class Company:
    """One company for all rows: what is in its database is put back after whatever has changed it."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.file = sqlite3.connect(str(live.bot.storage.engines[0].url.database), check_same_thread=False)
        self.statements = dict(statements())
        self.before = self.everything()

    def serves(self, row: Row, person: str) -> None:
        answer = self._does(row, person)
        if row.effect is CHANGES:
            assert self.everything() != self.before, (person, answer)
            self.put_back()
        else:
            assert row.effect in json.dumps(answer, ensure_ascii=False), person

    def expect_refusal(self, row: Row, person: str, disguise: Json | None = None) -> None:
        answer = self._does(row, person, disguise)
        if row.table == "EVENTS":
            assert answer["replies"] == [], person
            shown = [view["blocks"] for view in answer["views"]]
            assert shown == [] or (person == "gina" and "nothing for you to do here" in str(shown)), person
        elif row.table == "SUGGESTIONS":
            assert answer["ack"] == {"options": []}, person
        else:
            assert NAMES_SOMEBODY.search(json.dumps(answer, ensure_ascii=False)), (person, answer)

    def _does(self, row: Row, person: str, disguise: Json | None = None) -> Json:
        payload = payload_of(row, "U0" + person.upper()) | (disguise or {})
        return self.live.practice.forge(person, payload, wait=False)

    def everything(self) -> Rows:
        """Return all rows but what is no change: that a request was seen, a heartbeat, a wish to be drawn again."""
        return {name: self.file.execute(select).fetchall() for name, (select, _, _) in self.statements.items()}

    def put_back(self) -> None:
        """Make all rows what they were, but that a request was seen: that is forgotten."""
        with self.live.bot.storage.database.begin() as session:  # after whoever still writes
            raw = session.connection().connection.cursor()
            raw.execute("PRAGMA defer_foreign_keys=ON")
            raw.execute(f"DELETE FROM {Seen.__tablename__}")  # noqa: S608 a table of ours
            for name, (select, write, remove) in self.statements.items():
                before, found = set(self.before[name]), set(raw.execute(select).fetchall())
                if found != before:
                    keys = len(remove.split("?")) - 1
                    raw.executemany(remove, {row[:keys] for row in found} - {row[:keys] for row in before})
                    raw.executemany(write, before - found)


def statements() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield for each table what reads its rows, key first, what writes them and what removes the row of a key."""
    left_out = {"heartbeat_at", "redraw_at"}
    for table in SQLModel.metadata.sorted_tables:
        key = [column.name for column in table.primary_key]
        others = [column.name for column in table.columns if column.name not in left_out.union(key)]
        listed = ", ".join(f'"{name}"' for name in key + others)
        marks, same = ", ".join("?" for _ in key + others), " AND ".join(f"{name} = ?" for name in key)
        news = ", ".join(f'"{name}" = excluded."{name}"' for name in others) or f"{key[0]} = {key[0]}"
        if table.name != Seen.__tablename__:
            yield (
                table.name,
                (
                    f"SELECT {listed} FROM {table.name} ORDER BY {', '.join(key)}",  # noqa: S608 a table of ours
                    f"INSERT INTO {table.name} ({listed}) VALUES ({marks}) ON CONFLICT DO UPDATE SET {news}",  # noqa: S608
                    f"DELETE FROM {table.name} WHERE {same}",  # noqa: S608
                ),
            )


def listeners() -> dict[str, set[str]]:
    """Return by the guard's tables what the features and the bot itself register with Bolt."""
    found = Listeners()
    for feature in FEATURES.values():
        if hasattr(feature, "register"):
            feature.register(found)
    people.register(found)
    found.names["SLACKS_OWN"] = found.names["EVENTS"] & guard.SLACKS_OWN
    found.names["EVENTS"] -= guard.SLACKS_OWN
    return found.names


class Listeners:
    """Takes the place of Bolt's app and writes down what is registered with it."""

    KINDS = dict(zip(("command", "action", "view", "options", "shortcut", "event"), TABLES, strict=True))

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = {table: set() for table in TABLES}

    def __getattr__(self, kind: str) -> Any:
        table = self.names[self.KINDS[kind]]

        def register(name: str, matchers: Any = ()) -> Any:
            known = [inspect.getclosurevars(matcher).nonlocals for matcher in matchers]
            words = [word for each in known for word in each.get("names", ())]
            table.update(f"{name} {word}" for word in words)
            table.update([] if words else [guard.NUMBERED.sub("", name)])
            return lambda listener: listener

        return register


def read_inside(registered: set[str]) -> set[str]:
    """Return the guard's rows of a command's first words that its one listener reads by itself."""
    whole = {name for name in registered if " " not in name and not any(n.startswith(f"{name} ") for n in registered)}
    return {row for row in surfaces.COMMANDS if " " in row and row.split()[0] in whole}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """Open a company of its own whose bot answers people and sends nothing: what is promised is change enough."""
    with live_company(tmp_path_factory.mktemp("guard")) as live:
        live.bot.schedule.stop()
        with live.bot.storage.database.begin() as session:
            plant(session)
        live.practice.forge("charlie", {"command": "/care", "text": ""}, wait=False)  # now the bot knows who he is
        company = Company(live)
        yield company
        company.file.close()


@pytest.fixture
def company(opened: Company) -> Iterator[Company]:
    yield opened
    if opened.everything() != opened.before:
        opened.put_back()  # a test has failed; the next one shall not


def _calendar(session: Any, now: Any) -> None:
    """Lay a year out for Maria, have one touch put in already, and keep some days free."""
    told = {"team_id": TEAM, "recipient": MARIA, "feature": "calendar", "state": SENT, "channel": "D0MARIA"}
    at = {"not_before": now, "created_at": now, "sent_at": now}
    session.add(Message(key="laid-out", subject="dry_run", ts="2.1", **told, **at))
    session.add(Message(key="put-in", subject=Made("put_in", 1, now).written, ts="2.2", **told, **at))
    days = {"first_day": OFF, "last_day": OFF, "created_at": now}
    session.add(Blackout(team_id=TEAM, id="closed", **days))
    said = {"kind": "like", "words": "We love it", "said_by": "Jane", "by": ALICE, "day": THURSDAY, "created_at": now}
    session.add(Saying(team_id=TEAM, id="said", **said))
    idea = {"kind": "idea", "words": "Lend them a lamp", "value": "adding", "status": "new"}
    session.add(Saying(team_id=TEAM, id="idea", **said | idea))


def plant(session: Any) -> None:
    """Acme is Alice's, who was told of it and of a plan and is away, so Bob reads; all have typed something unclear."""
    now = WEDNESDAY_EVENING
    acme = Customer(team_id=TEAM, id="acme", name="Acme", normal="acme", tier="A", champion_id=ALICE, created_at=now)
    acme.added_on, acme.parent_id = THURSDAY - timedelta(days=400), "left"
    session.add(acme)
    session.add(Message(team_id=TEAM, key="brief", recipient=ALICE, feature="brief", state=SENT, not_before=now,
                        created_at=now, sent_at=now, channel="D0ALICE", ts="1.1"))  # fmt: skip
    session.flush()
    session.add(past_touch("acme", THURSDAY - timedelta(days=99), "lunch", now))
    touch = {"team_id": TEAM, "customer_id": "acme", "by": ALICE, "created_at": now}
    session.add(Touch(id="lunch", kind="lunch", day=THURSDAY - timedelta(days=3), **touch))
    yesterday = THURSDAY - timedelta(days=2)
    session.add(Touch(id="itself", kind="message", day=THURSDAY - timedelta(days=3), source="slack", **touch))
    session.add(CustomerChannel(team_id=TEAM, channel_id="C0CUSTOMERCARE", customer_id="acme", created_at=now))
    session.add(Touch(id="plan", kind="visit", state=PLANNED, day=yesterday, booked_at=now, **touch))
    session.add(Offering(team_id=TEAM, id="training", name="Training", place=0, created_at=now))
    _calendar(session, now)
    _promise(session, now)
    _moments(session, now)
    for place, reason in enumerate(("due", "happened", "spoke")):
        about = {"team_id": TEAM, "message_key": "brief", "customer_id": "acme", "sent_at": now}
        reasons = ["last_spoke"] if reason == "spoke" else [reason]
        plan = {"plan_id": "plan"} if reason == "happened" else {}
        session.add(Nudge(id=reason, reasons=reasons, step=1, full=True, position=place, **about, **plan))
    away = {"first_day": THURSDAY - timedelta(days=1), "last_day": THURSDAY, "created_at": now}
    session.add(Absence(team_id=TEAM, id="away", user_id=ALICE, by=ALICE, cover_id=BOB, **away))
    for user in (ALICE, BOB, MARIA, SAM):
        session.add(Touch(id=f"own-{user}", kind="call", day=yesterday, **touch | {"by": user}))
        off = {"user_id": user, "by": user, "first_day": OFF, "last_day": OFF, "created_at": now}
        session.add(Absence(team_id=TEAM, id=f"off-{user}", **off))
        session.add(QualityMonth(team_id=TEAM, user_id=user, month="2026-11"))
        session.add(QualityMonth(team_id=TEAM, user_id=user, month="2026-10", before=4, after=3))
        for name, text in DRAFTS.items():
            session.add(Draft(team_id=TEAM, id=f"{name}-{user}", by=user, created_at=now, **text))
    left = {"name": "Left", "normal": "left", "champion_id": "U0IVAN", "added_on": THURSDAY, "created_at": now}
    session.add(Customer(team_id=TEAM, id="left", **left))
    session.flush()
    given = {"kind": "champion", "day": THURSDAY, "by": MARIA, "before": {"champion_id": "U0IVAN"}, "created_at": now}
    session.add(Decision(team_id=TEAM, id="given", customer_id="left", after={"champion_id": "U0IVAN"}, **given))
    tom = {"before": {"id": "tom"}, "after": {"id": "tom", "name": "Tom"}, "by": ALICE, "created_at": now}
    session.add(Decision(team_id=TEAM, id="tom", customer_id="acme", kind="person", day=THURSDAY, **tom))
    for id_, receiver, state in (("asked", SAM, "asked"), ("kept", BOB, "accepted")):
        facts = {"name": id_.title(), "normal": id_, "champion_id": ALICE, "added_on": THURSDAY}
        session.add(Customer(team_id=TEAM, id=id_, created_at=now, cadence_days=30, **facts))
        session.flush()
        asked = {"giver_id": ALICE, "receiver_id": receiver, "state": state, "until": OFF}
        session.add(HandOver(team_id=TEAM, id=id_, customer_id=id_, asked_at=now, answer_by=now, **asked))
    session.add(Contact(team_id=TEAM, id="jane", customer_id="asked", name="Jane"))
    plant_stocktakes(session)
    for user in (ALICE, BOB, MARIA, SAM):
        tier = {"action": "care.tier", "subject": "customer:acme", "before": {"tier": "B"}, "after": {"tier": "A"}}
        record(session, team_id=TEAM, at=now, actor=user, **tier)
    left = {"state": LEFT, "left_on": THURSDAY, "left_reason": "price", "created_at": now, "added_on": THURSDAY}
    session.add(Customer(team_id=TEAM, id="gone", name="Gone", normal="gone", champion_id=ALICE, **left))
    session.flush()
    settle(session, acme, now)
    ready = {"by": MARIA, "name": "customers.csv", "file_id": "F1", "created_at": now, "content": b"Customer\nZeta"}
    read = {"header": ["Customer"], "columns": {"CUSTOMER": 0}}
    session.add(DroppedFile(team_id=TEAM, id="ready", state=READY, preview=read, **ready))
    done = {"done": {"new": [], "changed": {}, "people": []}}
    session.add(DroppedFile(team_id=TEAM, id="done", state=DONE, outcome=done, imported_at=now, **ready))
    row = {"A": as_stored(POLICIES["B"])}
    drafted = {"rows": row, "drafted_by": MARIA, "drafted_at": now}
    session.add(CareChange(team_id=TEAM, id="draft", **drafted))
    session.add(CareChange(team_id=TEAM, id="changed", state=ON, before=row, decided_at=now, **drafted))
    for id_, steps in (("open", [OPENED]), ("right", [OPENED, RECOVERED])):
        about = {"words": "late", "opened_by": ALICE, "opened_at": now, "round_opened_at": now, "reply_due_at": now}
        session.add(Complaint(team_id=TEAM, id=id_, customer_id="acme", **about))
        for kind in steps:
            step = {"complaint_id": id_, "customer_id": "acme", "kind": kind, "by": ALICE, "created_at": now}
            session.add(ComplaintStep(team_id=TEAM, **step))
        settle_complaint(session, session.get_one(Complaint, (TEAM, id_)), now)


def _promise(session: Any, now: Any) -> None:
    """Let Acme be promised a list and have sent us somebody, Bob be thanked, and a change come of a pulse."""
    about = {"team_id": TEAM, "id": "list", "customer_id": "acme", "since": now, "created_at": now}
    change = {"quarter": "2026-Q2", "area": "people", "words": "A prize", "owner_id": ALICE, "by": MARIA, "due": OFF}
    session.add(ThankYou(team_id=TEAM, id="thanks", by=ALICE, thanked_id=BOB, words="Covered for me", created_at=now))
    session.add(PulseChange(team_id=TEAM, id="change", created_at=now, **change))
    session.add(Known(kind="promise", what="Send the list", day=OFF, by=ALICE, **about))
    about = {"team_id": TEAM, "id": "referral", "customer_id": "acme", "created_at": now}
    session.add(Referral(words="Kestrel", day=THURSDAY, by=ALICE, **about))


def _moments(session: Any, now: Any) -> None:
    """One moment of truth of Acme's is due, another was answered by Alice."""
    own_moments(session, TEAM)
    acme = session.get_one(Customer, (TEAM, "acme"))
    acme.rung = "member"
    about = {"team_id": TEAM, "customer_id": "acme", "began_on": acme.added_on, "due_on": THURSDAY, "since": now}
    session.add(MomentCheck(id="check", moment_id="thanks_m", **about))
    answered = {"outcome": "done", "by": ALICE, "answered_at": now, "answered_on": THURSDAY}
    session.add(MomentCheck(id="checked", moment_id="belonging", **about, **answered))


def plant_stocktakes(session: Any) -> None:
    """One stocktake is going on, one was confirmed today: of Low it made a D and of Worst an E."""
    now, about = WEDNESDAY_EVENING, {"team_id": TEAM, "begun_at": WEDNESDAY_EVENING, "until": OFF}
    session.add(Stocktake(id="now", **about))
    session.add(Stocktake(id="then", closed_at=now, closed_by=MARIA, **about))
    for id_, tier in (("low", "D"), ("worst", "E")):
        facts = {"name": id_.title(), "normal": id_, "tier": tier, "champion_id": BOB, "added_on": THURSDAY}
        session.add(Customer(team_id=TEAM, id=id_, created_at=now, **facts))
    session.flush()
    for stocktake, id_, tier in (
        ("now", "acme", "A"),
        ("now", "asked", "B"),
        ("then", "low", "D"),
        ("then", "worst", "E"),
    ):
        graded = {"suggested": tier, "chosen": tier, "tier_before": tier, "band": "small"}
        about = {"id": f"{stocktake}-{id_}", "stocktake_id": stocktake, "customer_id": id_}
        done = {"graded_at": now} if id_ != "acme" else {}
        session.add(
            Grading(team_id=TEAM, sources={key: {"from": "last"} for key in QUESTIONS}, **about, **graded, **done)
        )


DRAFTS = {
    "calendar": {"command": "calendar", "text": "acm"},
    "away": {"command": "away", "text": "for 2 weeks"},
    "handover": {"command": "handover", "text": f"acm <@{DANA}>"},
    "assign": {"command": "assign", "text": f"acm <@{BOB}|bob>"},
    "channel": {"command": "channel", "text": "acm <#C0ACMESHARED|acme-shared>"},
    "complaint": {"command": "complaint", "text": "acm late once more"},
    "group": {"command": "group", "text": "acm"},
    "key": {"command": "key", "text": "acm"},
    "later": {"command": "later", "text": "acm 2 weeks"},
    "lost": {"command": "lost", "text": "acm price"},
    "recovery": {"command": "recovery", "text": "acm mended it"},
    "won": {"command": "won", "text": "gon"},
    "bought": {"command": "bought", "text": "acm 1200"},
    "worth": {"command": "worth", "text": "acm"},
    "rhythm": {"command": "rhythm", "text": "acm"},
    "refer": {"command": "refer", "text": "acm"},
    "ladder": {"command": "ladder", "text": "acm"},
    "know": {"command": "know", "text": "acm"},
    "promise": {"command": "promise", "text": "acm send the list by 27 Nov"},
    "date": {"command": "date", "text": "acm renewal 1 March"},
    "moments": {"command": "moments", "text": "acm"},
    "answers": {"command": "answers", "text": "acm"},
    "show": {"command": "show", "text": "acm"},
    "tier": {"command": "tier", "text": "acm C"},
    "new": {"command": "touch", "text": "vandelay visit today"},
    "again": {"command": "touch", "text": "acme event"},
    "which": {"command": "touch", "text": "acme training"},
}
