"""Why a bank, or Stripe, sends money back: https://docs.stripe.com/api/payouts/failures"""

from onetoone.domain.words import N_, _, said

_BECAUSE = {
    "account_closed": N_("Because the bank account is closed."),
    "no_account": N_("Because there is no such bank account."),
    "insufficient_funds": N_("Because the money wasn’t available at Stripe."),
    "debit_not_authorized": N_("Because the bank doesn’t allow it."),
    "invalid_currency": N_("Because the bank account doesn’t take this currency."),
    "invalid_account_number": N_("Because the account number isn’t right."),
    "balance_insufficient": N_("Because Stripe hadn’t made the money available yet."),
    "payouts_not_allowed": N_("Because Stripe has paused your payouts."),
}
_LAST = {
    "account_closed": N_("Your bank sent your last payout back: the bank account is closed."),
    "no_account": N_("Your bank sent your last payout back: there is no such bank account."),
    "insufficient_funds": N_("Your bank sent your last payout back: the money wasn’t available at Stripe."),
    "debit_not_authorized": N_("Your bank sent your last payout back: the bank doesn’t allow it."),
    "invalid_currency": N_("Your bank sent your last payout back: the bank account doesn’t take this currency."),
    "invalid_account_number": N_("Your bank sent your last payout back: the account number isn’t right."),
    "balance_insufficient": N_("Your bank sent your last payout back: Stripe hadn’t made the money available yet."),
    "payouts_not_allowed": N_("Your bank sent your last payout back: Stripe has paused your payouts."),
}


def why(code: str) -> str:
    """Of one payout."""
    because = said(_BECAUSE.get(code, N_("Because it didn’t say why.")))
    return f"{because} {_('The amount is available again.')}"


def what_now(code: str) -> str:
    """Of the last one, while nothing was done about it."""
    last = said(_LAST.get(code, N_("Your bank sent your last payout back: it didn’t say why.")))
    return f"{last} {_('The money is yours, and available again.')}"
