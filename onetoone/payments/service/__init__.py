"""What is done with money. None of these commits, and none asks Stripe: `outbox` says what is to be asked."""

from onetoone.payments.service.events import about, creator_of
from onetoone.payments.service.extras import (
    abandon,
    ask_at_checkout,
    can_be_undone,
    extend,
    saved_card,
    tip,
    undo_tip,
    unpaid_extras,
)
from onetoone.payments.service.holds import flag_lapsing, flag_stuck
from onetoone.payments.service.onboarding import require_may_earn
from onetoone.payments.service.seeing import never_opened, refused, saw_checkout, saw_intent
from onetoone.payments.service.standing import Change
from onetoone.payments.service.writing import hold, holds, live_payment, of_payer, release, settle

__all__ = [
    "Change",
    "abandon",
    "about",
    "ask_at_checkout",
    "can_be_undone",
    "creator_of",
    "extend",
    "flag_lapsing",
    "flag_stuck",
    "hold",
    "holds",
    "live_payment",
    "never_opened",
    "of_payer",
    "refused",
    "release",
    "require_may_earn",
    "saved_card",
    "saw_checkout",
    "saw_intent",
    "settle",
    "tip",
    "undo_tip",
    "unpaid_extras",
]
