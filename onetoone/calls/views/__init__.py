"""A call as one of its two people sees it, and the forms that begin one. Plain values, made anew from the database."""

from onetoone.calls.views.after import AfterView, DisputeSeen, after
from onetoone.calls.views.call import call
from onetoone.calls.views.elsewhere import Ringing, UnderWay, active, ringing, under_way
from onetoone.calls.views.news import PROGRESS, news
from onetoone.calls.views.set_up import SetUpView, set_up
from onetoone.calls.views.shapes import CallView, ClockFace, Limits, Person, Preset, Stretch, Terms, TipSeen
from onetoone.calls.views.terms import paid_line, terms
from onetoone.calls.views.tip import tip

__all__ = [
    "PROGRESS",
    "AfterView",
    "CallView",
    "ClockFace",
    "DisputeSeen",
    "Limits",
    "Person",
    "Preset",
    "Ringing",
    "SetUpView",
    "Stretch",
    "Terms",
    "TipSeen",
    "UnderWay",
    "active",
    "after",
    "call",
    "news",
    "paid_line",
    "ringing",
    "set_up",
    "terms",
    "tip",
    "under_way",
]
