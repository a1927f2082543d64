"""The cards that Stripe keeps for a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from onetoone.domain.ports import SavedCard


@dataclass(frozen=True)
class CardRow:
    """`name`: "Visa ···· 4242"; `expires`: "12/2030"."""

    id: str = ""
    name: str = ""
    expires: str = ""


def card_rows(cards: Sequence[SavedCard]) -> list[CardRow]:
    """A card that was saved several times is one row; `id` is that of the first."""
    seen: dict[str, CardRow] = {}
    for card in cards:
        expires = f"{card.expires[0]:02}/{card.expires[1]}"
        seen.setdefault(card.same_as, CardRow(card.id, card.name, expires))
    return list(seen.values())
