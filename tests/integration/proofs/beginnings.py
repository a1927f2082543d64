"""How evenings begin. What chance rarely brings about is where some of them begin: so it is met, and not by luck."""

from collections import Counter
from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from onetoone.calls import service
from tests.integration.proofs import books
from tests.integration.proofs.evenings import CARD, CARDS, Evenings
from tests.integration.proofs.world import World

GOOD = CARDS[0]
FIRST = 0  # of the calls and payments, newest first; of the creators and fans
KILLED = "killed with work in hand"
AT_CHECKOUT, IN_THE_CALL = 2, 6  # steps


class Beginning(Evenings):
    """An evening that begins in one of the ways below; random from there on."""

    def __init__(self, world: World, tally: Counter[str], how: Callable[["Beginning"], None]) -> None:
        super().__init__(world, tally)
        self.how = how
        self.killed_before = tally[KILLED]
        self.price, self.card = "25", GOOD

    @initialize(price=st.sampled_from(["25", "25", "0"]), card=CARD)
    def begins(self, price: str, card: str) -> None:
        self.world.anew()
        self.price, self.card = price, card
        self.how(self)
        assert BEGINNINGS[self.how] <= set(self.so_far()), (BEGINNINGS[self.how], self.so_far())
        books.check()

    def so_far(self) -> Counter[str]:
        """What has happened this evening."""
        return books.tally() + Counter({KILLED: self.tally[KILLED] - self.killed_before})

    def starts(self, *, card: str = GOOD, price: str = "25", steps: int = IN_THE_CALL) -> None:
        """The first creator invites the first fan, and so many steps follow."""
        self.a_creator_invites(FIRST, FIRST, price=price, minutes="10", tips_allowed=True)
        self.a_call_goes_on(FIRST, steps, card)

    def is_paid(self, *, card: str = GOOD, seconds: int = 100, who: str = "fan") -> None:
        """A call that is over, its money captured."""
        self.starts(card=card)
        self.they_talk_and_one_leaves(FIRST, seconds, who)
        self.work_is_done()


def nothing(evening: Beginning) -> None:
    """Nothing has happened yet."""


def a_ring(evening: Beginning) -> None:
    evening.starts(price=evening.price, steps=0)


def at_the_door(evening: Beginning) -> None:
    evening.starts(price=evening.price, card=evening.card, steps=AT_CHECKOUT)


def a_call(evening: Beginning) -> None:
    evening.starts(price=evening.price, card=evening.card)


def a_paid_call(evening: Beginning) -> None:
    evening.is_paid()


def a_creator_who_leaves_early(evening: Beginning) -> None:
    evening.is_paid(who="creator")


def tips(evening: Beginning) -> None:
    evening.starts()
    evening.a_fan_tips(FIRST, again=False, at_once=True, card=GOOD)
    evening.somebody_undoes_a_tip(FIRST, fresh=True, seconds=1)


def a_tip_whose_card_is_gone(evening: Beginning) -> None:
    evening.starts()
    evening.somebody_removes_a_card(FIRST)
    evening.a_fan_tips(FIRST, again=False, at_once=False, card=GOOD)
    evening.they_talk_and_one_leaves(FIRST, 1, "fan")
    evening.time_passes(11)
    evening.work_is_done()


def more_minutes_of_which_some_are_talked(evening: Beginning) -> None:
    evening.starts()
    evening.somebody_adds_minutes(FIRST, again=False, at_once=True, card=GOOD, who="fan")
    evening.they_talk_and_one_leaves(FIRST, 720, "creator")
    evening.work_is_done()


def more_minutes_and_none_of_them_talked(evening: Beginning) -> None:
    evening.starts()
    evening.somebody_adds_minutes(FIRST, again=False, at_once=True, card=GOOD, who="fan")
    evening.they_talk_and_one_leaves(FIRST, 100, "creator")
    evening.work_is_done()


def money_that_comes_late(evening: Beginning) -> None:
    evening.starts(steps=AT_CHECKOUT)
    evening.work_is_done()
    evening.world.run(evening.world.tries(service.cancel, evening.world.creators[0], call_id=_call(evening)))
    evening.somebody_pays_at_checkout(FIRST, GOOD)
    evening.work_is_done()


