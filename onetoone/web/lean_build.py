"""Takes out of the built pages what Reflex brings along and onetoone doesn't use, and puts the rest in fewer files."""

import re
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin

# what is imported → what stands in for it, under assets/lean. What begins with "^" is a pattern: a package's own file.
STAND_INS = {
    "@emotion/react": "element.js",
    "universal-cookie": "cookies.js",
    "mergician": "merge.js",
    "react-router/dom": "router.js",
    r"^\.\.?\/(router\/)?instrumentation\.js$": "instrumentation.js",
    r"^\.\/transports\/index\.js$": "transports.js",
    "$/utils/helpers/upload": "upload.js",
    "$/utils/react-theme": "theme.js",
}


def _alias(imported: str, file: str) -> str:
    find = f"/{imported}/" if imported.startswith("^") else f'"{imported}"'
    return f'{{ find: {find}, replacement: fileURLToPath(new URL("./public/lean/{file}", import.meta.url)) }},'


_ALIASES = "".join(f"\n      {_alias(*stand_in)}" for stand_in in STAND_INS.items())
# What every page needs travels together, and so do the icons that many pages show: else each is a request of its own.
_GROUPS = r"""
            { name: "icons", test: /lucide-react\/dist\/esm\/icons/, minShareCount: 9 },
            {
              name: "frame",
              test: /^(?!.*lucide-react).*(node_modules|public\/(ui|lean|accounts)\/|public\/calls\/(ring|elsewhere))/,
            },"""
_EDITS = {"    alias: [": _ALIASES, "          groups: [": _GROUPS}
# A rule within a rule (":hover", "@media") can't be an inline style.
_NESTED = re.compile(r"""css:\(\{[^()]*["'][&:@.>]""")


class LeanBuild(Plugin):
    """Edits Reflex's Vite configuration and looks through what it compiled."""

    def pre_compile(self, **context: Any) -> None:
        """Have the configuration edited once it is written."""
        context["add_modify_task"]("vite.config.js", edited)

    def post_build(self, **context: Any) -> None:
        """Fail the build when a component carries a style that only emotion could write."""
        web = Path(context["static_dir"]).parents[1]
        for page in [*web.glob("app/routes/*.jsx"), *web.glob("app_components/onetoone/**/*.jsx")]:
            if found := _NESTED.search(page.read_text()):
                raise RuntimeError(f"{page.name} has a style with rules in it; use a class name: {found.group()[:80]}")


def edited(vite: str) -> str:
    """Reflex's vite.config.js with our stand-ins and our groups."""
    for line, ours in _EDITS.items():
        if vite.count(f"{line}\n") != 1:
            raise RuntimeError(f"Vite's configuration has no place for {line.strip()!r}: has Reflex changed it?")
        vite = vite.replace(f"{line}\n", f"{line}{ours}\n")
    return vite
