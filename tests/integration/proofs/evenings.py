"""Evenings that nobody would think of: any verb by anybody at any time, lost news, slow and killed workers."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import SEATED, Status
from onetoone.domain.people import Actor
from onetoone.models import Call
from onetoone.models.payment import UNPAID, For, Paid
from tests.integration.proofs import books
from tests.integration.proofs.afterwards import DAY, Afterwards
from tests.integration.proofs.company import WHICH
from tests.integration.proofs.mishaps import PLACES, TROUBLE, Mishaps
from tests.integration.proofs.world import ORIGIN

CARDS = [
    "4242424242424242",  # good
    "4000002500003155",  # the bank asks once
    "4000002760003184",  # the bank asks every time
    "4000000000000002",  # refused
    "4000000000000341",  # holds, and is refused when it is charged again
]
VERBS = ["accept", "join", "pay", "enter", "step_back", "give_more_time"]
VERBS += ["hang_up", "cancel", "decline", "withdraw", "saw_ring"]
WITH: dict[str, dict[str, Any]] = {
    "accept": {"price": "25", "minutes": "1", "tips_allowed": True},
    "pay": {"origin": ORIGIN},
}
TIP_UNDO = 8
CARD = st.sampled_from([*CARDS[:1] * 3, *CARDS])


class Evenings(Mishaps, Afterwards):
    """Each run is one evening of two creators and four fans; at its end everything must come to rest."""

    # People

    @rule(which=WHICH, fan=WHICH, kind=st.sampled_from(["audio", "video"]))
    def somebody_asks(self, which: int, fan: int, kind: str) -> None:
        asker, creator = self._fan(fan), self._creator(which)
        self.world.run(self.world.tries(service.request, asker, creator_id=creator.id, kind=kind, note=""))

    @rule(
        which=WHICH,
        fan=WHICH,
        price=st.sampled_from(["25", "0", "1"]),
        minutes=st.sampled_from(["1", "10"]),
        tips_allowed=st.booleans(),
    )
    def a_creator_invites(self, which: int, fan: int, **terms: Any) -> None:
        creator, invited = self._creator(which), self._fan(fan)
        self.world.run(self.world.tries(service.invite, creator, fan_id=invited.id, kind="video", note="", **terms))

    @rule(call=WHICH, who=st.sampled_from(["fan", "creator", "stranger"]), verb=st.sampled_from(VERBS))
    def somebody_acts(self, call: int, who: str, verb: str) -> None:
        if found := self._call(call):
            actor = self._somebody(found, who)
            self.world.run(self.world.tries(getattr(service, verb), actor, call_id=found.id, **WITH.get(verb, {})))

    @rule(call=WHICH, steps=st.integers(1, 6), card=CARD)
    def a_call_goes_on(self, call: int, steps: int, card: str) -> None:
        """What the two would do next if all they wanted was to talk."""
        for _ in range(steps):
            if found := self._call(call):
                self._goes_on(found, card)

    def _goes_on(self, call: Call, card: str) -> None:
        steps = {
            Status.REQUESTED: ("accept", "creator"),
            Status.RINGING: ("join", "fan"),
            Status.MISSED: ("join", "fan"),
            Status.REVIEWING: ("pay" if call.price else "enter", "fan"),
        }
        if call.status in steps:
            verb, who = steps[call.status]
            actor = self._somebody(call, who)
            self.world.run(self.world.tries(getattr(service, verb), actor, call_id=call.id, **WITH.get(verb, {})))
        elif call.status is Status.PAYING:
            self.world.passes(3)  # long enough for a second try
            self.work_is_done()
            for payment in self._payments(call, UNPAID):
                if payment.status is Paid.BANK:
                    self.world.stripe.control("authenticate", payment_intent=payment.intent_id)
                elif payment.session_id:
                    self._pays(payment, card)
                self.world.run(self.world.syncs(payment))
        elif call.status in (Status.JOINING, Status.INTERRUPTED):
            self._media(call, "two_way_started")

    @rule(call=WHICH, seconds=st.sampled_from([31, 100, 29, 7, 300]), who=st.sampled_from(["fan", "creator"]))
    def they_talk_and_one_leaves(self, call: int, seconds: int, who: str) -> None:
        if found := self._call(call, SEATED):
            self.world.passes(seconds)
            self.world.run(self.world.tries(service.hang_up, self._somebody(found, who), call_id=found.id))

    @rule(
        which=WHICH,
        price=st.sampled_from(["25", "25", "1", "0"]),
        card=CARD,
        seconds=st.sampled_from([31, 100, 29, 7, 300]),
        who=st.sampled_from(["creator", "fan", None]),
        trouble=st.none() | st.tuples(st.sampled_from(TROUBLE), st.sampled_from(PLACES), st.sampled_from([1, 3, 6])),
    )
    def a_whole_call(
        self, which: int, price: str, card: str, seconds: int, who: str | None, trouble: tuple[str, str, int] | None
    ) -> None:
        """Unless somebody is busy, or told no on the way; perhaps nobody hangs up, perhaps Stripe is in trouble."""
        if trouble:
            self.stripe_has_trouble(*trouble)
        self.a_creator_invites(which, which, price=price, minutes="10", tips_allowed=which % 3 != 0)
        self.a_call_goes_on(0, 6, card)
        if who:
            self.they_talk_and_one_leaves(0, seconds, who)

    @rule(call=WHICH, missing=st.sampled_from(["creator", "fan", None]), seconds=st.sampled_from([10, 59, 61]))
    def a_line_drops(self, call: int, missing: str | None, seconds: int) -> None:
        """And comes back when it is not too late."""
        if found := self._call(call, SEATED):
            self.world.passes(40)
            self._media(found, "two_way_stopped", missing=missing)
            self.world.passes(seconds)
            self.world.run(self.world.sweeps())
            self._media(found, "two_way_started")

    @rule(payment=WHICH, card=CARD)
    def somebody_pays_at_checkout(self, payment: int, card: str) -> None:
        if (found := self._payment(payment)) and found.session_id:
            self._pays(found, card)

    @rule(payment=WHICH, outcome=st.sampled_from(["complete", "fail"]))
    def somebody_answers_the_bank(self, payment: int, outcome: str) -> None:
        if (found := self._payment(payment)) and found.intent_id:
            self.world.stripe.control("authenticate", payment_intent=found.intent_id, outcome=outcome)

    @rule(payment=WHICH, paid=st.booleans(), who=st.sampled_from(["fan", "fan", "creator", "stranger"]))
    def somebody_comes_back_from_stripe(self, payment: int, paid: bool, who: str) -> None:
        if found := self._payment(payment):
            call = next(call for call in self.world.calls() if call.id == found.call_id)
            self.world.run(self.world.comes_back(found, paid=paid, who=self._somebody(call, who)))

    @rule(call=WHICH, again=st.booleans(), at_once=st.booleans(), card=CARD)
    def a_fan_tips(self, call: int, again: bool, at_once: bool, card: str) -> None:
        if found := self._call(call, SEATED):
            self._tips(found, self._somebody(found, "fan"), again, at_once, card)

    @rule(call=WHICH, who=st.sampled_from(["fan", "creator", "stranger"]))
    def somebody_tips_whenever(self, call: int, who: str) -> None:
        if found := self._call(call):
            self._tips(found, self._somebody(found, who), False, False, CARDS[0])

    def _tips(self, call: Call, who: Actor, again: bool, at_once: bool, card: str) -> None:
        self.tips += not again
        how = {"amount": "5", "client_tip_id": f"tip-{call.id[-6:]}-{self.tips}", "origin": ORIGIN}
        tip = self.world.run(self.world.tries(service.tip, who, call_id=call.id, **how))
        if tip and at_once:
            self.world.passes(TIP_UNDO)
            tip = self.world.run(operations.charge(tip.id))
            if tip.status is Paid.OPEN:
                self._pays(tip, card)
                self.world.run(self.world.syncs(tip))

    @rule(payment=WHICH)
    def somebody_closes_a_tip(self, payment: int) -> None:
        if found := self._payment(payment):
            payer = self.world.actor_of(found.payer_id)
            if found.purpose is not For.CALL:
                self.world.run(self.world.tries(service.close_extra, payer, payment_id=found.id))

    @rule(call=WHICH, fresh=st.sampled_from([True, True, False]), seconds=st.sampled_from([1, 7, 9]))
    def somebody_undoes_a_tip(self, call: int, fresh: bool, seconds: int) -> None:
        """Just sent, or whenever it was; perhaps too late."""
        if found := self._call(call, SEATED):
            fan = self._somebody(found, "fan")
            if fresh:
                self._tips(found, fan, False, False, CARDS[0])
            self.world.passes(seconds)
            for tip in self._payments(found, UNPAID):
                self.world.run(self.world.tries(service.undo_tip, fan, payment_id=tip.id))

    @rule(
        call=WHICH,
        again=st.booleans(),
        at_once=st.booleans(),
        card=CARD,
        who=st.sampled_from(["fan", "fan", "creator"]),
    )
    def somebody_adds_minutes(self, call: int, again: bool, at_once: bool, card: str, who: str) -> None:
        if not (found := self._call(call, SEATED)):
            return
        self.tips += not again
        price = (found.price * 10 + found.minutes) // (found.minutes * 2)
        how = {"client_id": f"more-{found.id[-6:]}-{self.tips}", "price": price, "origin": ORIGIN}
        asked = self.world.run(self.world.tries(service.extend, self._somebody(found, who), call_id=found.id, **how))
        if asked and at_once:
            asked = self.world.run(operations.charge(asked.id))
            if asked.status is Paid.OPEN:
                self._pays(asked, card)
                self.world.run(self.world.syncs(asked))

    @rule(payment=WHICH)
    def somebody_removes_a_card(self, payment: int) -> None:
        if (found := self._payment(payment)) and found.payment_method:
            self.world.asks_stripe(f"/v1/payment_methods/{found.payment_method}/detach")

    # The media node

    @rule(
        call=WHICH,
        kind=st.sampled_from(["two_way_started", "two_way_stopped", "seat_changed", "room_closed"]),
        missing=st.sampled_from([None, "creator", "fan", "?"]),
    )
    def media_changes(self, call: int, kind: str, missing: str | None) -> None:
        if found := self._call(call, SEATED):
            self.world.media(found, kind, **({"missing": missing} if kind == "two_way_stopped" else {}))

    @rule(most=st.sampled_from([1000, 1, 2]))
    def the_app_listens(self, most: int) -> None:
        self.world.run(self.world.listens(most))

    @rule(which=WHICH)
    def the_app_hears_it_again(self, which: int) -> None:
        if log := self.world.node.log:
            self.world.run(self.world.hears(log[which % len(log)]))

    @rule()
    def the_node_restarts(self) -> None:
        self.world.node.restart()

    # Time and work

    @rule(seconds=st.sampled_from([31, 1, 11, 46, 61, 121, 301, 1000, 3000]))
    def time_passes(self, seconds: int) -> None:
        self.world.passes(seconds)

    @rule()
    def deadlines_are_swept(self) -> None:
        self.world.run(self.world.sweeps())

    @rule()
    def work_is_done(self) -> None:
        self.world.run(operations.carry_out_due())

    @rule()
    def payments_are_healed(self) -> None:
        self.world.run(self.world.one_round())

    # What must be true

    @invariant()
    def all_is_well(self) -> None:
        self.tally["steps"] += 1
        books.check()

    def teardown(self) -> None:
        if not hasattr(self.world, "fans"):
            return
        self.hands.die()
        self.world.start()
        self.world.stripe.control("faults", clear=True)
        self.world.run(self.world.calms_down())
        self.world.passes(4 * DAY)  # problems that nobody answered, evidence that nobody chose
        self.world.run(self.world.calms_down())
        books.check_at_rest(self.world.stripe.state(), self.world.balances(), troubled=self.troubled)
        before = books.shown()
        self.every_event_comes(backwards=True)
        assert books.shown() == before, "old news changed something"
        self.tally.update(books.tally())
        self.tally["evenings"] += 1
