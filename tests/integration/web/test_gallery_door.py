"""The gallery is a designer's: it may frame its own pages, and in production it isn't there."""

import pytest
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from onetoone.config import Settings
from onetoone.security import headers


@pytest.fixture(params=["development", "production"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    found = Settings.model_construct(environment=request.param, public_origins="http://localhost:3000")
    monkeypatch.setattr(headers, "settings", lambda: found)
    return str(request.param)


def test_the_gallery_is_shut_in_production(place: str) -> None:
    client = TestClient(headers.Headers(HTMLResponse("a page")))
    for path in ("/gallery", "/gallery/calls/live/fan"):
        answer = client.get(path)
        assert answer.status_code == (404 if place == "production" else 200)
        if place == "development":
            assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    for path in ("/", "/galleryish"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
