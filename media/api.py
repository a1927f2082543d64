"""The node's private HTTP side: rooms, seats' signalling and the event stream, for the app alone."""

import asyncio
import contextlib
import hmac
from collections.abc import Awaitable, Callable

from aiohttp import WSMsgType, web

from media.descriptions import DescriptionError
from media.events import as_line
from media.link import CLOSED_FLOODING, Link
from media.messages import MAX_FRAME, MESSAGES_PER_SECOND, MessageError, parse
from media.node import Node, NoRoom
from media.room import Room

NODE = web.AppKey("node", Node)
HEARTBEAT = 20.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def application(node: Node) -> web.Application:
    """The aiohttp application of `node`."""
    app = web.Application(middlewares=[_secret_required])
    app[NODE] = node
    app.add_routes([
        web.get("/health", health),
        web.put("/rooms/{room}", put_room),
        web.get("/rooms/{room}", get_room),
        web.delete("/rooms/{room}", delete_room),
        web.get("/rooms/{room}/seats/{seat}/signal", signal),
        web.get("/events", events),
    ])  # fmt: skip
    return app


@web.middleware
async def _secret_required(request: web.Request, handler: Handler) -> web.StreamResponse:
    given = request.headers.get("Authorization", "").encode()
    expected = f"Bearer {request.app[NODE].config.secret}".encode()
    if request.path != "/health" and not hmac.compare_digest(given, expected):
        return web.json_response({"error": "unauthorised"}, status=401)
    return await handler(request)


async def health(request: web.Request) -> web.Response:
    """GET /health: that the process is up, and which one it is."""
    node = request.app[NODE]
    seats = sum(seat.page is not None for room in node.rooms.values() for seat in room.seats.values())
    return web.json_response({
        "ok": True, "boot": node.events.boot, "rooms": len(node.rooms), "seats": seats,
        "draining": node.draining, "udp": _place(node.udp), "tcp": _place(node.tcp),
    })  # fmt: skip


async def put_room(request: web.Request) -> web.Response:
    """PUT /rooms/{room} {"echo": bool}: make the room; again does nothing. 503 from a node that takes no more."""
    node = request.app[NODE]
    try:
        body = await request.json() if request.can_read_body else {}
        echo = body.get("echo", False) is True
        room = node.make_room(request.match_info["room"], echo=echo)
    except NoRoom:
        return web.json_response({"error": "no further room is made here"}, status=503)
    except (ValueError, AttributeError) as error:
        return web.json_response({"error": str(error)}, status=400)
    return web.json_response({"room": room.name, "boot": node.events.boot})


async def get_room(request: web.Request) -> web.Response:
    """GET /rooms/{room}: who is there, and what has passed."""
    return web.json_response(_room(request).as_json())


async def delete_room(request: web.Request) -> web.Response:
    """DELETE /rooms/{room}?reason=…: end the call for both; again does nothing."""
    request.app[NODE].end_room(request.match_info["room"], request.query.get("reason", "ended")[:200])
    return web.Response(status=204)


async def events(request: web.Request) -> web.StreamResponse:
    """GET /events?after=&boot=: NDJSON without end."""
    try:
        after = max(0, int(request.query.get("after", "0")))
    except ValueError:
        return web.json_response({"error": "after is a whole number"}, status=400)
    response = web.StreamResponse(headers={"Content-Type": "application/x-ndjson", "Cache-Control": "no-store"})
    with contextlib.suppress(ConnectionError):  # a reader that goes is no error
        await response.prepare(request)
        async for event in request.app[NODE].events.follow(after, request.query.get("boot")):
            await response.write(as_line(event))
    return response


async def signal(request: web.Request) -> web.StreamResponse:
    """The websocket of one seat."""
    room, name = _room(request), request.match_info["seat"]
    if name not in room.seats:
        raise web.HTTPNotFound
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MAX_FRAME, compress=False)
    await socket.prepare(request)
    link = Link(socket)
    room.join(name, link)
    try:
        await _listen(room, name, socket, link)
    finally:
        room.leave(name, link)
        await link.finish()
    return socket


async def _listen(room: Room, name: str, socket: web.WebSocketResponse, link: Link) -> None:
    loop = asyncio.get_running_loop()
    allowance, last = float(MESSAGES_PER_SECOND), loop.time()
    async for frame in socket:
        now = loop.time()
        allowance = min(MESSAGES_PER_SECOND, allowance + (now - last) * MESSAGES_PER_SECOND) - 1
        last = now
        if allowance < 0:
            link.send("error", message="too many messages")
            link.close(CLOSED_FLOODING)
            return
        try:
            if frame.type is not WSMsgType.TEXT:
                raise MessageError("a message is text")
            room.receive(name, link, parse(frame.data))
        except MessageError as error:
            link.send("error", message=str(error))
        except DescriptionError as error:
            link.send("error", message=f"that description can't be used: {error}")


def _place(bound: tuple[str, int] | None) -> dict[str, object] | None:
    return {"host": bound[0], "port": bound[1]} if bound else None


def _room(request: web.Request) -> Room:
    room = request.app[NODE].rooms.get(request.match_info["room"])
    if room is None:
        raise web.HTTPNotFound
    return room
