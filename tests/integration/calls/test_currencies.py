"""A whole paid call with a tip, in a currency without decimals and in one with three, through the real SDK."""

import pytest

from onetoone import db
from onetoone.calls import service, views
from onetoone.calls.service import operations
from onetoone.domain.errors import Invalid
from onetoone.domain.refunds import By
from onetoone.models import RateCard
from onetoone.models.payment import For, Paid
from onetoone.payments.service import refunding
from tests.integration.calls.conftest import ORIGIN, ledger, payments_of


@pytest.fixture
def cast(stripe, cast):
    return cast


def charges_in(cast, currency):
    def change(session, now):
        session.get_one(RateCard, cast.mara.id).currency = currency

    cast.does(change)


async def talked(cast, stripe, *, price, seconds, tip):
    call = cast.invites(price=price, minutes="10")
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    stripe.control("pay", session=payments_of(call)[0].session_id)
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    tipped = cast.leo_does(service.tip, call, amount=tip, client_tip_id="tip-0001", origin=ORIGIN)
    cast.clock.forward(8)  # and nobody undid it
    assert (await operations.charge(tipped.id)).status is Paid.CAPTURED
    cast.clock.forward(seconds - 8)
    cast.mara_does(service.hang_up, call)
    await operations.carry_out_due()
    return call


@pytest.mark.parametrize(
    ("currency", "price", "tip", "charged", "fee", "tipped", "presets", "said"),
    [
        ("jpy", "2500", "500", 1250, 250, 500, ["¥500", "¥1,000", "¥2,500"], "¥1,250"),
        # A share of 3.755 KWD can't be charged: the last digit is 0.
        ("kwd", "7.510", "1.5", 3760, 750, 1500, ["KWD 1.500", "KWD 3.000", "KWD 7.500"], "KWD 3.760"),
        ("usd", "25.50", "5", 1275, 255, 500, ["$5", "$10", "$25"], "$12.75"),
    ],
)
async def test_a_call_in_its_creators_currency(cast, stripe, currency, price, tip, charged, fee, tipped, presets, said):
    charges_in(cast, currency)
    call = await talked(cast, stripe, price=price, seconds=300, tip=tip)
    [hold], [thanks] = payments_of(call), payments_of(call, For.TIP)
    assert (hold.currency, hold.captured, hold.fee, thanks.captured) == (currency, charged, fee, tipped)
    intents = stripe.state()["objects"]["payment_intent"]
    assert [(i["currency"], i["amount_received"]) for i in intents] == [(currency, charged), (currency, tipped)]
    assert sum(ledger().values()) == 0
    with db.unit_of_work() as session:  # of a refund, both parts can be moved
        step = 10 if currency == "kwd" else 1
        given = refunding.give(session, hold.id, 10 * step * 37, by=By.OPERATOR, now=cast.clock.now())
        assert given.fee % step == (given.amount - given.fee) % step == 0
    await operations.carry_out_due()
    assert sum(ledger().values()) == 0
    seen = await db.look(lambda s: views.call(s, cast.leo, call.id, cast.clock.now()))
    assert [preset.label.replace("\u00a0", " ") for preset in seen.presets] == presets
    assert seen.charged.replace("\u00a0", " ") == said


@pytest.mark.parametrize(("currency", "price"), [("jpy", "25.50"), ("jpy", "99"), ("kwd", "7.515"), ("kwd", "0.200")])
def test_a_price_that_cannot_be_charged_is_refused_when_it_is_set(cast, currency, price):
    charges_in(cast, currency)
    with pytest.raises(Invalid):
        cast.invites(price=price)
