"""The HTTP side: headers, shut doors, where a cookie speaks, and what it looks like."""

import asyncio
import base64
import hashlib
from http.cookies import SimpleCookie

import httpx
import pytest

from tests.security.conftest import PAGE, World


@pytest.fixture
def http(world: World) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=world.base, headers={"Origin": world.base}, timeout=60)


async def test_every_answer_has_the_headers(http: httpx.AsyncClient) -> None:
    for path in ("/", "/health", "/nowhere", "/_upload", "/auth/sign-in"):
        answer = await http.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin", path
        assert "camera=(self), microphone=(self)" in answer.headers["permissions-policy"], path
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy, path
        assert "'unsafe-eval'" not in policy, path
        assert "strict-transport-security" not in answer.headers, "not behind TLS"


async def test_only_the_scripts_of_the_build_run_inline(http: httpx.AsyncClient) -> None:
    rules = dict(rule.split(" ", 1) for rule in (await http.get("/")).headers["content-security-policy"].split("; "))
    script = PAGE.partition("<script>")[2].partition("</script>")[0]
    known = f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    assert rules["script-src"].split() == ["'self'", "'wasm-unsafe-eval'", known]
    assert rules["object-src"] == rules["base-uri"] == "'none'"


async def test_a_page_that_was_not_modified_keeps_its_scripts(http: httpx.AsyncClient) -> None:
    first = await http.get("/")
    again = await http.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x", "/_health", "/_all_routes", "/_anything"])
async def test_reflexs_own_doors_are_shut(http: httpx.AsyncClient, path: str) -> None:
    for method in ("GET", "POST"):
        assert (await http.request(method, path)).status_code == 404


@pytest.mark.parametrize("path", ["/auth/sign-in", "/auth/sign-up", "/auth/sign-out", "/auth/demo"])
@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1:1"])
async def test_a_cookie_speaks_for_our_own_pages_only(world: World, path: str, origin: str | None) -> None:
    cookie = world.cookie(world.leo)
    before = world.rows()
    headers = {"Cookie": cookie} | ({"Origin": origin} if origin else {})
    async with httpx.AsyncClient(base_url=world.base, headers=headers) as http:
        answer = await http.post(path, json={"account": world.mara.id})
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers
        assert (await http.get(path)).status_code in (404, 405)
    assert world.rows() == before


async def test_the_cookie_is_out_of_reach_of_scripts(http: httpx.AsyncClient) -> None:
    answer = await http.post("/auth/sign-up", json=_somebody("zoe"))
    assert answer.status_code == 200
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert (cookie.key, cookie["path"], cookie["samesite"].lower()) == ("onetoone", "/", "lax")
    assert cookie["httponly"]
    assert not cookie["domain"]
    assert len(cookie.value) >= 43


async def test_signing_in_again_gives_a_new_session_and_ends_the_old(world: World, http: httpx.AsyncClient) -> None:
    await http.post("/auth/sign-up", json=_somebody("yan"))
    first = http.cookies["onetoone"]
    await http.post("/auth/sign-in", json=_somebody("yan"))
    assert http.cookies["onetoone"] != first
    async with httpx.AsyncClient(base_url=world.base, headers={"Origin": world.base}) as old:
        before = world.rows()["sign_in"]
        await old.post("/auth/sign-out", headers={"Cookie": f"onetoone={first}"})
        assert world.rows()["sign_in"] == before, "there was nothing left to sign out of"


async def test_a_wrong_password_and_nobodys_address_sound_the_same(http: httpx.AsyncClient) -> None:
    await http.post("/auth/sign-up", json=_somebody("uma"))
    wrong = await http.post("/auth/sign-in", json=_somebody("uma") | {"password": "not her password"})
    nobody = await http.post("/auth/sign-in", json=_somebody("nobody"))
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json() == nobody.json()


async def test_guessing_comes_to_an_end(http: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(
        *[http.post("/auth/sign-in", json={"email": "leo@example.test", "password": f"guess {n}"}) for n in range(24)],
    )
    codes = [answer.status_code for answer in answers]
    assert codes.count(401) <= 20  # the setting of this run
    assert codes.count(429) >= 4
    assert (await http.post("/auth/sign-in", json=_somebody("uma"))).status_code == 429, "the address is counted too"


@pytest.mark.parametrize(
    "body",
    [b"", b"x", b"[]", b"{", b'{"email": {"a": 1}, "password": []}', b"[" * 9_000, b'{"a":"' + b"x" * 20_000 + b'"}'],
)
async def test_garbage_is_an_answer_of_its_own_kind(http: httpx.AsyncClient, body: bytes) -> None:
    for path, codes in (("/auth/sign-in", {401, 429}), ("/auth/sign-up", {422, 429}), ("/auth/demo", {404})):
        answer = await http.post(path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code in codes
        assert set(answer.json()) == {"errors"}


async def test_only_demo_people_are_for_everybody(world: World, http: httpx.AsyncClient) -> None:
    assert (await http.post("/auth/demo", json={"account": world.mara.id})).status_code == 404


def _somebody(name: str) -> dict[str, str]:
    return {"name": name, "email": f"{name}@example.test", "password": f"the password of {name}"}
