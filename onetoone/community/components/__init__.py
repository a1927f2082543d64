"""What the community pages are made of: a subscriber's row, a creator's card, a rate card."""

from onetoone.community.components.creator import creator_card, creator_hero, how_it_works, leave_question, rate_card
from onetoone.community.components.notes import note_field
from onetoone.community.components.subscribers import filters, subscriber_list

__all__ = [
    "creator_card",
    "creator_hero",
    "filters",
    "how_it_works",
    "leave_question",
    "note_field",
    "rate_card",
    "subscriber_list",
]
