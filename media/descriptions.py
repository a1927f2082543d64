"""Reads session descriptions (RFC 8866, 8829) of browsers: strictly, within limits, with one kind of error."""

import re
from dataclasses import dataclass

MAX_BYTES = 64 * 1024
MAX_MEDIA = 8
MAX_CANDIDATES = 30
MAX_LINE = 4096
MAX_LINES = 2000

MEDIA_LINE = re.compile(r"(audio|video|application) (\d{1,5}) ([A-Z0-9/]{1,32}) ([A-Za-z0-9 -]{1,1024})")
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,32}")
CREDENTIAL = re.compile(r"[A-Za-z0-9+/]{4,256}")
FINGERPRINT = re.compile(r"([A-Za-z0-9-]{3,16}) ([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,63})")
DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
RTP_PROTOCOLS = ("UDP/TLS/RTP/SAVPF", "TCP/DTLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP", "RTP/SAVPF")
DATA_PROTOCOLS = ("UDP/DTLS/SCTP", "TCP/DTLS/SCTP")


class DescriptionError(Exception):
    """A description that can't be used; the text says why and repeats nothing of it."""


@dataclass(frozen=True)
class Media:
    """One m-section. `lines` are its lines after m=, `live` is false when it was rejected."""

    kind: str
    protocol: str
    formats: tuple[str, ...]
    mid: str
    live: bool
    lines: tuple[str, ...]

    @property
    def direction(self) -> str:
        return next((line[2:] for line in self.lines if line[2:] in DIRECTIONS), "sendrecv")


@dataclass(frozen=True)
class Description:
    """An offer or answer: all live sections share one transport (BUNDLE, RTCP mux)."""

    session: tuple[str, ...]
    media: tuple[Media, ...]
    fingerprints: frozenset[tuple[str, str]]
    setup: str

    @property
    def live(self) -> list[Media]:
        return [media for media in self.media if media.live]

    def extension(self, uri: str) -> int | None:
        """The number of a header extension (RFC 8285, 5), which is the same in all sections of a bundle."""
        for line in (*self.session, *(line for media in self.live for line in media.lines)):
            number, _, rest = line.removeprefix("a=extmap:").partition(" ")
            if (
                line.startswith("a=extmap:")
                and rest.split(" ")[0] == uri
                and (found := number.partition("/")[0]).isdigit()
            ):
                return int(found)
        return None

    def payload_kinds(self) -> dict[int, str]:
        """Payload type → "audio" or "video"."""
        return {int(f): m.kind for m in self.live if m.kind != "application" for f in m.formats}


def read_offer(sdp: object) -> Description:
    """Read an offer, or raise DescriptionError."""
    description = _read(sdp, offer=True)
    if description.setup not in ("actpass", "active"):
        raise DescriptionError("an offer has to be able to take the active DTLS role")
    return description


def read_answer(sdp: object, offer: Description) -> Description:
    """Read an answer to `offer`, or raise DescriptionError."""
    answer = _read(sdp, offer=False)
    if answer.setup != "active":
        raise DescriptionError("an answer has to take the active DTLS role")
    if len(answer.media) != len(offer.media):
        raise DescriptionError("the answer has another number of media sections than the offer")
    for given, asked in zip(answer.media, offer.media, strict=True):
        if given.kind != asked.kind or given.mid != asked.mid:
            raise DescriptionError("the answer's media sections are not those of the offer")
        if given.live and not (asked.live and set(given.formats) <= set(asked.formats)):
            raise DescriptionError("the answer takes what was not offered")
    return answer


def _read(sdp: object, *, offer: bool) -> Description:
    try:
        return _parse(sdp, offer=offer)
    except DescriptionError:
        raise
    except Exception:  # text from outside: whatever breaks on it, the answer is the same
        raise DescriptionError("it could not be read") from None


def _parse(sdp: object, *, offer: bool) -> Description:
    session, sections = _sections(_lines(sdp))
    media = tuple(_media(lines, session, offer=offer) for lines in sections)
    live = [m for m in media if m.live]
    if not live:
        raise DescriptionError("it has no live media section")
    mids = [m.mid for m in media]
    if len(set(mids)) != len(mids):
        raise DescriptionError("two media sections have the same mid")
    if len(live) > 1:
        _require_bundle(session, live)
    owner = _transport_owner(session, live)
    return Description(
        session=tuple(session),
        media=media,
        fingerprints=_fingerprints(owner, session),
        setup=_attribute("setup", owner.lines, session) or "",
    )


