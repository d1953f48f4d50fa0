"""What the command line refuses, for the operator to mend."""


class RefusedError(Exception):
    """What was asked for cannot be done as it was asked; the text says what to do."""
