"""What a person has paid, row by row."""

import reflex as rx

from onetoone import routes, ui
from onetoone.payments.state import PaymentsState
from onetoone.payments.views import PaymentRow
from onetoone.ui.words import _


def payment_rows() -> rx.Component:
    """The rows, or what will be here."""
    return rx.cond(
        PaymentsState.loaded,
        rx.cond(PaymentsState.rows.length() > 0, _rows(), _none()),
        ui.card(ui.skeleton_rows(5), padded=False, class_name="p-3"),
    )


def _rows() -> rx.Component:
    return rx.el.div(
        ui.card(
            ui.rows(rx.foreach(PaymentsState.rows, lambda row: rx.el.li(_row(row))), label=_("Payments")),
            padded=False,
            class_name="p-2",
        ),
        ui.show_more(PaymentsState.more_there, PaymentsState.more),
        class_name="flex flex-col",
    )


def _row(row: rx.Var[PaymentRow]) -> rx.Component:
    return ui.row(
        ui.avatar(row.who, src=row.picture, size="sm"),
        rx.el.div(
            rx.el.p(row.what, class_name="line-clamp-2 font-[600] text-ink"),
            rx.el.p(
                ui.moment(row.at, "date"),
                " · ",
                standing_words(row.status, row.words),
                class_name="text-small text-muted",
            ),
            ui.when(row.why, lambda why: rx.el.p(why, class_name="text-tiny text-muted text-pretty")),
            class_name="min-w-0 flex-1",
        ),
        href=row.href,
        trailing=rx.el.span(
            row.amount,
            class_name=ui.classes(
                "font-[640] tabular",
                rx.match(
                    row.status,
                    ("charged", "text-ink"),
                    ("held", "text-muted"),
                    "text-faint line-through decoration-1",
                ),
            ),
        ),
        custom_attrs={"data-payment": row.status},
    )


def standing_words(status: rx.Var[str], words: rx.Var[str]) -> rx.Component:
    """Where it stands; what is no charge is said in the colour of good news."""
    return rx.el.span(
        words,
        class_name=rx.match(status, ("released", "text-success-ink"), ("failed", "text-danger-ink"), "text-muted"),
    )


def _none() -> rx.Component:
    return ui.card(
        ui.empty_state(
            "receipt",
            _("Nothing paid yet"),
            _("Each call and tip will have its receipt here, also those for which nothing was charged."),
            ui.button(_("Discover"), href=routes.DISCOVER),
        ),
        padded=False,
    )
