"""Pictures in messages: the way in, streamed to the disk and drawn anew, and the way to the two who may see them."""

import asyncio
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.config import settings
from onetoone.domain.errors import Invalid, NotFound, OneToOneError, Refused, SignedOut, TooMany
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.integrations import picture_files
from onetoone.messages import service, views
from onetoone.security.acting import whose
from onetoone.web.origin import from_our_pages

_log = logging.getLogger(__name__)
# One at a time: each may take 160 MB while it is decoded, and people wait their second gladly.
_atelier = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
_STATUS = ((SignedOut, 401), (NotFound, 404), (TooMany, 429), (Refused, 403), (Invalid, 422))
_ID = re.compile(r"[0-9a-zA-Z_]{1,60}", re.ASCII)
_LOST = "The picture didn't arrive. Please try again."
_SORRY = "Something went wrong on our side. Please try again."

_HEADERS = {
    # Theirs alone: no proxy keeps it, and no other person at this browser is given it.
    "Cache-Control": "private, max-age=86400",
    "Vary": "Cookie",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class TooLarge(Invalid):
    """More bytes than a picture may have."""

    def __init__(self) -> None:
        super().__init__(f"Pictures can have {settings().picture_bytes / 1_000_000:g} MB at most.")


@from_our_pages
async def upload(request: Request) -> Response:
    """The picture is the body, and what the browser calls it is nobody's business. Answers {picture}, its id."""
    try:
        actor = await whose(request.headers.get("cookie", ""))
        if actor is None:
            raise SignedOut
        thread_id = request.path_params["thread_id"]
        if not _ID.fullmatch(thread_id):
            raise NotFound
        return JSONResponse({"picture": await _taken_in(request, actor, thread_id)})
    except TooLarge as told:
        return _refused(413, told.user_message)
    except OneToOneError as told:
        return _refused(next(status for kind, status in _STATUS if isinstance(told, kind)), told.user_message)
    except (TimeoutError, ClientDisconnect):
        return _refused(408, _LOST)
    except OSError:
        _log.exception("a picture could not be kept")
        return _refused(507, _SORRY)


async def _taken_in(request: Request, actor: Actor, thread_id: str) -> str:
    s = settings()
    await runtime.perform(lambda t: service.may_upload(t, actor=actor, thread_id=thread_id, now=runtime.now()))
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > s.picture_bytes:
        raise TooLarge
    picture_id = new_id("pic")
    folder = Path(s.pictures_folder)
    received = folder / f"{picture_id}.part"
    try:
        async with asyncio.timeout(s.picture_seconds):
            await _receive(request, received, s.picture_bytes)
        draw = asyncio.get_running_loop().run_in_executor(_atelier, _draw, received, picture_id)
        made = await draw
    finally:
        await asyncio.to_thread(received.unlink, missing_ok=True)
    measures = (made.width, made.height, made.size)
    try:
        await runtime.perform(
            lambda t: service.keep_picture(
                t, actor=actor, thread_id=thread_id, picture_id=picture_id, measures=measures, now=runtime.now()
            )
        )
    except BaseException:
        await asyncio.to_thread(picture_files.forget, folder, picture_id)
        raise
    return picture_id


def _draw(received: Path, picture_id: str) -> picture_files.Made:
    return picture_files.make(received, received.parent, picture_id, most_pixels=settings().picture_pixels)


async def _receive(request: Request, to: Path, most: int) -> None:
    """Chunk by chunk to the disk; never more than `most`, whatever was announced."""
    await asyncio.to_thread(to.parent.mkdir, mode=0o700, parents=True, exist_ok=True)
    file = await asyncio.to_thread(to.open, "xb")
    try:
        size = 0
        async for chunk in request.stream():
            size += len(chunk)
            if size > most:
                raise TooLarge
            await asyncio.to_thread(file.write, chunk)
    finally:
        await asyncio.to_thread(file.close)


async def picture(request: Request) -> Response:
    """For the two of its conversation; for everybody else there is no such picture."""
    actor = await whose(request.headers.get("cookie", ""))
    small = request.url.path.endswith("/small")
    picture_id = request.path_params["picture_id"]
    if actor is None or not _ID.fullmatch(picture_id):
        return PlainTextResponse("Not found", 404)
    try:
        found = await db.look(lambda s: views.picture_for(s, actor, picture_id))
    except OneToOneError:
        return PlainTextResponse("Not found", 404)
    path = picture_files.file_of(Path(settings().pictures_folder), found.id, small=small)
    if not await asyncio.to_thread(path.is_file):
        return PlainTextResponse("Not found", 404)
    return FileResponse(
        path, media_type="image/webp", filename="picture.webp", content_disposition_type="inline", headers=_HEADERS
    )


def _refused(status: int, words: str) -> Response:
    return JSONResponse({"errors": {"": words}}, status)


picture_routes = [
    Route(routes.PICTURE_UPLOAD, upload, methods=["POST"]),
    Route(routes.SMALL_PICTURE, picture, methods=["GET"]),
    Route(routes.PICTURE, picture, methods=["GET"]),
]
