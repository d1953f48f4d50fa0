"""The guard: which act every command, button, form, menu, shortcut and event is. What stands in no table is refused.

A new one needs its row here, or nobody may use it, and one in `tests/test_guard.py`, which says what is missing. A role
is asked for here without looking at a customer; whose customer it is, the feature asks (`models.roles.may`).
"""

import re
from typing import Any

from handlers.words import as_typed, first_word
from models.roles import Act

COMMANDS: dict[str, Act] = {
    # a command with its first word, else the command alone: what follows is then a customer, or nothing we know
    "/touch": Act.TOUCH,
    "/touch help": Act.HELP,
    "/touch undo": Act.UNDO,
    "/care": Act.HELP,
    "/care add": Act.ADD,
    "/care new": Act.ADD,
    "/care assign": Act.ASSIGN,
    "/care away": Act.AWAY,
    "/care back": Act.AWAY,
    "/care digest": Act.DIGEST_PREVIEW,
    "/care due": Act.DUE,
    "/care hand": Act.HAND_OVER,
    "/care handover": Act.HAND_OVER,
    "/care import": Act.IMPORT,
    "/care key": Act.KEY,
    "/care later": Act.LATER,
    "/care lost": Act.LOST,
    "/care mine": Act.MINE,
    "/care settings": Act.SETTINGS,
    "/care show": Act.SHOW,
    "/care tier": Act.TIER,
    "/care won": Act.WON,
    "/complaint help": Act.HELP,
    "/complaint": Act.COMPLAINT,
    "/recovery help": Act.HELP,
    "/recovery": Act.RECOVERY,
}
BUTTONS: dict[str, Act] = {
    # buttons and menus by action_id; one of several in a row ("touch_pick_3") goes without its number
    "away_back": Act.AWAY,
    "away_change": Act.AWAY,
    "away_undo": Act.AWAY,
    "care_assign": Act.ASSIGN,
    "care_complaint": Act.COMPLAINT,
    "care_handover": Act.HAND_OVER,
    "care_key": Act.KEY,
    "care_later": Act.LATER,
    "care_lost": Act.LOST,
    "care_recovery": Act.RECOVERY,
    "care_show": Act.SHOW,
    "care_tier": Act.TIER,
    "care_won": Act.WON,
    "complaint_answered": Act.RECOVERY,
    "complaint_copy": Act.RECOVERY,
    "complaint_go_on": Act.COMPLAINT,
    "complaint_reopened": Act.COMPLAINT,
    "complaint_said_so": Act.RECOVERY,
    "complaint_think_so": Act.RECOVERY,
    "decide_champion": Act.ASSIGN,
    "decide_waiting": Act.DECIDE,
    "hand_over_back": Act.HAND_OVER,
    "hand_over_no": Act.HAND_OVER,
    "hand_over_open": Act.HAND_OVER,
    "hand_over_withdraw": Act.HAND_OVER,
    "hand_over_yes": Act.HAND_OVER,
    "leaver_open": Act.ASSIGN,
    "leaver_undo": Act.ASSIGN,
    "nudge_booked": Act.PLAN,
    "nudge_cadence": Act.CADENCE,
    "nudge_did": Act.TOUCH,
    "nudge_dropped": Act.PLAN,
    "nudge_hand_over": Act.HAND_OVER,
    "nudge_happened": Act.TOUCH,
    "nudge_last_spoke": Act.LAST_SPOKE,
    "nudge_later": Act.LATER,
    "nudge_line": Act.TOUCH,  # the least of what its menu holds
    "nudge_moved": Act.PLAN,
    "nudge_not_needed": Act.NOT_NEEDED,
    "nudge_replied": Act.TOUCH,
    "parting": Act.PART,
    "recovery_beyond": Act.RECOVERY,
    "recovery_cause": Act.RECOVERY,
    "recovery_go_on": Act.RECOVERY,
    "recovery_of": Act.RECOVERY,
    "recovery_open": Act.RECOVERY,
    "show_more": Act.AUDIT,
    "they_are_back": Act.WON,
    "touch_add": Act.ADD,
    "touch_again": Act.TOUCH,
    "touch_edit": Act.EDIT,
    "touch_open": Act.TOUCH,
    "touch_with": Act.TOUCH,
    "touch_pick": Act.TOUCH,
    "undo": Act.UNDO,
    "undo_added": Act.UNDO,
}
FORMS: dict[str, Act] = {
    # modals by callback_id
    "away_form": Act.AWAY,
    "booking_form": Act.PLAN,
    "booking_moving": Act.PLAN,
    "complaint_copied": Act.RECOVERY,
    "complaint_form": Act.COMPLAINT,
    "hand_over_form": Act.HAND_OVER,
    "importing": Act.IMPORT,
    "later_choice": Act.LATER,
    "leaver_form": Act.ASSIGN,
    "lost_form": Act.LOST,
    "not_needed_reason": Act.NOT_NEEDED,
    "recovery_beyond_form": Act.RECOVERY,
    "recovery_cause_form": Act.RECOVERY,
    "recovery_form": Act.RECOVERY,
    "settings": Act.SETTINGS,
    "touch_log": Act.TOUCH,
    "touch_save": Act.EDIT,
}
SUGGESTIONS: dict[str, Act] = {
    # type-ahead menus by action_id
    "customer": Act.SHOW,
    "settings_country": Act.SETTINGS,
    "settings_zone": Act.SETTINGS,
}
SHORTCUTS: dict[str, Act] = {
    "complaint_log_message": Act.COMPLAINT,
    "touch_log_message": Act.TOUCH,
}
EVENTS: dict[str, Act] = {
    # what a person did, by the event's type
    "app_home_opened": Act.MINE,
}
SLACKS_OWN = frozenset({"team_join", "user_change"})
"""Events by which Slack tells of something instead of a person doing it."""

