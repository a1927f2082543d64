"""What people write: kept as they wrote it, less what could deceive or break a screen."""

import unicodedata

from onetoone.domain.errors import Invalid
from onetoone.domain.words import _

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: object, *, most: int, what: str, multiline: bool = False, least: int = 0) -> str:
    """NFC, without control and bidirectional characters, stripped; `Invalid` when too short, too long or no text.

    `what` is how such a sentence begins, in the language in use: "Your name".
    """
    if not isinstance(text, str):
        # For translators: {what} begins the sentence: “Your name”, “The reason” …
        raise Invalid(_("{what} should be text.", what=what))
    kept = "".join(
        c
        for c in unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
        if c not in _BIDI and (unicodedata.category(c) not in ("Cc", "Cs") or (multiline and c == "\n"))
    ).strip()
    if len(kept) > most:
        raise Invalid(_("{what} can have {most} characters at most.", what=what, most=most))
    if len(kept) < least:
        if least == 1:
            raise Invalid(_("{what} can't be empty.", what=what))
        raise Invalid(_("{what} needs at least {least} characters.", what=what, least=least))
    return kept
