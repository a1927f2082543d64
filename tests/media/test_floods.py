"""Floods at the node's port, from this machine to this machine and for a few seconds: other calls hardly notice."""

import asyncio
import random
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiohttp
import pytest
from aioice import stun

from tests.media.caller import Caller
from tests.media.fake_seat import VIDEO
from tests.media.node_process import RunningNode
from tests.media.stage_server import StageServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

A_SECOND = 10_000
SECONDS = 4.0
MOST_LOSS = 0.01


def junk(number: int) -> bytes:
    """Anything, of any length; each first byte has its turn."""
    return bytes([number & 255]) + random.Random(number).randbytes(20 + number % 900)


def foreign_hello(number: int) -> bytes:
    """A DTLS record with the beginning of a ClientHello, from somebody without a seat."""
    body = b"\xfe\xfd" + random.Random(number).randbytes(32) + bytes(80)
    hello = struct.pack("!BBHHBHBH", 1, 0, len(body), 0, 0, 0, 0, len(body)) + body
    return struct.pack("!BHHHIH", 22, 0xFEFD, 0, 0, number, len(hello)) + hello


def foreign_check(number: int) -> bytes:
    """A connectivity check with a name that nobody has."""
    check = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    check.attributes["USERNAME"] = f"nobody{number}:mine"
    check.add_message_integrity(b"a guess")
    return bytes(check)


class Flood:
    """Sends to a port of this machine from a thread of its own; `sent` and `seconds` say how fast it really was."""

    def __init__(self, port: int, make: Callable[[int], bytes]) -> None:
        self._port, self._stop = port, threading.Event()
        self._packets = [make(number) for number in range(2000)]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.sent = 0
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator["Flood"]:
        self._thread.start()
        try:
            yield self
        finally:
            self._stop.set()
            self._thread.join()

    def _run(self) -> None:
        began = time.monotonic()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
            out.connect(("127.0.0.1", self._port))  # loopback only, whatever happens
            while not self._stop.is_set() and time.monotonic() - began < 3 * SECONDS:
                for number in range(100):
                    try:
                        out.send(self._packets[(self.sent + number) % len(self._packets)])
                    except OSError:
                        continue
                self.sent += 100
                self._stop.wait(max(0.0, began + self.sent / A_SECOND - time.monotonic()))
                self.seconds = time.monotonic() - began


def lost(of: Caller, since: int) -> float:
    """The share of the other's pictures that never came, by their numbers, from the `since`th received packet on."""
    assert of.leg is not None
    numbers = [struct.unpack_from("!H", p, 2)[0] for p in of.leg.received[since:] if p[1] & 127 == VIDEO]
    assert len(numbers) > 50
    return 1 - len(set(numbers)) / ((numbers[-1] - numbers[0]) % 65536 + 1)


@pytest.mark.parametrize("make", [junk, foreign_hello, foreign_check])
async def test_a_flood_from_outside_costs_other_calls_less_than_one_percent(
    node: RunningNode, server: StageServer, room_name: str, make: Callable[[int], bytes]
) -> None:
    await node.make_room(room_name)
    async with aiohttp.ClientSession() as http:
        creator, fan = (
            Caller(http, f"{server.url}/signal/{room_name}/{seat}", seat, {}) for seat in ("creator", "fan")
        )
        async with creator.in_the_call(), fan.in_the_call():
            for person in (creator, fan):
                await person.hears()
            marks = [len(person.leg.received) for person in (creator, fan) if person.leg]
            with Flood(node.udp_port, make).running() as flood:
                await asyncio.sleep(SECONDS)
            assert flood.sent / flood.seconds > 0.8 * A_SECOND, "this machine could not send fast enough"
            for person, mark in zip((creator, fan), marks, strict=True):
                assert lost(person, mark) < MOST_LOSS
                assert person.connections == 1
    await node.end_room(room_name)
