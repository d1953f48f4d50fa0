"""What can be typed, pressed, sent, opened: one table for each way in, saying which act it is. No row, no way in.

A new command, button, form, menu, shortcut or event of a person needs its row here, or nobody may use it, and one in
`tests/test_guard.py`, which says what is missing.
"""

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
    "away_sure": Act.AWAY,
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
