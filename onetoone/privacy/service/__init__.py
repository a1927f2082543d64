"""The verbs of leaving and of copies. None commits; none talks to Stripe."""

from onetoone.privacy.service.copying import ask_for_copy, collect, copies_due, expire_copies, failed, keep, open_copy
from onetoone.privacy.service.leaving import come_back, leave, leaving_due
from onetoone.privacy.service.wiping import wipe_when_due

__all__ = [
    "ask_for_copy",
    "collect",
    "come_back",
    "copies_due",
    "expire_copies",
    "failed",
    "keep",
    "leave",
    "leaving_due",
    "open_copy",
    "wipe_when_due",
]
