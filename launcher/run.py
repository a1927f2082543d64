"""`bin/run`: everything from a bare checkout to a running onetoone, until Ctrl-C."""

import argparse
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from launcher import dev, frontend, locks, packages, ports, stack, which_stripe
from launcher.children import Child, stop
from launcher.failure import Sorry
from launcher.paths import BUILD, make_writable, state_folder
from launcher.progress import say, step
from launcher.settings import Plan, make_plan


def main(arguments: Sequence[str]) -> int:
    """Start, watch and stop; returns the exit code."""
    options = _parse(arguments)
    stopping = _Stopping()
    began = time.monotonic()

    state = make_writable(state_folder())
    make_writable(BUILD)
    ports.require_free(options.host, options.port)
    note = f"http://localhost:{options.port} (process {os.getpid()})"
    if isinstance(holder := locks.take(state / "run.lock", note), str):
        raise Sorry(
            f"onetoone already runs from {state}, at {holder}. Stop it first, or start another with data of its own: "
            f"ONETOONE_VAR=var-two bin/run --port {options.port}."
        )

    logs = state / "log"
    say("onetoone is starting")
    packages.install("requirements.lock", log=logs / "setup.log")
    plan = make_plan(state, options.host, options.port)
    which_stripe.keep_apart(plan.stripe, state)
    family: list[Child] = []
    try:
        web = dev.workspace() if options.dev else frontend.built(logs / "build.log")
        with step("Preparing the database"):
            stack.migrate(plan, web, logs)
            sign_ins = stack.seed(plan, web, logs)
        develop = dev.Dev(plan, options.host, web, logs) if options.dev else None
        if develop:
            develop.draw()
        with step("Starting the app, the media node" + (" and the Stripe sandbox" if plan.sandbox else "")):
            family = stack.children(plan, options.host, web, logs)
            if develop:
                family[-1:] = develop.children
            for child in family:
                child.start()
            stack.wait_until_ready(family, plan, {"Vite": develop.vite} if develop else {})
        _welcome(plan, sign_ins, time.monotonic() - began, logs)
        _watch(family, stopping)
    except KeyboardInterrupt:
        pass
    finally:
        stopping.now = True
        if family:
            say("\nStopping …")
            stop(family)
        if options.dev:
            frontend.tidy_lock()
    say("Stopped.")
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/run",
        description="Start onetoone: the app, its media node and, without a Stripe key, the Stripe sandbox.",
        epilog="Settings come from the environment or the file .env; .env.example lists them. "
        "All data lies in var/, or in the folder that ONETOONE_VAR names.",
    )
    parser.add_argument("--port", type=_port, default=3000, help="where to listen (default: 3000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--dev", action="store_true", help="show changes of the sources without a restart")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if text.isdigit() and 1 <= int(text) <= 65533:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65533")


class _Stopping:
    """Turns Ctrl-C and SIGTERM into an orderly end wherever the launcher is."""

    now = False

    def __init__(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        if not self.now:  # a second Ctrl-C does not cut the orderly end short
            self.now = True
            raise KeyboardInterrupt


def _watch(family: Sequence[Child], stopping: _Stopping) -> None:
    while not stopping.now:
        for child in family:
            if news := child.tend():
                say(news)
        time.sleep(0.2)


def _welcome(plan: Plan, sign_ins: str, seconds: float, logs: Path) -> None:
    say(f"\nonetoone is ready after {seconds:.0f} s: {plan.origins[0]}")
    if sign_ins:
        say("\nDemo people (open the second address in the same browser to be somebody else there):")
        for origin in plan.origins[:2]:
            say(f"  {origin}")
        say("\n".join(f"  {line}" for line in sign_ins.splitlines()))
    address = plan.sandbox["SANDBOX_PUBLIC_URL"] if plan.sandbox is not None else ""
    say(f"\n{which_stripe.banner(plan.stripe, address)}\n")
    if folder := plan.app["MAIL_FOLDER"]:
        say(f"E-mail is written to {folder}")
    elif not plan.app.get("SMTP_URL"):
        say("No e-mail is sent: set SMTP_URL")
    say(f"Logs: {logs}\nStop with Ctrl-C.")
