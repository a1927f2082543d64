"""One call on one bad line: what is done to the fan's line, by way of the relay or without one, and what both saw.

The same line is put in the same place both times: between the fan and whatever the fan talks to.
"""

import asyncio
import re
import time
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any, Literal

from playwright.async_api import Page

from tests.media.network import Line, Network
from tests.media.node_process import RunningNode
from tests.media.person import Person, until
from tests.media.stage_server import StageServer

Way = Literal["relay", "direct"]
Event = Literal["", "black-out", "rebinding", "handover", "reload", "both reload", "node killed"]

NOTICEABLE = 200.0  # ms without a new picture
WARM_UP = 4.0  # until congestion control has found its rate
PATIENCE = 25.0
HOST_CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host.*\r\n")
CANDIDATE = re.compile(r"a=candidate:.*\r\n")


@dataclass(frozen=True)
class Case:
    """What happens to the fan's line: how bad it is all the time, and an event on it."""

    name: str
    line: Line = field(default_factory=Line)
    event: Event = ""
    seconds: float = 20.0  # how long is watched; after an event, how long from its end on
    dark: float = 5.0
    width: int = 640

    @property
    def ways(self) -> tuple[Way, ...]:
        """A page that reloads needs the product's signalling, and who speaks directly has no node to be killed."""
        return ("relay",) if self.event in ("reload", "both reload", "node killed") else ("relay", "direct")


SOME = 0.02
CASES = (
    Case("as it is"),
    Case("5 % loss", Line(loss=0.05, delay=SOME)),
    Case("10 % loss", Line(loss=0.10, delay=SOME)),
    Case("5 % loss in bursts of 5", Line(loss=0.05, burst=5, delay=SOME)),
    Case("100 ms jitter", Line(delay=SOME, jitter=0.1)),
    Case("300 kbit/s", Line(delay=SOME, rate=300_000)),
    Case("reordered and doubled", Line(delay=SOME, reordering=0.1, duplication=0.05)),
    Case("5 s black-out", Line(delay=SOME), "black-out", seconds=8),
    Case("NAT rebinding", Line(delay=SOME), "rebinding", seconds=8),
    Case("Wi-Fi to mobile", Line(delay=SOME), "handover", seconds=8),
    Case("page reload", Line(delay=SOME), "reload", seconds=8),
    Case("both reload at once", Line(delay=SOME), "both reload", seconds=8),
    Case("media node killed", Line(delay=SOME), "node killed", seconds=8),
)


@dataclass(frozen=True)
class Seen:
    """What one person saw and heard of the other while it was watched."""

    fps: float
    freezes: int
    frozen: float  # seconds
    concealed: float  # share of the sound that was made up, 0-1
    width: int
    kbits: float  # pictures and sound received, a second


