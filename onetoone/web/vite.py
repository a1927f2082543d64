"""With --dev only: fetches pages and scripts from Vite, so that development has one origin as production has."""

import os
from pathlib import Path

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

_ROUTES = "/app/routes/"
_HOP_BY_HOP = frozenset({b"connection", b"keep-alive", b"transfer-encoding", b"host", b"upgrade"})


class Vite:
    """An ASGI application that passes GET requests on to Vite's own server.

    Vite's socket for hot changes is not passed on: its client falls back to Vite's own port by itself.
    """

    def __init__(self, address: str) -> None:
        """Take Vite's address, such as http://localhost:3003."""
        self._asked = Path(os.environ["ONETOONE_DEV"], "asked")
        self._client = httpx.AsyncClient(base_url=address, timeout=60, trust_env=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._fetch(Request(scope))
        await response(scope, receive, send)

    async def _fetch(self, request: Request) -> Response:
        self._mark(request.url.path)
        headers = [(name, value) for name, value in request.headers.raw if name not in _HOP_BY_HOP]
        target = httpx.URL(path=request.url.path, query=request.url.query.encode())
        try:
            answer = await self._client.send(
                self._client.build_request(request.method, target, headers=headers), stream=True
            )
        except httpx.HTTPError:
            return PlainTextResponse("Vite is still starting: reload in a moment.", status_code=503)
        response = StreamingResponse(
            answer.aiter_raw(), status_code=answer.status_code, background=BackgroundTask(answer.aclose)
        )
        response.raw_headers = [(name, value) for name, value in answer.headers.raw if name.lower() not in _HOP_BY_HOP]
        return response

    def _mark(self, path: str) -> None:
        """Pages that a browser asks for are drawn before others after an edit (launcher/in_place.py)."""
        name = path.removeprefix(_ROUTES)
        if name != path and "/" not in name:
            (self._asked / name).touch()
