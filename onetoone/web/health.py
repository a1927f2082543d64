"""GET /health: can this process serve people right now?"""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def health_route(check_database: Callable[[], None]) -> Route:
    """Build the route; `check_database` may block and raises when the database does not answer.

    Answers 200 {"ok": true, "database": true}, or 503 with the part that failed as false. Says nothing about why:
    the address is public, the log is not.
    """

    async def health(_: Request) -> JSONResponse:
        try:
            await asyncio.wait_for(asyncio.to_thread(check_database), timeout=3)
        except Exception:  # whatever the driver raises, the answer is the same
            return JSONResponse({"ok": False, "database": False}, status_code=503)
        return JSONResponse({"ok": True, "database": True})

    return Route("/health", health, methods=["GET"])
