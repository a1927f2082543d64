"""The small answers that one can give to something that was said."""

from enum import StrEnum

from onetoone.domain.errors import Invalid


class Reaction(StrEnum):
    """In the order in which they are offered; the first is what a double tap means."""

    LOVE = "love"
    LIKE = "like"
    HAHA = "haha"
    HOORAY = "hooray"
    FIRE = "fire"
    SAD = "sad"

    @property
    def label(self) -> str:
        """Its name, as one reads or hears it."""
        return self.value.capitalize()


def reaction(given: object) -> Reaction:
    """One of them, out of whatever a browser sends."""
    try:
        return Reaction(str(given))
    except ValueError:
        raise Invalid("That isn't one of the reactions.") from None
