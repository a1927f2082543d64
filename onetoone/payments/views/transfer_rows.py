"""What left a creator's account at Stripe by itself, as rows of earnings: it changes where money is, and not whose."""

from onetoone.domain import ledger
from onetoone.domain.money import written
from onetoone.domain.words import N_, said
from onetoone.models.payout import Sent
from onetoone.payments.views.filters import Kind
from onetoone.payments.views.rows import EarningRow, Happening, about, row, told

# Where it is now → what kind of row it is, and both in words.
_NOW = {
    Sent.ASKED: (
        "coming",
        N_("On its way to you"),
        N_("{amount} left your account at Stripe. What is yours of it is being sent to you again."),
    ),
    Sent.OWED: (
        "coming",
        N_("Waits for Stripe"),
        N_("{amount} left your account at Stripe. What is yours of it is sent again as soon as Stripe lets us."),
    ),
}
_SETTLED = (
    "back",
    N_("Settled"),
    N_("{amount} left your account at Stripe. What is yours of it has been sent to you again."),
)


@told("rev:", Kind.BACK)
def _reversed(happening: Happening) -> EarningRow:
    """Somebody took a transfer back there; ours see to it that it is made up for."""
    gone = -happening.lines[ledger.at_stripe(happening.creator)]
    transfer = happening.transfer
    status, words, note = _NOW.get(transfer.status, _SETTLED) if transfer is not None else _SETTLED
    what = about(happening, N_("Taken back at Stripe"), N_("Taken back at Stripe: {what}"))
    amount = written(gone, happening.currency)
    return row(happening, what, status, said(words), kind="transfer", note=said(note, amount=amount))
