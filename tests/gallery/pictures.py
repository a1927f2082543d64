"""Compares a picture with the one that was accepted, so that another machine's anti-aliasing doesn't count."""

import io
import os
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from launcher.paths import BUILD, ROOT

REFERENCES = ROOT / "tests" / "gallery" / "references"
DIFFERENT = BUILD / "pictures"
"""Where a picture that differs is left, with the accepted one and their difference."""

ACCEPT = "ONETOONE_ACCEPT_PICTURES"
_BLUR = ImageFilter.GaussianBlur(1.2)
_NOTICED = 26  # of 255, in any channel: less is how glyphs' edges fall
_MOST = 0.004  # of all pixels; a moved button is ten times that


def compared(name: str, taken: bytes) -> str:
    """What to tell a person when the picture isn't as it was; "" when it is, or has just been accepted."""
    now = _small(Image.open(io.BytesIO(taken)))
    path = REFERENCES / f"{name}.webp"
    if os.environ.get(ACCEPT):
        if not path.exists() or _share(Image.open(path), now) > _MOST / 2:
            path.parent.mkdir(parents=True, exist_ok=True)
            now.save(path, quality=82, method=6)
        return ""
    if not path.exists():
        return _left(name, now, None, "There is no accepted picture of it yet.")
    before = Image.open(path).convert("RGB")
    if before.size != now.size:
        return _left(name, now, before, f"It was {before.size} and is {now.size}.")
    share = _share(before, now)
    return _left(name, now, before, f"{share:.1%} of it differs.") if share > _MOST else ""


def _small(picture: Image.Image) -> Image.Image:
    """Half the size: enough to see what moved, and a few kilobytes."""
    whole = picture.convert("RGB")
    return whole.resize((whole.width // 2, whole.height // 2), Image.Resampling.BOX)


def _difference(before: Image.Image, now: Image.Image) -> Image.Image:
    apart = ImageChops.difference(before.convert("RGB").filter(_BLUR), now.filter(_BLUR))
    red, green, blue = apart.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _share(before: Image.Image, now: Image.Image) -> float:
    if before.size != now.size:
        return 1.0
    counts = _difference(before, now).histogram()
    return sum(counts[_NOTICED:]) / (now.width * now.height)


def _left(name: str, now: Image.Image, before: Image.Image | None, why: str) -> str:
    folder = DIFFERENT / name
    folder.mkdir(parents=True, exist_ok=True)
    now.save(folder / "now.png")
    if before is not None:
        before.save(folder / "before.png")
        if before.size == now.size:
            _difference(before, now).point([0] * _NOTICED + [255] * (256 - _NOTICED)).save(folder / "difference.png")
    where: Path = folder.relative_to(ROOT)
    return f"{name}: {why} Look at {where}/; when it is meant to be so: bin/test --accept-pictures"
