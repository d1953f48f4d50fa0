"""How a call of the bot breaks when a failure was asked for: at the wire, where real networks break."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

from practice.faults import Fault

SLOW_SECONDS = 2
HANG_SECONDS = 15
RETRY_AFTER_SECONDS = 30

OPEN: dict[tuple[str, int], asyncio.Transport] = {}


class DroppableProtocol(H11Protocol):
    """uvicorn's HTTP protocol, with its connections known by the caller's address so that one can be cut."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        OPEN[transport.get_extra_info("peername")[:2]] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        OPEN.pop(self.transport.get_extra_info("peername", ("", 0))[:2], None)
        super().connection_lost(exc)


def drop(request: Request) -> None:
    """Cut the connection that this request came in on."""
    if request.client and (transport := OPEN.get((request.client.host, request.client.port))):
        transport.abort()


async def fail_before(fault: Fault) -> Response | None:
    """The answer to a call that is not carried out at all; None where it is."""
    if fault.kind == "http_500":
        return PlainTextResponse("Internal Server Error", 500)
    if fault.kind == "html":
        return HTMLResponse("<!DOCTYPE html><title>Slack is having a moment</title>")
    if fault.kind == "ratelimited":
        refusal = {"ok": False, "error": "ratelimited"}
        return JSONResponse(refusal, 429, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    if fault.kind == "slow":
        await asyncio.sleep(SLOW_SECONDS)
    return None


async def fail_after(fault: Fault, request: Request) -> Response | None:
    """What becomes of the answer to a call that was carried out; None where it simply goes out."""
    if fault.kind == "accept_then_drop":
        drop(request)
        return PlainTextResponse("")
    if fault.kind == "hang":
        await asyncio.sleep(HANG_SECONDS)
        drop(request)
        return PlainTextResponse("")
    if fault.kind == "truncated":
        return StreamingResponse(_half_an_answer(request), headers={"content-length": "200"})
    return None


async def _half_an_answer(request: Request) -> AsyncIterator[Any]:
    yield b'{"ok": true, "channel'
    await asyncio.sleep(0.05)
    drop(request)
