"""Whom and what the rules of the machine choose from, and what all of them can do."""

from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from onetoone.domain.calls import OVER, Status
from onetoone.domain.people import Actor
from onetoone.models import Call, Payment
from onetoone.models.payment import Paid
from tests.integration.proofs.world import Hands, World

WHICH = st.integers(0, 7)


class Company(RuleBasedStateMachine):
    """Two creators, four fans, and everything that has become of them so far."""

    def __init__(self, world: World, tally: Counter[str]) -> None:
        super().__init__()
        self.world, self.tally, self.hands = world, tally, Hands()
        self.tips = 0
        self.troubled = False

    def _media(self, call: Call, kind: str, **data: Any) -> None:
        self.world.media(next(c for c in self.world.calls() if c.id == call.id), kind, **data)
        self.world.run(self.world.listens())

    def _pays(self, payment: Payment, card: str) -> None:
        self.world.stripe.control("pay", session=payment.session_id, card=card)

    # Choosing

    def _creator(self, which: int) -> Actor:
        return self.world.creators[which % len(self.world.creators)]

    def _fan(self, which: int) -> Actor:
        return self.world.fans[which % len(self.world.fans)]

    def _somebody(self, call: Call, who: str) -> Actor:
        if who == "stranger":
            return next(fan for fan in self.world.fans if fan.id not in (call.fan_id, call.creator_id))
        return self.world.actor_of(call.creator_id if who == "creator" else call.fan_id)

    def _call(self, which: int, status: frozenset[Status] = frozenset()) -> Call | None:
        """Mostly one that is under way, the newest first."""
        calls = [call for call in reversed(self.world.calls()) if not status or call.status in status]
        if which < 6:
            calls = [call for call in calls if call.status not in OVER] or calls
        return calls[which % len(calls)] if calls else None

    def _payments(self, call: Call, standing: frozenset[Paid]) -> list[Payment]:
        return [p for p in self.world.payments() if p.call_id == call.id and p.status in standing]

    def _payment(self, which: int) -> Payment | None:
        payments = list(reversed(self.world.payments()))
        return payments[which % len(payments)] if payments else None
