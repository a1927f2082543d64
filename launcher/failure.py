"""The one error of the launcher: a sentence for the person at the terminal."""


class Sorry(Exception):
    """Says in one clear sentence what is in the way and, where possible, what to do; shown on stderr, exit code 1."""
