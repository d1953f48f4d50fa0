"""Filling in, sending and closing modals, and what becomes of them when the bot has answered."""

from practice import payloads
from practice.acting import RefusedError, acting_person, request
from practice.clicking import chosen
from practice.elements import complaint, elements
from practice.errors import SlackError
from practice.modals import rewrite_view
from practice.slack import Slack
from practice.views import checked, noted
from practice.workspace import Json


async def submit(slack: Slack, body: Json) -> None:
    """Somebody fills in a modal and sends it; complaints about single inputs are left in the view's `errors`."""
    user = acting_person(slack, body["user"])
    view = slack.modals.seen_by(user, body["view"])
    if not view["submit"]:
        raise RefusedError("This modal has nothing to submit.")
    await fill_in(slack, user, view, body.get("values") or {})
    view["errors"] = {}
    for block, element in elements(view["blocks"]):
        if block["type"] == "input":
            held = view["state"]["values"][block["block_id"]][element["action_id"]]
            if wrong := complaint(block, element, held):
                view["errors"][block["block_id"]] = wrong
    if not view["errors"]:
        ack = await request(slack, "interactive", payloads.view_submission(slack, user, view), answers=True)
        follow(slack, user, view, ack)
    if view["errors"]:
        noted(slack, view)
    slack.changed()


async def fill_in(slack: Slack, user: Json, view: Json, values: Json) -> None:
    """Type and choose in a modal; each value is named by its block_id or action_id. Raises RefusedError."""
    for name, wanted in values.items():
        found = [pair for pair in elements(view["blocks"]) if name in (pair[0]["block_id"], pair[1]["action_id"])]
        if len(found) != 1:
            raise RefusedError(f"There are {len(found)} inputs called {name} in this modal.")
        block, element = found[0]
        value = await chosen(slack, user, (block, element), wanted, payloads.in_view(view))
        view["state"]["values"][block["block_id"]][element["action_id"]] = value


def follow(slack: Slack, user: Json, view: Json, ack: Json) -> None:
    """Do what the bot answered to a submission: show errors, another view, or nothing more. Raises RefusedError."""
    reaction = ack.get("response_action")
    if reaction == "errors":
        unknown = set(ack["errors"]) - {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if unknown or not ack["errors"]:
            raise RefusedError(f"The bot complained about inputs that are not there: {sorted(unknown)}")
        view["errors"] = ack["errors"]
    elif reaction in ("update", "push"):
        try:
            payload = checked(ack, "modal")
            team = slack.workspace.team["id"]
            on_top = reaction == "push"
            noted(slack, slack.modals.push(user["id"], team, payload) if on_top else rewrite_view(view, payload))
        except SlackError as error:
            raise RefusedError(f"The bot's view was refused: {error.answer()}") from None
    else:
        slack.modals.close(view, whole_stack=reaction == "clear")


async def close(slack: Slack, body: Json) -> None:
    """Somebody closes a modal without sending it."""
    user = acting_person(slack, body["user"])
    view = slack.modals.seen_by(user, body["view"])
    slack.modals.close(view, whole_stack=bool(view["clear_on_close"]))
    slack.changed()
    if view["notify_on_close"]:
        cleared = bool(view["clear_on_close"])
        await request(slack, "interactive", payloads.view_closed(slack, user, view, cleared=cleared))
