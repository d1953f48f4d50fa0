"""The connection to Slack: Web API clients for asking and for sending, and the socket by which Slack reaches us."""

import logging
import ssl
from urllib.parse import urlsplit

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.http_retry import RetryHandler
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, RateLimitErrorRetryHandler

SENDING_TIMEOUT = 10
ASKING_TIMEOUT = 15
ASIDE_TIMEOUT = 2
"""Seconds. What a person waits for inside their three seconds has two."""


class Slack:
    """Clients for one workspace that share one SSL context: making one costs more than a call.

    `starting` waits for as long as Slack says. `asking` may repeat a call, `sending` never does: repeated by itself, a
    post that Slack took before the connection dropped would be posted twice. `aside` is for what is asked in the
    middle of answering a person, who waits.
    """

    def __init__(self, token: str, url: str) -> None:
        context = ssl.create_default_context() if urlsplit(url).scheme == "https" else None
        again: list[RetryHandler] = [ConnectionErrorRetryHandler()]
        patience = [*again, RateLimitErrorRetryHandler(max_retry_count=2)]
        self.starting = WebClient(
            token, base_url=url, timeout=ASKING_TIMEOUT, ssl=context, retry_handlers=patience, logger=quiet("starting")
        )
        self.asking = WebClient(
            token, base_url=url, timeout=ASKING_TIMEOUT, ssl=context, retry_handlers=again, logger=quiet("asking")
        )
        self.sending = WebClient(
            token, base_url=url, timeout=SENDING_TIMEOUT, ssl=context, retry_handlers=[], logger=quiet("sending")
        )
        self.aside = WebClient(
            token, base_url=url, timeout=ASIDE_TIMEOUT, ssl=context, retry_handlers=[], logger=quiet("aside")
        )


def socket(app: App, app_token: str, client: WebClient) -> SocketModeHandler:
    """Return the socket that hands Slack's requests to the app; `connect()` opens it and keeps it open."""
    return SocketModeHandler(app, app_token, web_client=client, logger=quiet("socket"), trace_enabled=False)


def quiet(name: str, level: int = logging.WARNING) -> logging.Logger:
    """Return a logger that never tells bodies: at DEBUG the SDK logs whole messages, customers' names among them."""
    logger = logging.getLogger(f"slack.{name}")
    logger.setLevel(level)
    return logger
