"""Records how calls of two real browsers live through bad networks, beside the same two without a relay.

Run it as: .venv/bin/python -m bench.networks (bin/test makes .venv)
"""

import argparse
import asyncio
import contextlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Browser, async_playwright

from tests.browser import EXECUTABLE, FLAGS
from tests.media.node_process import RunningNode
from tests.media.stage_server import StageServer
from tests.media.trial import CASES, Case, Outcome, Trial, Way

EPILOG = """
What it does. Two Chromium pages with made-up cameras call each other; between the fan and what the fan talks to stands
a UDP proxy that loses, delays, narrows, moves or goes dark as the case says. "relay" is the product's media node,
"direct" the same two pages peer to peer with the same line in the same place. Both take turns within each round, and
what is reported is the median of the rounds; the luck of the proxy comes from the number of the round.

"gap" is the longest time that either saw no new picture, "back" how long after the line was good again that ended.
Frames, freezes, made-up sound and rates are what the browsers themselves count, of the worse side of the two. After an
event (the lower half of the table) they are of the whole time, the event included.

On a machine that is busy with something else, frame rates and freezes are the machine's, for both ways alike; the load
is in the results.
"""
Row = dict[str, Any]


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m bench.networks",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=3, help="the median of how many (%(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=20, help="how long a steadily bad line is watched (%(default)s)"
    )
    parser.add_argument("--only", default="", help="cases whose name holds this, with commas between several")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results", help="where results go")
    parser.add_argument("--name", default="networks", help="what the result files are called (%(default)s)")
    return parser.parse_args(given)


async def record(options: argparse.Namespace) -> list[Row]:
    """Every case by every way, in turn, so many rounds; one row for each."""
    wanted = [part.strip() for part in options.only.split(",") if part.strip()]
    cases = [case for case in CASES if not wanted or any(part in case.name for part in wanted)]
    runs = [(turn, case, way) for turn in range(options.rounds) for case in cases for way in case.ways]
    rows = []
    async with RunningNode.running() as node, async_playwright() as playwright:
        server = StageServer(node)
        await server.start()
        browser = await playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        for number, (turn, case, way) in enumerate(runs, 1):
            shorter = case if case.event else replace(case, seconds=options.seconds)
            row = await _one(server, browser, shorter, way, turn)
            say(f"[{number}/{len(runs)}] round {turn + 1}: {case.name}, {way}: {row.get('failed') or _in_short(row)}")
            rows.append(row)
            write(options, rows)  # what was measured is there, even if the rest is not waited for
        await browser.close()
        await server.stop()
    return rows


async def _one(server: StageServer, browser: Browser, case: Case, way: Way, turn: int) -> Row:
    """Pages of their own for each trial, so that none pays for another's."""
    async with contextlib.AsyncExitStack() as stack:
        pages = []
        for _ in range(2):
            context = await browser.new_context()
            stack.push_async_callback(context.close)
            pages.append(await context.new_page())
        load = os.getloadavg()[0]
        try:
            outcome = await Trial(case, server, pages, f"{way}-{time.time_ns()}", seed=1 + 100 * turn).run(way)
        except AssertionError as error:
            return {"case": case.name, "way": way, "round": turn, "load": load, "failed": str(error)}
        return {**_row(outcome), "round": turn, "load": load, "event": case.event}


def _row(outcome: Outcome) -> Row:
    sides = (outcome.creator, outcome.fan)
    return {
        "case": outcome.case,
        "way": outcome.way,
        "fps": min(side.fps for side in sides),
        "freezes": sum(side.freezes for side in sides),
        "frozen": sum(side.frozen for side in sides),
        "concealed": max(side.concealed for side in sides),
        "kbits": min(side.kbits for side in sides),
        "width": min(side.width for side in sides),
        "gap": outcome.gap,
        "back": outcome.back,
        "sides": outcome.as_json(),
    }


def _in_short(row: Row) -> str:
    after = f", back after {row['back']:.2f} s" if row["event"] else ""
    return f"{row['fps']:.1f} fps, {row['freezes']} freezes, {row['concealed']:.1%} of sound made up{after}"


def table(rows: list[Row]) -> str:
    """Markdown: one line for each case and way, medians of the rounds."""
    head = "| line | way | frames/s | freezes | frozen, s | sound made up | kbit/s | longest gap, s | back after, s |"
    lines = [head, "|" + " --- |" * 2 + " ---: |" * 7]
    for case in CASES:
        for way in case.ways:
            found = [row for row in rows if (row["case"], row["way"]) == (case.name, way) and "failed" not in row]
            if not found:
                continue

            def mid(name: str, found: Iterable[Row] = tuple(found)) -> float:
                return float(median(row[name] for row in found))

            back = f"{mid('back'):.2f}" if case.event else ""
            lines.append(
                f"| {case.name} | {way} | {mid('fps'):.1f} | {mid('freezes'):g} | {mid('frozen'):.2f} | "
                f"{mid('concealed'):.1%} | {mid('kbits'):.0f} | {mid('gap'):.2f} | {back} |"
            )
    return "\n".join(lines) + "\n"


def write(options: argparse.Namespace, rows: list[Row]) -> None:
    """Everything as JSON, and the medians as a table."""
    options.out.mkdir(parents=True, exist_ok=True)
    about = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "cores": os.cpu_count(),
             "kernel": platform.release(), "rounds": options.rounds, "seconds": options.seconds,
             "load": median(row["load"] for row in rows)}  # fmt: skip
    path: Path = options.out / options.name
    path.with_suffix(".json").write_text(json.dumps({"about": about, "rows": rows}, indent=1) + "\n")
    path.with_suffix(".md").write_text(table(rows))


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Exit code 1 when a call did not live through what happened to it."""
    options = arguments()
    rows = asyncio.run(record(options))
    print(table(rows))
    failed = [row for row in rows if "failed" in row]
    for row in failed:
        say(f"failed: {row['case']}, {row['way']}: {row['failed']}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
