"""/settings/offers: a creator's named terms, to be picked when a call is set up."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.calls.components.terms import kind_choice, note_field, terms_fields
from onetoone.calls.state.offers import OffersState as S
from onetoone.calls.views import Offer
from onetoone.ui.words import _, n_


def offers() -> rx.Component:
    some = rx.el.ul(rx.foreach(S.rows, _row), aria_label=_("Offers"), class_name="list-none divide-y divide-line")
    none = ui.empty_state(
        "bookmark",
        _("No offers yet"),
        _("Keep the terms that you use often under a name, and pick them when you start a 1:1."),
        ui.button(_("New offer"), icon_name="plus", on_click=S.begin("")),
    )
    full = S.rows.length() >= S.most
    new = rx.cond(
        S.rows.length() > 0,
        ui.button(_("New offer"), icon_name="plus", disabled=full, on_click=S.begin("")),
        rx.fragment(),
    )
    return framed(
        rx.fragment(
            ui.page_header(_("Offers"), new, line=_("Terms to start a 1:1 from."), back_href=routes.SETTINGS),
            ui.card(
                rx.cond(S.loaded, rx.cond(S.rows.length() > 0, some, none), ui.skeleton_rows(3)),
                padded=False,
                class_name="px-5 py-2 sm:px-6",
            ),
            rx.cond(
                full,
                rx.el.p(
                    n_(
                        "You can keep {n} offer. Remove it to make room.",
                        "You can keep {n} offers. Remove one to make room.",
                        S.most,
                    ),
                    class_name="mt-3 text-small text-muted",
                ),
                rx.fragment(),
            ),
            _form(),
            _question(),
        ),
        title=_("Offers"),
        active="settings",
        width="measure",
        heading=False,
    )


def _row(offer: rx.Var[Offer]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(ui.as_typed(offer.name), class_name="truncate font-[620] text-ink"),
            rx.el.p(offer.line, class_name="text-small text-muted tabular"),
            ui.when(
                offer.message,
                lambda text: rx.el.p(text, class_name="mt-1 line-clamp-2 text-small text-ink text-pretty"),
            ),
            rx.cond(
                offer.price_typed == "",
                rx.el.p(
                    _("In another currency than your rate card: set its price again."),
                    class_name="mt-1 text-small font-[560] text-warning-ink",
                ),
                rx.fragment(),
            ),
            class_name="min-w-0 flex-1",
        ),
        ui.icon_button("pen_line", _("Edit {name}", name=offer.name), on_click=S.begin(offer.id)),
        ui.icon_button("trash_2", _("Remove {name}", name=offer.name), on_click=S.ask(offer.id)),
        key=offer.id,
        custom_attrs={"data-offer": offer.name},
        class_name="flex items-center gap-1 py-3.5",
    )


def _form() -> rx.Component:
    editing = S.editing
    return ui.dialog(
        rx.cond(editing.id != "", _("Edit offer"), _("New offer")),
        rx.el.form(
            ui.text_field(
                _("Name"),
                name="name",
                id="offer-name",
                default_value=editing.name,
                placeholder=_("Quick hello"),
                max_length=40,
                auto_complete="off",
                error=S.problem,
            ),
            kind_choice(None, editing.kind),
            terms_fields(
                price=editing.price_typed,
                minutes=editing.minutes.to_string(),
                tips=editing.tips_allowed,
                price_error=S.price_error,
                minutes_error=S.minutes_error,
                symbol=S.symbol,
            ),
            note_field(
                _("Message"),
                _("It goes with the invitation. May stay empty."),
                id="offer-note",
                default_value=editing.message,
            ),
            rx.el.div(
                ui.button(_("Cancel"), variant="quiet", on_click=S.close),
                ui.button(_("Save offer"), type="submit"),
                class_name="flex flex-wrap justify-end gap-2.5",
            ),
            on_submit=S.keep,
            key=S.round.to_string(),
            class_name="flex flex-col gap-5",
        ),
        open=S.open,
        on_close=S.close,
    )


def _question() -> rx.Component:
    return ui.dialog(
        _("Remove “{name}”?", name=S.leaving.name),
        open=S.leaving.id != "",
        on_close=S.close,
        line=_("Calls that were started from it stay as they are."),
        actions=[
            ui.button(_("Keep it"), variant="secondary", on_click=S.close),
            ui.button(_("Remove"), variant="danger", on_click=S.remove),
        ],
    )
