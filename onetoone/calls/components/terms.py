"""The terms of a call: the fields a creator sets them in, and how a fan reads them before paying."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.calls.views import CallView
from onetoone.ui.words import _


def terms_fields(
    *, price: Any, minutes: Any, tips: Any, price_error: Any = "", minutes_error: Any = "", symbol: Any = "$",
    on_price: Any = None, on_minutes: Any = None, key: Any = "",
) -> rx.Component:  # fmt: skip
    """Price, length and tips. The fields follow these values until somebody types; anew whenever `key` changes."""
    heard = {"on_change": on_price} if on_price is not None else {}
    heard_minutes = {"on_change": on_minutes} if on_minutes is not None else {}
    return rx.fragment(
        rx.el.div(
            ui.money_field(_("Price"), name="price", symbol=symbol, default_value=price, error=price_error, **heard),
            ui.text_field(
                _("Length"),
                name="minutes",
                after=_("min"),
                default_value=minutes,
                error=minutes_error,
                input_mode="numeric",
                auto_complete="off",
                class_name="tabular font-[600]",
                **heard_minutes,
            ),
            key=key,
            class_name="ui-pair items-start gap-4",
        ),
        ui.switch(_("Tips allowed"), name="tips", default_checked=tips, hint=_("They can thank you during the call.")),
    )


def cover_field(name: Any, on: Any) -> rx.Component:
    """For video calls: whether the creator sees the fan's camera at once."""
    return ui.switch(
        _("Start with their camera covered"),
        name="cover",
        default_checked=on,
        hint=_("You see {name} only after you press “Show”. They're told that it is covered.", name=name),
    )


def kind_choice(on_change: Any, first: Any = "video", key: Any = "") -> rx.Component:
    """Video or audio. The browser keeps the choice, so that it shows at once; `on_change` hears of it. It starts from
    `first`, anew whenever `key` changes."""
    return ui.segmented(
        _("How do you want to meet?"),
        [ui.Choice("video", _("Video"), "video"), ui.Choice("audio", _("Audio"), "phone")],
        name="kind",
        default=first,
        key=key,
        **({"on_change": on_change} if on_change is not None else {}),
    )


def note_field(label: str, placeholder: Any = "", **props: Any) -> rx.Component:
    """A message that goes with an invitation or a request."""
    return ui.text_area(label, name="note", placeholder=placeholder, max_length=500, **props)


def quoted(note: rx.Var[str], by: Any, **props: Any) -> rx.Component:
    """What somebody wrote, as theirs; nothing when they wrote nothing."""
    return ui.when(
        note,
        lambda text: rx.el.blockquote(
            rx.el.span(ui.as_typed(by), class_name="block text-tiny text-muted"),
            rx.el.span(text, dir="auto", class_name="block whitespace-pre-line"),
            class_name=ui.classes(
                "rounded-field bg-sunken px-4 py-3 text-[0.9375rem] text-ink text-pretty",
                *([props["class_name"]] if "class_name" in props else []),
            ),
        ),
    )


def promises(view: rx.Var[CallView]) -> rx.Component:
    """What is charged, when, and what is given back: the rule of `domain.meter`, in plain words, before paying."""
    name, limits = view.other.name, view.limits
    return rx.el.ul(
        _promise(
            "shield_check",
            _("Held now, charged after"),
            _("Your card is held now. It is charged only after the call, and only if you were both really there."),
        ),
        _promise(
            "heart_handshake",
            _("No connection, no charge"),
            _(
                "If you two aren't connected within {connect}, or for less than {together}, the hold is released by "
                "itself.",
                connect=limits.connect, together=limits.together,
            ),
        ),
        _promise(
            "timer",
            _("A fair meter"),
            _(
                "If the line drops, the clock stands still and the call waits {time} for you to come back. You never "
                "pay twice.",
                time=limits.rejoin,
            ),
        ),
        _promise(
            "scale",
            _("Cut short?"),
            _(
                "If {name} ends early, or our side fails, you pay only for the time you had, counted by the second, "
                "and nothing for a time that costs less than {amount}. If you leave early, the price stays as it is.",
                name=name, amount=limits.smallest,
            ),
        ),
        ui.when(
            view.limits.more,
            lambda more: _promise(
                "plus",
                _("Longer, if you like"),
                _("During the call you can add {minutes}. They are held and charged by the same rules.", minutes=more),
            ),
        ),
        rx.cond(
            view.terms.tips_allowed,
            _promise(
                "sparkles",
                _("Tips are up to you"),
                _("Your card is saved with Stripe, so that you can tip or add minutes without leaving the call. "
                "Nothing is charged by itself."),
            ),
            _promise("sparkles", _("No tips"), _("Tips are switched off for this call.")),
        ),
        class_name="flex list-none flex-col gap-5",
    )  # fmt: skip


def _promise(icon_name: str, title: str, text: ui.Child) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            ui.icon(icon_name, 19),
            class_name="flex size-9 shrink-0 items-center justify-center rounded-pill bg-glow-soft text-glow-ink",
        ),
        rx.el.div(
            rx.el.p(title, class_name="font-[620] text-ink"),
            rx.el.p(text, class_name="text-[0.9375rem] text-muted text-pretty"),
            class_name="min-w-0",
        ),
        class_name="flex gap-3.5",
    )
