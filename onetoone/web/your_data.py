"""The copy of one's data, as a file: to its own person, signed in, and to nobody else."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.domain.errors import NotFound
from onetoone.privacy import service
from onetoone.security.acting import whose


async def your_data_file(request: Request) -> Response:
    """Whose it is, the session says: the address names no copy, so there is none to guess."""
    actor = await whose(request.headers.get("cookie", ""))
    if actor is None:
        return PlainTextResponse("Not found", 404)
    try:
        content = await db.look(lambda s: service.open_copy(s, actor, runtime.now()))
    except NotFound:
        return PlainTextResponse("Not found", 404)
    headers = {"Content-Disposition": 'attachment; filename="onetoone.zip"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/zip", headers=headers)


your_data_route = Route(routes.YOUR_DATA_FILE, your_data_file, methods=["GET"])
