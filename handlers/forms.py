"""Forms: telling one from a message, reading what a person put into it."""

from typing import Any


def value_of(view: dict[str, Any], block_id: str) -> Any:
    """Return what stands in an input block of a submitted view: text, a day, a chosen value or person, several of them.

    None where it was left empty.
    """
    for state in view["state"]["values"].get(block_id, {}).values():
        if "selected_options" in state:
            return [option["value"] for option in state["selected_options"] or []]
        if "selected_option" in state:
            return state["selected_option"] and state["selected_option"]["value"]
        for key in (
            "value",
            "selected_date",
            "selected_time",
            "selected_user",
            "selected_conversation",
            "selected_users",
        ):
            if key in state:
                return state[key]
    return None


def is_form(said: dict[str, Any]) -> bool:
    """Tell whether an answer is a form to be opened, not a message."""
    return said.get("type") == "modal"