def trouble_at_stripe(evening: Beginning) -> None:
    evening.stripe_has_trouble("500", "*/checkout/sessions", 3)
    evening.starts(steps=AT_CHECKOUT)
    evening.work_is_done()
    evening.a_call_goes_on(FIRST, IN_THE_CALL, GOOD)
    evening.stripe_has_trouble("drop-after-commit", "*/capture", 3)
    evening.they_talk_and_one_leaves(FIRST, 100, "fan")
    for _ in range(2):
        evening.work_is_done()
        evening.time_passes(11)


def a_worker_that_died(evening: Beginning) -> None:
    evening.starts()
    evening.they_talk_and_one_leaves(FIRST, 100, "fan")
    evening.a_worker_is_killed_on_the_way(asks=1, writes=0)


def a_refund_that_fails(evening: Beginning) -> None:
    evening.is_paid()
    evening.somebody_reports_a_problem(FIRST, "fan")
    evening.somebody_gives_back(FIRST, "5", "creator")
    evening.work_is_done()
    evening.a_bank_says_what_became_of_a_refund(FIRST, "failed")
    evening.payments_are_healed()


def a_problem(evening: Beginning) -> None:
    evening.is_paid()
    evening.somebody_reports_a_problem(FIRST, "fan")
    evening.somebody_gives_back(FIRST, "25", "creator")
    evening.payments_are_healed()


def a_dispute(evening: Beginning) -> None:
    evening.is_paid()
    evening.a_bank_takes_money_back(FIRST, inquiry=False)
    evening.payments_are_healed()


def money_that_is_sent_later(evening: Beginning) -> None:
    evening.is_paid()
    evening.days_pass(3)
    evening.a_creator_is_onboarded(FIRST)
    evening.work_is_done()


def money_that_goes_straight(evening: Beginning) -> None:
    evening.a_creator_is_onboarded(FIRST)
    evening.is_paid()


def refunds_at_the_dashboard(evening: Beginning) -> None:
    money_that_goes_straight(evening)
    for transfer, fee in ((True, False), (False, True)):
        evening.somebody_refunds_at_stripe_itself(FIRST, 3, transfer=transfer, fee=fee)
        evening.payments_are_healed()
        evening.work_is_done()


def a_transfer_reversed_at_the_dashboard(evening: Beginning) -> None:
    money_that_goes_straight(evening)
    evening.somebody_reverses_a_transfer_at_stripe_itself(FIRST, 3, fee=False)
    evening.payments_are_healed()
    evening.work_is_done()


def a_creator_who_was_paid_out_and_owes_it(evening: Beginning) -> None:
    evening.is_paid()
    evening.a_creator_is_onboarded(FIRST)
    evening.somebody_reports_a_problem(FIRST, "fan")
    for _ in range(4):
        evening.days_pass(1)
    evening.somebody_gives_back(FIRST, "25", "creator")
    evening.work_is_done()


# Each with what has happened when it is over.
BEGINNINGS: dict[Callable[[Beginning], None], set[str]] = {
    nothing: set(),
    a_ring: set(),
    at_the_door: set(),
    a_call: set(),
    a_paid_call: {"call captured", "ended by fan"},
    a_creator_who_leaves_early: {"call captured in part", "ended by creator"},
    tips: {"tip captured", "tip undone"},
    a_tip_whose_card_is_gone: {"tip failed"},
    more_minutes_of_which_some_are_talked: {"call captured", "extension captured in part"},
    more_minutes_and_none_of_them_talked: {"call captured in part", "extension released"},
    money_that_comes_late: {"said late", "call released"},
    trouble_at_stripe: {"checkout.open again", "hold.capture again", "call captured"},
    a_worker_that_died: {KILLED},
    a_refund_that_fails: {"refund failed"},
    a_problem: {"problem refunded", "refund succeeded"},
    a_dispute: {"said disputed"},
    money_that_is_sent_later: {"transfer.send", "transfer sent"},
    money_that_goes_straight: {"transfer sent"},
    refunds_at_the_dashboard: {"refund succeeded", "transfer.reverse", "transfer.send"},
    a_transfer_reversed_at_the_dashboard: {"taken back at Stripe", "transfer.send", "transfer sent"},
    a_creator_who_was_paid_out_and_owes_it: {"payout arrived", "transfer short"},
}


def _call(evening: Beginning) -> str:
    [call] = evening.world.calls()
    return call.id
