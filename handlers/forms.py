"""Forms: telling one from a message, opening one, reading what a person put into it."""

from typing import Any

from slack_bolt import Respond
from slack_sdk import WebClient

from models.member import Member
from templates import render


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


def reason_in(view: dict[str, Any]) -> str:
    """Return why somebody did something: what they chose, and what they wrote beside it."""
    return ", ".join(filter(None, (value_of(view, "why"), (value_of(view, "reason") or "").strip())))


def is_form(said: dict[str, Any]) -> bool:
    """Tell whether an answer is a form to be opened, not a message."""
    return said.get("type") == "modal"


def is_in_form(body: dict[str, Any]) -> bool:
    """Tell whether a button was pressed inside a modal, where there is nothing to answer to but the modal itself."""
    return bool((body.get("view") or {}).get("type") == "modal")


def open_view(client: WebClient, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Open a modal for who has just acted; on top of the one in which they did, so that its back button leads there."""
    if is_in_form(body):
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


def put_in_place(client: WebClient, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Put a view into the place of the modal in which somebody acted; where it was a message or Home, open it."""
    if is_in_form(body):
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


def answer_aside(
    client: WebClient, body: dict[str, Any], respond: Respond, member: Member, said: dict[str, Any]
) -> None:
    """Answer a button without touching what it stands in: seen by who pressed it alone, wherever that was."""
    if body.get("response_url"):
        respond(response_type="ephemeral", replace_original=False, **said)
    else:
        open_view(client, body, _aside(body, member, said["blocks"]))


def answer_in_form(client: WebClient, body: dict[str, Any], member: Member, said: dict[str, Any]) -> None:
    """Put an answer into the place of the modal in which a button was pressed; what it was about stays known to it."""
    blocks = [block for block in said["blocks"] if block["type"] != "actions"]
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=_aside(body, member, blocks))


def _aside(body: dict[str, Any], member: Member, blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a modal with these blocks; what the view was about in which somebody acted stays known to it."""
    about = (body.get("view") or {}).get("private_metadata")
    return render("show/aside", member) | {"blocks": blocks} | ({"private_metadata": about} if about else {})
