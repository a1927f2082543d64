"""The browser's way to its seat: a websocket that knows who it is, piped to the media node that holds the room."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, suppress

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
COME_AGAIN = 1012  # "service restart": the node is gone, or the call is elsewhere now
_MOVING = '{"type":"moving"}'
_LARGEST = 80 * 1024
_RECHECK = 10  # seconds after which a seat must still be its owner's, and in the same place
_PATIENCE = 8  # seconds that a page is kept waiting while its call's node is silent: another will be found for it
_LOOK_UP = 2  # seconds in which a node has to open a room and a seat
_LOOK_AGAIN = 0.2


async def signalling(socket: WebSocket) -> None:
    """One seat of one call. Only the call's two people get past the handshake, and only while it is seated."""
    await _serve(socket, _seated, calls.seat_of)


async def rehearsal(socket: WebSocket) -> None:
    """A seat whose other side is itself: the real way through the relay, before anybody pays."""
    await _serve(socket, _echo, calls.rehearsal_of)


async def _serve(socket: WebSocket, seat: "_SeatFor", still: Callable[[Session, Actor, str], Seat]) -> None:
    """Pipe between browser and seat until either is gone, or the seat isn't theirs any more."""
    if socket.headers.get("origin") not in runtime.current().settings.origins:
        await socket.close()
        return
    cookie, call_id = socket.headers.get("cookie", ""), socket.path_params["call_id"]
    try:
        actor = await whose(cookie)
        if actor is None:
            raise NotFound
        async with seat(actor, call_id) as (place, pipe):
            await socket.accept()
            news = asyncio.Event()
            loops = [_to_node(socket, pipe), _to_browser(socket, pipe), _listen(actor, call_id, news)]
            code = await _first([*loops, _while_theirs(cookie, place, news, lambda s, who: still(s, who, call_id))])
            with suppress(RuntimeError, WebSocketDisconnect):  # the browser was quicker
                if code == COME_AGAIN:
                    await socket.send_text(_MOVING)
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
async def _seated(actor: Actor, call_id: str) -> AsyncIterator[tuple[Seat, SeatPipe]]:
    media = runtime.current().media
    seat, pipe = await _taken(actor, call_id)
    try:
        await db.look(lambda s: calls.seat_of(s, actor, call_id))
    except NotFound:  # it ended meanwhile, and nobody else would close the room that was just opened
        await pipe.close()
        await media.close_room(seat.node or "", seat.room, "over")
        raise
    try:
        yield seat, pipe
    finally:
        await pipe.close()


async def _taken(actor: Actor, call_id: str) -> tuple[Seat, SeatPipe]:
    """A seat at the call's node; while that is silent, wait until it is back or the call was moved to another."""
    media = runtime.current().media
    patient_until = time.monotonic() + _PATIENCE
    while True:
        try:
            async with asyncio.timeout(_LOOK_UP):
                seat = await db.look(lambda s: calls.seat_of(s, actor, call_id))
                node = seat.node or await media.choose()
                boot = await media.open_room(node, seat.room)
                seat = await runtime.perform(lambda s, n=node, b=boot: calls.place(s, actor, call_id, n, b))  # type: ignore[misc]
                if seat.node == node:
                    return seat, await media.seat(node, seat.room, seat.side)
        except (VendorDown, TimeoutError) as silent:
            if time.monotonic() > patient_until:
                raise VendorDown("no media node has a seat") from silent
            await asyncio.sleep(_LOOK_AGAIN)


@asynccontextmanager
async def _echo(actor: Actor, call_id: str) -> AsyncIterator[tuple[Seat, SeatPipe]]:
    media = runtime.current().media
    seat = await db.look(lambda s: calls.rehearsal_of(s, actor, call_id))
    node = await media.choose()
    await media.open_room(node, seat.room, echo=True)
    pipe = await media.seat(node, seat.room, seat.side)
    try:
        yield seat, pipe
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


async def _listen(actor: Actor, call_id: str, news: asyncio.Event) -> int:
    """Without end: rings when something of the call has changed."""
    async with aclosing(runtime.current().bulletin.subscribe(actor.id)) as notices:
        async for notice in notices:
            if notice.ref == call_id:
                news.set()
    return 0


async def _while_theirs(cookie: str, place: Seat, news: asyncio.Event, still: "_Check") -> int:
    """Ends when the person signed out, the call is over without the node having said so, or it was moved elsewhere."""
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(news.wait(), _RECHECK)
        news.clear()
        try:
            actor = await whose(cookie)
            if actor is None:
                return NO_LONGER
            if await db.look(lambda s, actor=actor: still(s, actor)) != place:  # type: ignore[misc]
                return COME_AGAIN
        except OneToOneError:
            return NO_LONGER


_SeatFor = Callable[[Actor, str], AbstractAsyncContextManager[tuple[Seat, SeatPipe]]]
_Check = Callable[[Session, Actor], Seat]

signalling_routes = [WebSocketRoute(routes.SIGNAL, signalling), WebSocketRoute(routes.REHEARSAL, rehearsal)]
