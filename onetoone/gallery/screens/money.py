"""Earnings, payouts, payments, receipts, saved cards."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from onetoone.domain.calls import Side
from onetoone.gallery.cast import LEO, MARA, NOW, at, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.payments.pages import earnings, payments, payouts_page, receipt_page
from onetoone.payments.state import CardsState, EarningsState, PaymentsState, PayoutsState, ReceiptState
from onetoone.payments.views import (
    Balances,
    CardRow,
    EarningRow,
    Earnings,
    PaymentRow,
    PayoutRow,
    Payouts,
    Period,
    Receipt,
    Stretch,
    Sum,
)
from onetoone.payments.views.over_time import bars
from onetoone.ui.posing import Pose

_AS_CREATOR, _AS_FAN = me(Side.CREATOR), me(Side.FAN)
_EARNINGS, _PAYOUTS = "onetoone/payments/components/earning_rows.py", "onetoone/payments/components/payouts.py"
_PAYMENTS, _CARDS = "onetoone/payments/components/payment_rows.py", "onetoone/payments/components/cards.py"
_RECEIPT = "onetoone/payments/components/receipt.py"
_DAY = 86_400


def _row(number: int, days: float, icon: str, what: str, who: str, figures: str, status: str, words: str) -> EarningRow:
    gross, fee, processing, net = figures.split() if " " in figures else ("", "", "", figures)
    return EarningRow(
        id=str(number),
        at=at(-days * _DAY),
        kind="call",
        icon=icon,
        what=what,
        who=who,
        gross=gross,
        fee=fee,
        processing=processing,
        net=net,
        status=status,
        words=words,
        until=at(4 * _DAY) if status == "pending" else "",
        href="/gallery" if who else "",
    )


_ROWS = [
    _row(1, 0.01, "video", "Video call, 15 min", "Ana Souza", "$25 −$5 −$1.03 $20", "held", "Held"),
    _row(2, 0.2, "video", "Video call, 15 min", LEO.name, "$25 −$5 −$1.03 $20", "pending", "Pending"),
    _row(3, 0.21, "tip", "Tip", LEO.name, "$10 −$2 −$0.59 $8", "pending", "Pending"),
    replace(
        _row(8, 1, "video", "Video call, 15 min", "Ana Souza", "", "released", "Not charged"),
        note="$25 was held. You cancelled the call before it began.",
    ),
    replace(
        _row(
            9, 2, "transfer", "Taken back at Stripe: video call, 15 min", LEO.name, "$0", "coming", "On its way to you"
        ),
        note="$20 left your account at Stripe. What is yours of it is being sent to you again.",
    ),
    _row(4, 3, "payout", "Payout", "", "−$412.40", "paid", "Paid out"),
    _row(5, 6, "audio", "Audio call, 30 min", "Yuki Tanaka", "$40 −$8 −$1.46 $32", "available", "Settled"),
    _row(6, 9, "refund", "Refund: video call, 15 min", "Samir Haddad", "−$8.00", "back", "Refunded"),
    _row(7, 12, "dispute", "Dispute opened: video call, 40 min", "Samir Haddad", "−$48.00", "back", "Set aside"),
]
_EARNED = [(NOW - timedelta(days=30 * month), 3_000 + (month * 7_919) % 36_000) for month in range(9)]
_VIEW = Earnings(
    currency="usd",
    balances=Balances(
        held="$20.00",
        pending="$28.00",
        available="$64.00",
        disputed="$48.00",
        in_transit="$112.40",
        paid_out="$1,932.80",
        next_on=at(4 * _DAY),
    ),
    gross="$2,741.00",
    fee="−$548.20",
    processing="−$96.13",
    back="−$56.00",
    net="$2,136.80",
    rows=_ROWS,
    more=True,
    bars=bars(_EARNED, Period.YEAR, "usd", NOW),
    ever=True,
)
_NOTHING = Earnings(currency="usd", balances=Balances("$0", "$0", "$0", "", "", "$0"))
_PAID_OUT = (
    PayoutRow("po_3", "$112.40", "13 May, arrives 15 May · daily to Sparkasse •••• 3000", "On its way", "info"),
    PayoutRow("po_2", "$412.40", "11 May, arrived 13 May · by hand to Sparkasse •••• 3000", "Arrived", "success"),
    PayoutRow(
        "po_1",
        "$96.00",
        "2 May · daily to Sparkasse •••• 1111",
        "Sent back",
        "danger",
        "The bank doesn’t know this account.",
    ),
)
_READY = Payouts(
    standing="ready",
    badge="Ready",
    tone="success",
    title="Payouts are set up",
    line="Your earnings go to your bank.",
    pending="$28.00",
    available="$64.00",
    in_transit="$112.40",
    payable="$64.00",
    least="$10.00",
    can=True,
    rows=_PAID_OUT,
)
_EMPTY = replace(_READY, can=False, payable="$0.00", in_transit="$0.00", why_not="From $10.00 on.", rows=())
_NOT_YET = Payouts(
    badge="Not set up",
    title="Get your earnings to your bank",
    line="Stripe asks who you are and where your bank is. It takes about three minutes.",
    act="Set up payouts",
    owed="$28.00",
    least="$10.00",
)
_STARTED = replace(
    _NOT_YET,
    standing="started",
    badge="More needed",
    tone="warning",
    title="Almost there",
    line="Stripe still needs a few details. What you earn until then is kept for you.",
    wants=("Your legal name", "A bank account", "A photo of an ID"),
    act="Continue at Stripe",
)
_CHECKING = replace(
    _NOT_YET,
    standing="checking",
    badge="Being checked",
    tone="info",
    title="Stripe has a look",
    line="Stripe is checking your details. There is nothing to do for you; this page changes by itself.",
    act="",
)
_RESTRICTED = replace(
    _STARTED,
    standing="restricted",
    badge="Restricted",
    tone="danger",
    title="Stripe needs something from you",
    line="New paid calls wait until Stripe has what it asks for; free calls go on. What you earned is safe.",
    wants=("A photo of an ID",),
    act="Put it right at Stripe",
    rows=_PAID_OUT[1:2],
    pending="$28.00",
    in_transit="$0.00",
    payable="$64.00",
)
_TROUBLE = replace(_READY, can=False, trouble="Your bank sent the last payout back: it doesn’t know this account.")


def _earning(view: Earnings = _VIEW, of: Payouts = _READY, **held: Any) -> Pose:
    money: Pose = {EarningsState: {"view": view, "loaded": True, **held}, PayoutsState: {"view": of, "loaded": True}}
    return and_(_AS_CREATOR, money)


def _payouts(slug: str, title: str, view: Payouts, **held: Any) -> Screen:
    pose = and_(_AS_CREATOR, {PayoutsState: {"view": view, "loaded": True, **held}})
    return Screen(f"payouts-{slug}", f"Payouts, {title}", _PAYOUTS, payouts_page, pose)


def _paid(number: int, days: float, what: str, amount: str, status: str, words: str, why: str = "") -> PaymentRow:
    made = at(-days * _DAY)
    return PaymentRow(str(number), made, what, MARA.name, MARA.picture, amount, status, words, why, "/gallery")


_LEFT_EARLY = f"The call ended early on {MARA.name}’s side, so only the time you had is charged."
_TOO_SHORT = "You were together for 12 s. Less than 30 s costs nothing."


_PAID = [
    _paid(1, 0.01, f"Video call with {MARA.name}, 15 min", "$25", "held", "Held, not charged"),
    _paid(2, 2, f"Tip for {MARA.name}", "$10", "charged", "Charged"),
    _paid(
        3,
        2.01,
        f"Video call with {MARA.name}, 15 min",
        "$8.21",
        "charged",
        "Part charged, the rest released",
        _LEFT_EARLY,
    ),
    _paid(4, 9, f"Audio call, 30 min with {MARA.name}", "$40", "released", "Hold released, not charged", _TOO_SHORT),
    _paid(
        5,
        12,
        f"5 more minutes with {MARA.name}",
        "$8.33",
        "failed",
        "Didn't go through, nothing charged",
        "The card has insufficient funds.",
    ),
]
_SAVED = [CardRow("pm_1", "Visa ···· 4242", "12/2030"), CardRow("pm_2", "Mastercard ···· 4444", "03/2027")]


def _paying(cards: dict[str, Any] | None = None, **held: Any) -> Pose:
    wallet = {"rows": _SAVED, "loaded": True, **(cards or {})}
    return and_(_AS_FAN, {PaymentsState: {"rows": _PAID, "loaded": True, **held}, CardsState: wallet})


_RECEIPT_OF_CALL = Receipt(
    number="7F3K-9A2B-QX4M",
    at=at(-2 * _DAY),
    what="Video call, 15 min",
    who=MARA.name,
    payer=LEO.name,
    card="Visa ···· 4242",
    status="charged",
    words="Part charged, the rest released",
    why=_LEFT_EARLY,
    sums=[
        Sum("Held on your card", "$25", at(-2 * _DAY)),
        Sum("Released", "−$16.79", at(-2 * _DAY + 1_200)),
        Sum("Charged", "$8.21", at(-2 * _DAY + 1_200), strong=True),
        Sum("Refunded", "−$4", at(-_DAY)),
    ],
    agreed="15 min",
    together="4 min 55 s",
    timeline=[
        Stretch(at(-2 * _DAY), "3 min 10 s", "then your line dropped for 12 s; the clock stood still"),
        Stretch(at(-2 * _DAY + 202), "1 min 45 s"),
    ],
    call_href="/gallery",
)
_RECEIPT_OF_NOTHING = replace(
    _RECEIPT_OF_CALL,
    status="released",
    words="Hold released, not charged",
    why=_TOO_SHORT,
    sums=[
        Sum("Held on your card", "$25", at(-2 * _DAY)),
        Sum("Released", "−$25", at(-2 * _DAY + 300)),
        Sum("Charged", "$0", strong=True),
    ],
    timeline=[],
)

SCREENS = (
    Screen("earnings", "Earnings", _EARNINGS, earnings, _earning()),
    Screen("earnings-rows", "Earnings, row by row", _EARNINGS, earnings, _earning(), at="[data-earning]"),
    Screen(
        "earnings-none-such",
        "Earnings, nothing of that kind",
        _EARNINGS,
        earnings,
        _earning(replace(_VIEW, rows=[], bars=[], more=False, gross="$0", fee="$0", net="$0", back=""), kind="tip"),
    ),
    Screen("earnings-empty", "Earnings, none yet", _EARNINGS, earnings, _earning(_NOTHING, _NOT_YET)),
    Screen(
        "earnings-attention",
        "Earnings, Stripe asks for something",
        _EARNINGS,
        earnings,
        and_(
            _earning(of=_RESTRICTED),
            {
                PayoutsState: {
                    "attention": "Stripe has restricted your payout account. New paid calls wait until you give it "
                    "what it asks for."
                }
            },
        ),
    ),
    Screen("earnings-loading", "Earnings, loading", _EARNINGS, earnings, _AS_CREATOR),
    _payouts("none", "not set up", _NOT_YET),
    _payouts("started", "more is needed", _STARTED),
    _payouts("checking", "Stripe has a look", _CHECKING),
    _payouts("ready", "all is well", _READY),
    _payouts("ready-empty", "nothing to pay out", _EMPTY),
    _payouts("restricted", "Stripe needs something", _RESTRICTED),
    _payouts("bank-trouble", "the bank sent it back", _TROUBLE),
    _payouts(
        "refused",
        "Stripe can't be reached",
        _READY,
        problem="We can't reach the payment service right now. Please try again in a minute.",
    ),
    Screen("payouts-loading", "Payouts, loading", _PAYOUTS, payouts_page, _AS_CREATOR),
    Screen("payments", "Payments", _PAYMENTS, payments, _paying(more_there=True)),
    Screen("payments-empty", "Payments, none yet", _PAYMENTS, payments, _paying({"rows": []}, rows=[])),
    Screen("payments-loading", "Payments, loading", _PAYMENTS, payments, _AS_FAN),
    Screen(
        "cards-trouble",
        "Saved cards, Stripe can't be reached",
        _CARDS,
        payments,
        _paying(
            {
                "rows": [],
                "trouble": "We can't reach the payment service right now. Your cards will be here again in a moment.",
            }
        ),
        at="[data-cards]",
    ),
    Screen("cards-removing", "A saved card, about to go", _CARDS, payments, _paying({"leaving": _SAVED[0]})),
    Screen("receipt", "A receipt", _RECEIPT, receipt_page, and_(_AS_FAN, {ReceiptState: {"view": _RECEIPT_OF_CALL}})),
    Screen(
        "receipt-nothing-charged",
        "A receipt, nothing was charged",
        _RECEIPT,
        receipt_page,
        and_(_AS_FAN, {ReceiptState: {"view": _RECEIPT_OF_NOTHING}}),
    ),
    Screen("receipt-lost", "No such receipt", _RECEIPT, receipt_page, and_(_AS_FAN, {ReceiptState: {"lost": True}})),
    Screen("receipt-loading", "A receipt, loading", _RECEIPT, receipt_page, _AS_FAN),
)
