"""Writes the descriptions that browsers get: the other's media lines, the node's own transport, nobody's address."""

import secrets
from dataclasses import dataclass, field, replace

from media.addresses import names_an_address
from media.descriptions import DIRECTIONS, Description, DescriptionError, Media, read_offer

# What may pass from one person to the other. Whatever is not named here (addresses, candidates, names of tools) stays.
SESSION_ATTRIBUTES = frozenset({"extmap-allow-mixed", "extmap", "msid-semantic"})
MEDIA_ATTRIBUTES = frozenset({
    "mid", "extmap", "extmap-allow-mixed", "msid", "rtcp-mux", "rtcp-rsize", "rtcp-xr", "rtpmap", "rtcp-fb", "fmtp",
    "ptime", "maxptime", "ssrc", "ssrc-group", "rid", "simulcast", "sctp-port", "max-message-size", *DIRECTIONS,
})  # fmt: skip
PER_PAYLOAD = frozenset({"rtpmap", "rtcp-fb", "fmtp"})
OF_THE_SENDER = frozenset({"msid", "ssrc", "ssrc-group"})
MIRRORED = {"sendonly": "recvonly", "recvonly": "sendonly"}


@dataclass(frozen=True)
class Transport:
    """The node's end of one leg, as a description tells it."""

    ufrag: str
    password: str
    fingerprint: str
    candidates: tuple[str, ...]
    session_id: int = field(default_factory=lambda: secrets.randbits(62))
    version: int = 1


def write(description: Description, transport: Transport, *, setup: str) -> str:
    """`description` as text with every transport line replaced by `transport`; `setup` is "actpass" or "passive"."""
    live = description.live
    lines = [
        "v=0",
        f"o=- {transport.session_id} {transport.version} IN IP4 0.0.0.0",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        "a=group:BUNDLE " + " ".join(media.mid for media in live),
        *(line for line in description.session if _name(line) in SESSION_ATTRIBUTES and not names_an_address(line)),
    ]
    for media in description.media:
        lines += _section(media)
        if media.live:
            lines += [
                f"a=ice-ufrag:{transport.ufrag}",
                f"a=ice-pwd:{transport.password}",
                f"a=fingerprint:sha-256 {transport.fingerprint}",
                f"a=setup:{setup}",
            ]
        # Candidates count on the section that carries the bundle; on a rejected first one they would be lost.
        if live and media is live[0]:
            lines += [*(f"a={candidate}" for candidate in transport.candidates), "a=end-of-candidates"]
    return "\r\n".join(lines) + "\r\n"


def mirrored(answer: Description, sender: Description | None) -> Description:
    """A person's own `answer` turned round, so that it can be given back to that person as an answer.

    `sender` is whose tracks it announces (same sections); None announces none.
    """
    media = []
    for n, section in enumerate(answer.media):
        kept = [_turned(line) for line in section.lines if _name(line) not in OF_THE_SENDER]
        voice = [line for line in sender.media[n].lines if _name(line) in OF_THE_SENDER] if sender else []
        media.append(replace(section, lines=(*kept, *voice)))
    return replace(answer, media=tuple(media))


def echo_answer(offer: Description) -> Description:
    """The answer that sends a person their own sound and picture back; data has nobody to talk to there."""
    answer = mirrored(offer, None)
    media = tuple(replace(m, live=m.live and m.kind != "application") for m in answer.media)
    if not any(m.live for m in media):
        raise DescriptionError("there is neither sound nor picture in it")
    return replace(answer, media=media)


def read_restart(sdp: object, negotiated: Description, fingerprints: frozenset[tuple[str, str]]) -> None:
    """Check that an ICE restart offer is about the same media and the same certificate, or raise DescriptionError."""
    offer = read_offer(sdp)
    if [(m.kind, m.mid) for m in offer.media] != [(m.kind, m.mid) for m in negotiated.media]:
        raise DescriptionError("a restart can't change the media sections")
    if any(agreed.live and not offered.live for agreed, offered in zip(negotiated.media, offer.media, strict=True)):
        raise DescriptionError("a restart can't take a media section away")
    if offer.fingerprints != fingerprints:
        raise DescriptionError("a restart can't change the certificate")


def _section(media: Media) -> list[str]:
    if not media.live:
        return [
            f"m={media.kind} 0 {media.protocol} {' '.join(media.formats)}",
            "c=IN IP4 0.0.0.0",
            f"a=mid:{media.mid}",
            "a=inactive",
        ]
    head = [f"m={media.kind} 9 {media.protocol} {' '.join(media.formats)}", "c=IN IP4 0.0.0.0"]
    if media.kind != "application":
        head.append("a=rtcp:9 IN IP4 0.0.0.0")
    return head + [line for line in media.lines if _passes(line, media)]


def _passes(line: str, media: Media) -> bool:
    if line.startswith("b="):
        return line[2:].partition(":")[0] in ("AS", "TIAS")
    name = _name(line)
    if name not in MEDIA_ATTRIBUTES or names_an_address(line):
        return False
    if name in PER_PAYLOAD:
        # Firefox leaves rtcp-fb lines of payload types it no longer lists, and Chromium refuses the whole offer.
        payload = line.partition(":")[2].partition(" ")[0]
        return payload == "*" or payload in media.formats
    return True


def _name(line: str) -> str:
    return line[2:].partition(":")[0] if line.startswith("a=") else ""


def _turned(line: str) -> str:
    return "a=" + MIRRORED.get(line[2:], line[2:]) if line.startswith("a=") else line
