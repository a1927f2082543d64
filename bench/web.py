"""Measures a first visit: its bytes, and what Lighthouse makes of it; `bin/bench web --help` says the rest."""

import argparse
import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[1])

EPILOG = """
What it does. A whole onetoone is started with its demo people, in a folder of its own. Weight: a signed-in creator
opens Messages with an empty cache; every body and header is counted by the browser, once with brotli and once with
gzip alone, until the conversations are shown and the network is quiet. Scores: Lighthouse (fetched from the npm
registry by a lock, kept in .build, never shipped) looks at the same page in the same signed-in browser, and at the
landing page as a stranger, as a phone on its slow line and as a desktop.

The performance score is made of times, and so of what else the machine does: the best of the runs is told, with the
worst beside it and the machine's load. Accessibility and best practices don't depend on it.
"""


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "bin/bench web", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5, help="Lighthouse's, of each page and look (%(default)s)")
    parser.add_argument("--weight-only", action="store_true", help="without Lighthouse (and the npm registry)")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results", help="where results go")
    parser.add_argument("--name", default="web", help="what the result files are called (%(default)s)")
    return parser.parse_args(given)


def main() -> int:
    """Exit code 1 when Messages weighs more than it may."""
    options = arguments()
    from playwright.sync_api import sync_playwright

    from bench import visiting
    from bench.first_visit import LIMIT, own
    from tests.stack import Stack

    found: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "load_before": round(os.getloadavg()[0], 2),
        "scores": [],
    }
    with tempfile.TemporaryDirectory(prefix="onetoone-bench-") as folder:
        print("Starting onetoone …", flush=True)
        stack = Stack(Path(folder))
        try:
            stack.start()
            with sync_playwright() as play:
                found["weight"] = visiting.weigh(play, stack.creator_url)
                if not options.weight_only:
                    found["scores"] = visiting.score(play, stack.creator_url, options.runs, Path(folder))
        finally:
            stack.stop()
    found["load_after"] = round(os.getloadavg()[0], 2)
    options.out.mkdir(parents=True, exist_ok=True)
    as_json, as_table = options.out / f"{options.name}.json", options.out / f"{options.name}.md"
    as_json.write_text(json.dumps(found, indent=1) + "\n")
    as_table.write_text(visiting.tables(found))
    print(f"\n{as_table.read_text()}\nWritten: {as_table} and {as_json.name}")
    return int(max(own(one) for one in found["weight"] if one["encoding"] == "gzip") > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
