"""What a person sees of others: a creator of their subscribers, everyone of the creators."""

from onetoone.community.views.creators import CreatorCard, CreatorPage, creator_page, discover
from onetoone.community.views.subscribers import Shown, Sort, SubscriberList, SubscriberRow, note, subscribers

__all__ = [
    "CreatorCard",
    "CreatorPage",
    "Shown",
    "Sort",
    "SubscriberList",
    "SubscriberRow",
    "creator_page",
    "discover",
    "note",
    "subscribers",
]
