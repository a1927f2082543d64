"""`bin/run --dev`: an edit of the sources shows in the open browser, behind the same address as in production.

Three processes in place of the one app: the app itself, which starts again when its own code changed; Vite, which
listens on a port of its own and is reached through the app (onetoone/web/vite.py), so that pages, cookies, the webhook
and the signalling socket share one origin as they do in production; and the drawing of the pages (launcher/drawing.py)
into `.web`, where Vite sees what changed. Builds are made elsewhere, in `.build`.
"""

import shutil
from pathlib import Path

from launcher import commands, ports
from launcher.children import Child
from launcher.frontend import npm_registry, reflex_environment, whole
from launcher.paths import PYTHON, ROOT, VENV
from launcher.progress import step
from launcher.settings import Plan


def workspace() -> Path:
    """The folder in which Reflex writes the pages it compiles."""
    return ROOT / ".web"


class Dev:
    """The processes of development, not yet started."""

    def __init__(self, plan: Plan, host: str, web: Path, logs: Path) -> None:
        """Plan them."""
        marks = logs.parent / "dev"
        shutil.rmtree(marks, ignore_errors=True)
        for name in ("asked", "reload"):
            (marks / name).mkdir(parents=True, exist_ok=True)
        port = ports.prefer(plan.port + 3)
        self.vite = f"http://localhost:{port}"
        self._web, self._logs = web, logs
        self.env = {
            **plan.app,
            **reflex_environment(web),
            **npm_registry(),
            # Vite bakes no build: SameOrigin has nothing to rewrite, and Reflex itself follows the page's host name.
            "REFLEX_API_URL": f"http://localhost:{plan.port}",
            # The app starts again when the drawing says so, and for nothing else.
            "REFLEX_HOT_RELOAD_OVERRIDE_PATHS": str(marks / "reload"),
            "PORT": str(port),  # Vite's
            "ONETOONE_VITE": self.vite,
            "ONETOONE_DEV": str(marks),
        }
        app = ["--backend-only", "--backend-host", host, "--backend-port", str(plan.port)]
        self.children = [
            self._child("drawing", [str(PYTHON), "-m", "launcher.drawing"], aloud=True),
            self._child("Vite", [str(VENV / "bin" / "npm"), "--prefix", str(web), "run", "dev"]),
            self._child("app", [str(PYTHON), "-m", "reflex", "run", *app]),
        ]

    def draw(self) -> None:
        """Draw all pages, before anything starts."""
        with step("Drawing the pages"), whole(self._web):
            commands.run(
                [str(PYTHON), "-m", "launcher.in_place"],
                env=self.env,
                log=self._logs / "drawing.log",
                failed="The pages could not be drawn",
            )

    def _child(
        self, name: str, command: list[str], more: dict[str, str] | None = None, *, aloud: bool = False
    ) -> Child:
        return Child(name, command, {**self.env, **(more or {})}, self._logs / f"{name.lower()}.log", aloud=aloud)
