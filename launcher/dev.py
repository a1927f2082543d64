"""`bin/run --dev`: Reflex's own development servers behind the same address as in production.

The app listens on the given port as always and hot-reloads when a Python file changes; Vite listens on a port of its
own and is reached through the app (onetoone/web/vite.py), so that pages, cookies, the webhook and the signalling
socket share one origin as they do in production. It works in `.web`, apart from the builds in `.build`.
"""

import os
from pathlib import Path

from launcher import ports
from launcher.children import Child
from launcher.frontend import npm_registry, reflex_environment
from launcher.paths import PYTHON, ROOT
from launcher.settings import Plan


def workspace() -> Path:
    """The folder in which Reflex writes the pages it compiles."""
    return ROOT / ".web"


def app(plan: Plan, host: str, web: Path, logs: Path) -> Child:
    """The app under `reflex run`, not yet started."""
    vite = ports.prefer(plan.port + 3)
    env = {
        **plan.app,
        **reflex_environment(web),
        **npm_registry(),
        # Vite bakes no build: SameOrigin has nothing to rewrite, and Reflex itself follows the page's host name.
        "REFLEX_API_URL": f"http://localhost:{plan.port}",
        # Else Reflex watches the whole checkout, and each write to the database in var/ would reload the app.
        "REFLEX_HOT_RELOAD_OVERRIDE_PATHS": os.pathsep.join(str(ROOT / name) for name in ("onetoone", "assets")),
        "ONETOONE_VITE": f"http://localhost:{vite}",
    }
    command = [
        *(str(PYTHON), "-m", "launcher.reflex_dev", "--backend-host", host),
        *("--backend-port", str(plan.port), "--frontend-port", str(vite)),
    ]
    return Child("app", command, env, logs / "app.log")