NUMBERED = re.compile(r"_\d+$")


def act_of(body: dict[str, Any]) -> Act | None:
    """Return what a request of Slack asks to do; None for what stands in no table."""
    if "command" in body:
        return COMMANDS.get(f"{body['command']} {first_word(body)}") or COMMANDS.get(body["command"])
    match body.get("type"):
        case "block_actions":
            # several at once are never sent by our blocks
            return BUTTONS.get(NUMBERED.sub("", body["actions"][0]["action_id"])) if len(body["actions"]) == 1 else None
        case "view_submission":
            return FORMS.get(body["view"]["callback_id"])
        case "block_suggestion":
            return SUGGESTIONS.get(body["action_id"])
        case "shortcut" | "message_action":
            return SHORTCUTS.get(body["callback_id"])
        case "event_callback":
            return EVENTS.get(body["event"]["type"])
    return None


def is_slacks_own(body: dict[str, Any]) -> bool:
    """Tell whether Slack itself speaks, of a person or a channel, and nobody acts."""
    return body.get("type") == "event_callback" and body["event"]["type"] in SLACKS_OWN


def place_of(body: dict[str, Any]) -> str | None:
    """Return the channel in which the answer would be seen; None where it is a form or Home, which one person sees."""
    if "command" in body:
        return str(body["channel_id"])
    if body.get("type") in ("block_actions", "block_suggestion"):
        return str(body["channel"]["id"]) if body.get("channel") else None
    return None


def teams_of(body: dict[str, Any]) -> set[str]:
    """Return the workspaces that a request says it comes from: the app's, of who acts, of the message or form they use.

    In an Enterprise Grid a colleague's own workspace may be another one; what Slack says of them decides there.
    """
    view, event = body.get("view") or {}, body.get("event") or {}
    found = [view.get("team_id"), view.get("app_installed_team_id"), event.get("user_team")]
    if event:
        # in a shared channel the outer id may be the other company's, the authorization is always ours
        authorizations = body.get("authorizations") or [body]
        found += [each.get("team_id") for each in authorizations]
    else:
        found += [body.get("team_id"), (body.get("team") or {}).get("id")]
    if not body.get("enterprise"):
        found.append((body.get("user") or {}).get("team_id"))
    if body.get("type") == "block_actions":
        found.append((body.get("message") or {}).get("team"))
    return {team_id for team_id in found if team_id}


def typed_in(body: dict[str, Any]) -> str:
    """Return what somebody wrote, a command whole or the text inputs of a form, so that a refusal loses none of it."""
    if "command" in body:
        return as_typed(f"{body['command']} {body.get('text') or ''}".strip())
    blocks = body.get("view", {}).get("state", {}).get("values", {}).values()
    written = [state["value"] for block in blocks for state in block.values() if state.get("value")]
    return "\n".join(written)
