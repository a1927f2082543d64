"""What goes wrong around the people: news in any order, slow and killed workers, trouble at Stripe."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from onetoone.calls.service import operations
from tests.integration.proofs import books
from tests.integration.proofs.company import WHICH, Company

TROUBLE = ["500", "429", "409", "drop", "drop-after-commit", "500-after-commit"]
PLACES = ["*", "*/checkout/sessions", "*/expire", "*/capture", "*/cancel", "*/payment_intents", "*/customers"]


class Mishaps(Company):
    """Rules that need nobody's wish."""

    # News from Stripe: in any order, doubled, late, or never

    @rule(which=st.integers(0, 30), times=st.sampled_from([1, 1, 2]))
    def an_event_comes(self, which: int, times: int) -> None:
        if events := self.world.events():
            event = events[-1 - which % len(events)]
            for _ in range(times):
                self.tally[f"webhook {self.world.run(self.world.is_told(event))}"] += 1

    @rule(backwards=st.booleans())
    def every_event_comes(self, backwards: bool) -> None:
        events = self.world.events()
        for event in reversed(events) if backwards else events:
            self.world.run(self.world.is_told(event))

    # A slow worker, which may be killed at any time

    @rule(most=st.sampled_from([1, 2, 10]))
    def a_worker_claims(self, most: int) -> None:
        self.troubled = True
        self.world.run(self.hands.claim(most))

    @rule()
    def a_worker_asks(self) -> None:
        self.world.run(self.hands.ask())

    @rule()
    def a_worker_writes(self) -> None:
        self.world.run(self.hands.write())

    @rule(asks=st.integers(0, 2), writes=st.integers(0, 1))
    def a_worker_is_killed_on_the_way(self, asks: int, writes: int) -> None:
        self.a_worker_claims(10)
        for _ in range(asks):
            self.a_worker_asks()
        for _ in range(writes):
            self.a_worker_writes()
        self.tally["killed with work in hand"] += bool(self.hands.claimed or self.hands.asked)
        self.a_worker_is_killed()

    @rule(payment=WHICH)
    def a_worker_looks(self, payment: int) -> None:
        if found := self._payment(payment):
            self.world.run(self.hands.look(found))

    @rule()
    def a_worker_writes_what_it_saw(self) -> None:
        self.world.run(self.hands.write_what_was_read())

    @rule()
    def a_worker_is_killed(self) -> None:
        self.hands.die()
        self.world.start()

    # Stripe

    @rule(kind=st.sampled_from(TROUBLE), path=st.sampled_from(PLACES), times=st.sampled_from([1, 3, 6]))
    def stripe_has_trouble(self, kind: str, path: str, times: int) -> None:
        self.troubled = True
        self.world.stripe.control("faults", kind=kind, path=path, times=times)

    @rule(kind=st.sampled_from(TROUBLE), times=st.sampled_from([1, 3, 6]))
    def stripe_has_trouble_with_what_is_asked_now(self, kind: str, times: int) -> None:
        self.stripe_has_trouble(kind, "*", times)
        self.world.run(operations.carry_out_due())

    # And all of it over

    @rule()
    def nothing_is_in_the_way_for_a_minute(self) -> None:
        """However it came to that: within 60 s nobody's card is held, or charged, for nothing."""
        self.world.stripe.control("faults", clear=True)
        self.a_worker_is_killed()
        self.world.run(self.world.a_minute())
        self.tally["minutes"] += 1
        books.check_nothing_taken_for_nothing(self.world.stripe.state(), now=self.world.clock.now())
