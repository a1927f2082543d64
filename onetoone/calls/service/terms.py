"""What a call costs and how long it lasts, checked when the creator sets it and never changed after that."""

from onetoone.config import settings
from onetoone.domain.calls import Kind
from onetoone.domain.errors import Invalid
from onetoone.domain.money import Money
from onetoone.domain.words import _


def kind_of(text: object) -> Kind:
    """ "video" or "audio"."""
    if isinstance(text, str) and text in tuple(Kind):
        return Kind(text)
    raise Invalid(_("A call is by video or by audio."))


def minutes_of(value: object) -> int:
    """A whole number of minutes within the deployment's bounds; text as a form sends it is fine."""
    s = settings()
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Invalid(_("Please write the length as a whole number of minutes."))
    if not s.shortest_minutes <= int(text) <= s.longest_minutes:
        raise Invalid(
            _("A call can last between {least} and {most} minutes.", least=s.shortest_minutes, most=s.longest_minutes)
        )
    return int(text)


def price_of(text: object, currency: str) -> Money:
    """What a creator typed as the price: free, or within the bounds of their currency."""
    return settings().prices(currency).price(text)
