"""Tells the demo company's story to a fresh bot."""

from practice.client import Client


def plant(practice: Client, env: dict[str, str]) -> None:
    """Play what happened before the demo begins; `env` are the bot's settings, for `touchbase import`."""
    del practice, env
