"""Opaque identifiers of rows: they say nothing, so they can be shown to anyone."""

import secrets


def new_id() -> str:
    """Return sixteen random hexadecimal characters."""
    return secrets.token_hex(8)
