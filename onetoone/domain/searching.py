"""Finding words in what people wrote, whatever their case and accents, on every database alike."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_WORDS = 6
_LEAD = 28  # characters that may stand before what was found
_MOST = 150


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text; `hit`: it is what was looked for."""

    text: str
    hit: bool = False


def fold(text: str) -> str:
    """What is compared with what: without case and accents, in single spaces. "Ça  Straße" is "ca strasse"."""
    return "".join(folded for folded, _ in _folded(" ".join(text.split())))


def words(query: str) -> list[str]:
    """What to look for: each of these must be there. Nothing for fewer than two characters."""
    asked = fold(query.replace("\0", " ")).split(" ")[:_MOST_WORDS]
    return asked if len("".join(asked)) >= 2 else []


def excerpt(text: str, looked_for: list[str]) -> list[Part]:
    """The text around the first place where one of the words stands, with all that was found marked in it."""
    text = " ".join(text.split())
    folded = list(_folded(text))
    compared = "".join(piece for piece, _ in folded)
    origin = [at for piece, at in folded for _ in piece]  # where each compared character comes from
    hit = [False] * len(text)
    for word in filter(None, looked_for):
        at = compared.find(word)
        while at >= 0:
            for place in origin[at : at + len(word)]:
                hit[place] = True
            at = compared.find(word, at + len(word))
    first = hit.index(True) if True in hit else 0
    begin = 0 if first <= _LEAD else text.rfind(" ", 0, first - _LEAD // 2) + 1
    begin = begin if first - begin <= _LEAD else first
    end = min(len(text), begin + _MOST)
    parts = [Part("…")] if begin else []
    at = begin
    while at < end:
        until = at + 1
        while until < end and hit[until] == hit[at]:
            until += 1
        parts.append(Part(text[at:until], hit[at]))
        at = until
    return [*parts, Part("…")] if end < len(text) else parts


def _folded(text: str) -> Iterator[tuple[str, int]]:
    for at, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(plain):
                yield plain, at
