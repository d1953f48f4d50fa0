"""What somebody wrote in a message, as people read it: Slack hands over names as ids and signs as entities."""

import html
import re

from sqlmodel import Session

from handlers.words import as_typed
from models.member import members_by_id

_PERSON = re.compile(r"<@([A-Z0-9]+)>")
_EVERYBODY = re.compile(r"<!(here|channel|everyone)(?:\|[^<>]*)?>")


def as_said(session: Session, team_id: str, text: str) -> str:
    """Return a message's words with people's names in the place of their ids, and `&lt;` as "<"."""
    people = members_by_id(session, team_id, set(_PERSON.findall(text)))

    def name(found: re.Match[str]) -> str:
        return "@" + html.escape(people[found[1]].name, quote=False) if found[1] in people else "@somebody"

    return as_typed(_EVERYBODY.sub(r"@\1", _PERSON.sub(name, text)))
