"""What an installed app shows: icons of the sizes that the manifest names, in the tokens' colours."""

import json

from PIL import Image

from launcher.paths import ROOT
from onetoone.ui import app_icons, tokens

ASSETS = ROOT / "assets"


def test_the_manifest_is_what_the_tokens_say() -> None:
    assert app_icons.MANIFEST.read_text() == app_icons.manifest(), "run python -m onetoone.ui.app_icons"


def test_every_icon_is_there_in_its_size() -> None:
    for icon in json.loads(app_icons.manifest())["icons"]:
        with Image.open(ASSETS / icon["src"].lstrip("/")) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_a_maskable_icon_fills_its_square_and_keeps_the_mark_inside() -> None:
    """https://www.w3.org/TR/appmanifest/#icon-masks: what matters lies in a circle of 80 %."""
    with Image.open(ASSETS / "icons" / "maskable-512.png") as picture:
        pixels = picture.convert("RGBA")
    ground = (*bytes.fromhex(tokens.LIGHT["canvas"][1:]), 255)
    middle, safe = 256, 0.4 * 512
    for x in range(0, 512, 8):
        for y in range(0, 512, 8):
            if (x - middle) ** 2 + (y - middle) ** 2 > safe**2:
                assert pixels.getpixel((x, y)) == ground
