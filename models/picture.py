"""What belongs to a message and is uploaded just before it is sent: a picture that it shows, or a file that it shares.

A feature that has pictures exposes `picture(session, message, now)`, one that has files `file(session, message, now)`;
either returns one or None. `compose` shows a picture by `message.file_id` (macro `picture` of `templates/_blocks.j2`)
and shares a file by `message.file_link` (macro `message_with_file`), or does without where that is None (the upload
failed, or the workspace takes no such block).
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A PNG to be: `draw` returns its bytes, called outside of any transaction; `says` is what it says, in words."""

    name: str
    says: str
    draw: Callable[[], bytes]

    @property
    def title(self) -> str:
        return self.name


@dataclass(frozen=True)
class File:
    """A file for whoever asked; Slack tells its type by the ending of `name`. `title` is what Slack shows above it."""

    name: str
    title: str
    content: bytes

    @property
    def says(self) -> None:
        """Only pictures need other words for those who do not see them."""

    def draw(self) -> bytes:
        return self.content
