"""/call/[call_id]: one address for every state of a call. Which screen it is, the view says."""

import reflex as rx

from onetoone.calls.pages.in_call import in_call
from onetoone.calls.pages.incoming import incoming, missed
from onetoone.calls.pages.parts import loading, lost
from onetoone.calls.pages.request import request
from onetoone.calls.pages.review import review
from onetoone.calls.pages.summary import summary
from onetoone.calls.pages.waiting import waiting
from onetoone.calls.state.call import CallState


def call() -> rx.Component:
    view = CallState.view
    screen = rx.match(
        view.stage,
        ("request", request(view)),
        ("incoming", incoming(view)),
        ("missed", missed(view)),
        ("waiting", waiting(view)),
        ("review", review(view)),
        ("seated", in_call(view)),
        ("over", summary(view)),
        loading(),
    )
    return rx.el.div(
        rx.cond(CallState.lost, lost(), screen),
        class_name="min-h-dvh",
        custom_attrs={
            "data-call-stage": rx.cond(CallState.lost, "lost", view.stage),
            "data-call-status": view.status,
            "data-progress": view.progress,
            "data-money": view.money,
        },
    )
