"""A database is of one Stripe account, in one mode, from its first start on."""

import pytest
from sqlmodel import Session, select

from onetoone import db
from onetoone.models import Installation
from onetoone.payments.service.belonging import AnotherStripe, belong
from onetoone.workers import belonging
from tests.factories import NOON


def belongs(session: Session) -> list[tuple[str, bool]]:
    return [(row.stripe_account, row.live) for row in session.exec(select(Installation))]


def test_the_first_account_is_kept_and_no_other_is_let_in(session: Session) -> None:
    belong(session, "acct_1", live=False, now=NOON)
    belong(session, "acct_1", live=False, now=NOON)
    for account, live in (("acct_2", False), ("acct_1", True)):
        with pytest.raises(AnotherStripe, match=account):
            belong(session, account, live=live, now=NOON)
    assert belongs(session) == [("acct_1", False)]


async def test_at_start_stripe_says_whose_key_it_is(stripe, running, capsys) -> None:
    account = stripe.client.v1.accounts.retrieve_current().id
    for _ in range(2):
        await belonging.require_same_stripe()
        stripe.control("reset")
    with Session(db.engine()) as session:
        assert belongs(session) == [(account, False)]
        session.get_one(Installation, 1).stripe_account = "acct_before"
        session.commit()
    with pytest.raises(AnotherStripe):
        await belonging.require_same_stripe()
    said = capsys.readouterr().err
    assert said.startswith("Not started: This database belongs to the Stripe account acct_before (test mode)")
    assert account in said


async def test_it_starts_although_stripe_is_down_and_decides_nothing(stripe, running, monkeypatch) -> None:
    monkeypatch.setattr(belonging, "_PATIENCE", 0.5)
    stripe.control("faults", kind="500", path="/v1/account", times=100)
    await belonging.require_same_stripe()
    with Session(db.engine()) as session:
        assert belongs(session) == []
