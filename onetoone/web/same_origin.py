"""Lets one build of the front end serve any host and port: the browser talks back to wherever the page came from."""

import re
from pathlib import Path
from typing import Any, ClassVar

from reflex_base.plugins import Plugin

_LITERAL = r"""(["'`])(http|ws)://same-origin\.invalid(/[^"'`]*)\1"""


class SameOrigin(Plugin):
    """Replaces the back end's baked-in address by the page's own origin.

    Reflex writes `api_url` into the JavaScript as absolute addresses, port included. The demo is opened at
    localhost and at 127.0.0.1 (two hosts, two cookies), `--port` may be any, and behind TLS it is wss: none of
    that should need another build. So the build gets a placeholder host, and once Vite is done each literal that
    names it becomes an expression over `location`. This runs before Reflex compresses the files.
    """

    PLACEHOLDER: ClassVar[str] = "http://same-origin.invalid"

    def post_build(self, **context: Any) -> None:
        """Rewrite the built scripts under `static_dir`; fail the build when there was nothing to rewrite."""
        found = 0
        for script in Path(context["static_dir"]).rglob("*.js"):
            text, count = re.subn(_LITERAL, _expression, script.read_text())
            if count:
                script.write_text(text)
                found += count
        if not found:
            raise RuntimeError("The built front end names no back-end address: has Reflex changed its env.json?")


def _expression(literal: re.Match[str]) -> str:
    _, scheme, path = literal.groups()
    origin = "location.origin" if scheme == "http" else 'location.origin.replace(/^http/,"ws")'
    return f'({origin}+"{path}")'
