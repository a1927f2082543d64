"""More minutes during the call: held, added once that hold stands, and charged by the same rule as the call."""

import asyncio
from datetime import timedelta

import pytest

from onetoone import config
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Side, Status
from onetoone.domain.errors import NotFound, OneToOneError, Refused
from onetoone.models.payment import For, Paid
from onetoone.workers.loops import _sweep_once
from tests.integration.calls.after import settled
from tests.integration.calls.conftest import ORIGIN, call_now, ledger, lines, operations_left, payments_of, status
from tests.integration.calls.extending import asks, extended, seen, shares
from tests.integration.calls.money import intents, live, tipped


@pytest.fixture
def cast(stripe, cast):
    return cast


async def test_minutes_are_added_once_their_hold_stands(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    before = call_now(call).deadline_at
    assert before
    asked = asks(cast, call)
    assert (call_now(call).extra_minutes, lines(call)) == (0, ["held"])
    assert (await operations.charge(asked.id)).status is Paid.HELD
    after = call_now(call)
    assert after.deadline_at
    assert (after.extra_minutes, (after.deadline_at - before).total_seconds()) == (5, 300)
    assert lines(call) == ["held", "extended"]
    assert [i["amount"] for i in intents(stripe)] == [2500, 1250]
    assert {i["status"] for i in intents(stripe)} == {"requires_capture"}
    assert seen(cast, call).clock.length_ms == seen(cast, call, Side.CREATOR).clock.length_ms == 900_000
    assert seen(cast, call, Side.CREATOR).added == "5 more minutes"
    assert ledger() == {}  # holds are no entries


async def test_the_price_is_shown_before_and_is_the_price(cast, stripe):
    call = await live(cast, stripe)
    more = seen(cast, call).more
    assert (more.minutes, more.price, more.whole_minutes, more.whole_price) == (5, "$12.50", 15, "$37.50")
    assert more.saved_card
    assert seen(cast, call, Side.CREATOR).more.minutes == 0
    for other in (1249, 0, "1250", None, True):
        with pytest.raises(Refused):
            asks(cast, call, price=other)
    assert payments_of(call, For.EXTENSION) == []


async def test_asking_twice_is_asking_once(cast, stripe):
    call = await live(cast, stripe)
    first = asks(cast, call)
    assert asks(cast, call).id == first.id
    assert asks(cast, call, "more-0002").id == first.id  # in another tab, while the first isn't answered yet
    await asyncio.gather(*(operations.charge(first.id) for _ in range(3)))
    assert asks(cast, call).id == first.id
    await operations.charge(first.id)
    assert (call_now(call).extra_minutes, len(intents(stripe))) == (5, 2)


async def test_news_of_the_hold_that_comes_again_adds_nothing(cast, stripe):
    call = await live(cast, stripe)
    payment = await extended(cast, call)
    for event in (("evt_1", "x"), ("evt_1", "x"), None):
        await operations.sync(payment.id, event=event)
    assert call_now(call).extra_minutes == 5
    assert lines(call) == ["held", "extended"]


async def test_it_can_be_made_longer_again_up_to_the_longest(cast, stripe, monkeypatch):
    monkeypatch.setenv("LONGEST_MINUTES", "20")
    config.settings.cache_clear()
    call = await live(cast, stripe)
    await extended(cast, call, "more-0001")
    assert seen(cast, call).more.whole_price == "$50"
    await extended(cast, call, "more-0002")
    assert call_now(call).extra_minutes == 10
    assert seen(cast, call).more.minutes == 0
    with pytest.raises(Refused, match="longer"):
        asks(cast, call, "more-0003")


async def test_a_call_that_ran_to_its_new_end_pays_both_holds(cast, stripe):
    call = await live(cast, stripe)
    await extended(cast, call)
    cast.passes(9 * 60 + 1)
    assert status(call) is Status.LIVE  # the old end has passed
    cast.passes(5 * 60)
    await operations.carry_out_due()
    assert status(call) is Status.ENDED
    assert shares(call) == [2500, 1250]
    assert lines(call) == ["held", "extended", "ended", "captured", "captured"]
    books = ledger()
    assert (sum(books.values()), books["platform_revenue"]) == (0, -750)
    fan, creator = seen(cast, call), seen(cast, call, Side.CREATOR)
    assert (fan.charged, fan.added_charged, fan.total) == ("$25", "$12.50", "$37.50")
    assert fan.money_line == "Charged $37.50 to Visa ···· 4242"
    assert (creator.fee, creator.earned) == ("$7.50", "$30")


@pytest.mark.parametrize(
    ("minute", "ender", "expected", "standing"),
    [
        (12, "mara", [2500, 500], Paid.CAPTURED),
        (4, "mara", [1000, 0], Paid.RELEASED),
        (12, "leo", [2500, 1250], Paid.CAPTURED),
        (2, "leo", [2500, 1250], Paid.CAPTURED),
    ],
)
async def test_an_extended_call_is_one_longer_call(cast, stripe, minute, ender, expected, standing):
    call = await live(cast, stripe)
    await extended(cast, call)
    cast.clock.forward(minute * 60 - 60)
    cast.does(service.hang_up, getattr(cast, ender), call_id=call.id)
    await operations.carry_out_due()
    assert shares(call) == expected
    assert payments_of(call, For.EXTENSION)[0].status is standing
    assert [i["amount_received"] for i in intents(stripe)] == expected
    assert sum(ledger().values()) == 0


async def test_below_the_least_both_holds_are_released(cast, stripe):
    call = await live(cast, stripe, seconds=10)
    await extended(cast, call)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert [i["status"] for i in intents(stripe)] == ["canceled", "canceled"]
    assert lines(call) == ["held", "extended", "ended", "released", "released"]


async def test_while_the_line_is_down_minutes_are_added_and_the_wait_stays_what_it_is(cast, stripe):
    call = await live(cast, stripe)
    cast.node_says("two_way_stopped", call, missing="creator")
    waits = call_now(call).deadline_at
    await extended(cast, call)
    assert (call_now(call).deadline_at, call_now(call).extra_minutes) == (waits, 5)
    cast.clock.forward(10)
    cast.node_says("two_way_started", call)
    assert call_now(call).deadline_at == cast.clock.now() + timedelta(minutes=14)


async def test_nobody_else_and_no_other_call_is_made_longer(cast, stripe):
    call = await live(cast, stripe)
    for actor in (cast.mara, cast.ana):
        with pytest.raises(OneToOneError):
            cast.does(service.extend, actor, call_id=call.id, client_id="more-0001", price=1250, origin=ORIGIN)
    with pytest.raises(NotFound):
        cast.does(service.close_extra, cast.ana, payment_id=payments_of(call)[0].id)
    cast.leo_does(service.hang_up, call)
    with pytest.raises(Refused, match="under way"):
        asks(cast, call)
    assert payments_of(call, For.EXTENSION) == []


async def test_a_free_call_is_not_made_longer(cast, stripe):
    call = cast.seated()
    cast.node_says("two_way_started", call)
    assert seen(cast, call).more.minutes == 0
    with pytest.raises(Refused, match="can't be made longer"):
        asks(cast, call, price=0)


async def test_tips_and_minutes_go_beside_each_other(cast, stripe):
    call = await live(cast, stripe)
    await extended(cast, call)
    await tipped(cast, call)
    cast.clock.forward(60)
    cast.leo_does(service.hang_up, call)
    await operations.carry_out_due()
    assert sum(ledger().values()) == 0
    assert seen(cast, call).total == "$47.50"
    assert [key for key in operations_left() if not key.startswith("room:")] == []


async def test_added_minutes_are_given_back_after_the_call_itself(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    await extended(cast, call)
    cast.clock.forward(15 * 60)
    cast.leo_does(service.hang_up, call)
    await settled()
    assert shares(call) == [2500, 1250]
    cast.leo_does(service.report, call, what="other", words="It was not what we said")
    cast.mara_does(service.refund, call, amount="30")
    await settled()
    assert [one.refunded for one in (*payments_of(call), *payments_of(call, For.EXTENSION))] == [2500, 500]
    assert lines(call)[-2:] == ["refunded", "refunded"]
    assert ledger()[f"creator:{cast.mara.id}:pending"] == -600
    assert sum(ledger().values()) == 0


async def test_silence_gives_added_minutes_back_too(cast, stripe):
    call = await live(cast, stripe, seconds=60)
    await extended(cast, call)
    cast.clock.forward(11 * 60)
    cast.mara_does(service.hang_up, call)
    await settled()
    assert shares(call) == [2500, 500]
    cast.leo_does(service.report, call, what="cut_short", words="")
    cast.clock.forward(72 * 3600 + 1)
    await _sweep_once()
    await settled()
    assert [one.refunded for one in (*payments_of(call), *payments_of(call, For.EXTENSION))] == [2500, 500]
    assert ledger()[f"creator:{cast.mara.id}:pending"] == 0


async def test_less_than_a_card_can_be_charged_is_not_captured(cast, stripe):
    call = await live(cast, stripe, seconds=60, price="5")
    await extended(cast, call, price=250)
    cast.clock.forward(9 * 60 + 50)  # 50 seconds of the added minutes: 42 cents
    cast.mara_does(service.hang_up, call)
    await settled()
    assert shares(call) == [500, 0]
    assert payments_of(call, For.EXTENSION)[0].status is Paid.RELEASED
    assert {one["status"] for one in intents(stripe)} == {"succeeded", "canceled"}
