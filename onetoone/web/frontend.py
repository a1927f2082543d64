"""Serves the built pages and scripts on the same port as Reflex's event socket."""

import gzip
import os
from collections.abc import Callable
from hashlib import sha256
from os import PathLike, stat_result
from pathlib import Path
from typing import Any

from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onetoone.domain import words
from onetoone.web.languages import PAGES
from onetoone.web.same_origin import SameOrigin

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
_NAMED_BY_HASH = ("assets/", "assets-", "fonts/")

# All that a browser may reach of Reflex's own back end. /_upload, /_health, /_all_routes stay out of reach.
EVENT_PATH = "/_event"


class Pages(PrecompressedStaticFiles):
    """The static export, with caching: files named by their hash never change, everything else is asked for again.

    Pages get `origin` where the build left a placeholder: the card that a link shows elsewhere needs whole addresses.
    """

    def __init__(self, *, origin: str = "", **how: object) -> None:
        """As the parent's, and the address under which people know this deployment."""
        super().__init__(**how)  # type: ignore[arg-type]
        self._origin = origin
        self._pages: dict[str, tuple[float, bytes, bytes]] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one request; a path without a file gets the app's page (200) or its 404 page."""
        response = await super().get_response(path, scope)
        if isinstance(response, RedirectResponse):
            # `/chat` has chat/index.html. Starlette would send people to `/chat/` on the host as a proxy named it,
            # which may not be the host they came by.
            response = await super().get_response(f"{path}/index.html", scope)
        hashed = path.startswith(_NAMED_BY_HASH) and response.status_code in (200, 304)
        response.headers["Cache-Control"] = FOREVER if hashed else REVALIDATE
        return response

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, or for a page the file with the origin filled in."""
        if not (self._origin and os.fspath(full_path).endswith(".html")):
            return super().file_response(full_path, stat_result, scope, status_code)
        plain, zipped = self._filled_in(os.fspath(full_path), stat_result.st_mtime)
        asked = Headers(scope=scope)
        takes_gzip = "gzip" in asked.get("accept-encoding", "")
        body = zipped if takes_gzip else plain
        headers = {"Vary": "Accept-Encoding", "ETag": f'"{sha256(body).hexdigest()[:32]}"'}
        if takes_gzip:
            headers["Content-Encoding"] = "gzip"
        response = Response(body, status_code, headers, "text/html")
        return NotModifiedResponse(response.headers) if self.is_not_modified(response.headers, asked) else response

    def _filled_in(self, path: str, changed: float) -> tuple[bytes, bytes]:
        kept = self._pages.get(path)
        if kept is None or kept[0] != changed:
            page = Path(path).read_bytes().replace(SameOrigin.PLACEHOLDER.encode(), self._origin.encode())
            kept = self._pages[path] = (changed, page, gzip.compress(page, 9, mtime=0))
        return kept[1:]


class InLanguages:
    """The pages in the language that the browser asks for; a script's address says which one it is in."""

    def __init__(self, built: Path, **how: Any) -> None:
        """Take the folder of the finished build, and what `Pages` wants to know."""
        self._pages = {language: _pages_in(built, language, how) for language in words.LANGUAGES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose by cookie and Accept-Language."""
        headers = Headers(scope=scope)
        language = words.wanted(headers.get("cookie", ""), headers.get("accept-language", ""))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                if answered.get("cache-control") != FOREVER:
                    answered.add_vary_header("Cookie")
                    answered.add_vary_header("Accept-Language")
            await send(message)

        await self._pages[language](scope, receive, sending)


def _pages_in(built: Path, language: str, how: dict[str, Any]) -> Pages:
    pages = Pages(directory=built, html=True, **how)
    translated = built / PAGES / language
    if translated.is_dir():
        pages.all_directories = [translated, built]
    return pages


class OnePort:
    """Sends `/_event` to Reflex and everything else to the pages (or, with --dev, to Vite)."""

    def __init__(self, reflex: ASGIApp, pages: ASGIApp) -> None:
        """Take the two applications to choose between."""
        self._reflex = reflex
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose by path; a socket anywhere else is refused."""
        path = scope.get("path", "")
        if path == EVENT_PATH or path.startswith(EVENT_PATH + "/"):
            await self._reflex(scope, receive, send)
        elif scope["type"] == "http":
            await self._pages(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4404, "reason": "nothing here"})


def one_port(router: Callable[[str], str | None], origin: str) -> Callable[[ASGIApp], ASGIApp]:
    """An `api_transformer` for `rx.App`; `router` tells which paths are pages (`app.router`)."""
    return lambda reflex: OnePort(reflex, _pages(router, origin))


def _pages(router: Callable[[str], str | None], origin: str) -> ASGIApp:
    if vite := os.environ.get("ONETOONE_VITE"):
        from onetoone.web.vite import Vite

        return Vite(vite)
    built = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web"), "build", "client")
    if built.is_dir():
        return InLanguages(built, encodings=["brotli", "gzip"], router=router, origin=origin)
    return PlainTextResponse("The front end has not been built yet: start onetoone with bin/run.", status_code=503)
