"""The ledger as the database keeps it: written once, never changed, always balanced, available when Stripe says."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from onetoone import db
from onetoone.domain import ledger as rules
from onetoone.domain.ids import AccountId
from onetoone.domain.ledger import Line
from onetoone.models import Entry
from onetoone.payments.service import ledger
from tests import factories as cast
from tests.factories import NOON

MARA = AccountId("acc_mara")


def write(session: Session, txn: str, *lines: Line, currency: str = "usd") -> bool:
    return ledger.write(session, (txn, list(lines)), currency=currency, now=NOON)


def test_a_transaction_is_written_once(session: Session) -> None:
    for first in (True, False):
        assert write(session, "po:1", Line(rules.STRIPE_CLEARING, 5), Line(rules.available(MARA), -5)) is first
        session.flush()
    assert ledger.balance(session, rules.available(MARA), "usd") == -5
    assert ledger.balance(session, rules.available(MARA), "eur") == 0


def test_two_who_write_the_same_at_once_write_it_once(session: Session) -> None:
    for _ in range(2):
        for account, amount in (("a", 5), ("b", -5)):
            session.add(Entry(txn_id="po:1", account=account, amount=amount, currency="usd", at=NOON))
    with pytest.raises(DBAPIError, match=r"(?i)unique"):
        session.flush()


@pytest.mark.parametrize("change", ["UPDATE entry SET amount = 7", "DELETE FROM entry"])
def test_nothing_in_it_is_changed_or_removed(session: Session, change: str) -> None:
    write(session, "po:1", Line("a", 5), Line("b", -5))
    session.commit()
    with pytest.raises(DBAPIError, match="append-only"), db.unit_of_work() as other:
        other.connection().execute(text(change))
    assert ledger.balance(session, "a", "usd") == 5


def test_the_door_lets_nothing_in_that_does_not_balance(session: Session) -> None:
    with pytest.raises(ArithmeticError):
        write(session, "po:1", Line("a", 5), Line("b", -4))
    session.commit()
    assert ledger.balance(session, "a", "usd") == 0


def test_postgres_refuses_what_got_past_the_door(session: Session) -> None:
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite can't look at the end of a transaction")
    session.add(Entry(txn_id="po:1", account="a", amount=5, currency="usd", at=NOON))
    session.flush()  # until the commit, the second line may still come
    with pytest.raises(DBAPIError, match="po:1 does not balance"):
        session.commit()


def test_a_transaction_has_one_currency(session: Session) -> None:
    write(session, "po:1", Line("a", 5), Line("b", -5))
    session.flush()
    for account, amount in (("c", 5), ("d", -5)):
        session.add(Entry(txn_id="po:1", account=account, amount=amount, currency="eur", at=NOON))
    with pytest.raises(DBAPIError, match=r"one currency|does not balance"):
        session.commit()


@pytest.mark.parametrize(("amount", "currency"), [(0, "usd"), (5, "USD"), (5, "us")])
def test_an_entry_says_something_in_a_currency(session: Session, amount: int, currency: str) -> None:
    session.add(Entry(txn_id="po:1", account="a", amount=amount, currency=currency, at=NOON))
    with pytest.raises(DBAPIError, match="entry_"):
        session.flush()


def test_money_is_pending_until_stripe_makes_it_available(session: Session) -> None:
    mara, leo = cast.creator(session), cast.fan(session)
    payment = cast.payment(session, cast.call(session, mara, leo), captured=2500, available_on=NOON + timedelta(days=2))
    creator = AccountId(mara.id)
    assert ledger.ripen(session, NOON + timedelta(days=1)) == 0
    assert ledger.balance(session, rules.pending(creator), "usd") == -2000
    for round_ in (1, 0):
        assert ledger.ripen(session, NOON + timedelta(days=3)) == round_
        session.flush()
    assert ledger.balance(session, rules.pending(creator), "usd") == 0
    assert ledger.balance(session, rules.available(creator), "usd") == -2000
    assert payment.available_at == NOON + timedelta(days=3)


def test_only_what_is_still_owed_of_a_payment_becomes_available(session: Session) -> None:
    mara, leo = cast.creator(session), cast.fan(session)
    payment = cast.payment(session, cast.call(session, mara, leo), captured=2500, available_on=NOON)
    creator = AccountId(mara.id)
    back = [Line(rules.STRIPE_CLEARING, -500), Line(rules.pending(creator), 500)]
    ledger.write(session, ("ref:1", back), currency="usd", now=NOON, payment_id=payment.id)
    ledger.ripen(session, NOON)
    session.flush()
    assert ledger.balance(session, rules.available(creator), "usd") == -1500
