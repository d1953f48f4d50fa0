"""What is said: every word a person reads in Slack, one Jinja2 file per message or view, in a folder per feature.

House rules: an argument of a macro is plain text, a body (`{% call %}`) is mrkdwn; facts are escaped by themselves,
line breaks in them are folded, and only `quote` keeps people's own lines. Button values are ids and never escaped.
JSON stands in `_blocks.j2` alone, whose macros are known in every template and keep to Slack's limits.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from templates import amounts, blocks, days, words
from templates.reader import Reader


@cache
def environment() -> Environment:
    """Return the one environment, in which Block Kit's macros and our filters are known to every template."""
    created = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.one_line,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    created.filters.update(blocks.FILTERS | words.FILTERS | amounts.FILTERS | days.FILTERS)
    vocabulary = vars(created.get_template("_blocks.j2").module)
    created.globals.update({name: macro for name, macro in vocabulary.items() if not name.startswith("_")})
    return created


def render(name: str, reader: Reader, **facts: Any) -> dict[str, Any]:
    """Return what the template says to this reader, with the keys Slack wants: a message, a view or a response action.

    `name` is the path without its ending ("touch/logged"). With a fact `today` (a date) years that go without saying
    are left out. Raises jinja2's errors for a missing fact and for words that stand outside a block.
    """
    written = environment().get_template(f"{name}.j2").render(reader=reader, **facts)
    return blocks.only_one(written, name)
