"""What one person sees of their conversations: frozen values for the screen, words chosen for the viewer."""

from onetoone.messages.views.cards import Card
from onetoone.messages.views.inbox import Row, inbox
from onetoone.messages.views.lines import words
from onetoone.messages.views.problems import ProblemCard
from onetoone.messages.views.reactions import Reacted, offered
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
    "ThreadView",
    "inbox",
    "offered",
    "search",
    "thread",
    "words",
    "writing_at",
]
