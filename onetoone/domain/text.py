"""What people write: kept as they wrote it, less what could deceive or break a screen."""

import unicodedata

from onetoone.domain.errors import Invalid

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: object, *, most: int, what: str, multiline: bool = False, least: int = 0) -> str:
    """NFC, without control and bidirectional characters, stripped; `Invalid` when too short, too long or no text."""
    if not isinstance(text, str):
        raise Invalid(f"{what} should be text.")
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        if c not in _BIDI and (unicodedata.category(c) not in ("Cc", "Cs") or (multiline and c == "\n"))
    ).strip()
    if len(kept) > most:
        raise Invalid(f"{what} can have {most} characters at most.")
    if len(kept) < least:
        raise Invalid(f"{what} can't be empty." if least == 1 else f"{what} needs at least {least} characters.")
    return kept
