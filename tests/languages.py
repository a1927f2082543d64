"""A language made up for tests: what it says is known, whatever the real catalogues say by then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onetoone.domain import words

SPANISH = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "You asked {name}"
msgstr "Preguntaste a {name}"

msgid "You're muted"
msgstr "Tienes el \\"micro\\" apagado"

msgid "{n} call"
msgid_plural "{n} calls"
msgstr[0] "{n} llamada"
msgstr[1] "{n} llamadas"

msgid "Not yet"
msgstr ""
"""


@contextmanager
def spanish(folder: Path) -> Iterator[None]:
    """English and this Spanish are what there is."""
    (folder / "es.po").write_text(SPANISH)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "CATALOGUES", folder)
        patch.setattr(words, "LANGUAGES", ("en", "es"))
        _forget()
        yield
    _forget()


def _forget() -> None:
    words.catalogue.cache_clear()
    words._negotiated.cache_clear()
