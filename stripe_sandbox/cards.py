"""Stripe's published test cards and what the bank says to each (https://docs.stripe.com/testing)."""

from dataclasses import dataclass
from typing import Any

from stripe_sandbox.errors import CardError


@dataclass(frozen=True)
class Refusal:
    """Why a bank refuses: the sentence for the cardholder, Stripe's code, the bank's code."""

    message: str
    code: str
    decline_code: str = ""
    param: str = ""

    def error(self, **extra: Any) -> CardError:
        """The 402 that carries this refusal."""
        return CardError(self.message, self.code, self.decline_code, self.param, **extra)


@dataclass(frozen=True)
class Card:
    """A test card. `secure`: when the bank asks for 3-D Secure ("", "unless_saved", "always")."""

    number: str
    what: str
    brand: str = "visa"
    refusal: Refusal | None = None
    secure: str = ""
    # False: the bank already refuses when the card is saved.
    saves: bool = True
    # Why the cardholder's bank takes a charge back, once it was captured; an inquiry only asks.
    disputes: str = ""
    inquires: bool = False
    # How a refund ends that isn't done at once: "succeeded" (pending until then) or "failed" (it looked well).
    refunds: str = ""
    token: str = ""
    listed: bool = False

    @property
    def cvc_digits(self) -> int:
        """American Express prints four, the others three."""
        return 4 if self.brand == "amex" else 3


DECLINED = Refusal("Your card was declined.", "card_declined", "generic_decline")
NO_FUNDS = Refusal("Your card has insufficient funds.", "card_declined", "insufficient_funds")
LOST = Refusal("Your card was declined.", "card_declined", "lost_card")
EXPIRED = Refusal("Your card has expired.", "expired_card", "expired_card", "exp_month")
BAD_CVC = Refusal("Your card's security code is incorrect.", "incorrect_cvc", "incorrect_cvc", "cvc")
PROCESSING = Refusal(
    "An error occurred while processing your card. Try again in a little bit.", "processing_error", "processing_error"
)
NEEDS_AUTHENTICATION = Refusal(
    "Your card was declined. This transaction requires authentication.",
    "authentication_required",
    "authentication_required",
)
NOT_AUTHENTICATED = Refusal(
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    "payment_intent_authentication_failure",
)
LIVE_CARD = Refusal(
    "Your card was declined. Your request was in test mode, but used a non test (live) card. "
    "For a list of valid test cards, visit: https://stripe.com/docs/testing.",
    "card_declined",
    "test_mode_live_card",
)
WRONG_NUMBER = Refusal("Your card number is incorrect.", "incorrect_number", "incorrect_number", "number")

CARDS = {
    card.number: card
    for card in (
        Card("4242424242424242", "Works", token="pm_card_visa", listed=True),
        Card(
            "4000002500003155",
            "Asks for 3-D Secure",
            secure="unless_saved",
            listed=True,
            token="pm_card_authenticationRequiredOnSetup",
        ),
        Card(
            "4000002760003184",
            "Asks for 3-D Secure every time",
            secure="always",
            listed=True,
            token="pm_card_authenticationRequired",
        ),
        Card(
            "4000000000000002", "Declined", refusal=DECLINED, saves=False, listed=True, token="pm_card_chargeDeclined"
        ),
        Card(
            "4000000000009995",
            "Insufficient funds",
            refusal=NO_FUNDS,
            saves=False,
            listed=True,
            token="pm_card_chargeDeclinedInsufficientFunds",
        ),
        Card("4000000000009987", "Lost card", refusal=LOST, saves=False, token="pm_card_chargeDeclinedLostCard"),
        Card(
            "4000000000000341",
            "Saves, then declines",
            refusal=DECLINED,
            listed=True,
            token="pm_card_chargeCustomerFail",
        ),
        Card(
            "4000000000000069",
            "Expired",
            refusal=EXPIRED,
            saves=False,
            listed=True,
            token="pm_card_chargeDeclinedExpiredCard",
        ),
        Card(
            "4000000000000127",
            "Wrong security code",
            refusal=BAD_CVC,
            saves=False,
            listed=True,
            token="pm_card_chargeDeclinedIncorrectCvc",
        ),
        Card(
            "4000000000000119",
            "Processing error",
            refusal=PROCESSING,
            saves=False,
            token="pm_card_chargeDeclinedProcessingError",
        ),
        Card(
            "4000008400001629",
            "3-D Secure, then declined",
            refusal=DECLINED,
            secure="always",
            token="pm_card_threeDSecure2RequiredChargeDeclined",
        ),
        Card(
            "4000000000000259",
            "Works, then disputed as fraud",
            disputes="fraudulent",
            listed=True,
            token="pm_card_createDispute",
        ),
        Card(
            "4000000000002685",
            "Works, then disputed: not received",
            disputes="product_not_received",
            token="pm_card_createDisputeProductNotReceived",
        ),
        Card(
            "4000000000001976",
            "Works, then the bank inquires",
            disputes="fraudulent",
            inquires=True,
            token="pm_card_createDisputeInquiry",
        ),
        Card(
            "4000000000007726",
            "Works; a refund is pending first",
            refunds="succeeded",
            listed=True,
            token="pm_card_pendingRefund",
        ),
        Card(
            "4000000000005126",
            "Works; a refund fails later",
            refunds="failed",
            listed=True,
            token="pm_card_refundFail",
        ),
        Card("5555555555554444", "Works", brand="mastercard", token="pm_card_mastercard"),
        Card("378282246310005", "Works", brand="amex", token="pm_card_amex"),
    )
}
TOKENS = {card.token: card for card in CARDS.values()}


def passes_luhn(number: str) -> bool:
    """Whether the last digit fits the others, as on every real card."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def card_of(method: dict[str, Any]) -> Card:
    """The test card behind a payment method; one that is not on the list is refused like a live card."""
    number = method["_number"]
    return CARDS.get(number) or Card(
        number, "", refusal=LIVE_CARD if passes_luhn(number) else WRONG_NUMBER, saves=False
    )


def asks_bank(method: dict[str, Any], *, off_session: bool) -> bool:
    """Whether the bank wants 3-D Secure now."""
    secure = card_of(method).secure
    if secure == "unless_saved":
        return not (off_session and method.get("_set_up"))
    return secure == "always"
