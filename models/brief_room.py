"""How much a brief says: how many nudges in full, how many lines."""

from models.member import Member

MOST_FULL = 3
MOST_LINES = 15
LARGEST = 5
"""So many nudges in full are the largest brief that one may choose."""
LINES_A_COMPLAINT = 3
"""A message has room for fifty blocks: a question about a complaint takes the place of so many lines."""


def fully_shown(reader: Member | None) -> int:
    """Return how many nudges a reader's brief shows in full: as many as they chose, three where they did not."""
    return min((reader and reader.brief_size) or MOST_FULL, LARGEST)
