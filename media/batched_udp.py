"""Many datagrams a system call: recvmmsg, sendmmsg and, for packets of one size to one address, UDP segmentation.

Needs Linux and cffi; importing this raises ImportError where one is missing, and media.udp does without. Addresses go
through here as the kernel writes them: 16 bytes for IPv4, 28 for IPv6.
"""

import asyncio
import socket
import struct
import time
from errno import EAGAIN

from cffi import FFI

from media.ice import Address
from media.srtp import Packet
from media.udp import BATCH, Arrive, HandOn, Port

Run = list[tuple[Packet, int]]
"""Packets with their lengths."""

_ffi = FFI()
_ffi.cdef("""
int recvmmsg(int socket, void *messages, unsigned int count, int flags, void *timeout);
int sendmmsg(int socket, void *messages, unsigned int count, int flags);
""")
try:
    _libc = _ffi.dlopen(None)
    _recvmmsg, _sendmmsg = _libc.recvmmsg, _libc.sendmmsg
except (OSError, AttributeError) as error:
    raise ImportError(f"this system has no recvmmsg: {error}") from None
if _ffi.sizeof("void *") != 8:
    raise ImportError("the layouts below are those of 64-bit Linux")

# struct mmsghdr: name, its length, pieces, their number, control, its length, flags, bytes received.
MESSAGE = struct.Struct("=QI4xQQQQi4xI4x")
RECEIVED = struct.Struct("=56xI4x")
PIECE = struct.Struct("=QQ")  # struct iovec: where, how much
SEGMENT = struct.Struct("=QiiH6x")  # struct cmsghdr with UDP_SEGMENT: its length, level, type, the size of a segment
SEGMENT_LENGTH = 18
SOL_UDP, UDP_SEGMENT = 17, 103
SEGMENTS = 16  # of one message; the kernel takes 64, and 64 KiB
REST_SECONDS = 0.00025
"""A busy port is read this often at most. The loop waits meanwhile: a timer of its own would cost more than that."""
BUSY = 10_000  # datagrams a second, some twenty calls
COUNT_SECONDS = 0.1
NAME = struct.Struct("28s4x")
KNOWN = 8192
"""Addresses remembered as Python knows them; all are forgotten at once, so that a flood of made-up ones ends."""


