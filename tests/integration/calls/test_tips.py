"""Tips: undone for a while, added up, capped, and charged once, whatever happens meanwhile."""

import pytest
from sqlmodel import Session, select

from onetoone import config, db
from onetoone.calls import service, views
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.domain.errors import NotFound, OneToOneError, Refused
from onetoone.models import Operation, Payment
from onetoone.models.payment import For, Paid
from tests.integration.calls.conftest import ORIGIN, ledger, lines, operations_left, payments_of, status
from tests.integration.calls.money import intents, live, tipped, with_a_card_that_asks


@pytest.fixture
def cast(stripe, cast):
    return cast


def tips(cast, call, amount="5", name="tip-0001"):
    return cast.leo_does(service.tip, call, amount=amount, client_tip_id=name, origin=ORIGIN)


def undoes(cast, tip, actor=None):
    cast.does(service.undo_tip, actor or cast.leo, payment_id=tip.id)


def seen(cast, call, actor=None):
    with Session(db.engine()) as session:
        return views.call(session, actor or cast.leo, call.id, cast.clock.now())


async def test_a_tip_waits_until_it_can_no_longer_be_undone(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    cast.clock.forward(7.9)
    assert await operations.carry_out_due() == 0
    assert (await operations.charge(tip.id)).status is Paid.CREATED
    assert [i["amount"] for i in intents(stripe)] == [2500]
    cast.clock.forward(0.1)
    assert await operations.carry_out_due() == 1
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED
    assert lines(call) == ["held", "tip"]


async def test_the_creator_hears_of_a_tip_only_once_it_has_succeeded(cast, stripe):
    call = await live(cast, stripe)
    tips(cast, call)
    assert seen(cast, call).pending_tip.amount == "$5"
    assert seen(cast, call, cast.mara).pending_tip.payment_id == ""
    assert (seen(cast, call, cast.mara).tips_count, lines(call)) == (0, ["held"])
    cast.clock.forward(8)
    await operations.carry_out_due()
    assert seen(cast, call).pending_tip.payment_id == ""
    assert seen(cast, call, cast.mara).last_tip == "$5"


async def test_an_undone_tip_leaves_no_trace_at_stripe_or_in_the_thread(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    for _ in range(2):
        undoes(cast, tip)
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.UNDONE
    assert (len(intents(stripe)), lines(call), operations_left(), ledger()) == (1, ["held"], [], {})
    assert seen(cast, call).trouble == ""


async def test_a_tip_grows_and_is_undone_also_while_its_sheet_is_closed(cast, stripe):
    """Which of the two operations that wait the database finds first is its own affair: here it is the other one."""
    call = await live(cast, stripe)
    tip = tips(cast, call)
    cast.does(service.close_extra, cast.leo, payment_id=tip.id)
    with db.unit_of_work() as session:
        charge = session.exec(select(Operation).where(Operation.ref == tip.id, Operation.kind == "tip.charge")).one()
        kept = charge.model_dump()
        session.delete(charge)
        session.flush()
        session.add(Operation(**kept))
    tips(cast, call, name="tip-0002")
    undoes(cast, tip)
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.UNDONE
    assert (len(intents(stripe)), operations_left(), ledger()) == (1, [], {})


async def test_undo_is_too_late_once_the_card_is_being_charged(cast, stripe):
    call = await live(cast, stripe)
    tip = await tipped(cast, call)
    with pytest.raises(Refused, match="too late"):
        undoes(cast, tip)
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED


async def test_undo_is_too_late_while_stripe_has_not_answered(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    cast.clock.forward(8)
    stripe.control("faults", kind="drop-after-commit", path="/v1/payment_intents", method="POST", times=3)
    await operations.carry_out_due()  # Stripe has it, and we don't know
    with pytest.raises(Refused, match="too late"):
        undoes(cast, tip)
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED
    assert len(intents(stripe)) == 2


async def test_only_who_gave_it_can_undo_it(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    for stranger in (cast.mara, cast.ana):
        with pytest.raises(NotFound):
            undoes(cast, tip, stranger)
    with pytest.raises(Refused):  # and it undoes tips, not calls
        undoes(cast, payments_of(call)[0])
    assert payments_of(call, For.TIP)[0].status is Paid.CREATED


async def test_taps_within_the_time_become_one_charge_of_their_sum(cast, stripe):
    call = await live(cast, stripe)
    first = tips(cast, call, "5", "tip-0001")
    cast.clock.forward(6)
    assert tips(cast, call, "10", "tip-0002").id == first.id
    cast.clock.forward(6)  # the time begins anew with each tap
    assert cast.leo_does(service.tip_more, call, to=first.id, amount="10", client_tip_id="tip-0003", origin=ORIGIN)
    pending = seen(cast, call).pending_tip
    assert (pending.amount, pending.again.typed) == ("$25", "10")
    cast.clock.forward(8)
    await operations.carry_out_due()
    [tip] = payments_of(call, For.TIP)
    assert (tip.status, tip.captured, tip.fee) == (Paid.CAPTURED, 2500, 500)
    assert [i["amount"] for i in intents(stripe)] == [2500, 2500]
    assert lines(call) == ["held", "tip"]


async def test_the_same_tap_sent_again_counts_once(cast, stripe):
    call = await live(cast, stripe)
    for name in ("tip-0001", "tip-0002", "tip-0001", "tip-0002"):
        tips(cast, call, "5", name)
    cast.clock.forward(8)
    await operations.carry_out_due()
    tips(cast, call, "5", "tip-0002")  # a click replayed much later
    await operations.carry_out_due()
    assert [tip.captured for tip in payments_of(call, For.TIP)] == [1000]
    assert operations_left() == []


async def test_a_tap_after_the_charge_is_a_tip_of_its_own(cast, stripe):
    call = await live(cast, stripe)
    first = await tipped(cast, call, "5", "tip-0001")
    with pytest.raises(Refused, match="on its way"):
        cast.leo_does(service.tip_more, call, to=first.id, amount="5", client_tip_id="tip-0002", origin=ORIGIN)
    await tipped(cast, call, "10", "tip-0003")
    assert [tip.captured for tip in payments_of(call, For.TIP)] == [500, 1000]


async def test_undo_takes_back_all_that_was_added(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call, "5", "tip-0001")
    tips(cast, call, "10", "tip-0002")
    undoes(cast, tip)
    cast.clock.forward(1)
    await tipped(cast, call, "5", "tip-0003")
    assert [(tip.status, tip.captured) for tip in payments_of(call, For.TIP)] == [
        (Paid.UNDONE, 0),
        (Paid.CAPTURED, 500),
    ]


async def test_the_tips_of_a_call_are_capped(cast, stripe, monkeypatch):
    monkeypatch.setenv("MOST_TIPS_PER_CALL", "2500")
    config.settings.cache_clear()
    call = await live(cast, stripe)
    await tipped(cast, call, "10", "tip-0001")
    undone = tips(cast, call, "15", "tip-0002")
    with pytest.raises(Refused, match=r"more than \$25"):
        tips(cast, call, "1", "tip-0003")
    undoes(cast, undone)
    await tipped(cast, call, "15", "tip-0004")
    assert sum(tip.captured for tip in payments_of(call, For.TIP)) == 2500


async def test_a_killed_app_charges_a_tip_that_was_sent_and_not_undone(cast, stripe):
    call = await live(cast, stripe)
    tips(cast, call)  # committed; and then the process is gone
    cast.clock.forward(3600)
    await operations.carry_out_due()  # another process
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED


@pytest.mark.parametrize("ender", ["mara", "leo"])
async def test_a_call_that_ends_before_the_charge_takes_no_tip_away(cast, stripe, ender):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    cast.does(service.hang_up, getattr(cast, ender), call_id=call.id)
    await operations.carry_out_due()
    assert seen(cast, call).pending_tip.payment_id == tip.id  # and it can still be undone
    cast.clock.forward(8)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.CAPTURED
    assert lines(call)[-1] == "tip"


async def test_a_tip_can_be_undone_after_the_call(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    cast.mara_does(service.hang_up, call)
    undoes(cast, tip)
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.UNDONE
    assert len(intents(stripe)) == 1


async def test_a_bank_that_asks_after_the_call_is_not_answered_and_nothing_is_charged(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    tips(cast, call)
    cast.leo_does(service.hang_up, call)
    cast.clock.forward(8)
    await operations.carry_out_due()
    [tip] = payments_of(call, For.TIP)
    assert (tip.status, intents(stripe)[-1]["status"]) == (Paid.FAILED, "canceled")
    assert lines(call)[-1] == "tip_failed"
    assert [key for key in operations_left() if not key.startswith("room:")] == []


async def test_the_bank_asks_in_a_sheet_and_closing_it_calls_the_tip_off(cast, stripe):
    call, _ = await with_a_card_that_asks(cast, stripe)
    await tipped(cast, call)
    asked = seen(cast, call).asking
    assert (asked.what, asked.status, asked.amount) == ("tip", "bank", "$10")
    assert asked.bank_page
    assert seen(cast, call, cast.mara).asking.payment_id == ""
    cast.does(service.close_extra, cast.leo, payment_id=asked.payment_id)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert seen(cast, call).asking.payment_id == ""


async def test_a_declined_tip_is_told_to_the_fan_alone(cast, stripe):
    call = await live(cast, stripe)
    [payment] = payments_of(call)
    card = stripe.client.v1.payment_methods.attach(
        "pm_card_chargeCustomerFail", {"customer": intents(stripe)[0]["customer"]}
    )
    cast.does(lambda s, now: setattr(s.get(Payment, payment.id), "payment_method", card.id))
    await tipped(cast, call)
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert seen(cast, call).trouble.startswith("Your tip didn't go through")
    assert seen(cast, call, cast.mara).trouble == ""


async def test_a_removed_card_leads_to_checkout_for_the_same_tip(cast, stripe):
    call = await live(cast, stripe)
    stripe.client.v1.payment_methods.detach(payments_of(call)[0].payment_method)
    tip = await tipped(cast, call)
    assert (status(call), tip.status) == (Status.LIVE, Paid.OPEN)
    asked = seen(cast, call).asking
    assert (asked.status, asked.why) == ("open", "The saved card can't be used any more.")
    assert stripe.control("pay", session=tip.session_id)["error"] is None
    await operations.sync(tip.id)
    assert [tip.status for tip in payments_of(call, For.TIP)] == [Paid.CAPTURED]
    await tipped(cast, call, "5", "tip-0002")  # with the card that was used now
    assert [tip.captured for tip in payments_of(call, For.TIP)] == [1000, 500]
    assert lines(call) == ["held", "tip", "tip"]


async def test_a_removed_card_after_the_call_is_the_end_of_the_tip(cast, stripe):
    call = await live(cast, stripe)
    stripe.client.v1.payment_methods.detach(payments_of(call)[0].payment_method)
    tips(cast, call)
    cast.leo_does(service.hang_up, call)
    cast.clock.forward(8)
    await operations.carry_out_due()
    assert payments_of(call, For.TIP)[0].status is Paid.FAILED
    assert "tip_failed" in lines(call)


async def test_in_a_free_call_the_second_tip_goes_to_the_card_of_the_first(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    first = tips(cast, call)
    await operations.checkout_page(first.id)
    stripe.control("pay", session=payments_of(call, For.TIP)[0].session_id)
    await operations.sync(first.id)
    assert (await tipped(cast, call, "5", "tip-0002")).status is Paid.CAPTURED
    assert len(stripe.state()["objects"]["checkout.session"]) == 1


async def test_another_tip_closes_the_page_of_one_that_was_not_paid(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    first = tips(cast, call)
    await operations.checkout_page(first.id)
    cast.clock.forward(1)
    second = tips(cast, call, "10", "tip-0002")
    await operations.checkout_page(second.id)
    await operations.carry_out_due()
    assert [tip.status for tip in payments_of(call, For.TIP)] == [Paid.EXPIRED, Paid.OPEN]
    assert lines(call) == []


async def test_what_is_charged_was_frozen_before_stripe_was_asked(cast, stripe):
    call = await live(cast, stripe)
    tip = tips(cast, call)
    cast.clock.forward(8)
    stripe.control("faults", kind="500", path="/v1/payment_intents", method="POST", times=3)
    await operations.carry_out_due()
    later = tips(cast, call, "10", "tip-0002")  # the first is under way: this one is another
    assert later.id != tip.id
    with db.unit_of_work() as session:
        first = session.exec(select(Operation).where(Operation.ref == tip.id)).one()
    assert first.parameters["amount"] == 500
    cast.clock.forward(60)
    await operations.carry_out_due()
    assert [tip.captured for tip in payments_of(call, For.TIP)] == [500, 1000]


async def test_strangers_give_nothing(cast, stripe):
    call = await live(cast, stripe)
    for actor in (cast.mara, cast.ana):
        with pytest.raises(OneToOneError):
            cast.does(
                service.tip_more, actor, call_id=call.id, to="x", amount="5", client_tip_id="tip-0009", origin=ORIGIN
            )
    assert payments_of(call, For.TIP) == []
