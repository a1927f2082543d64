"""Pictures on the disk. Nothing that somebody sent is ever kept: it is decoded within limits and drawn anew, as WebP,
which leaves where it was taken, what was hidden behind it, and everything else in it behind. Blocks: for threads."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from onetoone.domain.errors import Invalid

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # every further decoder is a further door
LARGE, SMALL = 2048, 640  # pixels of the longer side: for the viewer, and in the conversation
_LONGEST_SIDE = 20_000

_NO_PICTURE = "That isn't a picture we can read. JPEG, PNG, WebP and GIF work."
_TOO_MANY_PIXELS = "That picture has more pixels than we can take. A smaller one works."


@dataclass(frozen=True, slots=True)
class Made:
    """The large file's measures, and how many bytes both take."""

    width: int
    height: int
    size: int


def make(source: Path, folder: Path, picture_id: str, *, most_pixels: int) -> Made:
    """Draw what is in `source` anew, large and small, as the files of `picture_id`; `Invalid` for anything else."""
    drawn = _drawn(source, most_pixels)
    large, small = file_of(folder, picture_id, small=False), file_of(folder, picture_id, small=True)
    drawn.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    width, height = drawn.size
    drawn.save(large, "WEBP", quality=84, method=4)
    drawn.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    drawn.save(small, "WEBP", quality=80, method=4)
    return Made(width, height, large.stat().st_size + small.stat().st_size)


def file_of(folder: Path, picture_id: str, *, small: bool) -> Path:
    """Where it lies."""
    return folder / f"{picture_id}{'.small' if small else ''}.webp"


def forget(folder: Path, picture_id: str) -> None:
    """Remove its files; fine when they are gone already."""
    for small in (False, True):
        file_of(folder, picture_id, small=small).unlink(missing_ok=True)


def _drawn(source: Path, most_pixels: int) -> Image.Image:
    """The pixels alone, upright, in an image that never saw the file."""
    try:
        with Image.open(source, formats=FORMATS) as opened:
            if opened.width * opened.height > most_pixels or max(opened.size) > _LONGEST_SIDE:
                raise Invalid(_TOO_MANY_PIXELS)
            opened.draft("RGB", (LARGE, LARGE))  # a JPEG is read at the size that is needed
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            mode = "RGBA" if upright.has_transparency_data else "RGB"
            drawn = Image.new(mode, upright.size)
            drawn.paste(upright.convert(mode))
            return drawn
    except Invalid:
        raise
    except Image.DecompressionBombError:
        raise Invalid(_TOO_MANY_PIXELS) from None
    except Exception as odd:  # decoders raise anything on what somebody made for them
        raise Invalid(_NO_PICTURE) from odd
