"""What a call costs once it is over: one pure rule, stated before paying."""

from onetoone.domain.calls import Ended
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
