"""The list of conversations, and a conversation: on its own page or beside a call."""

from onetoone.messages.components.conversation import conversation
from onetoone.messages.components.inbox import inbox

__all__ = ["conversation", "inbox"]
