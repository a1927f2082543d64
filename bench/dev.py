"""Measures how long an edit takes to show under `bin/run --dev`; `bin/bench dev --help` says the rest."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[1])

EPILOG = """
What it does. Two copies of the checkout are started, one after the other: by `bin/run --dev`, and by `reflex run`,
which watches the sources itself (the peer here: what --dev was before). In each, Chromium has pages of the gallery
open; a file is saved, and the time runs until the page shows it, without being loaded again. Reflex knows nothing of
tokens: there `python -m onetoone.ui.theme` writes the style sheet, as the recipe was, and the time includes that.

Times are what the machine makes of them: the table says its load, and both are measured within minutes of each other.
"""


class Edit(NamedTuple):
    """One kind of edit: what is written in `file` in place of `was`, with the round's number in it; how it shows."""

    kind: str
    page: str
    ready: str  # a selector of what the page shows
    file: str
    was: str
    written: str
    shows: str


EDITS = (
    Edit(
        "token",
        "/gallery/buttons",
        "h1:text-is('Buttons')",
        "onetoone/ui/tokens.py",
        '"rail": "15.5rem"',
        '"rail": "15.5{n}rem"',
        "getComputedStyle(document.documentElement).getPropertyValue('--space-rail').trim() === '15.5{n}rem'",
    ),
    Edit(
        "component, on a gallery page",
        "/gallery/buttons",
        "h1:text-is('Buttons')",
        "onetoone/ui/surfaces.py",
        '"""The page\'s one h1, a line about it, and its actions on the right (below it on phones)."""',
        'title = f"{{title}} {n}"',
        "document.querySelector('h1')?.textContent === 'Buttons {n}'",
    ),
    Edit(
        "part of a page",
        "/gallery/screens/messages-empty",
        "text=No conversations yet",
        "onetoone/messages/components/inbox.py",
        '"No conversations yet"',
        '"No conversations so far: {n}"',
        "document.body.innerText.includes('No conversations so far: {n}')",
    ),
)


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "bin/bench dev", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="edits of each kind, of each of the two (%(default)s)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results", help="where results go")
    parser.add_argument("--name", default="dev", help="what the result files are called (%(default)s)")
    return parser.parse_args(given)


def timed(page: Any, root: Path, edit: Edit, number: int, afterwards: Callable[[], None]) -> float:
    """Seconds from a save to the page that shows it; the file is as it was again."""
    file = root / edit.file
    text = file.read_text()
    assert text.count(edit.was) == 1, f"{edit.file} has changed: it has {edit.was!r} {text.count(edit.was)} times"
    page.evaluate("window.kept = true")
    began = time.monotonic()
    file.write_text(text.replace(edit.was, edit.written.format(n=number)))
    afterwards()
    page.wait_for_function(edit.shows.format(n=number), timeout=180_000, polling=20)
    took = time.monotonic() - began
    assert page.evaluate("window.kept === true"), "the page was loaded again"
    file.write_text(text)
    afterwards()
    page.wait_for_function(f"!({edit.shows.format(n=number)})", timeout=180_000)
    return took


def measured(url: str, root: Path, rounds: int, afterwards: Callable[[Edit], None]) -> list[dict[str, Any]]:
    """Each kind of edit by turns, in one browser; a pause after each for what is drawn behind the open page."""
    from playwright.sync_api import sync_playwright

    from tests.browser import EXECUTABLE, FLAGS

    found = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        pages = {address: browser.new_page() for address in {edit.page for edit in EDITS}}
        for edit in EDITS:
            pages[edit.page].goto(url + edit.page, timeout=180_000)
            pages[edit.page].wait_for_selector(edit.ready, timeout=180_000)
        for number in range(10, 10 + rounds):
            for edit in EDITS:
                took = timed(pages[edit.page], root, edit, number, partial(afterwards, edit))
                found.append({"kind": edit.kind, "seconds": round(took, 3), "load": round(os.getloadavg()[0], 1)})
                print(f"  {edit.kind}: {took:.2f} s at load {found[-1]['load']}", flush=True)
                time.sleep(6)
        browser.close()
    return found


def ours(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """`bin/run --dev`."""
    from tests.developing import Developing

    developing = Developing(folder)
    try:
        developing.start()
        return measured(developing.url, developing.root, rounds, lambda _edit: None)
    finally:
        developing.stop()


def peer(folder: Path, rounds: int) -> list[dict[str, Any]]:
    """`reflex run` in a copy of its own."""
    from tests.developing import Reflex

    reflex = Reflex(folder, screens=[edit.page.rpartition("/")[2] for edit in EDITS])

    def theme(edit: Edit) -> None:
        if edit.kind == "token":
            subprocess.run(
                [sys.executable, "-m", "onetoone.ui.theme"], cwd=reflex.root, check=True, capture_output=True
            )

    try:
        reflex.start()
        return measured(reflex.url, reflex.root, rounds, theme)
    finally:
        reflex.stop()


def table(found: dict[str, Any]) -> str:
    """As Markdown."""
    lines = [
        "# What `bin/bench dev` measured\n",
        f"{found['at']}, {os.cpu_count()} cores. From a save to the browser that shows it: median (best to worst) of "
        f"{found['rounds']} rounds, and the machine's load meanwhile.\n",
        "| edit | `bin/run --dev` | load | Reflex's own reload | load |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for edit in EDITS:
        cells = [_cell([row for row in found[who] if row["kind"] == edit.kind]) for who in ("ours", "reflex")]
        lines.append(f"| {edit.kind} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "– | –"
    times, loads = [row["seconds"] for row in rows], [row["load"] for row in rows]
    return f"{median(times):.2f} s ({min(times):.2f} to {max(times):.2f}) | {min(loads):.0f} to {max(loads):.0f}"


def main() -> int:
    """Exit code 1 when an edit takes a second or more."""
    options = arguments()
    found: dict[str, Any] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "rounds": options.rounds}
    for name, measure in (("ours", ours), ("reflex", peer)):
        with tempfile.TemporaryDirectory(prefix="onetoone-bench-") as folder:
            print(f"{name}: starting …", flush=True)
            found[name] = measure(Path(folder), options.rounds)
    options.out.mkdir(parents=True, exist_ok=True)
    as_json, as_table = options.out / f"{options.name}.json", options.out / f"{options.name}.md"
    as_json.write_text(json.dumps(found, indent=1) + "\n")
    as_table.write_text(table(found))
    print(f"\n{as_table.read_text()}\nWritten: {as_table} and {as_json.name}")
    return int(any(median(r["seconds"] for r in found["ours"] if r["kind"] == edit.kind) >= 1 for edit in EDITS))


if __name__ == "__main__":
    sys.exit(main())