@dataclass(frozen=True)
class Outcome:
    """`gap` is the longest time either saw no new picture, `back` how long after the line was good again it ended."""

    case: str
    way: Way
    creator: Seen
    fan: Seen
    gap: float
    back: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Trial:
    """One run of a case; `network` is the fan's line."""

    def __init__(self, case: Case, server: StageServer, pages: list[Page], room: str, *, seed: int = 1) -> None:
        self.case, self.server, self.room, self.seed = case, server, room, seed
        self._pages = pages
        self.networks: list[Network] = []

    @property
    def network(self) -> Network:
        return self.networks[-1]

    async def run(self, way: Way) -> Outcome:
        """Set the call up, do what the case says, and tell what was seen."""
        self.creator = await Person.arrives(self._pages[0], self.server, self.room, "creator")
        self.fan = await Person.arrives(self._pages[1], self.server, self.room, "fan")
        for page in self._pages[:2]:
            await page.bring_to_front()  # a hidden page draws no pictures
        usual = self.server.node
        try:
            if self.case.event == "node killed":
                self.server.node = await RunningNode.start()
            await (self._by_relay() if way == "relay" else self._directly())
            await self._pictures_since(_now(), 8)
            await asyncio.sleep(WARM_UP)
            before = await self._received()
            bad, good = await self._happens(way)
            await asyncio.sleep(self.case.seconds)
            if self.case.event:
                await self._pictures_since(good)
            gap, back = await self._silence(bad, good)
            creator, fan = map(_difference, before, await self._received())
            return Outcome(self.case.name, way, creator, fan, gap, back)
        finally:
            await self._clear_away()
            if self.server.node is not usual:
                await self.server.node.stop()
                self.server.node = usual

    async def _clear_away(self) -> None:
        for person in (self.creator, self.fan):
            await person.leaves()
        for network in self.networks:
            network.close()
        self.server.networks.pop((self.room, "fan"), None)
        await self.server.node.end_room(self.room)

    # -- the call

    async def _open(self, target: tuple[str, int], line: Line | None = None) -> Network:
        network = await Network(target, line=line or self.case.line, seed=self.seed + 2 * len(self.networks)).open()
        self.networks.append(network)
        return network

    async def _by_relay(self) -> None:
        node = self.server.node
        await node.make_room(self.room)
        self.server.networks[self.room, "fan"] = await self._open(("127.0.0.1", node.udp_port))
        for person in (self.creator, self.fan):
            await person.joins(width=self.case.width)

    async def _directly(self) -> None:
        offer = await self.creator.calls("stage.describes", self.case.width)
        answer = await self.fan.calls("stage.answers", self.case.width, await self._told_to_fan(offer))
        # Without candidates the creator learns the fan's place from the fan's checks, so that all goes by the line.
        await self._accepts(self.creator, CANDIDATE.sub("", answer))

    async def _told_to_fan(self, sdp: str) -> str:
        found = HOST_CANDIDATE.search(sdp)
        assert found, "the browser gave no address of its own"
        network = await self._open((found[1], int(found[2])))
        # In the first section, which carries the others.
        at = found.start()
        told = f"a=candidate:1 1 udp 2130706431 {found[1]} {network.port} typ host\r\n"
        return CANDIDATE.sub("", sdp[:at]) + told + CANDIDATE.sub("", sdp[at:])

    async def _accepts(self, person: Person, answer: str) -> None:
        await person.page.evaluate("sdp => stage.direct.setRemoteDescription({ type: 'answer', sdp })", answer)

    # -- what happens to it

    async def _happens(self, way: Way) -> tuple[float, float]:
        """(when it became bad, when it was good again), both in ms as pages count."""
        bad = _now()
        match self.case.event:
            case "black-out":
                self.network.goes_dark()
                await asyncio.sleep(self.case.dark)
                self.network.is_back()
                return bad, _now()
            case "rebinding":
                self.network.rebinds()
            case "handover":
                await self._hands_over(way)
            case "reload":
                await self.fan.reloads(width=self.case.width)
            case "both reload":
                await asyncio.gather(*(one.reloads(width=self.case.width) for one in (self.creator, self.fan)))
            case "node killed":
                await self._kills_the_node()
        return bad, bad

    async def _hands_over(self, way: Way) -> None:
        """The first network is gone, the phone says that it is online by another one."""
        wifi = self.network
        wifi.goes_dark()
        if way == "relay":
            self.server.networks[self.room, "fan"] = await self._open(wifi.target)
            await self.fan.does("window.dispatchEvent(new Event('online'))")
            return
        offer = await self.fan.calls("stage.describes", self.case.width, True)
        answer = await self.creator.calls("stage.answers", self.case.width, CANDIDATE.sub("", offer))
        await self._accepts(self.fan, await self._told_to_fan(answer))

    async def _kills_the_node(self) -> None:
        """As the product's launcher and app do it: a new process, and the room again in it."""
        old = self.server.node
        self.server.refusing = True
        old.process.kill()
        await old.process.wait()
        await old.stop()
        self.server.node = await RunningNode.start(MEDIA_UDP_PORT=str(old.udp_port))
        await self.server.node.make_room(self.room)
        self.server.refusing = False

    # -- what was seen

    async def _received(self) -> list[dict[str, Any]]:
        return [await person.received() for person in (self.creator, self.fan)]

    async def _pictures_since(self, moment: float, frames: int = 40) -> None:
        for person in (self.creator, self.fan):

            async def many(person: Person = person) -> bool:
                return len([at for at in await self._frames(person) if at > moment]) > frames

            await until(many, f"the {person.seat} to see pictures: {self.case.name}", PATIENCE)

    async def _frames(self, person: Person) -> list[float]:
        return list(await person.does("stage.frames"))

    async def _silence(self, bad: float, good: float) -> tuple[float, float]:
        longest = back = 0.0
        for person in (self.creator, self.fan):
            frames = [bad, *(t for t in await self._frames(person) if t > bad)]
            gap, end = max((b - a, b) for a, b in pairwise(frames))
            longest = max(longest, gap)
            if gap > NOTICEABLE and self.case.event:
                back = max(back, end - good)
        return round(longest / 1000, 2), round(back / 1000, 2)


def _now() -> float:
    return time.time() * 1000


def _difference(before: dict[str, Any], after: dict[str, Any]) -> Seen:
    """From two reports to what lies between them; after a reload or a new connection, since that."""
    fresh = before["video"].get("ssrc") != after["video"].get("ssrc") or before["began"] != after["began"]

    def grown(kind: str, name: str) -> float:
        return float(after[kind].get(name, 0)) - (0.0 if fresh else float(before[kind].get(name, 0)))

    since = after["began"] if fresh else before["video"]["timestamp"]
    seconds = (after["video"]["timestamp"] - since) / 1000
    return Seen(
        fps=round(grown("video", "framesDecoded") / seconds, 1),
        freezes=int(grown("video", "freezeCount")),
        frozen=round(grown("video", "totalFreezesDuration"), 2),
        concealed=round(grown("audio", "concealedSamples") / max(1.0, grown("audio", "totalSamplesReceived")), 4),
        width=int(after["video"].get("frameWidth", 0)),
        kbits=round((grown("video", "bytesReceived") + grown("audio", "bytesReceived")) * 8 / seconds / 1000),
    )
