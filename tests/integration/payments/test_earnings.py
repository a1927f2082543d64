"""A creator's earnings: where each cent is, row by row, of their own money alone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from onetoone.domain import calls, locale
from onetoone.domain import ledger as rules
from onetoone.domain.errors import Refused
from onetoone.domain.ids import AccountId
from onetoone.domain.ledger import Line
from onetoone.domain.payouts import Status
from onetoone.models import Account, RateCard
from onetoone.models.payment import For, Paid
from onetoone.models.payout import Payout
from onetoone.payments import views
from onetoone.payments.service import ledger
from onetoone.payments.views import Kind, Period
from tests import factories as cast
from tests.factories import NOON

LATER = NOON + timedelta(days=5)


@pytest.fixture
def mara(session: Session) -> Account:
    return cast.creator(session)


@pytest.fixture
def leo(session: Session, mara: Account) -> Account:
    return cast.fan(session, "Leo", subscribed_to=mara)


def earned(session: Session, creator: Account, fan: Account, amount: int = 2500, days_ago: float = 0, **more):
    """A captured payment with its lines in the ledger, `days_ago` before noon."""
    at = NOON - timedelta(days=days_ago)
    usual = {"created_at": at, "changed_at": at, "available_on": at + timedelta(days=2), "processing": 103}
    return cast.payment(session, cast.call(session, creator, fan), captured=amount, **usual | more)


def look(session: Session, creator: Account, now=NOON, **wish) -> views.Earnings:
    return views.earnings(session, cast.actor(creator), now, **wish)


def test_a_row_goes_from_gross_to_net(session: Session, mara: Account, leo: Account) -> None:
    earned(session, mara, leo)
    seen = look(session, mara)
    [row] = seen.rows
    assert (row.what, row.who, row.kind, row.icon) == ("Video call, 10 min", "Leo", "call", "video")
    assert (row.gross, row.fee, row.processing, row.net) == ("$25", "−$5", "$1.03", "$20")
    assert (row.gross_plain, row.fee_plain, row.net_plain) == ("25.00", "-5.00", "20.00")
    assert (row.status, row.until) == ("pending", (NOON + timedelta(days=2)).isoformat())
    assert (seen.gross, seen.fee, seen.net, seen.processing) == ("$25", "−$5", "$20", "$1.03")


def test_held_pending_available_and_paid_out_stand_apart(session: Session, mara: Account, leo: Account) -> None:
    earned(session, mara, leo, 2500, days_ago=3)
    earned(session, mara, leo, 1000, days_ago=1, purpose=For.TIP)
    cast.payment(session, cast.call(session, mara, leo, price=5000), amount=5000)
    ledger.ripen(session, NOON)
    creator = AccountId(mara.id)
    sent = [Line(rules.available(creator), 500), Line(rules.STRIPE_CLEARING, -500)]
    ledger.write(session, ("po:1", sent), currency="usd", now=NOON)
    session.flush()
    seen = look(session, mara)
    of = seen.balances
    assert (of.held, of.pending, of.available, of.paid_out) == ("$40", "$8", "$15", "$5")
    assert (of.disputed, of.in_transit) == ("", "")
    assert of.next_on == (NOON + timedelta(days=1)).isoformat()
    assert [(row.kind, row.status, row.net) for row in seen.rows] == [
        ("call", "held", "$40"),
        ("payout", "paid", "−$5"),
        ("tip", "pending", "$8"),
        ("call", "available", "$20"),
    ]


def test_refunds_and_disputes_are_rows_of_their_own(session: Session, mara: Account, leo: Account) -> None:
    paid = earned(session, mara, leo)
    creator = AccountId(mara.id)
    pending, held = rules.pending(creator), rules.dispute_hold(creator)
    told = {
        "ref:1": [Line(rules.STRIPE_CLEARING, -500), Line(rules.PLATFORM_REVENUE, 100), Line(pending, 400)],
        "ref:1:failed": [Line(rules.STRIPE_CLEARING, 500), Line(rules.PLATFORM_REVENUE, -100), Line(pending, -400)],
        "dis:1": [Line(pending, 2000), Line(held, -2000)],
        "dis:1:won": [Line(pending, -2000), Line(held, 2000)],
        "dis:2": [Line(pending, 2000), Line(held, -2000)],
        "dis:2:lost": [Line(rules.STRIPE_CLEARING, -2000), Line(held, 2000)],
    }
    for hours, (txn, lines) in enumerate(told.items(), start=1):
        at = NOON + timedelta(hours=hours)
        assert ledger.write(session, (txn, lines), currency="usd", now=at, payment_id=paid.id)
        session.flush()
    seen = look(session, mara, LATER, kind=Kind.BACK)
    assert [(row.what, row.words, row.net) for row in reversed(seen.rows)] == [
        ("Refund: video call, 10 min", "Refunded", "−$4"),
        ("Refund that didn't go through: video call, 10 min", "Returned to you", "$4"),
        ("Dispute opened: video call, 10 min", "Set aside", "−$20"),
        ("Dispute won: video call, 10 min", "Yours again", "$20"),
        ("Dispute opened: video call, 10 min", "Set aside", "−$20"),
        ("Dispute lost: video call, 10 min", "Lost", "−$20"),
    ]
    everything = look(session, mara, LATER)
    assert (everything.gross, everything.back, everything.net) == ("$25", "−$20", "$0")


def test_filters_by_kind_and_period(session: Session, mara: Account, leo: Account) -> None:
    earned(session, mara, leo, 2500, days_ago=1)
    earned(session, mara, leo, 700, days_ago=2, purpose=For.TIP)
    earned(session, mara, leo, 5000, days_ago=60)
    nets = {
        (Kind.ALL, Period.MONTH): ["$20", "$5.60"],
        (Kind.CALL, Period.MONTH): ["$20"],
        (Kind.TIP, Period.ALL): ["$5.60"],
        (Kind.CALL, Period.QUARTER): ["$20", "$40"],
        (Kind.PAYOUT, Period.ALL): [],
    }
    for (kind, period), expected in nets.items():
        seen = look(session, mara, kind=kind, period=period)
        assert [row.net for row in seen.rows] == expected, (kind, period)
    assert look(session, mara, kind=Kind.TIP).net == "$5.60"


def test_a_page_at_a_time(session: Session, mara: Account, leo: Account) -> None:
    for day in range(5):
        earned(session, mara, leo, 1000 + day, days_ago=day)
    seen = look(session, mara, most=3)
    assert ([row.gross for row in seen.rows], seen.more) == (["$10", "$10.01", "$10.02"], True)
    assert not look(session, mara, most=5).more


@pytest.mark.parametrize(
    ("period", "count", "tall"),
    [(Period.MONTH, 30, 2), (Period.QUARTER, 13, 2), (Period.YEAR, 6, 3), (Period.ALL, 6, 3)],
)
def test_bars_over_time_hold_all_that_was_earned(
    session: Session, mara: Account, leo: Account, period: Period, count: int, tall: int
) -> None:
    for days in (0, 20, 100):
        earned(session, mara, leo, 2500, days_ago=days)
    bars = look(session, mara, period=period).bars
    assert len(bars) == count
    assert sum(bar.height > 0 for bar in bars) == tall
    assert max(bar.height for bar in bars) == 100
    assert bars[-1].amount == "$20"


def test_nobody_elses_money_is_in_it(session: Session, mara: Account, leo: Account) -> None:
    earned(session, cast.creator(session, "Theo"), leo)
    seen = look(session, mara)
    assert (seen.rows, seen.ever, seen.balances.pending) == ([], False, "$0")
    with pytest.raises(Refused):
        look(session, leo)


def test_in_yen_and_dinar_and_as_a_german_reads_them(session: Session, mara: Account, leo: Account) -> None:
    for currency, amount, net in (("jpy", 2500, "2.000 ¥"), ("kwd", 7_500, "6,000 KWD")):
        session.get_one(RateCard, mara.id).currency = currency
        of = cast.call(session, mara, leo, currency=currency, price=amount)
        cast.payment(session, of, captured=amount)
        with locale.speaking("de_DE"):
            seen = look(session, mara)
        assert seen.net.replace("\u00a0", " ") == net
        assert seen.balances.pending.replace("\u00a0", " ") == net


def test_money_on_hold_counts_no_more_once_it_is_released(session: Session, mara: Account, leo: Account) -> None:
    cast.payment(session, cast.call(session, mara, leo), status=Paid.RELEASED)
    seen = look(session, mara)
    assert (seen.balances.held, seen.gross, seen.net) == ("$0", "$0", "$0")
    assert [(row.status, row.net) for row in seen.rows] == [("released", "")]


def test_a_payout_is_one_row_wherever_it_is(session: Session, mara: Account, leo: Account) -> None:
    earned(session, mara, leo, 10_000, days_ago=3)
    ledger.ripen(session, NOON)
    creator = AccountId(mara.id)
    for number, status in enumerate((Status.ON_ITS_WAY, Status.ARRIVED, Status.FAILED), start=1):
        id_, at = f"po{number}", NOON + timedelta(hours=number)
        named: dict[str, Any] = {"currency": "usd", "automatic": True, "created_at": at, "changed_at": at}
        session.add(Payout(id=id_, account_id=mara.id, amount=2000, status=status, **named))
        told = [rules.payout(id_, creator, amount=2000)]
        if status is Status.ARRIVED:
            told.append(rules.payout_arrived(id_, creator, amount=2000))
        if status is Status.FAILED:
            told.append(rules.payout_failed(id_, creator, amount=2000, had_arrived=False))
        for transaction in told:
            ledger.write(session, transaction, currency="usd", now=at)
            session.flush()
    seen = look(session, mara, LATER, kind=Kind.PAYOUT)
    assert sorted((row.what, row.words, row.net) for row in seen.rows) == [
        ("Payout", "Didn't go through", "−$20"),
        ("Payout", "On its way", "−$20"),
        ("Payout", "Paid out", "−$20"),
        ("Payout that didn't go through", "Back in your balance", "$20"),
    ]
    of = seen.balances
    assert (of.available, of.in_transit, of.paid_out) == ("$40", "$20", "$20")


def let_go(session: Session, mara: Account, leo: Account, days_ago: float) -> str:
    """A hold that was released `days_ago` before noon; its id."""
    call = cast.call(session, mara, leo, status=calls.Status.UNCONNECTED, ended=calls.Ended.BY_CREATOR, two_way_ms=0)
    return cast.payment(session, call, status=Paid.RELEASED, changed_at=NOON - timedelta(days=days_ago)).id


def test_what_was_let_go_stands_among_the_rest_page_by_page(session: Session, mara: Account, leo: Account) -> None:
    first, gone = earned(session, mara, leo, days_ago=1), let_go(session, mara, leo, days_ago=2)
    second, older = earned(session, mara, leo, days_ago=3), let_go(session, mara, leo, days_ago=60)
    order = [f"cap:{first.id}", gone, f"cap:{second.id}", older]
    for most in (1, 2, 3, 4):
        seen = look(session, mara, most=most)
        assert ([row.id for row in seen.rows], seen.more) == (order[:most], most < 4)
    assert [row.id for row in look(session, mara, period=Period.MONTH).rows] == order[:3]
    assert [row.id for row in look(session, mara, kind=Kind.CALL).rows] == order
    assert [row.id for row in look(session, mara, kind=Kind.TIP).rows] == []
    assert look(session, mara).gross == "$50"
