"""Measures the media relay beside Janus, aiortc's MediaRelay and nobody at all; `bin/bench --help` says the rest."""

import argparse
import asyncio
import sys
from pathlib import Path

if not __package__:  # run by its path: beside this file, `media` would be this file and not the relay
    sys.path[0] = str(Path(__file__).resolve().parents[1])

EPILOG = """
What it does. Every server is started anew for each measurement, the servers take turns within each round, and what is
reported is the median of the rounds. A call is two seats that speak ICE, DTLS and SRTP with the server as browsers do
and send 640x480 VP8 at 30 frames and 1.7 Mbit/s, Opus, RTCP and connectivity checks, each seat at a beat of its own.
CPU is the server's, from /proc, with the kernel's share. Latency is from before the sender's system call to the
kernel's own time stamp at the receiver; nobody's (direct) is what the machine itself takes. Then two real Chromium
pages call each other through each server: a clock drawn into the sent picture is read from the received one.

The load generator is checked, not trusted: each result says what share of one core it took, how late it was with what
was due, and what it failed to send; "direct" at the same number of calls shows what it can do by itself.

Run it on a machine that does nothing else; the load of the last minute is in the results.
"""


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "bin/bench", description=__doc__, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--servers", default="onetoone,janus,aiortc,direct", help="which ones, by name (%(default)s)")
    parser.add_argument("--calls", default="1,10,30,80,150", help="how many calls at once, each in turn (%(default)s)")
    parser.add_argument("--seconds", type=float, default=6, help="of load in a measurement (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="the median of how many (%(default)s)")
    parser.add_argument("--sizes", default="640x480,1280x720", help="of the browsers' pictures; empty: no browsers")
    parser.add_argument("--browser-seconds", type=float, default=12, help="of a call of two browsers (%(default)s)")
    parser.add_argument("--browser-rounds", type=int, default=2, help="%(default)s")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results", help="where results go")
    parser.add_argument("--name", default="media", help="what the result files are called (%(default)s)")
    parser.add_argument(
        "--quick", action="store_true", help="one call, one second, one round, no browsers: does it run?"
    )
    options = parser.parse_args(given)
    if options.quick:
        options.calls, options.seconds, options.rounds, options.sizes = "1", 1, 1, ""
    return options


def main() -> int:
    """Exit code 1 when not one measurement of the product's own relay came about."""
    options = arguments()
    from bench import running

    return asyncio.run(running.everything(options))


if __name__ == "__main__":
    sys.exit(main())
