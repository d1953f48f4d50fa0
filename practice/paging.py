"""Slack's cursors: a long answer comes in pages, each naming the next."""

import base64
import binascii
from typing import Any

from practice.errors import SlackError

Json = dict[str, Any]


def page(name: str, items: list[Json], args: Json) -> Json:
    """The page of `items` that `cursor` and `limit` (0: all) ask for; raises SlackError."""
    try:
        limit = int(args.get("limit") or 0) or len(items)
        start = int(base64.b64decode(args["cursor"], validate=True)) if args.get("cursor") else 0
    except (ValueError, binascii.Error):
        raise SlackError("invalid_cursor" if args.get("cursor") else "invalid_limit") from None
    end = start + limit
    following = base64.b64encode(str(end).encode()).decode() if end < len(items) else ""
    return {name: items[start:end], "response_metadata": {"next_cursor": following}}
