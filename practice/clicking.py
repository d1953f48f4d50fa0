"""Clicking and choosing in menus: finds what a person would click, refuses what they could not, tells the bot."""

from typing import Any

from practice import payloads
from practice.acting import RefusedError, acting_person, channel_of, request
from practice.elements import elements, initial_values, options_of, value_of
from practice.slack import Slack
from practice.workspace import Json, UnknownError

KEPT_SUGGESTIONS = 300


def find_element(blocks: list[Json], body: Json) -> tuple[Json, Json]:
    """The element with that action_id; `block_id` or `value` decide between several. Raises RefusedError."""
    found = [
        (block, element)
        for block, element in elements(blocks)
        if element["action_id"] == body["action_id"] and body.get("block_id") in (None, block["block_id"])
    ]
    if len(found) > 1 and body.get("value") is not None:
        found = [pair for pair in found if offers(pair[1], body["value"])]
    if not found:
        raise RefusedError(f"There is nothing to click with action_id {body['action_id']}.")
    if len(found) > 1:
        raise RefusedError(
            f"There are {len(found)} elements with action_id {body['action_id']}: say block_id or value."
        )
    return found[0]


def offers(element: Json, value: Any) -> bool:
    """Whether a person who wants to click `value` would click this element."""
    return value == element.get("value") or any(option["value"] == value for option in options_of(element))


def named(slack: Slack, kind: str, name: str) -> str:
    """The id of a person or channel."""
    found = slack.workspace.user(name) if kind == "user" else slack.workspace.channel(name)
    return str(found["id"])


async def chosen(slack: Slack, user: Json, found: tuple[Json, Json], wanted: Any, where: Json) -> Json:
    """What a person puts into an element, as Slack reports it; raises RefusedError where it cannot be chosen."""
    block, element = found
    if element["type"] == "button":
        if wanted not in (None, "", element.get("value")):
            raise RefusedError(f"The button {element['action_id']} has the value {element.get('value')}, not {wanted}.")
        return {}
    try:
        external = "external" in element["type"] and wanted
        offered = await offered_to(slack, user, found, wanted, where) if external else []
        return value_of(element, wanted, offered, lambda kind, name: named(slack, kind, name))
    except UnknownError as unknown:
        raise RefusedError(f"{element['action_id']} in {block['block_id']}: {unknown}") from None


async def offered_to(slack: Slack, user: Json, found: tuple[Json, Json], wanted: Any, where: Json) -> list[Json]:
    """Options of an external select: those that stand there or that this person was shown, else the bot is asked."""
    element = found[1]
    offered = [*slack.shown.get((user["id"], element["action_id"]), []), *element.get("initial_options", [])]
    offered += [element["initial_option"]] if element.get("initial_option") else []
    for each in wanted if isinstance(wanted, list) else [wanted]:
        if not any(option["value"] == each for option in offered):
            offered += await suggestions(slack, user, found, str(each), where)
    return offered


async def suggestions(slack: Slack, user: Json, found: tuple[Json, Json], typed: str, where: Json) -> list[Json]:
    """The options that the bot offers for what was typed into an external select; raises RefusedError for too many."""
    payload = payloads.block_suggestion(slack, user, *found, typed, where)
    ack = await request(slack, "interactive", payload, answers=True)
    groups = [option for group in ack.get("option_groups", []) for option in group["options"]]
    options = [*ack.get("options", []), *groups]
    if len(options) > 100:
        raise RefusedError(f"The bot offered {len(options)} options; Slack shows none of more than 100.")
    return options


async def click(slack: Slack, body: Json) -> None:
    """Somebody clicks a button or chooses in a menu, in a message, a modal or their Home."""
    user = acting_person(slack, body["user"])
    if body.get("view"):
        await click_in_view(slack, user, body)
        return
    channel = channel_of(slack, user, body["channel"])
    message = visible_message(slack, user, channel, str(body["ts"]))
    block, element = find_element(message["blocks"], body)
    where = payloads.in_message(channel, message)
    value = await chosen(slack, user, (block, element), body.get("value"), where)
    state = initial_values(message["blocks"])
    if block["block_id"] in state and element["action_id"] in state[block["block_id"]]:
        state[block["block_id"]][element["action_id"]] = value
    done = payloads.action(slack, block, element, value)
    await request(slack, "interactive", payloads.block_actions_in_message(slack, user, channel, message, done, state))


def visible_message(slack: Slack, user: Json, channel: Json, ts: str) -> Json:
    """A message in that channel that this person sees; raises UnknownError."""
    try:
        return slack.workspace.message(channel, ts)
    except UnknownError:
        return slack.workspace.ephemeral(channel, ts, user)


def visible_view(slack: Slack, user: Json, view_id: str) -> Json:
    """The modal in front of that person, or their Home ("home"); raises UnknownError."""
    home = slack.workspace.homes.get(user["id"])
    if home and view_id in ("home", home["id"]):
        return home
    return slack.modals.seen_by(user, view_id)


async def click_in_view(slack: Slack, user: Json, body: Json) -> None:
    """Somebody acts inside a modal or their Home; what they chose is kept there."""
    view = visible_view(slack, user, body["view"])
    block, element = find_element(view["blocks"], body)
    value = await chosen(slack, user, (block, element), body.get("value"), payloads.in_view(view))
    kept = view["state"]["values"].get(block["block_id"], {})
    if element["action_id"] in kept:
        kept[element["action_id"]] = value
    if block["type"] != "input" or block.get("dispatch_action"):
        done = payloads.action(slack, block, element, value)
        await request(slack, "interactive", payloads.block_actions_in_view(slack, user, view, done))


async def suggest(slack: Slack, body: Json) -> list[Json]:
    """The options that somebody is offered who types `value` into an external select of a view or message."""
    user = acting_person(slack, body["user"])
    if body.get("view"):
        view = visible_view(slack, user, body["view"])
        found, where = find_element(view["blocks"], body | {"value": None}), payloads.in_view(view)
    else:
        channel = channel_of(slack, user, body["channel"])
        message = visible_message(slack, user, channel, str(body["ts"]))
        found = find_element(message["blocks"], body | {"value": None})
        where = payloads.in_message(channel, message)
    options = await suggestions(slack, user, found, str(body.get("value") or ""), where)
    key = (user["id"], found[1]["action_id"])
    slack.shown[key] = [*options, *slack.shown.get(key, [])][:KEPT_SUGGESTIONS]
    return options
