"""What the pages about money hold and do."""

from onetoone.payments.state.cards import CardsState
from onetoone.payments.state.earnings import EarningsState
from onetoone.payments.state.payments import PaymentsState, ReceiptState
from onetoone.payments.state.payouts import PayoutsState

__all__ = ["CardsState", "EarningsState", "PaymentsState", "PayoutsState", "ReceiptState"]
