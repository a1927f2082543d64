"""What is done with money. None of these commits, and none asks Stripe: `outbox` says what is to be asked."""

from onetoone.payments.service.events import about, creator_of
from onetoone.payments.service.onboarding import require_may_earn
from onetoone.payments.service.seeing import never_opened, refused, saw_checkout, saw_intent
from onetoone.payments.service.standing import Change
from onetoone.payments.service.writing import abandon, hold, live_payment, of_payer, release, settle, tip, unpaid_tips

__all__ = [
    "Change",
    "abandon",
    "about",
    "creator_of",
    "hold",
    "live_payment",
    "never_opened",
    "of_payer",
    "refused",
    "release",
    "require_may_earn",
    "saw_checkout",
    "saw_intent",
    "settle",
    "tip",
    "unpaid_tips",
]
