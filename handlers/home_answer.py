"""Answers where there is no conversation: what a tap in Home or in a form has to say opens as a form of its own."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from templates import render
from templates.reader import Reader


@dataclass(frozen=True)
class InAForm:
    """Takes the place of Bolt's `respond`; what only replaces a message says nothing, since Home is drawn again."""

    client: WebClient
    trigger_id: str
    reader: Reader

    def __call__(self, *, replace_original: bool = False, **said: Any) -> None:
        if not replace_original:
            self.client.views_open(trigger_id=self.trigger_id, view=said_in_a_form(self.reader, said))


def said_in_a_form(reader: Reader, said: dict[str, Any]) -> dict[str, Any]:
    """Return the words of a message as a form without inputs, its buttons left out: what they do is in Home."""
    blocks = [block for block in said["blocks"] if block["type"] in ("header", "section", "context")]
    plain = [{name: value for name, value in block.items() if name != "accessory"} for block in blocks]
    return render("home/said", reader, blocks=plain)
