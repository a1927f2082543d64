"""Which Stripe this start talks to: the sandbox, Stripe's test mode or the real one. A mistaken mix is refused."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from launcher.failure import Sorry

SANDBOX_KEY = "sk_test_sandbox"


class Stripe(StrEnum):
    SANDBOX = "sandbox"
    TEST = "test"
    LIVE = "live"

    @property
    def words(self) -> str:
        """For the person at the terminal."""
        return {
            Stripe.SANDBOX: "the Stripe sandbox",
            Stripe.TEST: "Stripe’s test mode",
            Stripe.LIVE: "the real Stripe",
        }[self]


_BY_PREFIX = {"sk_test_": Stripe.TEST, "rk_test_": Stripe.TEST, "sk_live_": Stripe.LIVE, "rk_live_": Stripe.LIVE}


def chosen(given: Mapping[str, str], *, local: bool) -> Stripe:
    """By the key; `Sorry`, in one sentence, when the settings contradict each other."""
    key = given.get("STRIPE_SECRET_KEY") or SANDBOX_KEY
    which = Stripe.SANDBOX if key == SANDBOX_KEY else _BY_PREFIX.get(key[:8])
    if which is None:
        raise Sorry(
            "STRIPE_SECRET_KEY is not a secret key: those begin with sk_test_, rk_test_, sk_live_ or rk_live_. "
            "Leave it empty for the sandbox."
        )
    if given.get("STRIPE_API_BASE"):
        raise Sorry(
            "Unset STRIPE_API_BASE: bin/run sets it for its sandbox, and a key of Stripe’s goes to Stripe alone."
        )
    if which is not Stripe.LIVE:
        return which
    if not given.get("STRIPE_WEBHOOK_SECRET"):
        raise Sorry("A live key needs STRIPE_WEBHOOK_SECRET, or nobody here hears what happens to real money.")
    if given.get("DEMO_MODE") == "1":
        raise Sorry("A live key and demo people don’t go together: unset DEMO_MODE or the key.")
    if given.get("ENVIRONMENT") == "development" or (local and given.get("ENVIRONMENT") != "production"):
        raise Sorry("A live key takes real money: set ENVIRONMENT=production if you mean it, or use a test key.")
    return which


def keep_apart(which: Stripe, state: Path) -> None:
    """Money of one Stripe means nothing to another: the data folder remembers with which it was filled."""
    file = state / "stripe"
    before = file.read_text().strip() if file.exists() else ""
    if before and before != which:
        was = Stripe(before).words if before in set(Stripe) else f"“{before}”"
        raise Sorry(
            f"The data in {state} was made with {was}, and this start would talk to {which.words}. "
            "Give it a folder and a database of its own: ONETOONE_VAR=var-two bin/run."
        )
    file.write_text(f"{which}\n")


def banner(which: Stripe, address: str = "") -> str:
    """What bin/run says last, and loudest."""
    line = {
        Stripe.SANDBOX: f"PLAY MONEY: this talks to the Stripe sandbox at {address}. No real card, no real money.",
        Stripe.TEST: "TEST MONEY: this talks to Stripe’s test mode. Test cards only, no real money.",
        Stripe.LIVE: "REAL MONEY: this talks to the real Stripe. Every card is charged for real.",
    }[which]
    rule = ("█" if which is Stripe.LIVE else "─") * len(line)
    return f"{rule}\n{line}\n{rule}"
