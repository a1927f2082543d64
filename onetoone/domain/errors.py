"""The few errors of the product. `user_message` is safe to show to anyone; any other exception shows no text."""

from onetoone.domain.words import _


class OneToOneError(Exception):
    """Something a person should be told, in words that are meant for them."""

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message


class NotFound(OneToOneError):
    """What is missing, or not the acting person's to see: the two look alike on purpose."""

    def __init__(self, user_message: str = "") -> None:
        super().__init__(user_message or _("We couldn't find that."))


class SignedOut(OneToOneError):
    """The cookie names no living session."""

    def __init__(self, user_message: str = "") -> None:
        super().__init__(user_message or _("Please sign in first."))


class Refused(OneToOneError):
    """The product's rules say no: a move that the table lacks, a busy person, a switched-off tip."""


class Invalid(OneToOneError):
    """A value that can't be right: a price out of bounds, an empty message."""


class TooMany(OneToOneError):
    """A rate limit."""

    def __init__(self, user_message: str = "") -> None:
        super().__init__(user_message or _("That was a lot at once. Please wait a moment and try again."))


class VendorDown(OneToOneError):
    """Stripe or a media node did not answer; trying again later is safe."""


class VendorBusy(VendorDown):
    """It answered that this was too much at once. `wait`: the seconds that it named, or None."""

    def __init__(self, user_message: str, wait: float | None = None) -> None:
        super().__init__(user_message)
        self.wait = wait
