"""views.* methods: modals opened with a trigger, changed and stacked; the Home tab."""

from practice.block_kit import Surface, errors
from practice.errors import SlackError
from practice.modals import new_view, rewrite_view, shown_to_bot
from practice.slack import Slack
from practice.workspace import Json


def checked(args: Json, surface: Surface) -> Json:
    """The view of the call; raises SlackError where it is none that Slack would show on that surface."""
    view = args.get("view")
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]})
    found = errors(view, surface)
    if found:
        raise SlackError("invalid_arguments", response_metadata={"messages": found})
    return dict(view)


def noted(slack: Slack, view: Json) -> Json:
    """Tell the pages, and answer the bot with the view."""
    slack.seen_views.append(view["id"])
    slack.changed()
    return {"view": shown_to_bot(view)}


def open_view(slack: Slack, args: Json) -> Json:
    payload = checked(args, "modal")
    trigger = slack.handles.use_trigger(str(args.get("trigger_id")))
    return noted(slack, slack.modals.open(trigger.user, slack.workspace.team["id"], payload))


def push(slack: Slack, args: Json) -> Json:
    payload = checked(args, "modal")
    trigger = slack.handles.use_trigger(str(args.get("trigger_id")))
    if trigger.view is None:
        raise SlackError("not_found")
    return noted(slack, slack.modals.push(trigger.user, slack.workspace.team["id"], payload))


def update(slack: Slack, args: Json) -> Json:
    payload = checked(args, "modal")
    view = slack.modals.find(args.get("view_id"), args.get("external_id"))
    same_hash(args, view)
    return noted(slack, rewrite_view(view, payload))


def publish(slack: Slack, args: Json) -> Json:
    """views.publish: one person's Home tab."""
    payload = checked(args, "home")
    user = slack.workspace.users.get(str(args.get("user_id")))
    if user is None or user["is_bot"]:
        raise SlackError("user_not_found" if user is None else "invalid_arguments")
    before = slack.workspace.homes.get(user["id"])
    if before:
        same_hash(args, before)
    home = new_view(slack.workspace.team["id"], user["id"], payload)
    slack.workspace.homes[user["id"]] = home | ({"id": before["id"]} if before else {})
    return noted(slack, slack.workspace.homes[user["id"]])


def same_hash(args: Json, view: Json) -> None:
    """Refuse to overwrite a view that is newer than the one the bot knows, where it said which it knows."""
    if args.get("hash") and args["hash"] != view["hash"]:
        raise SlackError("hash_conflict")
