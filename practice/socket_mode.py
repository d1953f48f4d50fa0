"""Socket Mode: the connections of the bot, and envelopes that go to it and are acknowledged."""

import asyncio
import json
import secrets
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from practice.workspace import BOT

Json = dict[str, Any]
ACK_SECONDS = 3
MOST_SOCKETS = 10


class NotConnectedError(Exception):
    """No socket is open: Slack says dispatch_failed."""


class NotAcknowledgedError(Exception):
    """The bot did not acknowledge within three seconds: Slack says operation_timeout."""


class Sockets:
    """The open connections; each envelope goes to one of them, in turn."""

    def __init__(self, patience: float) -> None:
        self._ack_seconds = ACK_SECONDS * patience
        self.open: list[WebSocket] = []
        self._tickets: set[str] = set()
        self._acks: dict[str, tuple[WebSocket, asyncio.Future[Json]]] = {}

    def ticket(self) -> str:
        """Leave to open one socket, as apps.connections.open gives it."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """One connection of the bot, from hello to its end."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets or len(self.open) >= MOST_SOCKETS:
            await socket.close(1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        await socket.send_json(_hello(len(self.open) + 1))
        self.open.append(socket)
        try:
            while True:
                self._heard(await socket.receive_text())
        except WebSocketDisconnect:
            self._forget(socket)

    def _heard(self, text: str) -> None:
        message = json.loads(text)
        waiting = self._acks.get(message.get("envelope_id", ""))
        if waiting and not waiting[1].done():
            waiting[1].set_result(message.get("payload") or {})

    def _forget(self, socket: WebSocket) -> None:
        self.open = [each for each in self.open if each is not socket]
        for owner, ack in self._acks.values():
            if owner is socket and not ack.done():
                ack.set_exception(NotAcknowledgedError())

    async def disconnect(self) -> None:
        """Close every connection the way Slack does when it wants the bot to come back on a new one."""
        for socket in self.open:
            await socket.send_json(
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "practice"}}
            )
            await socket.close()
            self._forget(socket)

    async def deliver(self, kind: str, payload: Json, *, answers: bool, attempt: int = 0) -> Json:
        """Send an envelope, return what it was acknowledged with; raises NotConnectedError or NotAcknowledgedError."""
        if not self.open:
            raise NotConnectedError
        socket = self.open.pop(0)
        self.open.append(socket)
        envelope: Json = {"envelope_id": secrets.token_hex(16), "type": kind, "payload": payload}
        envelope |= {"accepts_response_payload": answers}
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        ack: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._acks[envelope["envelope_id"]] = (socket, ack)
        try:
            await socket.send_json(envelope)
            return await asyncio.wait_for(ack, self._ack_seconds)
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            raise NotAcknowledgedError from None
        finally:
            del self._acks[envelope["envelope_id"]]


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "debug_info": {"host": "practice", "approximate_connection_time": 18060},
        "connection_info": {"app_id": BOT["app_id"]},
    }
