"""A call as one of its two people sees it, and the forms that begin one. Plain values, made anew from the database."""

from onetoone.calls.views.after import AfterView, DisputeSeen, after
from onetoone.calls.views.call import call
from onetoone.calls.views.elsewhere import Ringing, UnderWay, active, ringing, under_way
from onetoone.calls.views.extras import extra
from onetoone.calls.views.history import PastCall, PastCalls, Took, history
from onetoone.calls.views.news import PROGRESS, news
from onetoone.calls.views.offers import Offer, currency_of, offers
from onetoone.calls.views.rating import RatingSeen
from onetoone.calls.views.safety import BlockedRow, blocked
from onetoone.calls.views.set_up import SetUpView, set_up
from onetoone.calls.views.shapes import (
    CallView,
    ClockFace,
    ExtraSeen,
    Limits,
    More,
    PendingTip,
    Person,
    Preset,
    Stretch,
    Terms,
)
from onetoone.calls.views.terms import paid_line, terms

__all__ = [
    "PROGRESS",
    "AfterView",
    "BlockedRow",
    "CallView",
    "ClockFace",
    "DisputeSeen",
    "ExtraSeen",
    "Limits",
    "More",
    "Offer",
    "PastCall",
    "PastCalls",
    "PendingTip",
    "Person",
    "Preset",
    "RatingSeen",
    "Ringing",
    "SetUpView",
    "Stretch",
    "Terms",
    "Took",
    "UnderWay",
    "active",
    "after",
    "blocked",
    "call",
    "currency_of",
    "extra",
    "history",
    "news",
    "offers",
    "paid_line",
    "ringing",
    "set_up",
    "terms",
    "under_way",
]