class BatchedPort(Port):
    """What is handed on during a wake-up leaves together at its end."""

    def __init__(self, arrive: Arrive) -> None:
        super().__init__(arrive)
        self._packets = [Packet() for _ in range(BATCH)]
        self._names = _Memory(BATCH * NAME.size)
        self._pieces = _Memory(BATCH * PIECE.size)
        self._messages = _Memory(BATCH * MESSAGE.size)
        for n, packet in enumerate(self._packets):
            PIECE.pack_into(self._pieces.view, n * PIECE.size, packet.place, len(packet.room))
            name, piece = self._names.place + n * NAME.size, self._pieces.place + n * PIECE.size
            MESSAGE.pack_into(self._messages.view, n * MESSAGE.size, name, NAME.size, piece, 1, 0, 0, 0, 0)
        self._out_pieces = _Memory(BATCH * PIECE.size)
        self._out_messages = _Memory(BATCH * MESSAGE.size)
        self._out_segments = _Memory(BATCH * SEGMENT.size)
        self._leaving: list[_WayOut] = []
        self._reading = False
        self._busy = False
        self._read_at = self._counted_since = 0.0
        self._counted = 0
        self._segments = True
        self._known: dict[bytes, Address] = {}

    def open(self, host: str, number: int) -> None:
        super().open(host, number)
        assert self._socket is not None
        self._descriptor = self._socket.fileno()
        self._family = self._socket.family
        try:
            self._socket.setsockopt(SOL_UDP, UDP_SEGMENT, 0)
        except OSError:
            self._segments = False

    # -- in ------------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._socket is None:
            return
        loop = asyncio.get_running_loop()
        if self._busy and (early := self._read_at + REST_SECONDS - loop.time()) > 0:
            time.sleep(early)
        count = _recvmmsg(self._descriptor, self._messages.start, BATCH, socket.MSG_DONTWAIT, _ffi.NULL)
        if count <= 0:  # nothing any more, or an ICMP error of an earlier datagram
            return
        now, arrive, known = loop.time(), self._arrive, self._known
        self._read_at = now
        self._count(count, now)
        lengths = RECEIVED.iter_unpack(self._messages.view[: count * MESSAGE.size])
        names = NAME.iter_unpack(self._names.view[: count * NAME.size])
        self._reading = True
        for packet, (length,), (name,) in zip(self._packets, lengths, names, strict=False):
            if length:
                arrive(packet, length, known.get(name) or self._read_name(name), now)
        self._reading = False
        if self._leaving:
            self._flush()

    def _count(self, datagrams: int, now: float) -> None:
        """Are there so many that waking up for each few of them is what costs most?"""
        self._counted += datagrams
        if (seconds := now - self._counted_since) > COUNT_SECONDS:
            self._busy = self._counted > BUSY * seconds
            self._counted, self._counted_since = 0, now

    def _read_name(self, name: bytes) -> Address:
        address: Address
        if self._family == socket.AF_INET6:
            port, flow, host = struct.unpack_from("!2xHI16s", name)
            (scope,) = struct.unpack_from("=24xI", name)
            address = (socket.inet_ntop(socket.AF_INET6, host), port, flow, scope)
        else:
            port, host = struct.unpack_from("!2xH4s", name)
            address = (socket.inet_ntop(socket.AF_INET, host), port)
        if len(self._known) >= KNOWN:
            self._known.clear()
        self._known[name] = address
        return address

    # -- out -----------------------------------------------------------------------------------------------------------

    def way_out(self, address: Address) -> HandOn:
        way = _WayOut(address, _Memory.of(self._write_name(address)), self._leaving)

        def hand_on(packet: Packet, length: int) -> None:
            if not self._reading:
                self.send(packet.view[:length], address)
                return
            packets = way.packets
            if not packets:
                way.queue.append(way)
            packets.append((packet, length))

        return hand_on

    def _write_name(self, address: Address) -> bytes:
        family = struct.pack("=H", self._family)
        if len(address) == 4:
            text, port, flow, scope = address
            host = socket.inet_pton(socket.AF_INET6, text.partition("%")[0])
            return family + struct.pack("!HI", port, flow) + host + struct.pack("=I", scope)
        return family + struct.pack("!H", address[1]) + socket.inet_pton(socket.AF_INET, address[0]) + bytes(8)

    def _flush(self) -> None:
        messages: list[tuple[Address, Run]] = []
        pieces, place = self._out_pieces.view, self._out_pieces.place
        piece = at = segment = 0
        for way in self._leaving:
            packets, way.packets = way.packets, []
            for run in _runs(packets) if self._segments and len(packets) > 1 else ([packet] for packet in packets):
                start = place + piece
                for packet, length in run:
                    PIECE.pack_into(pieces, piece, packet.place, length)
                    piece += PIECE.size
                control = size = 0
                if len(run) > 1:
                    SEGMENT.pack_into(self._out_segments.view, segment, SEGMENT_LENGTH, SOL_UDP, UDP_SEGMENT, run[0][1])
                    control, size = self._out_segments.place + segment, SEGMENT.size
                    segment += size
                name = way.name
                MESSAGE.pack_into(
                    self._out_messages.view, at, name.place, name.length, start, len(run), control, size, 0, 0
                )
                at += MESSAGE.size
                messages.append((way.address, run))
        self._leaving.clear()
        self._send_all(messages)

    def _send_all(self, messages: list[tuple[Address, Run]]) -> None:
        """Send the messages that have been written."""
        done = 0
        while done < len(messages):
            start = self._out_messages.start + done * MESSAGE.size
            sent = _sendmmsg(self._descriptor, start, len(messages) - done, socket.MSG_DONTWAIT)
            if sent <= 0:
                # The one at the front can't leave. A full buffer loses it, as it would without batches; whatever else
                # it was (a path that takes no segments of that size), its packets may leave one by one.
                if _ffi.errno != EAGAIN:
                    address, run = messages[done]
                    for packet, length in run:
                        self.send(packet.view[:length], address)
                sent = 1
            done += sent


class _WayOut:
    """What is to leave to one address at the end of this wake-up."""

    __slots__ = ("address", "name", "packets", "queue")

    def __init__(self, address: Address, name: "_Memory", queue: "list[_WayOut]") -> None:
        self.address, self.name, self.queue = address, name, queue
        self.packets: Run = []


class _Memory:
    """Bytes at a fixed place, for the kernel to read and write."""

    def __init__(self, length: int) -> None:
        self.start = _ffi.new("char[]", length)
        self.view = memoryview(_ffi.buffer(self.start))
        self.place = int(_ffi.cast("uintptr_t", self.start))
        self.length = length

    @classmethod
    def of(cls, content: bytes) -> "_Memory":
        memory = cls(len(content))
        memory.view[:] = content
        return memory


def _runs(packets: Run) -> list[Run]:
    """Cut into runs of one size, whose last may be shorter: what the kernel can send as the segments of one message."""
    runs: list[Run] = []
    start, size = 0, packets[0][1]
    before = size
    for n, (_, length) in enumerate(packets):
        if length > size or before < size or n - start == SEGMENTS:
            runs.append(packets[start:n])
            start, size = n, length
        before = length
    runs.append(packets[start:])
    return runs
