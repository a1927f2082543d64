"""`python -m onetoone.catalogues`: brings onetoone/languages up to date with what the sources say.

New texts come in untranslated, those that nobody says any more go. With the code of a language it begins that one.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from onetoone.domain import words

SOURCES = Path(__file__).parent
_HEADER = """\
# What onetoone says. Brought up to date by `python -m onetoone.catalogues`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}


def said() -> Catalog:
    """Every text of the sources, with where it is said."""
    found = Catalog(charset="utf-8")
    for path, _line, message, comments, context in extract_from_dir(
        SOURCES, method_map=[("**.py", "python")], keywords=_KEYWORDS, comment_tags=("For translators:",)
    ):
        found.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return found


def missing(language: str) -> Iterator[str]:
    """What the catalogue of `language` has no words for."""
    known = words.catalogue(language)
    for message in said():
        if message.id and not _is_translated(known, message.id):
            yield str(message.id)


def update(language: str) -> int:
    """Write the catalogue of `language` anew; how many texts are left to translate."""
    catalogue, now = words.catalogue(language), said()
    kept = Catalog(language, charset="utf-8", fuzzy=False)
    for message in now:
        if message.id:
            before = catalogue.get(message.id if isinstance(message.id, str) else message.id[0])
            string = before.string if before and type(before.id) is type(message.id) else None
            kept.add(message.id, string, locations=message.locations, auto_comments=message.auto_comments)
    with (words.CATALOGUES / f"{language}.po").open("wb") as file:
        file.write(_HEADER.format(language=language, plural=kept.plural_forms).encode())
        write_po(file, kept, width=120, sort_output=True, include_lineno=False, omit_header=True)
    return sum(1 for message in kept if message.id and not _is_full(message.string))


def _is_translated(known: Catalog, text: object) -> bool:
    found = known.get(text if isinstance(text, str) else text[0])  # type: ignore[index]
    return found is not None and found.id == text and _is_full(found.string)


def _is_full(string: str | Iterable[str] | None) -> bool:
    return bool(string) and (isinstance(string, str) or all(string or ()))


def main(languages: list[str]) -> None:
    """Those named, or all there are."""
    words.CATALOGUES.mkdir(exist_ok=True)
    for language in languages or words.TRANSLATED:
        sys.stdout.write(f"{language}: {update(language)} to translate\n")


if __name__ == "__main__":
    main(sys.argv[1:])