def _lines(sdp: object) -> list[str]:
    if not isinstance(sdp, str):
        raise DescriptionError("it is not text")
    if len(sdp) > MAX_BYTES or len(sdp.encode("utf-8", "replace")) > MAX_BYTES:
        raise DescriptionError("it is too long")
    lines = sdp.replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(lines) > MAX_LINES:
        raise DescriptionError("it has too many lines")
    for line in lines:
        if len(line) > MAX_LINE or not line.isascii() or not line.isprintable() or line[1:2] != "=":
            raise DescriptionError("it has a line that is no line of a description")
    if lines[0] != "v=0":
        raise DescriptionError("it does not begin with v=0")
    if sum(line.startswith("a=candidate:") for line in lines) > MAX_CANDIDATES:
        raise DescriptionError("it has too many candidates")
    return lines


def _sections(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    starts = [n for n, line in enumerate(lines) if line.startswith("m=")]
    if len(starts) > MAX_MEDIA:
        raise DescriptionError("it has too many media sections")
    ends = [*starts[1:], len(lines)]
    return lines[: starts[0] if starts else len(lines)], [lines[a:b] for a, b in zip(starts, ends, strict=True)]


def _media(lines: list[str], session: list[str], *, offer: bool) -> Media:
    match = MEDIA_LINE.fullmatch(lines[0][2:])
    if not match:
        raise DescriptionError("it has a media line that can't be read")
    kind, port, protocol, formats = match[1], int(match[2]), match[3], tuple(match[4].split())
    rest = tuple(lines[1:])
    # In an offer, port 0 together with bundle-only means "only inside the bundle", not "rejected" (RFC 9143, 6).
    live = port != 0 or (offer and "a=bundle-only" in rest)
    if protocol not in (DATA_PROTOCOLS if kind == "application" else RTP_PROTOCOLS):
        raise DescriptionError("it has a media section with an unknown protocol")
    if kind == "application":
        if formats != ("webrtc-datachannel",):
            raise DescriptionError("it has a data section of another kind than WebRTC's")
    elif not all(f.isdigit() and int(f) < 128 for f in formats) or len(set(formats)) != len(formats):
        raise DescriptionError("it has payload types that can't be")
    mid = _attribute("mid", rest, []) or ""
    if not TOKEN.fullmatch(mid):
        raise DescriptionError("it has a media section without a usable mid")
    if live and kind != "application" and "a=rtcp-mux" not in rest:
        raise DescriptionError("RTCP has to share the port with RTP")
    return Media(kind, protocol, formats, mid, live, rest)


def _require_bundle(session: list[str], live: list[Media]) -> None:
    bundled = {mid for line in session if line.startswith("a=group:BUNDLE ") for mid in line.split()[1:]}
    if not all(m.mid in bundled for m in live):
        raise DescriptionError("all media have to share one transport (BUNDLE)")


def _transport_owner(session: list[str], live: list[Media]) -> Media:
    """The section whose transport counts: the first live one. It has to be complete."""
    owner = live[0]
    ufrag = _attribute("ice-ufrag", owner.lines, session) or ""
    password = _attribute("ice-pwd", owner.lines, session) or ""
    if not CREDENTIAL.fullmatch(ufrag) or not CREDENTIAL.fullmatch(password) or len(password) < 22:
        raise DescriptionError("its ICE credentials are missing or malformed")
    return owner


def _fingerprints(owner: Media, session: list[str]) -> frozenset[tuple[str, str]]:
    found = _attributes("fingerprint", owner.lines) or _attributes("fingerprint", session)
    matches = [FINGERPRINT.fullmatch(value) for value in found]
    if not found or len(found) > 8 or not all(matches):
        raise DescriptionError("its certificate fingerprint is missing or malformed")
    return frozenset((m[1].lower(), m[2].upper()) for m in matches if m)


def _attributes(name: str, lines: tuple[str, ...] | list[str]) -> list[str]:
    return [line[len(name) + 3 :] for line in lines if line.startswith(f"a={name}:")]


def _attribute(name: str, lines: tuple[str, ...], session: list[str]) -> str | None:
    return next(iter(_attributes(name, lines) or _attributes(name, session)), None)
