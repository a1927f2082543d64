"""Lengths of time in words."""


def length(ms: int) -> str:
    """ "42 s", "12 min 5 s"."""
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
