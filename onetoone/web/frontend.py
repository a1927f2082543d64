"""Serves the built pages and scripts on the same port as Reflex's event socket."""

import os
from collections.abc import Callable
from pathlib import Path

from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"

# All that a browser may reach of Reflex's own back end. /_upload, /_health, /_all_routes stay out of reach.
EVENT_PATH = "/_event"


class Pages(PrecompressedStaticFiles):
    """The static export, with caching: Vite's hashed files never change, everything else is asked for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer one request; a path without a file gets the app's page (200) or its 404 page."""
        response = await super().get_response(path, scope)
        if isinstance(response, RedirectResponse):
            # `/chat` has chat/index.html. Starlette would send people to `/chat/` on the host as a proxy named it,
            # which may not be the host they came by.
            response = await super().get_response(f"{path}/index.html", scope)
        hashed = path.startswith("assets/") and response.status_code in (200, 304)
        response.headers["Cache-Control"] = FOREVER if hashed else REVALIDATE
        return response


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


def one_port(router: Callable[[str], str | None]) -> Callable[[ASGIApp], ASGIApp]:
    """An `api_transformer` for `rx.App`; `router` tells which paths are pages (`app.router`)."""
    return lambda reflex: OnePort(reflex, _pages(router))


def _pages(router: Callable[[str], str | None]) -> ASGIApp:
    if vite := os.environ.get("ONETOONE_VITE"):
        from onetoone.web.vite import Vite

        return Vite(vite)
    built = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web"), "build", "client")
    if built.is_dir():
        return Pages(directory=built, html=True, encodings=["gzip"], router=router)
    return PlainTextResponse("The front end has not been built yet: start onetoone with bin/run.", status_code=503)
