"""The small answers that one can give to something that was said."""

from enum import StrEnum

from onetoone.domain.errors import Invalid
from onetoone.domain.words import N_, _, said


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
        return said(LABELS[self])


# Said by `Reaction.label`, or where pages are built.
LABELS = {
    Reaction.LOVE: N_("Love"),
    Reaction.LIKE: N_("Like"),
    Reaction.HAHA: N_("Haha"),
    Reaction.HOORAY: N_("Hooray"),
    Reaction.FIRE: N_("Fire"),
    Reaction.SAD: N_("Sad"),
}


def reaction(given: object) -> Reaction:
    """One of them, out of whatever a browser sends."""
    try:
        return Reaction(str(given))
    except ValueError:
        raise Invalid(_("That isn't one of the reactions.")) from None
