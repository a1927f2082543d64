"""One browser's connection with the node: ICE, DTLS and SRTP of its own, back to back with the other leg."""

from collections.abc import Callable
from struct import Struct
from typing import Protocol

from media.allowance import Allowance
from media.config import Config
from media.dtls import HELD_DATAGRAMS, Dtls, Identity
from media.ice import Credentials, answer_check
from media.quality import STREAMS, Line
from media.rtcp import hide_addresses
from media.srtp import Inbound, Outbound, Packet, Profile
from media.tcp import Way, address_of
from media.udp import HandOn
from media.voice import Voice, read_level

RTP_HEADER = Struct("!xBHxxxxI")  # marker and payload type, sequence number, SSRC
RTCP_SENDER = Struct("!4xI")
SMALLEST_RTP = 12
ADDRESSES = 8
CHECKS_PER_SECOND = 50
CHECKS_BURST = 100
HELD_DATA = 16


class Switchboard(Protocol):
    """What a leg needs of the node that owns the socket."""

    config: Config
    identity: Identity

    def send(self, data: bytes, address: Way) -> None: ...
    def way_out(self, address: Way) -> HandOn: ...
    def accept_address(self, address: Way, leg: "Leg") -> None: ...
    def forget_address(self, address: Way, leg: "Leg") -> None: ...
    def accept_fragment(self, ufrag: str, leg: "Leg") -> None: ...
    def forget_fragment(self, ufrag: str) -> None: ...


