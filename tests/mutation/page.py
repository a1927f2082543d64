"""docs/proofs/mutation.md: what the last run of each target found."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.trying import Mutant

_HEAD = """# Mutants

`bin/python -m tests.mutation` tries all, `bin/python -m tests.mutation gate` those whose name says so; a run writes its
parts of this page anew.
"""


@dataclass(frozen=True)
class Part:
    """One target's run."""

    name: str
    files: tuple[str, ...]
    when: str
    minutes: float
    killed: int
    timed_out: list[Mutant]
    survived: dict[Mutant, str]  # and why no test can tell


def told(part: Part) -> str:
    """The part as Markdown."""
    files = ", ".join(f"`{file}`" for file in part.files)
    left = sum(not why for why in part.survived.values())
    lines = [
        f"## {part.name[0].upper()}{part.name[1:]}\n",
        f"{files}, {part.when}: {part.killed + len(part.timed_out) + len(part.survived)} mutants in "
        f"{part.minutes:.0f} min: {part.killed} killed, {len(part.timed_out)} timed out, "
        f"{len(part.survived) - left} explained, {left} left.\n",
    ]
    lines += [f"- timed out: `{was}` → `{now}`" for _, was, now in part.timed_out]
    lines += [f"- `{was}` → `{now}`: {why or 'NOT EXPLAINED'}" for (_, was, now), why in part.survived.items()]
    return "\n".join(lines).rstrip("\n") + "\n"


def write(page: Path, names: list[str], part: Part) -> None:
    """Put the part where it belongs on the page; those of other targets stay as they are."""
    before = re.split(r"^(?=## )", page.read_text(), flags=re.MULTILINE)[1:] if page.is_file() else []
    parts = {one.splitlines()[0].removeprefix("## ").lower(): one.strip("\n") + "\n" for one in before}
    parts[part.name.lower()] = told(part)
    page.write_text("\n".join([_HEAD, *(parts[name.lower()] for name in names if name.lower() in parts)]))
