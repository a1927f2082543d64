"""What stands in a conversation: bubbles, call cards, and lines of what happened."""

from typing import Any, Literal

import reflex as rx

from onetoone import ui
from onetoone.domain.reactions import LABELS
from onetoone.messages.components.browser import DayBreak, When
from onetoone.messages.state import ThreadState
from onetoone.messages.views import Card, Item
from onetoone.ui.words import _
from onetoone.ui.words import said as words_of

BUBBLE = "w-fit max-w-full whitespace-pre-wrap rounded-card px-3.5 py-2 text-[0.9375rem] leading-snug text-pretty"
MINE = "bg-accent-soft text-ink"
FOOT = "px-1.5 text-tiny text-muted tabular"
THEIRS = "bg-surface text-ink border border-line"


def item(it: rx.Var[Item], *, ways: bool = True) -> rx.Component:
    """One thing that was said or happened, below the date when a day begins with it. `ways`: cards lead to calls."""
    return rx.fragment(
        DayBreak.create(
            iso=it.at,
            before=it.before,
            class_name="flex justify-center pb-3 pt-6 text-tiny font-[600] text-muted first:pt-1",
        ),
        rx.cond(it.id == ThreadState.new_id, _new(), rx.fragment()),
        rx.match(
            it.kind,
            ("text", _text(it)),
            ("picture", _picture(it)),
            ("call", _call(it, ways)),
            ("problem", _problem(it, ways)),
            _line(it),
        ),
        key=it.id,  # else a screen reader would hear the whole page again with each message
    )


def _new() -> rx.Component:
    """Above the first that one hasn't read."""
    return ui.divider(_("New"), tone="accent", class_name="mb-1 mt-4", custom_attrs={"data-new": "true"})


def _text(it: rx.Var[Item]) -> rx.Component:
    tail = rx.cond(it.closes, rx.cond(it.mine, "rounded-ee-md", "rounded-es-md"), "")
    foot = rx.el.p(When.create(iso=it.at, how="clock"), _receipt(it), class_name=FOOT)
    said = rx.el.p(it.body, dir="auto", class_name=[BUBBLE, rx.cond(it.mine, MINE, THEIRS), tail])
    return _spoken(it, said, foot)


def _picture(it: rx.Var[Item]) -> rx.Component:
    """A picture, with its words below it in the same bubble."""
    p = it.picture
    look = "w-fit max-w-full overflow-hidden rounded-card border border-line"
    said = rx.el.div(
        ui.picture(p.src, small=p.small, width=p.width, height=p.height, alt=p.alt),
        rx.cond(
            it.body,
            rx.el.p(
                it.body,
                dir="auto",
                class_name="whitespace-pre-wrap px-3.5 py-2 text-[0.9375rem] leading-snug text-pretty",
            ),
            rx.fragment(),
        ),
        # As wide as the picture: words below it don't widen it.
        style={"maxWidth": rx.Var.create(f"min(100%, calc({p.width}px + 2px))")},
        class_name=[look, rx.cond(it.mine, "bg-accent-soft text-ink", "bg-surface text-ink")],
    )
    return _spoken(it, said, rx.el.p(When.create(iso=it.at, how="clock"), _receipt(it), class_name=FOOT))


def _spoken(it: rx.Var[Item], said: rx.Component, foot: rx.Component) -> rx.Component:
    """What a person said, with the reactions to it: at their side, and in a run with what they said before."""

    def react(kind: rx.Var[str], on: rx.Var[bool]) -> Any:
        return ThreadState.react(it.id, kind, on)

    given = ui.reactions(it.reactions, on_react=react)
    below = "flex flex-wrap items-center gap-1.5"
    return rx.el.article(
        ui.only_read(rx.cond(it.mine, rx.fragment(_("You:"), " "), "")),
        ui.reactable(said, choices=_offered(), given=it.reactions, on_react=react, mine=it.mine),
        rx.cond(
            it.closes,
            # As high with reactions as without: the first one moves nothing.
            rx.el.div(given, foot, class_name=[below, "min-h-7 pt-1", rx.cond(it.mine, "flex-row-reverse", "")]),
            rx.cond(it.reactions.length() > 0, rx.el.div(given, class_name=f"{below} pb-1 pt-1"), rx.fragment()),
        ),
        tab_index=-1,  # the one that was looked for gets the focus
        custom_attrs={
            "data-message": it.kind,
            "data-mine": it.mine.to_string(),
            "data-found": rx.cond(it.id == ThreadState.found_id, "true", rx.Var("undefined")),
        },
        class_name=[
            "flex w-full max-w-[min(36.75rem,94%)] flex-col",
            rx.cond(it.mine, "ms-auto items-end", "items-start"),
            rx.cond(it.opens, "mt-3", "mt-0.5"),
        ],
    )


def _offered() -> list[dict[str, str]]:
    """The reactions that one can choose from, in order."""
    return [{"kind": kind.value, "label": words_of(label)} for kind, label in LABELS.items()]


def _receipt(it: rx.Var[Item]) -> rx.Component:
    """Under the last that one said: whether it was read, and when."""
    view = ThreadState.view
    # For translators: {at} is “14:32”, “Yesterday 14:32” or “3 May 14:32”.
    seen_at = ui.woven(_("Seen {at}"), at=When.create(iso=view.seen_at, how="seen"))
    standing = rx.cond(view.seen_id == it.id, rx.cond(view.seen_at, seen_at, _("Seen")), _("Sent"))
    return rx.cond(
        view.sent_id == it.id,
        rx.el.span(" · ", standing, custom_attrs={"data-receipt": rx.cond(view.seen_id == it.id, "seen", "sent")}),
        rx.fragment(),
    )


