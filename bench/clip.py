"""Two seconds of real VP8 and Opus, encoded once: every server gets the same packets, and a decoder could show them."""

import math
import random
from dataclasses import dataclass
from fractions import Fraction

import av
from aiortc.codecs.vpx import VpxPayloadDescriptor
from av import AudioFrame, VideoFrame
from av.video.frame import PictureType

FRAMES_PER_SECOND = 30
AUDIO_PER_SECOND = 50
SECONDS = 2
BUSY_PART = 20  # this part of the picture is noise that can't be foreseen; it makes the bits come to what was asked for
PAYLOAD = 1150  # what Chromium puts into a packet at most, about


@dataclass(frozen=True)
class Clip:
    """Payloads of each picture, and of each 20 ms of sound."""

    pictures: tuple[tuple[bytes, ...], ...]
    sounds: tuple[bytes, ...]


def encoded(width: int = 640, height: int = 480, bits_per_second: int = 1_700_000) -> Clip:
    """A gradient that moves, and enough noise for the encoder to have use for its bits."""
    return Clip(tuple(_pictures(width, height, bits_per_second)), tuple(_sounds()))


def _pictures(width: int, height: int, bits_per_second: int) -> list[tuple[bytes, ...]]:
    codec = av.CodecContext.create("libvpx", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.bit_rate, codec.time_base = bits_per_second, Fraction(1, FRAMES_PER_SECOND)
    rate = str(bits_per_second)
    codec.options = {"deadline": "realtime", "cpu-used": "-8", "lag-in-frames": "0", "minrate": rate, "maxrate": rate,
                     "bufsize": str(bits_per_second // 2)}  # fmt: skip
    still, noise = _gradient(width, height), random.Random(1).randbytes(width * height)
    pictures = []
    for number in range(SECONDS * FRAMES_PER_SECOND):
        frame = VideoFrame(width, height, "yuv420p")
        luma, *colours = frame.planes
        busy = luma.buffer_size // BUSY_PART
        start = number * 977 % (len(noise) - busy)
        luma.update(noise[start : start + busy] + still[number : number + luma.buffer_size - busy])
        for plane in colours:
            plane.update(bytes([128]) * plane.buffer_size)
        frame.pts, frame.time_base = number, codec.time_base
        frame.pict_type = PictureType.I if number == 0 else PictureType.NONE
        pictures.append(_cut(b"".join(bytes(packet) for packet in codec.encode(frame)), number))
    return pictures


def _gradient(width: int, height: int) -> bytes:
    return bytes((x * 200 // width + y // 8) & 255 for y in range(height + 2) for x in range(width))


def _cut(picture: bytes, number: int) -> tuple[bytes, ...]:
    """Packets of equal size, as libwebrtc cuts them."""
    count = max(1, math.ceil(len(picture) / PAYLOAD))
    size = math.ceil(len(picture) / count)
    packets = []
    for at in range(0, len(picture), size):
        header = VpxPayloadDescriptor(partition_start=int(at == 0), partition_id=0, picture_id=number)
        packets.append(bytes(header) + picture[at : at + size])
    return tuple(packets)


def _sounds() -> list[bytes]:
    codec = av.CodecContext.create("libopus", "w")
    codec.bit_rate, codec.format, codec.layout, codec.sample_rate = 40_000, "s16", "stereo", 48_000
    codec.options = {"application": "voip"}
    samples = 48_000 // AUDIO_PER_SECOND
    sounds: list[bytes] = []
    number = 0
    while len(sounds) < SECONDS * AUDIO_PER_SECOND:
        frame = AudioFrame("s16", "stereo", samples)
        wave = (round(8000 * math.sin((number * samples + n) / 20)) for n in range(samples))
        frame.planes[0].update(b"".join(value.to_bytes(2, "little", signed=True) * 2 for value in wave))
        frame.sample_rate, frame.pts, frame.time_base = 48_000, number * samples, Fraction(1, 48_000)
        sounds += [bytes(packet) for packet in codec.encode(frame)]
        number += 1
    return sounds
