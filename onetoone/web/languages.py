"""One build, several languages: the marked texts of the finished front end become each language's own."""

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any, ClassVar

from reflex_base.plugins import Plugin

from onetoone.domain import words
from onetoone.ui.words import CLOSE, OPEN, OR, WITH

PAGES = "_languages"
"""Where the pages of the other languages lie; addresses that begin so are shut (security.headers)."""

_MARKED = re.compile(rf"(?:{OPEN}|\\u27e6)(.*?)(?:{CLOSE}|\\u27e7)", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_PLACE = re.compile(r"\{(\w+)\}")
_ASSETS = re.compile(r"""(["'`/(])assets/""")


def assets(language: str) -> str:
    """The folder of a language's scripts: they are kept for ever, so that their addresses must differ."""
    return "assets" if language == words.DEFAULT else f"assets-{language}"


class Languages(Plugin):
    """English stays where the build put it; `assets-es/` and `_languages/es/` have the Spanish one, and so on.

    Runs once Vite is done and before the files are compressed.
    """

    SCRIPTS: ClassVar[tuple[str, ...]] = (".js", ".mjs")

    def post_build(self, **context: Any) -> None:
        """Write every language's scripts and pages below `static_dir`."""
        root = Path(context["static_dir"])
        pages = sorted(root.rglob("*.html"))
        for language in words.LANGUAGES[1:]:
            shutil.copytree(root / "assets", root / assets(language))
            for script in sorted((root / assets(language)).iterdir()):
                if script.suffix in self.SCRIPTS:
                    script.write_text(_moved(in_script(script.read_text(), language), language))
            for page in pages:
                copy = root / PAGES / language / page.relative_to(root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(_moved(_named(in_page(page.read_text(), language), language), language))
            fallback = root / PAGES / language / "__spa-fallback.html"
            if fallback.exists():
                shutil.copy2(fallback, fallback.with_name("404.html"))
        for script in (path for path in root.rglob("*") if path.suffix in self.SCRIPTS):
            if assets(words.DEFAULT) in script.parts or script.parent == root:
                script.write_text(in_script(script.read_text(), words.DEFAULT))
        for page in pages:
            page.write_text(in_page(page.read_text(), words.DEFAULT))


def in_script(text: str, language: str) -> str:
    """A script whose marked texts, which stand in string literals, are said in `language`."""
    return _MARKED.sub(lambda found: _quoted(_said(_ESCAPED.sub(_plain, found[1]), language)), text)


def in_page(text: str, language: str) -> str:
    """The same for HTML, where a text may have its values with it."""
    return _MARKED.sub(lambda found: html.escape(_filled(html.unescape(found[1]), language)), text)


def _filled(text: str, language: str) -> str:
    text, _with, known = text.partition(WITH)
    values: dict[str, Any] = json.loads(known) if known else {}
    said = _said(text, language)
    if OR in said:
        said = said.split(OR)[words.form_of(language, values["n"])]

    def put(place: re.Match[str]) -> str:
        value = values.get(place[1], place[0])
        return words.isolated(value, language) if isinstance(value, str) else str(value)

    return _PLACE.sub(put, said)


def _said(text: str, language: str) -> str:
    one, either, many = text.partition(OR)
    return OR.join(words.forms_in(language, one, many)) if either else words.in_language(language, text)


def _quoted(text: str) -> str:
    """As it may stand between any quotes JavaScript has."""
    quoted = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    return re.sub("[\"'`$<]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _plain(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else _NAMED.get(found[4], found[4])


def _moved(text: str, language: str) -> str:
    return _ASSETS.sub(rf"\1{assets(language)}/", text)


def _named(page: str, language: str) -> str:
    return page.replace(
        f'<html lang="{words.DEFAULT}"', f'<html lang="{language}" dir="{words.direction(language)}"', 1
    )
