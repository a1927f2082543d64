"""Pictures through the whole app: its headers around them, and nobody but the two at either door."""

import io

import httpx
import pytest
from PIL import Image

from onetoone import routes
from tests.security.conftest import World


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(out, "PNG")
    return out.getvalue()


async def sends(world: World, cookie: str, *, origin: str | None = None, body: bytes = b"") -> httpx.Response:
    headers = {"Origin": world.base if origin is None else origin} | ({"Cookie": cookie} if cookie else {})
    address = routes.to(routes.PICTURE_UPLOAD, thread_id=world.thread_id)
    async with httpx.AsyncClient(base_url=world.base, headers=headers, timeout=60) as http:
        return await http.post(address, content=body or png())


async def looks_at(world: World, path: str, cookie: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=world.base, headers={"Cookie": cookie} if cookie else {}, timeout=60) as http:
        return await http.get(path)


async def test_only_the_two_reach_a_picture(world: World) -> None:
    sent = await sends(world, world.cookie(world.leo))
    assert sent.status_code == 200
    for route in (routes.PICTURE, routes.SMALL_PICTURE):
        path = routes.to(route, picture_id=sent.json()["picture"])
        answer = await looks_at(world, path, world.cookie(world.leo))
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"].startswith("private")
        for other in (world.cookie(world.theo), world.cookie(world.ida), world.expired_cookie(world.leo), ""):
            assert (await looks_at(world, path, other)).status_code == 404


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
async def test_no_other_page_uploads_with_ones_cookie(world: World, origin: str) -> None:
    before = world.rows()["picture"]
    assert (await sends(world, world.cookie(world.leo), origin=origin)).status_code == 403
    assert world.rows()["picture"] == before


async def test_strangers_and_visitors_upload_nothing(world: World) -> None:
    before = world.rows()["picture"]
    for who, code in ((world.cookie(world.ida), 404), (world.cookie(world.theo), 404), ("", 401)):
        assert (await sends(world, who)).status_code == code
    assert (await sends(world, world.cookie(world.leo), body=b"<svg onload=alert(1)>")).status_code == 422
    assert world.rows()["picture"] == before
