"""Draws the pages into Vite's folder: what is open in the browser at once, and all of them as Reflex would.

Runs inside the environment, in a process of its own for each edit (launcher/drawing.py). Reflex compiles all pages or
none; `open_pages` does for some of them what `reflex.compiler.compiler.compile_app` does for all, and leaves to it
whatever concerns the others. Both write only the files that differ.
"""

import importlib
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from launcher.edits import Edits
from launcher.paths import ROOT

# Pages asked for longest ago are drawn with the others: a browser shows no more than a few.
_OPEN = 3

Tell = Callable[..., None]


def draw(edits: Edits, tell: Tell) -> None:
    """Draw what `edits` changed, without any what is open; tells "theme", "open" with the pages' files, and "all"."""
    if edits.theme:
        write_theme()
        tell("theme")
    if edits.files and not edits.python:
        return
    app = importlib.import_module("onetoone.onetoone").app
    if edits.drawn and (files := open_pages(app, asked())):
        tell("open", *files)
    if edits.python:
        os.nice(10)
        everything(app)
        tell("all")


def write_theme() -> None:
    """The tokens, for the checkout and for the browser."""
    theme = importlib.import_module("onetoone.ui.theme")
    if theme.STYLESHEET.read_text(encoding="utf-8") != (sheet := theme.stylesheet()):
        theme.STYLESHEET.write_text(sheet, encoding="utf-8")
    copy_asset("assets/theme.css")


def copy_asset(file: str) -> None:
    """A file of assets/ to where Vite reads it."""
    web, source, name = Path(os.environ["REFLEX_WEB_WORKDIR"]), ROOT / file, file.removeprefix("assets/")
    worn = web / "styles" / name  # the sheets that the whole app wears lie there too
    for target in (web / "public" / name, *([worn] if worn.exists() else [])):
        if not source.exists():
            target.unlink(missing_ok=True)
        elif not target.exists() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def asked() -> list[str]:
    """The files of the pages that browsers asked for, the newest first (onetoone/web/vite.py marks them)."""
    marks = sorted(Path(os.environ["ONETOONE_DEV"], "asked").glob("*"), key=lambda mark: -mark.stat().st_mtime)
    return [mark.name for mark in marks[:_OPEN]]


def open_pages(app: Any, files: list[str]) -> list[str]:
    """Draw the pages whose files are named; returns those that were drawn."""
    from reflex.compiler import utils

    routes = {Path(utils.get_page_path(route)).name: route for route in app._unevaluated_pages}
    drawn = []
    for file in files:
        if file in routes and file not in drawn and _draw_with_its_kin(app, routes[file]):
            drawn.append(file)
    return drawn


def _draw_with_its_kin(app: Any, route: str) -> bool:
    """One page, with the others of its module: Reflex writes what they have in common into one file."""
    from reflex.compiler import compiler, utils
    from reflex.compiler.plugins import default_page_plugins
    from reflex_base.components.memo import MEMOS
    from reflex_base.config import get_config
    from reflex_base.plugins.compiler import CompileContext, CompilerHooks

    module = app._unevaluated_pages[route]._source_module
    plugins, _ = compiler._resolve_radix_themes_plugin(app, get_config().plugins)
    context = CompileContext(
        app=app,
        pages=[page for page in app._unevaluated_pages.values() if page._source_module == module],
        hooks=CompilerHooks(plugins=default_page_plugins(style=app.style, plugins=plugins)),
    )
    with context:
        context.compile()
    shared = [memo for memo in MEMOS.values() if memo.source_module == module]
    files, imports = compiler.compile_memo_components((*shared, *context.auto_memo_components.values()))
    if context.stateful_routes or not _installed({**imports, **context.all_imports}):
        return False
    files += [(str(page.output_path), str(page.output_code)) for page in context.compiled_pages.values()]
    for path, code in files:
        utils.write_file(utils.resolve_path_of_web_dir(path), code)
    return True


def _installed(imports: dict[str, Any]) -> bool:
    """Whether npm has brought all that is imported: else Vite would show an error in the page."""
    package = json.loads((Path(os.environ["REFLEX_WEB_WORKDIR"]) / "package.json").read_text())
    there = {*package["dependencies"], *package["devDependencies"]}
    for library in imports:
        if library and library[0] not in "$/.":
            scope, *rest = library.split("/")
            name = f"{scope}/{rest[0]}" if scope.startswith("@") and rest else scope
            if name.rsplit("@", 1)[0] not in there and name not in there:
                return False
    return True


def everything(app: Any) -> None:
    """All pages and what is around them, as Reflex does it."""
    install = app._get_frontend_packages

    def unharmed(imports: Any) -> None:
        # npm, once stopped, takes the half-unpacked packages it left for complete; and what follows is soon done.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        install(imports)

    app._get_frontend_packages = unharmed
    app._compile(use_rich=False)


def main() -> None:
    """Draw all pages for the first time, bringing the npm packages first."""
    from reflex.utils import build, prerequisites

    prerequisites.initialize_reflex_user_directory()
    if prerequisites.needs_reinit():
        # What `reflex run` would do by `reflex init`, which also writes files of its own into the checkout.
        prerequisites.initialize_frontend_dependencies()
    everything(importlib.import_module("onetoone.onetoone").app)
    build.setup_frontend(Path.cwd())


if __name__ == "__main__":
    main()
