"""The browser's way to its seat: a websocket that knows who it is, piped to the media node that holds the room."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from sqlmodel import Session
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from onetoone import db, routes, runtime
from onetoone.calls import service as calls
from onetoone.calls.service.seats import Seat
from onetoone.domain.errors import NotFound, OneToOneError, VendorDown
from onetoone.domain.people import Actor
from onetoone.domain.ports import SeatPipe
from onetoone.security.acting import whose

# Close codes of our own (4000-4999: RFC 6455, section 7.4.2). A handshake that is refused answers 403 to all alike.
TOO_LARGE, NO_LONGER, TRY_AGAIN = 4413, 4404, 4503
_LARGEST = 80 * 1024
_RECHECK = 10  # seconds after which a seat must still be its owner's


async def signalling(socket: WebSocket) -> None:
    """One seat of one call. Only the call's two people get past the handshake, and only while it is seated."""
    await _serve(socket, _seat, calls.seat_of)


async def rehearsal(socket: WebSocket) -> None:
    """A seat whose other side is itself: the real way through the relay, before anybody pays."""
    await _serve(socket, _echo, calls.rehearsal_of)


async def _serve(socket: WebSocket, seat: "_SeatFor", still: "_Check") -> None:
    """Pipe between browser and seat until either is gone, or the seat isn't theirs any more."""
    if socket.headers.get("origin") not in runtime.current().settings.origins:
        await socket.close()
        return
    cookie, call_id = socket.headers.get("cookie", ""), socket.path_params["call_id"]
    try:
        async with seat(await whose(cookie), call_id) as pipe:
            await socket.accept()
            loops = [_to_node(socket, pipe), _to_browser(socket, pipe), _while_allowed(cookie, call_id, still)]
            code = await _first(loops)
            with suppress(RuntimeError, WebSocketDisconnect):  # the browser was quicker
                await socket.close(code)
    except VendorDown:
        await socket.accept()
        await socket.close(TRY_AGAIN)
    except OneToOneError:
        await socket.close()


async def _first(loops: list[Coroutine[None, None, int]]) -> int:
    """Run all until one ends, and say why it did. The others are over then: a close doesn't pass a pending receive."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        finished, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return next((task.result() for task in finished if not task.exception() and task.result()), 1000)


@asynccontextmanager
async def _seat(actor: Actor | None, call_id: str) -> AsyncIterator[SeatPipe]:
    if actor is None:
        raise NotFound
    media = runtime.current().media
    seat = await db.look(lambda s: calls.seat_of(s, actor, call_id))
    node = seat.node
    if node is None:
        chosen = await media.choose()
        node = (await runtime.perform(lambda s: calls.place(s, actor, call_id, chosen))).node or chosen
    await media.open_room(node, seat.room)
    pipe = await media.seat(node, seat.room, seat.side)
    try:
        await db.look(lambda s: calls.seat_of(s, actor, call_id))
    except NotFound:  # it ended meanwhile, and nobody else would close the room that was just opened
        await pipe.close()
        await media.close_room(node, seat.room, "over")
        raise
    try:
        yield pipe
    finally:
        await pipe.close()


@asynccontextmanager
async def _echo(actor: Actor | None, call_id: str) -> AsyncIterator[SeatPipe]:
    if actor is None:
        raise NotFound
    media = runtime.current().media
    seat = await db.look(lambda s: calls.rehearsal_of(s, actor, call_id))
    node = await media.choose()
    await media.open_room(node, seat.room, echo=True)
    pipe = await media.seat(node, seat.room, seat.side)
    try:
        yield pipe
    finally:
        await pipe.close()
        with suppress(VendorDown):  # a node that is gone has no room left to close
            await media.close_room(node, seat.room, "rehearsed")


async def _to_node(socket: WebSocket, seat: SeatPipe) -> int:
    while True:
        try:
            text = await socket.receive_text()
        except (WebSocketDisconnect, KeyError):  # KeyError: a binary frame, which nobody sends in good faith
            return 0
        if len(text) > _LARGEST:
            return TOO_LARGE
        await seat.send(text)


async def _to_browser(socket: WebSocket, seat: SeatPipe) -> int:
    while (text := await seat.receive()) is not None:
        await socket.send_text(text)
    return seat.close_code


async def _while_allowed(cookie: str, call_id: str, still: "_Check") -> int:
    """Ends when the person signed out, or the call is over without the node having said so."""
    while True:
        await asyncio.sleep(_RECHECK)
        try:
            actor = await whose(cookie)
            if actor is None:
                return NO_LONGER
            await db.look(lambda s, actor=actor: still(s, actor, call_id))  # type: ignore[misc]
        except OneToOneError:
            return NO_LONGER


_SeatFor = Callable[[Actor | None, str], AbstractAsyncContextManager[SeatPipe]]
_Check = Callable[[Session, Actor, str], Seat]

signalling_routes = [WebSocketRoute(routes.SIGNAL, signalling), WebSocketRoute(routes.REHEARSAL, rehearsal)]
