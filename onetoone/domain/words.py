"""In which language things are said: that of the person who is being spoken to, for as long as that takes.

English is what stands in the sources; the catalogues in onetoone/languages (GNU gettext) say it in the others. Amounts
have a manner of their own (`locale`): someone may read English and write money as Germany does.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any, Literal

from babel import Locale
from babel.core import negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

DEFAULT = "en"
CATALOGUES = Path(__file__).parent.parent / "languages"
TRANSLATED = tuple(sorted(path.stem for path in CATALOGUES.glob("*.po")))
"""What there are catalogues for."""
LANGUAGES: tuple[str, ...] = (DEFAULT, *TRANSLATED)
"""What is offered: every screen has been looked at in each."""
COOKIE = "language"
"""What a browser keeps of the choice; not secret, and without it the browser's own languages count."""

_ISOLATE, _DONE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def _(text: str, **values: Any) -> str:
    """`text` in the language in use, its {places} filled in.

    >>> _("You asked {name}", name="Mara")
    'You asked Mara'
    """
    return said(text, **values)


def n_(one: str, many: str, n: int, **values: Any) -> str:
    """The form that goes with `n`; {n} is among the places.

    >>> n_("{n} call", "{n} calls", 3)
    '3 calls'
    """
    forms = forms_in(spoken(), one, many)
    return forms[form_of(spoken(), n)].format(n=n, **_isolated(values))


def N_(text: str) -> str:
    """`text` as it is, marked to be `said` later: for tables, which are made before anybody is spoken to."""
    return text


def said(text: str, **values: Any) -> str:
    """What was marked with `N_`, in the language in use."""
    here = in_language(spoken(), text)
    return here.format(**_isolated(values)) if values else here


def in_language(language: str, text: str) -> str:
    """The same in a language that is named; English where the catalogue has no word for it."""
    message = catalogue(language).get(text) if language != DEFAULT else None
    return str(message.string) if message and message.string else text


def forms_in(language: str, one: str, many: str) -> tuple[str, str]:
    """The forms for one and for more than one."""
    message = catalogue(language).get(one) if language != DEFAULT else None
    if message and isinstance(message.string, tuple | list) and all(message.string):
        return message.string[0], message.string[1]
    return one, many


def form_of(language: str, n: int) -> int:
    """Which of the two goes with `n`."""
    return 0 if Locale.parse(language).plural_form(n) == "one" else 1


@lru_cache(maxsize=16)
def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is read, as the `dir` of a page in it."""
    return "rtl" if Locale.parse(language).text_direction == "rtl" else "ltr"


def isolated(value: str, language: str) -> str:
    """`value` as it may stand in a sentence of that language: what is read the other way, or may be, keeps to itself.

    Without the signs (FIRST STRONG ISOLATE and its end, Unicode's annex 9) a Hebrew name would draw the words and marks
    beside it to its own side. Most names in most sentences need none, and then the text is plain.
    """
    apart = _RIGHT_TO_LEFT.search(value) or direction(language) == "rtl"
    return f"{_ISOLATE}{value}{_DONE}" if value and apart else value


def speak(language: str) -> None:
    """From now on, in this task, things are said in that language."""
    _language.set(language)


def spoken() -> str:
    """The language in use."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """The same for the length of a block; "" is the default."""
    before = _language.set(language or DEFAULT)
    try:
        yield
    finally:
        _language.reset(before)


def wanted(cookie_header: str, accept_language: str) -> str:
    """The language that a browser asks for: the one chosen in it, or the first of its own that we speak."""
    return _kept(cookie_header) or _negotiated(accept_language)


def name(language: str) -> str:
    """What a language calls itself: "Español"."""
    words = Locale.parse(language).get_language_name() or language
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=16)
def catalogue(language: str) -> Catalog:
    """What is said in `language`; empty for English."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _isolated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: isolated(each, spoken()) if isinstance(each, str) else each for name, each in values.items()}


def _kept(cookie_header: str) -> str:
    try:
        kept = SimpleCookie(cookie_header[:8_000]).get(COOKIE)
    except CookieError:
        return ""
    return kept.value if kept and kept.value in LANGUAGES else ""


@lru_cache(maxsize=512)
def _negotiated(accept_language: str) -> str:
    # A browser lists what it likes best first (RFC 9110, section 12.5.4); "es-MX" is served by "es".
    asked = [part.partition(";")[0].strip().replace("-", "_") for part in accept_language[:200].split(",")]
    for tag in asked:
        if found := negotiate_locale([tag, tag.partition("_")[0]], LANGUAGES):
            return found
    return DEFAULT
