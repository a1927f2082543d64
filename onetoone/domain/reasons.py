"""Why a charge failed, a payment wants to be looked at, or money went back: a code where it is kept, and words in the
language of whoever reads it. What people typed themselves is kept and shown as they typed it."""

from collections.abc import Mapping
from enum import StrEnum

from onetoone.domain import problems
from onetoone.domain.refunds import By
from onetoone.domain.words import N_, _, said


class Decline(StrEnum):
    """Why nothing was charged."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED_CARD = "expired_card"
    INCORRECT_CVC = "incorrect_cvc"
    AUTHENTICATION_REQUIRED = "authentication_required"
    DECLINED = "declined"  # the bank says no more than that
    CARD_GONE = "card_gone"  # the saved one was removed, or can't be used any more
    CALL_OVER = "call_over"  # before the bank had asked


class Flag(StrEnum):
    """Why an operator should look at a payment."""

    OTHER_AMOUNT = "other_amount"
    OTHER_PAYMENT = "other_payment"
    OTHER_CUSTOMER = "other_customer"
    OTHER_ENVIRONMENT = "other_environment"
    TOO_MANY_REFUNDS = "too_many_refunds"
    LAPSING = "lapsing"
    GIVEN_UP = "given_up"  # with the operation's key after a colon


NOT_AGREED = frozenset({Flag.OTHER_AMOUNT, Flag.OTHER_PAYMENT, Flag.OTHER_CUSTOMER, Flag.OTHER_ENVIRONMENT})
"""What keeps the gate shut."""

_DECLINED: Mapping[str, str] = {
    Decline.INSUFFICIENT_FUNDS: N_("The card has insufficient funds."),
    Decline.EXPIRED_CARD: N_("The card has expired."),
    Decline.INCORRECT_CVC: N_("The card's security code was not right."),
    Decline.AUTHENTICATION_REQUIRED: N_("The bank wanted to ask first."),
    Decline.DECLINED: N_("The bank declined the card."),
    Decline.CARD_GONE: N_("The saved card can't be used any more."),
    Decline.CALL_OVER: N_("The call was over when the bank asked"),
}
_FLAGGED: Mapping[str, str] = {
    Flag.OTHER_AMOUNT: N_("amount or currency differ from what was agreed"),
    Flag.OTHER_PAYMENT: N_("metadata name another payment"),
    Flag.OTHER_CUSTOMER: N_("another customer paid"),
    Flag.OTHER_ENVIRONMENT: N_("from another environment"),
    Flag.TOO_MANY_REFUNDS: N_("Stripe shows more refunds than there was money"),
    Flag.LAPSING: N_("the hold lapses soon and is not captured"),
}
# https://docs.stripe.com/api/refunds/object#refund_object-failure_reason, and what is refused when it is asked for.
_NOT_REFUNDED: Mapping[str, str] = {
    "expired_or_canceled_card": N_("The card has expired or was canceled."),
    "lost_or_stolen_card": N_("The card was reported lost or stolen."),
    "declined": N_("The bank didn’t take it."),
    "insufficient_funds": N_("There was too little in our account at Stripe."),
    "charge_for_pending_refund_disputed": N_("The bank is deciding about this payment."),
    "charge_disputed": N_("The bank is deciding about this payment."),
    "charge_already_refunded": N_("It had been given back before."),
    "merchant_request": N_("It was stopped at Stripe."),
}
_GIVEN: Mapping[By, str] = {
    By.CLOCK: N_("The problem wasn’t answered in time."),
    By.OPERATOR: N_("onetoone gave it back."),
    By.STRIPE: N_("onetoone gave it back."),
    By.PLATFORM: N_("It wasn’t what was agreed."),
}
COMMAND_LINE = "command_line"
"""Why an operator was appointed or dismissed. Rows from before this was a code say it in English, for good."""


def declined(code: str) -> str:
    """A sentence; empty when there is no reason."""
    return _words(_DECLINED, code)


def flagged(code: str) -> str:
    """For operators, as it goes on after a colon."""
    what, _colon, key = code.partition(":")
    if what == Flag.GIVEN_UP:
        return _("given up: {key}", key=key)
    return _words(_FLAGGED, code)


def not_refunded(code: str) -> str:
    """Why a refund didn't arrive; empty when nobody says."""
    return said(_NOT_REFUNDED[code]) if code in _NOT_REFUNDED else ""


def refunded(by: By, *, creator: str = "") -> str:
    """Why money went back, to its fan and, without the creator's name, to its creator."""
    if by is By.CREATOR:
        return _("{name} gave it back.", name=creator) if creator else _("You gave it back.")
    return said(_GIVEN[by])


def refunded_because(by: By, why: str) -> str:
    """The same for operators: what the fan had reported, what was wrong, or what an operator wrote."""
    if by in (By.CREATOR, By.CLOCK) and why in tuple(problems.What):
        return said(problems.WORDS[problems.What(why)])
    return flagged(why) if by is By.PLATFORM else "" if by is By.STRIPE else why


def acted(why: str) -> str:
    """Why an operator did something: their own words."""
    return _("from the command line") if why in (COMMAND_LINE, "from the command line") else why


def _words(known: Mapping[str, str], code: str) -> str:
    return said(known[code]) if code in known else code
