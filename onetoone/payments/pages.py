"""The pages about money: a creator's earnings, everybody's payments, and a receipt."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.accounts.tab import Tab
from onetoone.payments.components import payouts
from onetoone.payments.components.balances import balances
from onetoone.payments.components.cards import saved_cards
from onetoone.payments.components.earning_rows import earning_rows, filters, sums
from onetoone.payments.components.payment_rows import payment_rows
from onetoone.payments.components.receipt import print_page, receipt
from onetoone.payments.state import CardsState, EarningsState, PaymentsState, PayoutsState, ReceiptState
from onetoone.ui.words import _


def earnings() -> rx.Component:
    """What stands where, what was earned over time, and row by row how it came about."""
    view = EarningsState.view
    download = ui.link_to(
        ui.icon("download", 18),
        rx.el.span("CSV", aria_hidden=True),
        ui.only_read(_("CSV file of these rows")),
        href=EarningsState.file_href,
        download="earnings.csv",
        reload_document=True,  # no page of ours: the browser itself asks for it
        class_name="inline-flex min-h-11 items-center gap-2 rounded-pill border border-line bg-surface px-5 "
        "text-[0.9375rem] font-[600] text-ink transition-colors duration-quick hover:bg-sunken",
    )
    filled = rx.el.div(
        filters(),
        ui.card(
            sums(),
            rx.cond(
                view.bars.length() > 0,
                rx.el.div(
                    ui.bar_chart(view.bars, label=_("Net earnings over time"), columns=(_("When"), _("Net"))),
                    class_name="mt-6",
                ),
                rx.fragment(),
            ),
        ),
        earning_rows(),
        class_name="flex flex-col gap-5",
    )
    nothing = ui.card(
        ui.empty_state(
            "wallet",
            _("Your first call will show here"),
            _("What a fan pays, what we keep, and what is yours: each call and tip will have its own row."),
            ui.button(_("Start a 1:1"), href=routes.COMMUNITY),
        ),
        padded=False,
    )
    return framed(
        rx.fragment(
            ui.page_header(
                _("Earnings"),
                ui.button(_("What I paid"), variant="secondary", href=routes.PAYMENTS),
                download,
                line=_("Where each cent is."),
            ),
            rx.cond(
                EarningsState.loaded,
                rx.el.div(
                    balances(),
                    payouts.glance(),
                    rx.cond(view.ever, filled, nothing),
                    class_name="@container flex flex-col gap-7",
                ),
                ui.skeleton_rows(6),
            ),
        ),
        title=_("Earnings"),
        active="earnings",
        heading=False,
    )


def payments() -> rx.Component:
    """Receipts, and the saved cards."""
    return framed(
        rx.fragment(
            ui.page_header(_("Payments"), line=_("What you paid, what was only held, and your saved cards.")),
            rx.el.div(
                payment_rows(),
                saved_cards(),
                class_name="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]",
            ),
        ),
        title=_("Payments"),
        active="payments",
        heading=False,
    )


def receipt_page() -> rx.Component:
    """One receipt, ready for paper."""
    lost = ui.empty_state(
        "receipt",
        _("We couldn't find that receipt"),
        _("Only who paid can see it."),
        ui.button(_("Your payments"), href=routes.PAYMENTS),
    )
    found = rx.el.div(
        rx.el.div(
            ui.button(_("Print"), variant="secondary", icon_name="printer", on_click=print_page()),
            ui.button(_("The call"), variant="quiet", href=ReceiptState.view.call_href),
            class_name="not-printed mx-auto mb-5 flex max-w-[34rem] flex-wrap gap-3",
        ),
        receipt(),
    )
    return framed(
        rx.fragment(
            rx.el.div(
                ui.page_header(_("Receipt"), back_href=routes.PAYMENTS),
                class_name="not-printed mx-auto max-w-[34rem]",
            ),
            rx.cond(ReceiptState.lost, lost, rx.cond(ReceiptState.view.number, found, _receipt_loading())),
        ),
        title=_("Receipt"),
        active="payments",
        heading=False,
    )


def _receipt_loading() -> rx.Component:
    return ui.card(ui.skeleton_rows(5), padded=False, class_name="mx-auto max-w-[34rem] p-3")


def payouts_page() -> rx.Component:
    """A creator's way to their money: Settings → Payouts."""
    ready = PayoutsState.view.standing == "ready"
    content = rx.el.div(
        payouts.problem(),
        rx.cond(ready, rx.fragment(), payouts.account()),
        rx.cond(ready | (PayoutsState.view.rows.length() > 0), payouts.pay_out(), rx.fragment()),
        payouts.past(),
        rx.cond(
            ready,
            rx.el.div(
                ui.badge(_("Ready"), "success", icon_name="circle_check"),
                payouts.bank_details(),
                class_name="flex flex-wrap items-center justify-between gap-3",
                custom_attrs={"data-standing": "ready"},
            ),
            rx.fragment(),
        ),
        class_name="flex flex-col gap-5",
    )
    return framed(
        rx.fragment(
            ui.page_header(_("Payouts"), line=_("How your earnings get to your bank."), back_href=routes.SETTINGS),
            rx.cond(PayoutsState.loaded, content, ui.skeleton_rows(4)),
        ),
        title=_("Payouts"),
        active="settings",
        width="measure",
        heading=False,
    )


def add_pages(app: rx.App) -> None:
    """Register the pages of this room."""
    app.add_page(
        earnings, route=routes.EARNINGS, title=_("Earnings · onetoone"), on_load=[Tab.arrive, EarningsState.load]
    )
    app.add_page(
        payments,
        route=routes.PAYMENTS,
        title=_("Payments · onetoone"),
        on_load=[Tab.arrive, PaymentsState.load, CardsState.load],
    )
    app.add_page(
        receipt_page, route=routes.RECEIPT, title=_("Receipt · onetoone"), on_load=[Tab.arrive, ReceiptState.load]
    )
    app.add_page(
        payouts_page, route=routes.PAYOUTS, title=_("Payouts · onetoone"), on_load=[Tab.arrive, PayoutsState.load]
    )
