"""What tests of connected accounts do: charge with a share for one, and look at what lies there."""

from typing import Any

from tests.sandbox.running import Running

DAY = 24 * 3600
GOOD, CLOSED = "000123456789", "000111111113"


def paid_in(client: Any, account: str, amount: int = 2500, fee: int = 500) -> Any:
    return client.v1.payment_intents.create(
        {
            "amount": amount,
            "currency": "usd",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "application_fee_amount": fee,
            "transfer_data": {"destination": account},
        }
    )


def balance_of(client: Any, account: str) -> tuple[int, int]:
    """Available and pending."""
    seen = client.v1.balance.retrieve({}, {"stripe_account": account})
    return sum(row.amount for row in seen.available), sum(row.amount for row in seen.pending)


def ripe(sandbox: Running, client: Any, bank: str = GOOD) -> str:
    """A ready account with 20 dollars to pay out, on no schedule."""
    account = str(sandbox.control("account", bank=bank)["account"])
    manual = {"payments": {"payouts": {"schedule": {"interval": "manual"}}}}
    set_to = client.v1.balance_settings.update(manual, {"stripe_account": account})
    assert set_to.payments.payouts.schedule.interval == "manual"
    paid_in(client, account)
    sandbox.control("clock", advance=2 * DAY + 1)
    assert balance_of(client, account) == (2000, 0)
    return account
