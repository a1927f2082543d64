"""What people see of their money: a creator's earnings, a fan's payments and receipts."""

from onetoone.payments.views.cards import CardRow, card_rows
from onetoone.payments.views.coming_back import ComingBack
from onetoone.payments.views.earnings import Balances, Earnings, earnings
from onetoone.payments.views.filters import Kind, Period
from onetoone.payments.views.over_time import Bar
from onetoone.payments.views.payments import PaymentList, PaymentRow, payments
from onetoone.payments.views.payouts import PayoutRow, Payouts, payouts
from onetoone.payments.views.receipt import Receipt, Stretch, Sum, receipt
from onetoone.payments.views.rows import EarningRow

__all__ = [
    "Balances",
    "Bar",
    "CardRow",
    "ComingBack",
    "EarningRow",
    "Earnings",
    "Kind",
    "PaymentList",
    "PaymentRow",
    "PayoutRow",
    "Payouts",
    "Period",
    "Receipt",
    "Stretch",
    "Sum",
    "card_rows",
    "earnings",
    "payments",
    "payouts",
    "receipt",
]
