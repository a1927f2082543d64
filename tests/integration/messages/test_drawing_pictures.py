"""Whatever is sent as a picture is drawn anew or refused."""

import io
from pathlib import Path

import pytest
from PIL import Image

from onetoone.domain.errors import Invalid
from onetoone.integrations import picture_files
from tests.integration.messages.pictures import NO_PICTURES, drawn, hiding, of_a_phone


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_it_is_kept_as_webp_large_and_small(tmp_path: Path, kind: str) -> None:
    (tmp_path / "sent").write_bytes(drawn((3000, 1000), kind))
    made = picture_files.make(tmp_path / "sent", tmp_path, "pic_1", most_pixels=10**7)
    assert (made.width, made.height) == (2048, 683)
    for small, size in ((False, (2048, 683)), (True, (640, 213))):
        with Image.open(picture_files.file_of(tmp_path, "pic_1", small=small)) as kept:
            assert (kept.format, kept.size) == ("WEBP", size)
    picture_files.forget(tmp_path, "pic_1")
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]


@pytest.mark.parametrize("sent", [of_a_phone(), hiding()], ids=["of a phone", "hiding"])
def test_nothing_of_the_file_itself_is_kept(tmp_path: Path, sent: bytes) -> None:
    (tmp_path / "sent").write_bytes(sent)
    picture_files.make(tmp_path / "sent", tmp_path, "pic_1", most_pixels=10**7)
    for small in (False, True):
        path = picture_files.file_of(tmp_path, "pic_1", small=small)
        assert b"taken-at-home" not in path.read_bytes()
        assert b"script" not in path.read_bytes()
        with Image.open(path) as kept:
            assert not kept.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & kept.info.keys()


def test_it_stands_upright(tmp_path: Path) -> None:
    (tmp_path / "sent").write_bytes(of_a_phone())
    made = picture_files.make(tmp_path / "sent", tmp_path, "pic_1", most_pixels=10**7)
    assert (made.width, made.height) == (40, 60)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_drawn(tmp_path: Path, mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    (tmp_path / "sent").write_bytes(out.getvalue())
    made = picture_files.make(tmp_path / "sent", tmp_path, "pic_1", most_pixels=10**7)
    assert (made.width, made.height) == (20, 10)


@pytest.mark.parametrize("sent", NO_PICTURES.values(), ids=NO_PICTURES.keys())
def test_what_is_no_picture_is_refused_in_words(tmp_path: Path, sent: bytes) -> None:
    (tmp_path / "sent").write_bytes(sent)
    with pytest.raises(Invalid, match="picture"):
        picture_files.make(tmp_path / "sent", tmp_path, "pic_1", most_pixels=40_000_000)
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]
