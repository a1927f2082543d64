"""reasons as codes"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '101c0de00101'
down_revision: str | Sequence[str] | None = '7a1c0de00080'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

DECLINED = {
    "The card has insufficient funds.": "insufficient_funds",
    "The card has expired.": "expired_card",
    "The card's security code was not right.": "incorrect_cvc",
    "The bank wanted to ask first.": "authentication_required",
    "The bank declined the card.": "declined",
    "The saved card can't be used any more.": "card_gone",
    "The call was over when the bank asked": "call_over",
}
FLAGGED = {
    "amount or currency differ from what was agreed": "other_amount",
    "metadata name another payment": "other_payment",
    "another customer paid": "other_customer",
    "from another environment": "other_environment",
    "Stripe shows more refunds than there was money": "too_many_refunds",
    "the hold lapses soon and is not captured": "lapsing",
}
GIVEN_UP, GIVEN_UP_CODE = "given up: ", "given_up:"
AT_STRIPE = {"made at Stripe": "at_stripe"}
FAILED = ("tip_failed", "extension_failed")

payment = sa.table("payment", sa.column("declined", sa.String()), sa.column("flagged", sa.String()))
refund = sa.table("refund", sa.column("why", sa.String()), sa.column("by", sa.String()))
message = sa.table(
    "message", sa.column("id", sa.Integer()), sa.column("code", sa.String()), sa.column("data", sa.JSON())
)


def upgrade() -> None:
    _change(DECLINED, FLAGGED, AT_STRIPE, (GIVEN_UP, GIVEN_UP_CODE))


def downgrade() -> None:
    back = ({code: words for words, code in known.items()} for known in (DECLINED, FLAGGED, AT_STRIPE))
    _change(*back, (GIVEN_UP_CODE, GIVEN_UP))


def _change(
    declined: Mapping[str, str], flagged: Mapping[str, str], at_stripe: Mapping[str, str], given_up: tuple[str, str]
) -> None:
    connection = op.get_bind()
    for before, then in declined.items():
        connection.execute(payment.update().where(payment.c.declined == before).values(declined=then))
    for before, then in flagged.items():
        connection.execute(payment.update().where(payment.c.flagged == before).values(flagged=then))
        # An operator's own words are theirs, even these.
        ours = (refund.c.why == before) & (refund.c.by == "platform")
        connection.execute(refund.update().where(ours).values(why=then))
    for before, then in at_stripe.items():
        ours = (refund.c.why == before) & (refund.c.by == "stripe")
        connection.execute(refund.update().where(ours).values(why=then))
    stuck = sa.func.substr(payment.c.flagged, len(given_up[0]) + 1)
    connection.execute(
        payment.update().where(payment.c.flagged.startswith(given_up[0], autoescape=True))
        .values(flagged=sa.literal(given_up[1]) + stuck)
    )  # fmt: skip
    failed = sa.select(message.c.id, message.c.data).where(message.c.code.in_(FAILED))
    for row in connection.execute(failed).all():
        if (why := (row.data or {}).get("why")) in declined:
            said = {**row.data, "why": declined[why]}
            connection.execute(message.update().where(message.c.id == row.id).values(data=said))
