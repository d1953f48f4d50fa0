"""The practice workspace as a web application: Slack's side for the bot, the control API and the page for people."""

import asyncio
import contextlib
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from practice import control, responses, uploads, web_api
from practice.bot_process import PROJECT
from practice.slack import Slack
from practice.storage import keeping

PAGE = Path(__file__).parent / "page"
COALESCE_SECONDS = 0.03


async def socket(websocket: WebSocket) -> None:
    """The bot's Socket Mode connection."""
    await websocket.app.state.slack.sockets.serve(websocket)


async def live(websocket: WebSocket) -> None:
    """Tell a page whenever something changed, until it is closed; several changes at once are one word."""
    slack: Slack = websocket.app.state.slack
    await websocket.accept()
    news = asyncio.Event()
    slack.listeners.add(news)
    closed = asyncio.ensure_future(websocket.receive())
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while not closed.done():
            news.clear()
            await websocket.send_json({"changed": slack.changes})
            waiting = asyncio.ensure_future(news.wait())
            await asyncio.wait({waiting, closed}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            await asyncio.sleep(COALESCE_SECONDS)
    closed.cancel()
    slack.listeners.discard(news)


class FreshFiles(StaticFiles):
    """The page's files, which a browser asks for anew each time: after an upgrade it must not mix old ones with new."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def page(request: Request) -> Response:
    """GET /: the page."""
    del request
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def readme(request: Request) -> Response:
    """GET /README.md: where the page sends people who want to connect their own Slack."""
    del request
    return FileResponse(PROJECT / "README.md", media_type="text/plain; charset=utf-8")


def create_app(slack: Slack) -> Starlette:
    """All routes around one pretend Slack."""
    app = Starlette(
        routes=[
            Route("/", page),
            Route("/README.md", readme),
            Mount("/page", FreshFiles(directory=PAGE, check_dir=False)),
            Route("/api/{method}", web_api.web_api, methods=["GET", "POST"]),
            Route("/files-pri/{key}/{path:path}", web_api.file),
            Route("/upload/v1/{key}", uploads.take, methods=["POST"]),
            Route("/practice/picture/{key}", uploads.show),
            Route("/respond/{key}", responses.respond, methods=["POST"]),
            WebSocketRoute("/socket", socket),
            WebSocketRoute("/practice/live", live),
            Route("/practice/state", control.get_state),
            Route("/practice/bot-clock", control.bot_clock, methods=["POST"]),
            Route("/practice/clock", control.move_clock, methods=["POST"]),
            Route("/practice/fault", control.set_fault, methods=["POST"]),
            Route("/practice/read", control.read, methods=["POST"]),
            Route("/practice/reset", control.reset, methods=["POST"]),
            Route("/practice/restart", control.restart, methods=["POST"]),
            Route("/practice/plug", control.plug, methods=["POST"]),
            Route("/practice/forge", control.forge, methods=["POST"]),
            Route("/practice/suggest", control.suggest, methods=["POST"]),
            Route("/practice/{act}", control.action, methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
        lifespan=lambda app: keeping(app.state.slack),
    )
    app.state.slack = slack
    return app