class Leg:
    """Packets from `other` leave here, packets from here leave at `other`; in an echo room a leg is its own other.

    `on_connected()` once DTLS is done; `on_gone(why)` once, with why "closed" (by the browser) or "refused".
    """

    def __init__(
        self,
        switchboard: Switchboard,
        now: float,
        *,
        on_connected: Callable[[], None],
        on_gone: Callable[[str], None],
    ) -> None:
        self._switchboard = switchboard
        self._on_connected, self._on_gone = on_connected, on_gone
        self.other: Leg | None = None
        self.opened = self.last_heard = self.last_check = now
        self.connected = False
        self.closed = False
        self.restarts = 0
        self.credentials = Credentials()
        self._passwords = {self.credentials.ufrag: self.credentials.password}
        switchboard.accept_fragment(self.credentials.ufrag, self)
        self.address: Way | None = None
        self._hand_on: HandOn | None = None
        self._addresses: list[Way] = []
        self._nominated = False
        self._checks = float(CHECKS_BURST)
        self._counted_checks = now
        self._fingerprints: frozenset[tuple[str, str]] | None = None
        self._dtls: Dtls | None = None
        self._held: list[bytes] = []
        self._held_data: list[bytes] = []
        self._inbound: Inbound | None = None
        self._outbound: Outbound | None = None
        self._kinds: list[str | None] = [None] * 128
        self._level: int | None = None
        self.allowance = Allowance(switchboard.config.max_packets, switchboard.config.max_kbit, now)
        self.voice = Voice()
        self.line = Line()
        self.packets = {"audio": 0, "video": 0}
        self.last_media: float | None = None

    # -- ICE ---------------------------------------------------------------------------------------------------------

    def check(self, datagram: bytes, ufrag: str, address: Way, now: float) -> None:
        """A STUN request that names `ufrag` came from `address`."""
        self._checks = min(CHECKS_BURST, self._checks + (now - self._counted_checks) * CHECKS_PER_SECOND)
        self._counted_checks = now
        if self._checks < 1:
            return
        self._checks -= 1
        check = answer_check(datagram, address_of(address), self._passwords[ufrag])
        if check is None:
            return
        self.last_check = self.last_heard = now
        self._switchboard.send(check.reply, address)
        if address not in self._addresses:
            if len(self._addresses) >= ADDRESSES:
                # Several networks and TCP make many pairs: the one in use is never pushed out by those that are tried.
                oldest = next(a for a in self._addresses if a != self.address)
                self._addresses.remove(oldest)
                self._switchboard.forget_address(oldest, self)
            self._addresses.append(address)
        self._switchboard.accept_address(address, self)
        if check.nominates and ufrag == self.credentials.ufrag:
            # The nominated pair moves the seat: another network, or a NAT that gave another port.
            self._nominated = True
            self._move(address)
            for old in [u for u in self._passwords if u != ufrag]:
                del self._passwords[old]
                self._switchboard.forget_fragment(old)
        elif not self._nominated:
            self._move(address)

    def _move(self, address: Way) -> None:
        if address != self.address:
            self.address, self._hand_on = address, self._switchboard.way_out(address)

    def lost(self, way: Way) -> None:
        """A TCP connection is gone."""
        self._addresses.remove(way)

    def restart(self) -> Credentials:
        """New credentials; the old ones stay good until a pair is nominated with the new ones."""
        self.restarts += 1
        self.credentials = Credentials()
        self._passwords[self.credentials.ufrag] = self.credentials.password
        self._switchboard.accept_fragment(self.credentials.ufrag, self)
        while len(self._passwords) > 3:
            oldest = next(iter(self._passwords))
            del self._passwords[oldest]
            self._switchboard.forget_fragment(oldest)
        return self.credentials

    # -- DTLS --------------------------------------------------------------------------------------------------------

    def expect(self, fingerprints: frozenset[tuple[str, str]], kinds: dict[int, str], level: int | None = None) -> None:
        """The browser's description is known: who it must be, its payload types, and which extension says how loud."""
        self._fingerprints, self._level = fingerprints, level
        for payload, kind in kinds.items():
            self._kinds[payload] = kind
        self._open_gate()

    def dtls(self, datagram: bytes, now: float) -> None:
        """A DTLS datagram came from an accepted address."""
        self.last_heard = now
        if self._dtls is not None:
            self._dtls.receive(datagram)
        elif len(self._held) < HELD_DATAGRAMS:
            self._held.append(datagram)
            self._open_gate()

    def _open_gate(self) -> None:
        """Shake hands once both have knocked: the early one would send into the void and start in deep loss."""
        if self.other is not None and self._knocks and self.other._knocks:
            self._shake_hands()
            if self.other is not self:
                self.other._shake_hands()

    @property
    def _knocks(self) -> bool:
        return self._fingerprints is not None and (bool(self._held) or self._dtls is not None) and not self.closed

    def _shake_hands(self) -> None:
        if self._dtls is not None or self._fingerprints is None:
            return
        self._dtls = Dtls(
            self._switchboard.identity,
            self._fingerprints,
            send=self._send,
            on_keys=self._take_keys,
            on_data=self._pass_data,
            on_end=self._end,
        )
        held, self._held = self._held, []
        for datagram in held:
            self._dtls.receive(datagram)

    def _take_keys(self, profile: Profile, theirs: bytes, ours: bytes) -> None:
        if self.closed:
            return
        self._inbound = Inbound(profile, theirs)
        self._outbound = Outbound(profile, ours)
        self.connected = True
        held, self._held_data = self._held_data, []
        for data in held:
            self._write(data)
        self._on_connected()

    def _pass_data(self, data: bytes) -> None:
        if self.other is not None and self.other is not self and self.allowance.takes(len(data)):
            self.other._write(data)

    def _write(self, data: bytes) -> None:
        if self.connected and self._dtls is not None:
            self._dtls.write(data)
        elif len(self._held_data) < HELD_DATA:
            # The data channel's first packet is repeated only after a second: worth keeping for the few ms.
            self._held_data.append(data)

    def _send(self, data: bytes) -> None:
        if self.address is not None:
            self._switchboard.send(data, self.address)

    def _end(self, why: str) -> None:
        if not self.closed:
            self.close()
            self._on_gone(why)

    # -- media -------------------------------------------------------------------------------------------------------

    def relay(self, packet: Packet, length: int, now: float) -> None:
        """`length` bytes in the buffer came from an accepted address: hand them on, in place."""
        inbound, other = self._inbound, self.other
        if inbound is None or length < SMALLEST_RTP:
            return
        # With nobody to hand it on to it is still opened: the meter has to know whose line it is that is missing.
        outbound, hand_on = (other._outbound, other._hand_on) if other is not None else (None, None)
        view = packet.view
        if 192 <= view[1] <= 223:
            if other is None or outbound is None:
                return
            length = self._relay_rtcp(packet, inbound, outbound, other, length, now)
        else:
            marker, sequence, ssrc = RTP_HEADER.unpack_from(view)
            line = self.line
            stream = line.streams.get(ssrc)
            if stream is None and line.full:
                return
            length = inbound.rtp(packet, length)
            if length < 0:
                return
            # Only an authentic packet makes a stream: a spoofed one must not use up the places.
            (stream or line.admit(ssrc, sequence)).heard(sequence)
            if not self.allowance.takes(length):
                return
            kind = self._kinds[marker & 127]
            if kind is not None:
                self.last_media = now
                if self._level is not None and kind == "audio":
                    level = read_level(view, length, self._level)
                    if level is not None:
                        self.voice.heard(level, now)
            if outbound is None:
                return
            length = outbound.rtp(packet, length)
            if kind is not None and length > 0:
                self.packets[kind] += 1
        if length > 0 and hand_on is not None:
            self.last_heard = now
            hand_on(packet, length)

    def _relay_rtcp(
        self, packet: Packet, inbound: Inbound, outbound: Outbound, other: "Leg", length: int, now: float
    ) -> int:
        (ssrc,) = RTCP_SENDER.unpack_from(packet.view)
        if ssrc not in self.line.reporters and len(self.line.reporters) >= STREAMS:
            return -1
        length = inbound.rtcp(packet, length)
        if length < 0 or not self.allowance.takes(length):
            return -1
        hide_addresses(packet.view[:length])
        self.line.reporters.add(ssrc)
        self.line.reports(bytes(packet.view[:length]), other.line, now)
        return outbound.rtcp(packet, length)

    def close(self) -> None:
        """Stop at once: nothing is accepted or handed on any more."""
        if self.closed:
            return
        self.closed = True
        self.connected = False
        self._inbound = self._outbound = None
        self._held.clear()
        if self._dtls is not None:
            self._dtls.close()
        for ufrag in self._passwords:
            self._switchboard.forget_fragment(ufrag)
        for address in self._addresses:
            self._switchboard.forget_address(address, self)
        if self.other is not None and self.other is not self:
            self.other.other = None
        self.other = None
