"""What a page may say to the node: parsed strictly, one type each, with one kind of error."""

import json
from dataclasses import dataclass
from typing import Any

MAX_FRAME = 80 * 1024
MESSAGES_PER_SECOND = 20
MAX_EPOCH = 2**53


class MessageError(Exception):
    """A message that means nothing; the text is for whoever writes the client."""


@dataclass(frozen=True)
class SeatState:
    """What a person lets through: shown to the other, not enforced (the packets still flow, as silence)."""

    mic: bool = True
    camera: bool = True

    def as_json(self) -> dict[str, bool]:
        return {"mic": self.mic, "camera": self.camera}


@dataclass(frozen=True)
class Hello:
    epoch: int | None
    state: SeatState
    sound_only: bool = False


@dataclass(frozen=True)
class Offer:
    epoch: int
    sdp: str


@dataclass(frozen=True)
class Answer:
    epoch: int
    sdp: str


@dataclass(frozen=True)
class Restart:
    epoch: int
    sdp: str


@dataclass(frozen=True)
class Ping:
    t: float


@dataclass(frozen=True)
class SoundOnly:
    """Both go on without pictures, or with them again."""

    on: bool


Message = Hello | Offer | Answer | Restart | SeatState | SoundOnly | Ping


def parse(text: str) -> Message:
    """Read one frame, or raise MessageError."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise MessageError("a message is one JSON object") from None
    if not isinstance(given, dict):
        raise MessageError("a message is one JSON object")
    match given.get("type"):
        case "hello":
            state = given.get("state")
            if not isinstance(state, dict):
                raise MessageError("hello needs a state")
            epoch = given.get("epoch")
            return Hello(None if epoch is None else _epoch(given), _state(state), given.get("sound_only") is True)
        case "offer":
            return Offer(_epoch(given), _sdp(given))
        case "answer":
            return Answer(_epoch(given), _sdp(given))
        case "restart":
            return Restart(_epoch(given), _sdp(given))
        case "state":
            return _state(given)
        case "sound_only":
            if not isinstance(given.get("on"), bool):
                raise MessageError("sound_only is on or not")
            return SoundOnly(given["on"])
        case "ping":
            t = given.get("t")
            if isinstance(t, bool) or not isinstance(t, int | float) or not abs(t) <= MAX_EPOCH:
                raise MessageError("ping needs a time t")
            return Ping(t)
    raise MessageError("no such type of message")


def _epoch(given: dict[str, Any]) -> int:
    epoch = given.get("epoch")
    if isinstance(epoch, bool) or not isinstance(epoch, int) or not 0 <= epoch <= MAX_EPOCH:
        raise MessageError("epoch has to be a whole number")
    return epoch


def _sdp(given: dict[str, Any]) -> str:
    sdp = given.get("sdp")
    if not isinstance(sdp, str):
        raise MessageError("sdp has to be text")
    return sdp


def _state(given: dict[str, Any]) -> SeatState:
    mic, camera = given.get("mic"), given.get("camera")
    if not isinstance(mic, bool) or not isinstance(camera, bool):
        raise MessageError("a state says of mic and camera whether they are on")
    return SeatState(mic, camera)
