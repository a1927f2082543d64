"""What the app has to say: badges, banners, and toasts with their live regions."""

from typing import Any, Literal, TypeAlias, TypedDict
from uuid import uuid4

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.elements import Child, Text, classes, extra_classes, icon, when
from onetoone.ui.words import _

Tone: TypeAlias = Literal["info", "success", "warning", "danger", "glow", "neutral", "accent"]

SOFT: dict[str, str] = {
    "info": "bg-info-soft text-info-ink",
    "success": "bg-success-soft text-success-ink",
    "warning": "bg-warning-soft text-warning-ink",
    "danger": "bg-danger-soft text-danger-ink",
    "glow": "bg-glow-soft text-glow-ink",
    "accent": "bg-accent-soft text-accent-ink",
    "neutral": "bg-sunken text-muted",
}
ICON: dict[str, str] = {
    "info": "info",
    "success": "circle_check",
    "warning": "triangle_alert",
    "danger": "circle_alert",
    "glow": "sparkles",
    "accent": "video",
    "neutral": "info",
}


def badge(label: Child, tone: Tone = "neutral", *, icon_name: str = "", **props: Any) -> rx.Component:
    """A small word about a state: "Online", "Held", "New"."""
    look = classes(
        "inline-flex items-center gap-1.5 rounded-pill px-2.5 py-1 text-tiny font-[620] min-[23rem]:whitespace-nowrap",
        SOFT[tone],
        *extra_classes(props),
    )
    mark: Child = icon(icon_name, 14) if icon_name else rx.fragment()
    return rx.el.span(mark, rx.el.span(label), class_name=look, **props)


def count_badge(count: Any, *, label: Text = "", **props: Any) -> rx.Component:
    """Unread things; nothing at zero. `label` completes it for screen readers ("unread messages")."""
    look = classes(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-pill bg-accent px-1.5 text-[0.6875rem] font-[680] "
        "leading-none text-on-accent tabular",
        *extra_classes(props),
    )
    pill = rx.el.span(count, rx.el.span(f" {label}", class_name="only-read") if label else "", class_name=look, **props)
    if isinstance(count, rx.Var):
        return rx.cond(count, pill, rx.fragment())
    return pill if count else rx.fragment()


def banner(
    text: Child,
    tone: Tone = "info",
    *,
    title: Text = "",
    icon_name: str = "",
    action: Child = None,
    urgent: bool = False,
    **props: Any,
) -> rx.Component:
    """A message that stays on the page. `urgent` (or tone "danger") interrupts a screen reader; others wait."""
    role = "alert" if urgent or tone == "danger" else "status"
    return rx.el.div(
        icon(icon_name or ICON[tone], 20, class_name="mt-0.5 shrink-0"),
        rx.el.div(
            when(title, lambda words: rx.el.p(words, class_name="font-[640]")),
            rx.el.div(text, class_name="text-[0.9375rem] leading-snug text-pretty"),
            class_name="min-w-0 " + ("flex-1" if action is None else "flex-[1_1_11rem]"),
        ),
        rx.el.div(action, class_name="ms-auto max-w-full shrink-0") if action is not None else rx.fragment(),
        role=role,
        custom_attrs={"data-tone": tone},
        class_name=classes(
            "flex items-start gap-3 rounded-field px-4 py-3.5",
            "" if action is None else "flex-wrap",
            SOFT[tone],
            *extra_classes(props),
        ),
        **props,
    )


class Said(TypedDict):
    """One thing the app said. `show` False: spoken only. `assertive`: spoken at once. `href`: where its words lead."""

    id: str
    text: str
    tone: str
    show: bool
    assertive: bool
    href: str


class Feedback(rx.State):
    """The last few things said to this tab. Has no handlers: only the server writes here."""

    said: rx.Field[list[Said]] = rx.field(default_factory=list)


async def tell(
    state: rx.State, text: str, tone: Tone = "info", *, show: bool = True, assertive: bool = False, href: str = ""
) -> None:
    """Says `text` in this person's tab: as a toast and to screen readers. Await it inside an event handler.

    >>> await ui.tell(self, "Invitation sent", "success")
    """
    feedback = await state.get_state(Feedback)
    said = Said(id=uuid4().hex, text=text, tone=tone, show=show, assertive=assertive, href=href)
    feedback.said = [*feedback.said[-4:], said]


class Toasts(rx.Component):
    """The React side of the toast host (assets/ui/toasts.jsx)."""

    library = "$/public/ui/toasts.jsx"
    tag = "Toasts"

    items: rx.Var[list[Said]] = field(doc="What was said, oldest first.")
    classes: rx.Var[dict[str, str]] = field(doc="The look of the list and its toasts.")
    dismiss_label: rx.Var[str] = field(doc="The close button's name.")
    held: rx.Var[bool] = field(doc="They stay until somebody sends them away, and nothing is spoken.")


def toast_host(items: rx.Var[list[Said]] | None = None, *, held: bool = False) -> rx.Component:
    """Where toasts appear and announcements are spoken. Mounted once, by `ui.app_chrome()`. `held`: for the gallery."""
    marks = {tone: f"before:bg-{tone}" for tone in ("info", "success", "warning", "danger")}
    looks = {
        "list": "fixed z-toast inset-x-4 bottom-[calc(var(--space-tabbar)+1rem+env(safe-area-inset-bottom))] flex "
        "flex-col "
        "items-center gap-2 pointer-events-none list-none md:bottom-6 md:inset-x-auto md:end-6 md:items-end",
        "toast": "ui-enter pointer-events-auto relative flex w-full max-w-sm items-center gap-3 overflow-hidden "
        "rounded-field "
        "border border-line bg-raised py-3 ps-5 pe-2 shadow-float before:absolute before:inset-y-0 before:start-0 "
        "before:w-1.5",
        "text": "min-w-0 flex-1 text-[0.9375rem] font-[520] text-ink",
        "link": "text-accent-ink underline decoration-1 underline-offset-[0.22em] hover:decoration-2 rounded-sm",
        "icon": "hidden",
        "close": "flex size-9 shrink-0 items-center justify-center rounded-pill text-[1.25rem] text-muted "
        "hover:bg-sunken",
        **marks,
        "glow": "before:bg-glow",
        "accent": "before:bg-accent",
        "neutral": "before:bg-edge",
    }
    return Toasts.create(
        items=Feedback.said if items is None else items,
        classes=rx.Var.create(looks),
        dismiss_label=_("Dismiss"),
        held=held,
    )
