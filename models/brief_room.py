"""How much a brief asks, and how many lines it has.

What has a row of buttons is three at most, or as many as the reader chose: what is asked once a month or a quarter (of
nudges, the pulse and its change, a recovery to tell of), complaints, promises and thanks, moments, and nudges in full,
"did it happen?" among them. In this order they take their places; what is wanted before the next brief goes first.
Where anybody is to be nudged, the last place that complaints leave is a nudge's, unless it is the only one. What finds
no place is a line with a menu (a promise, a nudge) or waits for the next brief (a complaint, thanks, a moment). Not
counted are what managers decide, and dates, which nobody has to answer.
"""

from models.member import Member

MOST_FULL = 3
MOST_LINES = 15
LARGEST = 5
"""So many nudges in full are the largest brief that one may choose."""
LINES_A_COMPLAINT = 3
"""A message has room for fifty blocks: a question about a complaint takes the place of so many lines."""


def fully_shown(reader: Member | None) -> int:
    """Return how much a reader's brief asks with a row of buttons: as many as they chose, three where they did not."""
    return min((reader and reader.brief_size) or MOST_FULL, LARGEST)


def beside_questions(reader: Member | None, *questions: object) -> int:
    """Return how many places are left where these questions (or None) come along: who chose few keeps them, and one."""
    size, asked = fully_shown(reader), sum(one is not None for one in questions)
    return min(size, max(1, max(size, MOST_FULL) - asked))


def beside_nudges(size: int, nudges: int) -> int:
    """Return how many of `size` places promises, thanks and moments may take where so many nudges wait."""
    return size - 1 if nudges and size > 1 else size
