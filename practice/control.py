"""The control API (docs/practice.md): people act, the clock moves, things fail; each answer says what came of it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from practice import acting, clicking, files, forging, happenings, running, submitting
from practice.acting import RefusedError
from practice.client import PracticeError
from practice.clock import NotSettledError
from practice.faults import KINDS, SOCKET, TO_THE_BOT, Fault
from practice.plug import pull
from practice.slack import Slack
from practice.state import described, state
from practice.when import BadMomentError, target
from practice.workspace import Json, UnknownError

Act = Callable[[Slack, Json], Awaitable[None]]
ACTS: dict[str, Act] = {
    "command": acting.command,
    "file": files.drop,
    "home": acting.home,
    "say": acting.say,
    "shortcut": acting.shortcut,
    "click": clicking.click,
    "submit": submitting.submit,
    "close": submitting.close,
    "event": happenings.happen,
}

REFUSALS = (ValueError, UnknownError, RefusedError, BadMomentError, NotSettledError, PracticeError, TimeoutError)


def what_came_of_it(slack: Slack) -> Json:
    """Messages and views since the action began."""
    views = [view for view in slack.modals.all() if view["id"] in slack.seen_views]
    homes = [home for home in slack.workspace.homes.values() if home["id"] in slack.seen_views]
    return {"replies": slack.happened, "views": [*(described(slack, view) for view in views), *homes]}


async def carry_out(slack: Slack, act: Act, body: Json) -> Json:
    """One action of a person, with everything that the bot does because of it."""
    async with slack.acting:
        slack.happened, slack.seen_views = [], []
        failed = None
        try:
            await act(slack, body)
            if body.get("wait", True):
                await slack.clock.settle()
        except (RefusedError, UnknownError, NotSettledError) as error:
            failed = str(error)
        except KeyError as missing:
            failed = f"The request lacks {missing}."
        answer = {"ok": failed is None, **what_came_of_it(slack)}
        errors = [view["errors"] for view in answer["views"] if view["errors"]]
        return answer | ({"error": failed} if failed else {}) | ({"errors": errors[0]} if errors else {})


async def action(request: Request) -> Response:
    """POST /practice/<what a person does>."""
    act = request.path_params["act"]
    if act not in ACTS:
        return JSONResponse({"ok": False, "error": f"There is no /practice/{act}."}, 404)
    return await reply(request, lambda slack, body: carry_out(slack, ACTS[act], body))


async def reply(request: Request, handle: Callable[[Slack, Json], Awaitable[Json]]) -> Response:
    """Read the JSON body, carry out, answer; a wrong request gets a plain sentence and status 400."""
    if request.headers.get("origin", "").removeprefix("http://") not in ("", request.headers.get("host")):
        return JSONResponse({"ok": False, "error": "Only the practice page itself may ask for that."}, 403)
    try:
        body: Any = await request.json()
        if not isinstance(body, dict):
            raise ValueError("The body has to be a JSON object.")
        answer = await handle(request.app.state.slack, body)
    except REFUSALS as error:
        answer = {"ok": False, "error": str(error)}
    except KeyError as missing:
        answer = {"ok": False, "error": f"The request lacks {missing}."}
    return JSONResponse(answer, 200 if answer["ok"] else 400)


async def suggest(request: Request) -> Response:
    """POST /practice/suggest: what the bot offers for what is typed into an external select."""

    async def handle(slack: Slack, body: Json) -> Json:
        return {"ok": True, "options": await clicking.suggest(slack, body)}

    return await reply(request, handle)


async def forge(request: Request) -> Response:
    """POST /practice/forge: what the bot does with a request that no screen would send."""
    acks: list[Json] = []

    async def act(slack: Slack, body: Json) -> None:
        acks.append(await forging.forge(slack, body))

    async def handle(slack: Slack, body: Json) -> Json:
        return await carry_out(slack, act, body) | {"ack": acks[0] if acks else {}}

    return await reply(request, handle)


async def move_clock(request: Request) -> Response:
    """POST /practice/clock: go to an instant, stopping wherever the bot has something to do."""

    async def handle(slack: Slack, body: Json) -> Json:
        async with slack.acting:
            goal = target(body, slack.clock.now(), slack.workspace.team["tz"])
            slack.happened, slack.seen_views = [], []
            await slack.clock.move_to(goal)
            slack.changed()
            told = ("at", "to", "user", "text", "updated", "ts", "kind", "from", "blocks", "metadata")
            happened = [
                {name: each[name] for name in told} | {"channel": each["channel_name"]} for each in slack.happened
            ]
            return {"ok": True, "now": slack.clock.now().isoformat(), "happened": happened}

    return await reply(request, handle)


async def set_fault(request: Request) -> Response:
    """POST /practice/fault: what goes wrong next."""

    async def handle(slack: Slack, body: Json) -> Json:
        kind = body["kind"]
        if kind not in KINDS:
            raise ValueError(f"There is no fault {kind!r}; there are {', '.join(KINDS)}.")
        if kind == "disconnect":
            await slack.sockets.disconnect()
            return {"ok": True}
        if kind == "mended":
            slack.faults.waiting.clear()
            return {"ok": True}
        method = SOCKET if kind in TO_THE_BOT else body.get("method", "chat.postMessage")
        slack.faults.waiting.append(Fault(kind, int(body.get("count", 1)), method, body.get("error", "")))
        return {"ok": True}

    return await reply(request, handle)


async def read(request: Request) -> Response:
    """POST /practice/read: somebody has seen a channel up to now."""

    async def handle(slack: Slack, body: Json) -> Json:
        user = acting.acting_person(slack, body["user"])
        channel = acting.channel_of(slack, user, body["channel"])
        channel["read"][user["id"]] = slack.workspace.next_ts(slack.clock.now())
        slack.changed()
        return {"ok": True}

    return await reply(request, handle)


async def reset(request: Request) -> Response:
    """POST /practice/reset: a new company."""
    return await reply(request, running.reset)


async def restart(request: Request) -> Response:
    """POST /practice/restart: the bot goes down in good order and comes up again."""
    return await reply(request, running.start_again)


async def plug(request: Request) -> Response:
    """POST /practice/plug: the bot is killed at the worst moment and comes up again."""
    return await reply(request, pull)


async def get_state(request: Request) -> Response:
    """GET /practice/state: all that anybody sees; with calls=0, as the page asks, without the many calls of the bot."""
    found = state(request.app.state.slack)
    return JSONResponse(found | {"calls": []} if request.query_params.get("calls") == "0" else found)


async def bot_clock(request: Request) -> Response:
    """POST /practice/bot-clock: the bot says how far it is, and is told the time."""
    slack: Slack = request.app.state.slack
    body = await request.json()
    next_at = datetime.fromisoformat(body["next"]) if body.get("next") else None
    return JSONResponse(await slack.clock.answer(int(body["turn"]), next_at, request.receive))
