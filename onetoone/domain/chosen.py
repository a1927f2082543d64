"""What people choose of the languages and the manners of writing amounts that there are."""

from onetoone.domain import locale as locales
from onetoone.domain import words
from onetoone.domain.errors import Invalid
from onetoone.domain.words import _


def language(wanted: object) -> str:
    """One of ours; `Invalid` for any other."""
    if isinstance(wanted, str) and wanted in words.LANGUAGES:
        return wanted
    raise Invalid(_("We don't speak that language yet."))


def locale(wanted: object) -> str:
    """A locale as the settings offer it, or "" for the browser's own; `Invalid` for any other."""
    if isinstance(wanted, str) and wanted in ("", *locales.OFFERED):
        return wanted
    raise Invalid(_("We don't know that way of writing amounts."))
