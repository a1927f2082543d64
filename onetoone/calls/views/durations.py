"""Lengths of time as people say them."""


def in_words(seconds: float) -> str:
    """ "30 seconds", "1 minute", "2 minutes"."""
    whole = round(seconds)
    if whole >= 60 and whole % 60 == 0:
        return f"{whole // 60} minute{'' if whole == 60 else 's'}"
    return f"{whole} second{'' if whole == 1 else 's'}"


def length(ms: int) -> str:
    """ "42 s", "12 min 5 s"."""
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
