"""What a fan sees of their money: a list, and a receipt of each, also of what was not charged."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from onetoone.domain import ledger as rules
from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound
from onetoone.domain.ids import AccountId
from onetoone.domain.ledger import Line
from onetoone.models import Account, TwoWaySpan
from onetoone.models.payment import For, Paid
from onetoone.payments import views
from onetoone.payments.service import ledger
from tests import factories as cast
from tests.factories import NOON


@pytest.fixture
def mara(session: Session) -> Account:
    return cast.creator(session)


@pytest.fixture
def leo(session: Session) -> Account:
    return cast.fan(session)


def test_a_receipt_has_a_number_and_the_way_from_the_hold_to_the_charge(
    session: Session, mara: Account, leo: Account
) -> None:
    call = cast.call(session, mara, leo, two_way_ms=240_000)
    spans = ((0, 150, Side.FAN), (171, 261, None))
    for begin, end, missing in spans:
        began, stopped = NOON + timedelta(seconds=begin), NOON + timedelta(seconds=end)
        session.add(TwoWaySpan(call_id=call.id, began_at=began, stopped_at=stopped, missing=missing))
    paid = cast.payment(session, call, captured=1000, id="pay_7f3k9a2bqx4m00000000")
    seen = views.receipt(session, cast.actor(leo), paid.id)
    assert seen.number == "7F3K-9A2B-QX4M"
    assert (seen.what, seen.who, seen.payer, seen.card) == ("Video call, 10 min", "Mara", "Leo", "Visa ···· 4242")
    assert [(s.name, s.amount) for s in seen.sums] == [
        ("Held on your card", "$25"),
        ("Released", "−$15"),
        ("Charged", "$10"),
    ]
    assert seen.words == "Part charged, the rest released"
    assert (seen.agreed, seen.together) == ("10 min", "4 min 0 s")
    assert [(s.lasted, s.then) for s in seen.timeline] == [
        ("2 min 30 s", "then your line dropped for 21 s; the clock stood still"),
        ("1 min 30 s", ""),
    ]


def test_a_hold_that_was_released_is_a_receipt_too(session: Session, mara: Account, leo: Account) -> None:
    held = cast.payment(session, cast.call(session, mara, leo), status=Paid.RELEASED)
    seen = views.receipt(session, cast.actor(leo), held.id)
    assert (seen.status, seen.words) == ("released", "Hold released, not charged")
    assert [(s.name, s.amount) for s in seen.sums][-1] == ("Charged", "$0")


def test_what_was_refunded_is_on_it(session: Session, mara: Account, leo: Account) -> None:
    paid = cast.payment(session, cast.call(session, mara, leo), captured=2500)
    back = [Line(rules.STRIPE_CLEARING, -500), Line(rules.pending(AccountId(mara.id)), 500)]
    ledger.write(session, ("ref:1", back), currency="usd", now=NOON, payment_id=paid.id)
    session.flush()
    last = views.receipt(session, cast.actor(leo), paid.id).sums[-1]
    assert (last.name, last.amount) == ("Refunded", "−$5")


def test_only_who_paid_finds_it(session: Session, mara: Account, leo: Account) -> None:
    paid = cast.payment(session, cast.call(session, mara, leo), captured=2500)
    open_page = cast.payment(session, cast.call(session, mara, leo), status=Paid.OPEN)
    for who, what in (
        (mara, paid.id),
        (cast.fan(session, "Ana"), paid.id),
        (leo, open_page.id),
        (leo, "x"),
        (leo, None),
    ):
        with pytest.raises(NotFound):
            views.receipt(session, cast.actor(who), what)


def test_the_list_is_the_payers_own_and_says_what_was_not_charged(
    session: Session, mara: Account, leo: Account
) -> None:
    standings = {
        Paid.CREATED: None,
        Paid.OPEN: None,
        Paid.EXPIRED: None,
        Paid.HELD: "Held, not charged yet",
        Paid.RELEASED: "Hold released, not charged",
    }
    for i, status in enumerate(standings):
        at = NOON + timedelta(minutes=i)
        cast.payment(session, cast.call(session, mara, leo), status=status, created_at=at)
    cast.payment(session, cast.call(session, mara, leo), captured=500, amount=500, purpose=For.TIP)
    cast.payment(session, cast.call(session, mara, cast.fan(session, "Ana")), captured=2500)
    rows = views.payments(session, cast.actor(leo)).rows
    assert [(row.what, row.words) for row in rows] == [
        ("Video call, 10 min with Mara", "Hold released, not charged"),
        ("Video call, 10 min with Mara", "Held, not charged yet"),
        ("Tip for Mara", "Charged"),
    ]
    assert views.payments(session, cast.actor(leo), most=2).more


def test_more_minutes_have_a_receipt_of_their_own(session: Session, mara: Account, leo: Account) -> None:
    call = cast.call(session, mara, leo, extra_minutes=5, two_way_ms=840_000)
    more = cast.payment(session, call, captured=1250, amount=1250, purpose=For.EXTENSION, minutes=5)
    seen = views.receipt(session, cast.actor(leo), more.id)
    assert (seen.what, seen.agreed, seen.together) == ("5 more minutes", "15 min", "14 min 0 s")
    assert (seen.sums[-1].name, seen.sums[-1].amount) == ("Charged", "$12.50")
