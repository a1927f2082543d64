"""What people do in a conversation, and what a call says in it. Every change is announced to both."""

from onetoone.messages.service.picturing import forget_unsent, keep_picture, may_upload, send_picture, unsent
from onetoone.messages.service.reacting import react
from onetoone.messages.service.reading import read_up_to
from onetoone.messages.service.talking import (
    open_with,
    post_card,
    post_line,
    post_problem,
    send,
    thread_between,
)
from onetoone.messages.service.writing import writes

__all__ = [
    "forget_unsent",
    "keep_picture",
    "may_upload",
    "open_with",
    "post_card",
    "post_line",
    "post_problem",
    "react",
    "read_up_to",
    "send",
    "send_picture",
    "thread_between",
    "unsent",
    "writes",
]
