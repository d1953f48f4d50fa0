"""What an operator reads: one line per event, without tokens and without customers' names."""

import logging
import re

TOKEN = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=ticket=)[\w-]+")


class WithoutTokens(logging.Formatter):
    """Blots out whatever looks like a token, wherever in a line it came from."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("(hidden)", super().format(record))


def set_up(level: str) -> None:
    """Log to standard error from this level on; libraries only from their warnings on."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutTokens("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
