"""The operators' page."""

from dataclasses import replace
from typing import Any

from onetoone.domain.calls import Side
from onetoone.gallery.cast import at, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.operators.pages import operator
from onetoone.operators.state import OperatorState
from onetoone.operators.views import Books, DeskView, Line, Sum

_SOURCE = "onetoone/operators/components.py"
_HOUR = 3_600
_ANOMALIES = [
    Line(
        "op_1",
        at(-_HOUR),
        "Given up: capture",
        "pay_7f3k · 12 tries, last the bank didn’t answer",
        "",
        "given up",
        "danger",
        "retry",
        "Try again",
    ),
    Line(
        "pay_1",
        at(-3 * _HOUR),
        "Flagged: captured after its hold had lapsed",
        "call · pay_1",
        "$25",
        "captured",
        "danger",
        "clear_flag",
        "It’s fine",
    ),
    Line("pay_2", at(20 * _HOUR), "A hold is about to lapse", "call_9 · pay_2", "$60", "held", "warning"),
]
_PAYMENTS = [
    Line(
        "pay_3",
        at(-_HOUR),
        "Leo Brandt → Mara Lindqvist",
        "call · pay_3",
        "$25",
        "captured",
        "success",
        "refund",
        "Refund",
        "25.00",
    ),
    Line(
        "pay_4",
        at(-9 * _HOUR),
        "Ana Souza → Mara Lindqvist",
        "tip · pay_4 · $10 refunded",
        "$10",
        "captured",
        "success",
    ),
    Line("pay_5", at(-30 * _HOUR), "Yuki Tanaka → Theo Okafor", "call · pay_5", "€40", "released"),
]
_REPORT = Line(
    "rep_1",
    at(-2 * _HOUR),
    "Leo Brandt reported Samir Haddad (@samir)",
    "Threats · call_9 · rep_1",
    "",
    "open",
    "warning",
    "close_report",
    "Deal with it",
    words="He wanted to know where I live, and then got angry.",
    said=["Samir Haddad: Tell me where you live.", "Leo Brandt: No."],
)
_BOOKS = [
    Books(
        "USD",
        [
            Sum("At Stripe", "$2,741.00"),
            Sum("Stripe’s fees", "$96.13"),
            Sum("Our fees", "−$548.20"),
            Sum("Creators: pending", "−$28.00"),
            Sum("Creators: available", "−$64.00"),
            Sum("Sum in USD", "$0.00"),
        ],
    )
]
_DESK = DeskView(
    loaded=True,
    books=_BOOKS,
    anomalies=_ANOMALIES,
    payments=_PAYMENTS,
    refunds=[Line("ref_1", at(-9 * _HOUR), "By the creator", "pay_4", "$10", "succeeded", "success")],
    disputes=[
        Line(
            "dis_1",
            at(-40 * _HOUR),
            "Product not received",
            "pay_6 · dis_1 · held $20",
            "$25",
            "open",
            "warning",
            "answer_bank",
            "Send evidence",
        )
    ],
    reports=[_REPORT],
    actions=[Line("1", at(-50 * _HOUR), "Mara Lindqvist: refund", "pay_4 · The picture never came.")],
)


def _desk(slug: str, title: str, view: DeskView = _DESK, **held: Any) -> Screen:
    whole = and_(me(Side.CREATOR), {OperatorState: {"view": view, **held}})
    return Screen(f"desk-{slug}", f"Operators, {title}", _SOURCE, operator, whole)


SCREENS = (
    _desk("anomalies", "what needs them"),
    _desk("fine", "nothing needs them", replace(_DESK, anomalies=[])),
    _desk("unbalanced", "the ledger doesn't sum to zero", replace(_DESK, balanced=False)),
    _desk("payments", "payments", tab="payments", q="Leo"),
    _desk("refunds", "refunds", tab="refunds"),
    _desk("disputes", "disputes", tab="disputes"),
    _desk("reports", "reports", tab="reports"),
    _desk("actions", "what they did", tab="actions"),
    _desk("empty", "no payments yet", DeskView(loaded=True), tab="payments"),
    _desk("refunding", "about to refund", tab="payments", about=_PAYMENTS[0]),
    _desk("reading", "a report", tab="reports", about=_REPORT, problem="Please say why, in a few words."),
    _desk("loading", "loading", DeskView()),
)
