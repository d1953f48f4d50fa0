"""What happens: one module per feature, in the order in which a reader should meet them.

A feature may expose `register(app)` (commands, clicks, events), `plan(session, team_id, now)` (due reminders become
promised messages) and `compose(session, message, now)` (the words of a promised message, at delivery).
"""

from types import ModuleType

from handlers import (
    add,
    assign,
    away,
    booking,
    brief,
    care,
    complaint,
    complaint_form,
    complaint_tap,
    decide,
    digest,
    home,
    importing,
    later,
    mine,
    not_needed,
    nudge,
    recovery,
    recovery_form,
    settings,
    show,
    tier,
    touch,
    touch_form,
    touch_from_message,
    touch_submitted,
    undo,
)

FEATURES: dict[str, ModuleType] = {
    "touch": touch,
    "touch_form": touch_form,
    "touch_from_message": touch_from_message,
    "touch_submitted": touch_submitted,
    "undo": undo,
    "brief": brief,
    "nudge": nudge,
    "decide": decide,
    "booking": booking,
    "later": later,
    "not_needed": not_needed,
    "complaint": complaint,
    "complaint_form": complaint_form,
    "complaint_tap": complaint_tap,
    "recovery": recovery,
    "recovery_form": recovery_form,
    "show": show,
    "mine": mine,
    "add": add,
    "assign": assign,
    "tier": tier,
    "away": away,
    "importing": importing,
    "settings": settings,
    "home": home,
    "digest": digest,
    "care": care,
}
