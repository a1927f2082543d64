"""The operator's page: to everybody else it is an address like any unknown one, and its handlers do nothing."""

import urllib.error
import urllib.request

import pytest
from sqlmodel import Session

import onetoone.onetoone  # noqa: F401  (registers every handler there is)
from onetoone.models import Account
from onetoone.models.account import Role
from onetoone.security import policy
from onetoone.security.policy import Who
from tests import factories
from tests.security.conftest import SECRET, World
from tests.security.tab import TabClient

STATE = "operator_state."


@pytest.fixture(scope="module")
def olive(world: World) -> Account:
    with Session(world.engine, expire_on_commit=False) as s, s.begin():
        return factories.account(s, "Olive", role=Role.ADMIN)


def status(world: World, path: str, cookie: str) -> int:
    request = urllib.request.Request(world.base + path, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def handlers() -> list[str]:
    return [name for name in policy.registry() if STATE in name and not name.endswith(".setvar")]


def test_every_handler_of_the_page_is_for_operators_alone() -> None:
    assert len(handlers()) >= 6
    assert {policy.who_may(name) for name in handlers()} == {Who.OPERATOR}


@pytest.mark.parametrize("path", ["/operator", "/operator/", "//operator", "/Operator", "/operator/index.html"])
def test_to_others_there_is_no_such_page(world: World, path: str) -> None:
    nowhere = status(world, "/no-such-page", "")
    assert nowhere == 404
    for cookie in ("", world.cookie(world.leo), world.cookie(world.mara), world.expired_cookie(world.leo)):
        assert status(world, path, cookie) == nowhere


def test_for_an_operator_there_is(world: World, olive: Account) -> None:
    assert status(world, "/operator", world.cookie(olive)) == 200


async def test_a_members_knock_is_not_heard(world: World) -> None:
    cookie = world.cookie(world.leo)
    before = world.rows()
    async with TabClient(world.base, cookie) as tab:
        await tab.hydrate("/operator")
        for name in handlers():
            for payload in (
                {},
                {"tab": "payments"},
                {"ref": world.payment_id, "action": "refund"},
                {"form": {"why": "x"}},
            ):
                await tab.send(name, payload, path="/operator")
        await tab.settle()
        assert not tab.heard_of(world.payment_id)
        assert not tab.heard_of("Sum in USD")
    assert world.rows() == before


async def test_an_operator_sees_payments_but_no_messages(world: World, olive: Account) -> None:
    async with TabClient(world.base, world.cookie(olive)) as tab:
        await tab.hydrate("/operator")
        for name in handlers():
            if name.endswith((".load", ".show")):
                await tab.send(name, {"tab": "payments"} if name.endswith(".show") else {}, path="/operator")
        await tab.settle()
        assert tab.heard_of(world.payment_id)
        assert not tab.heard_of(SECRET)
