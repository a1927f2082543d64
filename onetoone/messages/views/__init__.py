"""What one person sees of their conversations: frozen values for the screen, words chosen for the viewer."""

from onetoone.messages.views.cards import Card
from onetoone.messages.views.inbox import Row, inbox
from onetoone.messages.views.lines import words
from onetoone.messages.views.pictures import Shown, picture_for
from onetoone.messages.views.problems import ProblemCard
from onetoone.messages.views.reactions import Reacted
from onetoone.messages.views.search import Hit, search
from onetoone.messages.views.thread import PAGE, Item, ThreadView, thread
from onetoone.messages.views.writing import writing_at

__all__ = [
    "PAGE",
    "Card",
    "Hit",
    "Item",
    "ProblemCard",
    "Reacted",
    "Row",
    "Shown",
    "ThreadView",
    "inbox",
    "picture_for",
    "search",
    "thread",
    "words",
    "writing_at",
]
