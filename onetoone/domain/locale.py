"""In whose manner amounts are written: the locale of the person that is being spoken to, for as long as that takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel import Locale
from babel.core import negotiate_locale
from babel.localedata import locale_identifiers

DEFAULT = "en_US"
OFFERED = (
    "en_US", "en_GB", "da_DK", "de_DE", "de_CH", "es_ES", "es_MX", "fr_FR", "it_IT", "nl_NL", "nb_NO", "pl_PL",
    "pt_BR", "pt_PT", "fi_FI", "sv_SE", "tr_TR", "ja_JP", "ko_KR",
)  # fmt: skip
"""What the settings offer; a browser may ask for any other."""

_speaking: ContextVar[str] = ContextVar("speaking", default=DEFAULT)


def speak(locale: str) -> None:
    """From now on, in this task, amounts are written as that locale does."""
    _speaking.set(locale)


def spoken() -> str:
    """The locale in use."""
    return _speaking.get()


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """The same for the length of a block."""
    before = _speaking.set(locale)
    try:
        yield
    finally:
        _speaking.reset(before)


@lru_cache(maxsize=512)
def wanted(accept_language: str) -> str:
    """The first locale of an Accept-Language header that can be had (RFC 9110, section 12.5.4).

    A browser lists what it likes best first. "de" is Germany's German: a language without a place has a likely one.
    """
    asked = [part.partition(";")[0].strip().replace("-", "_") for part in accept_language[:200].split(",")]
    found = negotiate_locale([tag for tag in asked if tag], _known())
    return found or DEFAULT


def name(locale: str) -> str:
    """What a locale calls itself: "Deutsch (Deutschland)"."""
    words = Locale.parse(locale).get_display_name() or locale
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    return tuple(locale_identifiers())
