"""The processes that make up a running onetoone, and the steps before the first of them may start."""

import signal
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from launcher import commands
from launcher.children import Child
from launcher.failure import Sorry
from launcher.paths import PYTHON
from launcher.settings import Plan, app_environment, private_address

# Far more than it takes (2 to 4 s), for a machine that is busy with other things.
START_SECONDS = 60
# As the app says it (onetoone/workers/belonging.py), which nothing here may import.
_NOT_STARTED = "Not started: "


def migrate(plan: Plan, web: Path, logs: Path) -> None:
    """Bring the database to the newest schema."""
    commands.run(
        [str(PYTHON), "-m", "alembic", "upgrade", "head"],
        env=app_environment(plan, web),
        log=logs / "migrate.log",
        failed="The database could not be migrated",
    )


def seed(plan: Plan, web: Path, logs: Path) -> str:
    """Fill a demo with people and their histories, and return its sign-ins, a person a line.

    `python -m onetoone.demo` leaves a database alone that has people.
    """
    if plan.app["DEMO_MODE"] != "1":
        return ""
    sign_ins = logs / "demo-sign-ins.log"
    sign_ins.unlink(missing_ok=True)
    commands.run(
        [str(PYTHON), "-m", "onetoone.demo", "--print-sign-ins"],
        env=app_environment(plan, web),
        log=sign_ins,
        failed="The demo people could not be made",
    )
    return sign_ins.read_text().strip()


def children(plan: Plan, host: str, web: Path, logs: Path) -> list[Child]:
    """All processes of the plan, not yet started; the app comes last because the others must answer it."""
    family = [
        # All ends at once here; SIGTERM would have the node wait for its calls to move or end.
        Child(name, [str(PYTHON), "-m", "media"], node, logs / f"{name.replace(' node', '').replace(' ', '-')}.log",
              ends_on=signal.SIGINT)
        for name, node in plan.nodes_by_name.items()
    ]  # fmt: skip
    if plan.sandbox is not None:
        sandbox = [str(PYTHON), "-m", "stripe_sandbox"]
        family.append(Child("Stripe sandbox", sandbox, plan.sandbox, logs / "sandbox.log"))
    # Several workers share state through Redis only.
    workers = plan.app.get("WEB_WORKERS", "1") if plan.app["REDIS_URL"] else "1"
    server = [
        *(str(PYTHON), "-m", "granian", "--interface", "asgi", "--factory", "onetoone.onetoone:app"),
        *("--host", host, "--port", str(plan.port), "--workers", workers, "--workers-kill-timeout", "2"),
        *("--no-access-log", "--log-level", "warning"),
    ]
    family.append(Child("app", server, app_environment(plan, web), logs / "app.log"))
    return family


def wait_until_ready(family: Sequence[Child], plan: Plan, others: Mapping[str, str] = MappingProxyType({})) -> None:
    """Return when every process answers; raise Sorry with the log's end when one died or takes too long.

    `others`: the addresses of processes that aren't the plan's, by their name.
    """
    deadline = time.monotonic() + START_SECONDS
    nodes = {name: f"{private_address(node)}/health" for name, node in plan.nodes_by_name.items()}
    waiting = {"app": plan.health, **nodes, **others}
    if plan.sandbox is not None:
        waiting["Stripe sandbox"] = plan.sandbox["SANDBOX_PUBLIC_URL"]
    while waiting:
        for child in family:
            if not child.alive:
                _say_why(child)
                raise Sorry(f"{_tail(child.log)}\nThe {child.name} did not start. Its log: {child.log}")
            if child.name in waiting and _answers(waiting[child.name]):
                del waiting[child.name]
        if time.monotonic() > deadline:
            late = next(child for child in family if child.name in waiting)
            raise Sorry(f"{_tail(late.log)}\nThe {late.name} did not answer in {START_SECONDS} s. Its log: {late.log}")
        time.sleep(0.05)


def _say_why(child: Child) -> None:
    """A process that knows why it can't be started has said so in its log."""
    with child.log.open("rb") as log:
        log.seek(child.log_begins)
        said = log.read().decode(errors="replace")
    for line in said.splitlines():
        if line.startswith(_NOT_STARTED):
            raise Sorry(line.removeprefix(_NOT_STARTED))


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500  # the sandbox has no page at its root, but it is there
    except (OSError, TimeoutError):
        return False


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
