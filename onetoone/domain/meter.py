"""What a call costs once it is over: one pure rule, stated before paying."""

from collections.abc import Sequence
from typing import Protocol

from onetoone.domain.calls import Ended, Status
from onetoone.domain.money import Money


def owed(price: Money, *, length_ms: int, two_way_ms: int, ended: Ended, least_ms: int) -> Money:
    """What is captured of a held `price` after `two_way_ms` of media in both directions.

    Nothing below `least_ms`. The delivered share, by whole seconds and rounded half up to minor units, when the
    creator ended early or the platform failed. The price in every other case: also when the fan left early.
    """
    if two_way_ms < least_ms:
        return Money(0, price.currency)
    if ended in (Ended.BY_CREATOR, Ended.BY_PLATFORM):
        return price.share(min(two_way_ms, length_ms) // 1000, length_ms // 1000)
    return price


class Metered(Protocol):
    """What the meter has to know of a call; `price` in minor units, without minutes that were added."""

    @property
    def status(self) -> Status: ...
    @property
    def ended(self) -> Ended | None: ...
    @property
    def price(self) -> int: ...
    @property
    def currency(self) -> str: ...
    @property
    def length_ms(self) -> int: ...
    @property
    def two_way_ms(self) -> int: ...


def owed_of_each(call: Metered, holds: Sequence[int], *, added: int, least_ms: int, smallest: int) -> list[int]:
    """How much of each of a call's holds is captured: with minutes that were added, for `added`, it is one longer and
    dearer call. Nothing before it is over, and nothing when it never took place. Minor units."""
    due = Money(0, call.currency)
    if call.status is Status.ENDED and call.ended is not None:
        due = owed(
            Money(call.price + added, call.currency),
            length_ms=call.length_ms,
            two_way_ms=call.two_way_ms,
            ended=call.ended,
            least_ms=least_ms,
        )
    return shares(due, holds, smallest=smallest)


def price_of_more(price: Money, *, minutes: int, added: int, more: int, longest: int, least: int) -> Money | None:
    """What `more` minutes cost in a call of `minutes` for `price` that is `added` longer already.

    As much by the minute, rounded half up. None where there are none to be had: in a free call, beyond the `longest`,
    or for less than the `least` that a card is asked for.
    """
    if more < 1 or price.amount == 0 or minutes + added + more > longest:
        return None
    cost = price.share(more, minutes)
    return cost if cost.amount >= least else None


def shares(owed: Money, holds: Sequence[int], *, smallest: int) -> list[int]:
    """How much of each hold is captured, in the order they were placed: one is used up before the next is touched.

    Minor units; their sum is `owed`, which the holds cover together. Only what is less than the `smallest` amount that
    a card can be charged is nobody's to pay.
    """
    left, taken = owed.amount, []
    for held in holds:
        part = min(held, left)
        left -= part
        taken.append(part if part >= smallest else 0)
    return taken
