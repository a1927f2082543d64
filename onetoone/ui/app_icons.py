"""The app's icons, drawn from the brand mark; `python -m onetoone.ui.app_icons` writes them and the manifest."""

import json
import sys

from PIL import Image, ImageChops, ImageDraw

from onetoone.ui import tokens
from onetoone.ui.brand import NAME
from onetoone.ui.theme import ROOT

ICONS = ROOT / "assets" / "icons"
MANIFEST = ROOT / "assets" / "manifest.webmanifest"
_FINE = 8  # drawn this much larger, then made smaller: smooth edges


def mark(size: int, *, share: float, left: str, right: str, ground: str | None) -> Image.Image:
    """The two halves of ui.brand.mark, `share` of the icon wide (of its 24 of 40 units), on `ground` or on nothing."""
    big = size * _FINE
    unit = big * share / 24
    picture = Image.new("RGBA", (big, big), ground or "#00000000")
    for colour, side in ((left, -1), (right, 1)):
        picture.paste(Image.new("RGBA", (big, big), colour), mask=_half(big, unit, side))
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _half(big: int, unit: float, side: int) -> Image.Image:
    """Half a disc of 12 units, less a disc of 17 that goes through its two ends."""
    middle, away = big / 2, (17**2 - 12**2) ** 0.5 * unit
    half, bite = _disc(big, middle, 12 * unit), _disc(big, middle - side * away, 17 * unit)
    draw = ImageDraw.Draw(half)
    draw.rectangle((middle, 0, big, big) if side < 0 else (0, 0, middle, big), fill=0)
    return ImageChops.subtract(half, bite)


def _disc(big: int, x: float, radius: float) -> Image.Image:
    mask = Image.new("L", (big, big), 0)
    middle = big / 2
    ImageDraw.Draw(mask).ellipse((x - radius, middle - radius, x + radius, middle + radius), fill=255)
    return mask


def manifest() -> str:
    """https://www.w3.org/TR/appmanifest/"""

    def icon(name: str, size: int, purpose: str = "any") -> dict[str, str]:
        return {"src": f"/icons/{name}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    said = {
        "id": "/messages",
        "name": NAME,
        "short_name": NAME,
        "description": "Private video and audio calls between creators and their fans.",
        "lang": "en",
        "start_url": "/messages",
        "scope": "/",
        "display": "standalone",
        "background_color": tokens.LIGHT["canvas"],
        "theme_color": tokens.LIGHT["canvas"],
        "icons": [icon("icon-192", 192), icon("icon-512", 512), icon("maskable-512", 512, "maskable")],
        "shortcuts": [{"name": "Messages", "url": "/messages"}, {"name": "Settings", "url": "/settings"}],
    }
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    ICONS.mkdir(exist_ok=True)
    look = {"left": tokens.LIGHT["accent"], "right": tokens.LIGHT["glow"]}
    for name, size, share, ground in (
        ("icon-192", 192, 0.78, None),
        ("icon-512", 512, 0.78, None),
        ("maskable-512", 512, 0.52, tokens.LIGHT["canvas"]),  # what matters stays in the inner 80 %
        ("apple-touch-icon", 180, 0.62, tokens.LIGHT["canvas"]),
    ):
        mark(size, share=share, ground=ground, **look).save(ICONS / f"{name}.png", optimize=True)
    mark(96, share=0.84, ground=None, left="#FFFFFF", right="#FFFFFF").save(ICONS / "badge-96.png", optimize=True)
    MANIFEST.write_text(manifest(), encoding="utf-8")
    sys.stdout.write(f"{ICONS.relative_to(ROOT)} and {MANIFEST.relative_to(ROOT)} written\n")


if __name__ == "__main__":
    main()
