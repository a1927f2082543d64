"""How the built pages are served: caching, addresses without a file, and what stays out of reach."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from onetoone.web.frontend import FOREVER, InLanguages, OnePort, Pages
from tests.languages import spanish


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    for name in (
        "index.html",
        "404.html",
        "chat/index.html",
        "chat.html",
        "assets/app-1a2b.js",
        "fonts/figtree.0000.woff2",
        "theme.css",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    pages = Pages(
        directory=tmp_path,
        html=True,
        encodings=["gzip"],
        router=lambda path: "call/[call_id]" if path.startswith("/call/") else None,
    )
    app = Starlette(routes=[Mount("", OnePort(PlainTextResponse("reflex"), pages))])
    return TestClient(app, follow_redirects=False)


def test_hashed_files_are_kept_for_ever_and_pages_asked_for_again(client: TestClient) -> None:
    for path in ("/assets/app-1a2b.js", "/fonts/figtree.0000.woff2"):
        assert client.get(path).headers["cache-control"] == FOREVER, path
    for path in ("/", "/theme.css", "/assets/gone-0000.js", "/call/7"):
        assert client.get(path).headers["cache-control"] == "no-cache", path


@pytest.mark.parametrize("path", ["/chat", "/chat/"])
def test_a_page_is_served_where_it_was_asked_for(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"host": "elsewhere.example"})
    assert answer.status_code == 200
    assert answer.text == "chat/index.html"


def test_an_address_with_an_id_works_on_a_reload(client: TestClient) -> None:
    answer = client.get("/call/7")
    assert (answer.status_code, answer.text) == (200, "404.html")  # the shell, which then draws the page


@pytest.mark.parametrize("path", ["/nothing", "/_upload", "/_upload/x", "/_health", "/_all_routes", "/ping"])
def test_an_unknown_address_gets_the_apps_own_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (404, "404.html")


def test_nothing_is_written_past_the_event_socket(client: TestClient) -> None:
    assert client.post("/_upload", content=b"x").status_code == 405


def test_only_reflexs_socket_is_reflexs(client: TestClient) -> None:
    assert client.get("/_event/").text == "reflex"
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/elsewhere"):
        pass


def test_files_outside_the_build_are_out_of_reach(client: TestClient) -> None:
    assert client.get("/%2e%2e/secrets.json").status_code == 404


@pytest.fixture
def named(tmp_path: Path) -> TestClient:
    """Pages of a deployment that has an address."""
    (tmp_path / "index.html").write_text('<meta content="http://same-origin.invalid/social-card.png"/>')
    (tmp_path / "app.js").write_text("plain")
    for suffix in (".br", ".gz"):
        (tmp_path / f"app.js{suffix}").write_text(f"packed {suffix}")
    pages = Pages(directory=tmp_path, html=True, encodings=["brotli", "gzip"], origin="https://onetoone.example")
    return TestClient(Starlette(routes=[Mount("", pages)]))


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br, gzip"])
def test_a_links_card_has_the_deployments_address(named: TestClient, encoding: str) -> None:
    page = named.get("/", headers={"accept-encoding": encoding})
    assert page.text == '<meta content="https://onetoone.example/social-card.png"/>'
    assert page.headers.get("content-encoding", "identity") == ("gzip" if "gzip" in encoding else "identity")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    again = {"accept-encoding": encoding, "if-none-match": page.headers["etag"]}
    assert named.get("/", headers=again).status_code == 304


def test_a_browser_that_takes_brotli_gets_it(named: TestClient) -> None:
    for takes, gets in (("br, gzip", "br"), ("gzip, deflate", "gzip"), ("identity", None)):
        with named.stream("GET", "/app.js", headers={"accept-encoding": takes}) as answer:
            assert answer.headers.get("content-encoding") == gets


def test_a_page_comes_in_the_language_that_the_browser_asks_for(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "assets/a-1.js", "_languages/es/index.html", "_languages/es/404.html"):
        file = tmp_path / "built" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "languages").mkdir()
    with spanish(tmp_path / "languages"):
        client = TestClient(InLanguages(tmp_path / "built", router=lambda path: path if path == "/call/7" else None))
        for path, shown in {"/": "index.html", "/call/7": "404.html"}.items():
            assert client.get(path).text == shown
            answer = client.get(path, headers={"accept-language": "es-MX"})
            assert answer.text == f"_languages/es/{shown}"
            assert {"Cookie", "Accept-Language"} <= set(answer.headers["vary"].split(", "))
            assert client.get(path, headers={"accept-language": "es", "cookie": "language=en"}).text == shown
        script = client.get("/assets/a-1.js", headers={"accept-language": "es"})
        assert (script.text, script.headers["cache-control"]) == ("assets/a-1.js", FOREVER)
        assert "Cookie" not in script.headers.get("vary", "")