def _line(it: rx.Var[Item]) -> rx.Component:
    inline = "me-1.5 inline-block align-[-0.2em]"
    look = rx.match(it.code, ("tip", "bg-glow-soft text-glow-ink px-4 py-1.5"), "text-muted")
    return rx.el.p(
        rx.match(it.icon, *[(name, ui.icon(name, 15, class_name=inline)) for name in _LINE_ICONS], rx.fragment()),
        it.body,
        custom_attrs={"data-message": "line", "data-code": it.code},
        class_name=[
            "mx-auto my-2.5 w-fit max-w-[34rem] rounded-card text-center text-[0.8125rem] leading-normal font-[520] "
            "text-balance",
            look,
        ],
    )


_LINE_ICONS = ("phone_missed", "phone", "phone_off", "lock", "lock_open", "receipt", "heart", "circle_alert")


def _call(it: rx.Var[Item], ways: bool) -> rx.Component:
    """The card of a call: who asked for what, how it stands, on what terms, and the way there."""
    c = it.card
    disc = rx.match(
        c.tone,
        ("now", "bg-accent text-on-accent"),
        ("waiting", "bg-glow-soft text-glow-ink"),
        ("done", "bg-success-soft text-success-ink"),
        "bg-sunken text-muted",
    )
    inside = rx.el.div(
        rx.el.div(
            rx.el.span(
                rx.cond(c.kind == "audio", ui.icon("phone", 20), ui.icon("video", 20)),
                class_name=["flex size-10 shrink-0 items-center justify-center rounded-pill", disc],
            ),
            rx.el.div(
                rx.el.h2(c.title, class_name="text-[0.9375rem] font-[620] leading-snug text-ink text-balance"),
                rx.el.p(
                    rx.el.span(c.status, custom_attrs={"data-status": c.state}),
                    rx.cond(c.terms, rx.el.span(" · ", c.terms, class_name="tabular"), rx.fragment()),
                    class_name="mt-0.5 text-small text-muted text-pretty",
                ),
                class_name="min-w-0 flex-1",
            ),
            class_name="flex items-start gap-3",
        ),
        rx.cond(c.note, _quote(c.note), rx.fragment()),
        rx.cond(c.reason, _quote(c.reason, c.reason_by), rx.fragment()),
        rx.cond(c.urgent, _way(c, "primary"), _way(c, "secondary")) if ways else rx.fragment(),
        class_name="rounded-card border border-line bg-surface p-4 shadow-card",
    )
    return rx.el.article(
        inside,
        rx.el.p(When.create(iso=it.at, how="clock"), class_name=[FOOT, "pt-1", rx.cond(it.mine, "text-end", "")]),
        custom_attrs={"data-message": "call", "data-tone": c.tone},
        class_name=["my-3 w-full max-w-[21rem]", rx.cond(it.mine, "ms-auto", "")],
    )


def _problem(it: rx.Var[Item], ways: bool) -> rx.Component:
    """The card of a reported problem: what went wrong, how it stands, and the way to the answer."""
    p = it.problem
    done = (p.state == "refunded") | (p.state == "withdrawn")
    disc = rx.cond(done, "bg-success-soft text-success-ink", "bg-warning-soft text-warning-ink")
    inside = rx.el.div(
        rx.el.div(
            rx.el.span(
                ui.icon("life_buoy", 20),
                class_name=["flex size-10 shrink-0 items-center justify-center rounded-pill", disc],
            ),
            rx.el.div(
                rx.el.h3(p.title, class_name="text-[0.9375rem] font-[620] leading-snug text-ink text-balance"),
                rx.el.p(
                    rx.el.span(p.status, custom_attrs={"data-status": p.state}),
                    class_name="mt-0.5 text-small text-muted text-pretty tabular",
                ),
                class_name="min-w-0 flex-1",
            ),
            class_name="flex items-start gap-3",
        ),
        rx.el.p(p.what, class_name="mt-3 text-[0.9375rem] leading-snug text-ink"),
        rx.cond(p.words, _quote(p.words), rx.fragment()),
        rx.cond(p.answer, _quote(p.answer, p.answer_by), rx.fragment()),
        rx.cond(p.urgent, _way_to(p.action, p.href, "primary"), _way_to(p.action, p.href, "secondary"))
        if ways
        else rx.fragment(),
        class_name="rounded-card border border-line bg-surface p-4 shadow-card",
    )
    return rx.el.article(
        inside,
        rx.el.p(When.create(iso=it.at, how="clock"), class_name=[FOOT, "pt-1", rx.cond(it.mine, "text-end", "")]),
        custom_attrs={"data-message": "problem", "data-problem": p.state},
        class_name=["my-3 w-full max-w-[21rem]", rx.cond(it.mine, "ms-auto", "")],
    )


def _quote(words: rx.Var[str], by: rx.Var[str] | None = None) -> rx.Component:
    return rx.el.blockquote(
        rx.el.p(ui.as_typed(by), class_name="text-tiny font-[620] text-muted") if by is not None else rx.fragment(),
        rx.el.p(words, dir="auto", class_name="whitespace-pre-wrap text-[0.9375rem] leading-snug text-ink text-pretty"),
        class_name="mt-3 border-s-2 border-line ps-3",
    )


def _way(c: rx.Var[Card], variant: Literal["primary", "secondary"]) -> rx.Component:
    return _way_to(c.action, c.href, variant)


def _way_to(action: rx.Var[str], href: rx.Var[str], variant: Literal["primary", "secondary"]) -> rx.Component:
    return ui.button(action, href=href, size="sm", full=True, variant=variant, class_name="mt-4")
