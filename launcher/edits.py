"""What an edit of the sources calls for while `bin/run --dev` runs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from launcher.paths import ROOT

_THEME = frozenset({"onetoone/ui/tokens.py", "onetoone/ui/theme.py", "assets/ui/base.css"})
# Modules that are there to draw. What else changes may change the states, on whose shape every page rests.
_DRAWS = re.compile(r"onetoone/(ui|gallery)/.*|onetoone/\w+/(components/.*|pages/.*|components\.py|pages\.py)")
# The back end runs of them no more than this: what answers an event, and what happens when a page opens.
_ANSWERS = re.compile(r"^\s*async def |\brx\.State\b|\bon_load=|@rx\.event", re.MULTILINE)
# In these nothing is drawn: the drawing process keeps them from edit to edit (launcher/drawing.py).
_SETTLED = re.compile(
    r"onetoone\.(config|db|domain|models|routes|runtime|integrations|realtime|security\.(apart|roles|throttle)"
    r"|\w+\.(service|views))(\..+)?"
)


@dataclass(frozen=True)
class Edits:
    """The files that changed since all pages were drawn, as paths from the checkout's root."""

    files: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "Edits":
        """Of files anywhere in the checkout."""
        return cls(frozenset(path.relative_to(ROOT).as_posix() for path in paths))

    def __or__(self, others: "Edits") -> "Edits":
        return Edits(self.files | others.files)

    @property
    def theme(self) -> bool:
        """Whether assets/theme.css is to be written anew."""
        return bool(self.files & _THEME)

    @property
    def assets(self) -> list[str]:
        """What the browser loads as it is."""
        return sorted(file for file in self.files if file.startswith("assets/"))

    @property
    def python(self) -> list[str]:
        """What the pages are drawn with."""
        return sorted(file for file in self.files if file.endswith(".py"))

    @property
    def drawn(self) -> bool:
        """Whether the states and all they hold are as they were, so that one page can be drawn by itself."""
        return all(_DRAWS.fullmatch(file) for file in self.python)

    @property
    def back_end(self) -> bool:
        """Whether the running app has old code that matters to it."""
        return any(not _DRAWS.fullmatch(file) or _answers(ROOT / file) for file in self.python)

    @property
    def settled(self) -> bool:
        """Whether the drawing process itself has old code."""
        return any(is_settled(_module(file)) for file in self.python)


def is_settled(module: str) -> bool:
    """Whether the drawing process keeps a module of onetoone."""
    return bool(_SETTLED.fullmatch(module))


def _answers(path: Path) -> bool:
    return not path.exists() or bool(_ANSWERS.search(path.read_text(encoding="utf-8")))


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
