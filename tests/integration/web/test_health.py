"""GET /health says whether this process can serve people."""

from starlette.applications import Starlette
from starlette.testclient import TestClient

from onetoone.web.health import health_route


def test_it_is_well_when_the_database_answers() -> None:
    answer = TestClient(Starlette(routes=[health_route(lambda: None)])).get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": True})


def test_it_says_so_when_the_database_does_not_and_not_why() -> None:
    def refuse() -> None:
        raise OSError("could not connect to db.internal:5432 as root")

    answer = TestClient(Starlette(routes=[health_route(refuse)])).get("/health")
    assert (answer.status_code, answer.json()) == (503, {"ok": False, "database": False})
