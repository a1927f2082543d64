"""The load generator: sends what is due, reads what came, and leaves all thinking for afterwards.

It never waits at its sockets. A reader that sleeps there would be woken by every packet that the server sends, at the
server's expense; a network card would not ask for that. When a packet came, the kernel wrote on it (SO_TIMESTAMPNS), so
reading it later falsifies nothing.
"""

import gc
import os
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import cffi

from bench.seat import Seat
from bench.traffic import Sending, Traffic

_ffi = cffi.FFI()
_ffi.cdef("""
struct iovec { void *iov_base; size_t iov_len; };
struct msghdr { void *msg_name; unsigned int msg_namelen; struct iovec *msg_iov; size_t msg_iovlen;
                void *msg_control; size_t msg_controllen; int msg_flags; };
struct mmsghdr { struct msghdr msg_hdr; unsigned int msg_len; };
int recvmmsg(int, struct mmsghdr *, unsigned int, int, void *);
int prctl(int, unsigned long, unsigned long, unsigned long, unsigned long);
""")
_libc = _ffi.dlopen(None)

SO_TIMESTAMPNS = 35
PR_SET_TIMERSLACK = 29
AT_ONCE = 64  # datagrams read from one socket in one call
VISIT_SECONDS = 0.02  # every socket is read this often; its buffer holds ten times as much
NAP = 0.0005
SHORTEST_NAP = 6_000  # nanoseconds: what it takes to fall asleep and wake
HEADER = 12
CONTROL = 32
DONTWAIT = int(socket.MSG_DONTWAIT)
HEADERS, CONTROLS = struct.Struct("!BBHII"), struct.Struct("=16xqq")


Entry = tuple[float, int, Callable[[bytes, tuple[str, int]], int], tuple[str, int], Sending]
"""What is to leave: when, the number of the seat (which settles equal times), how, to whom, what."""


@dataclass
class Record:
    """What happened: for each seat the headers and arrival times of all that came, as raw bytes."""

    headers: list[list[bytes]]
    controls: list[list[bytes]]
    began: int = 0
    ended: int = 0
    busy: float = 0.0  # the generator's own share of one core
    late: list[float] = field(default_factory=list)
    unsent: int = 0


class _Receiver:
    """The one place that everything is read into: only the header and the time are kept."""

    def __init__(self) -> None:
        self.heads = _ffi.new("char[]", AT_ONCE * HEADER)
        self.times = _ffi.new("char[]", AT_ONCE * CONTROL)
        self.rest = _ffi.new("char[]", 2048)
        self.pieces = _ffi.new("struct iovec[]", AT_ONCE * 2)
        self.messages = _ffi.new("struct mmsghdr[]", AT_ONCE)
        for n in range(AT_ONCE):
            head, rest, header = self.pieces[2 * n], self.pieces[2 * n + 1], self.messages[n].msg_hdr
            head.iov_base, head.iov_len = self.heads + n * HEADER, HEADER
            rest.iov_base, rest.iov_len = self.rest, 2048
            header.msg_iov, header.msg_iovlen = self.pieces + 2 * n, 2
            header.msg_control, header.msg_controllen = self.times + n * CONTROL, CONTROL

    def read(self, descriptor: int, headers: list[bytes], controls: list[bytes]) -> None:
        while True:
            count = _libc.recvmmsg(descriptor, self.messages, AT_ONCE, DONTWAIT, _ffi.NULL)
            if count <= 0:
                return
            headers.append(_ffi.buffer(self.heads, count * HEADER)[:])
            controls.append(_ffi.buffer(self.times, count * CONTROL)[:])
            if count < AT_ONCE:
                return


def run(
    seats: Sequence[Seat], traffic: Sequence[Traffic], *, warm_up: float, seconds: float, mark: Callable[[], Any]
) -> Record:
    """Send it all. `mark()` is called when the warm-up is over, and at the end of `seconds`."""
    record = Record([[] for _ in seats], [[] for _ in seats])
    plan: list[Entry] = [
        (sending.due, number, seat.socket.sendto, seat.server, sending)
        for number, (seat, one) in enumerate(zip(seats, traffic, strict=True))
        for sending in one.sendings
    ]
    plan.sort(key=lambda entry: entry[:2])
    for seat in seats:
        seat.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    receiver = _Receiver()
    reads = [(seat.socket.fileno(), record.headers[n], record.controls[n]) for n, seat in enumerate(seats)]
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})  # the servers may use all of them; we would only walk about
    _libc.prctl(PR_SET_TIMERSLACK, 1000, 0, 0, 0)
    gc.collect()
    gc.disable()
    try:
        _pump(plan, receiver, reads, record, warm_up, seconds, mark)
        time.sleep(0.3)
        for read in reads:
            receiver.read(*read)
    finally:
        gc.enable()
        os.sched_setaffinity(0, cores)
        _libc.prctl(PR_SET_TIMERSLACK, 0, 0, 0, 0)
    return record


def _pump(
    plan: list[Entry],
    receiver: _Receiver,
    reads: list[tuple[int, list[bytes], list[bytes]]],
    record: Record,
    warm_up: float,
    seconds: float,
    mark: Callable[[], Any],
) -> None:
    clock, read = time.time_ns, receiver.read
    begin = clock() + 5_000_000
    visit, visits = 0, len(reads) / VISIT_SECONDS / 1e9
    marks = [begin + int((warm_up + seconds) * 1e9), begin + int(warm_up * 1e9)]
    next_mark, used = marks.pop(), 0.0
    position, total = 0, len(plan)
    due = begin + int(plan[0][0] * 1e9)
    while True:
        now = clock()
        if now >= next_mark:
            mark()
            if not marks:
                record.ended = now
                record.busy = (time.thread_time() - used) / ((now - record.began) / 1e9)
                return
            record.began, used, next_mark = now, time.thread_time(), marks.pop()
        while due <= now and position < total:
            wanted_at, _, send, server, sending = plan[position]
            sending.left = clock()
            try:
                send(sending.datagram, server)
            except OSError:
                record.unsent += 1
            position += 1
            if position < total:
                due = begin + int(plan[position][0] * 1e9)
            record.late.append((sending.left - begin) / 1e9 - wanted_at)
        # As many sockets as it is time for, but a few at once: what is due must not wait for them.
        wanted = int((now - begin) * visits) - visit
        for _ in range(min(wanted, 4)):
            read(*reads[visit % len(reads)])
            visit += 1
        if wanted <= 4:
            wait = min(due if position < total else next_mark, next_mark) - clock()
            if wait > SHORTEST_NAP:
                time.sleep(min((wait - SHORTEST_NAP) / 1e9, NAP))
