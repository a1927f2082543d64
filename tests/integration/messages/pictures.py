"""What strangers may send as a picture: real ones, hiding ones, and what is none."""

import io
import struct
import zlib
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def drawn(size: tuple[int, int] = (60, 40), kind: str = "PNG", mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **more)
    return out.getvalue()


def of_a_phone() -> bytes:
    """A JPEG that lies on its side and knows where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by a quarter
    exif[0x010E] = "taken-at-home"
    exif.get_ifd(0x8825)[1] = "N"
    return drawn((60, 40), "JPEG", exif=exif, comment=b"taken-at-home")


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def hiding() -> bytes:
    """A picture that is a page, a script and an archive as well, if one believes its end and its texts."""
    info = PngInfo()
    info.add_text("Comment", "<script>alert(1)</script>")
    return drawn(pnginfo=info) + b"<html><script>alert(1)</script></html>PK\x03\x04"


NO_PICTURES = {
    "nothing": b"",
    "words": b"hello",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a picture cut off": drawn((200, 200), "JPEG")[:700],
    "a head alone": drawn()[:40],
    "tiff": drawn(kind="TIFF"),
    "bmp": drawn(kind="BMP"),
    "ico": drawn((32, 32), "ICO"),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n",
    "a bomb": claiming(60_000, 60_000),
    "a long thin one": claiming(30_000, 1),
    "no width": claiming(0, 5),
    "a gif of nothing": b"GIF89a" + b"\0" * 20,
    "a webp of nothing": b"RIFF\x10\0\0\0WEBPVP8 \xff\xff\xff\xff",
}
