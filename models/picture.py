"""A picture that belongs to a message: drawn and uploaded just before the message is sent.

A feature that has pictures exposes `picture(session, message, now)`, which returns one or None, and shows it in
`compose` by `message.file_id`: with the macro `picture` of `templates/_blocks.j2`, or not at all where that is None
(the upload failed, or the workspace takes no such block).
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A PNG to be: `draw` returns its bytes, called outside of any transaction; `says` is what it says, in words."""

    name: str
    says: str
    draw: Callable[[], bytes]
