"""The forms of the settings page."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.components.menu import sign_out
from onetoone.accounts.state import MeState, SettingsState
from onetoone.ui.words import _


def profile() -> rx.Component:
    """How others see this person."""
    error = SettingsState.error
    return _section(
        _("Your profile"),
        _("How others see you."),
        rx.el.div(
            ui.avatar(MeState.name, src=MeState.picture, size="lg"),
            rx.el.div(
                rx.el.p(ui.as_typed(MeState.name), class_name="font-[600] text-ink"),
                rx.el.p("@", MeState.handle, class_name="text-small text-muted"),
            ),
            class_name="mb-6 flex items-center gap-4",
        ),
        rx.el.form(
            ui.text_field(
                _("Your name"),
                name="name",
                default_value=SettingsState.name,
                error=error.get("name", ""),
                auto_complete="name",
                key=SettingsState.name,
            ),
            ui.text_field(
                _("A line about you"),
                name="line",
                default_value=SettingsState.line,
                error=error.get("line", ""),
                hint=_("One short sentence."),
                key=SettingsState.line,
            ),
            rx.el.div(ui.button(_("Save profile"), type="submit"), class_name="flex justify-end"),
            on_submit=SettingsState.save_profile,
            class_name="flex flex-col gap-5",
        ),
    )


def taking_calls() -> rx.Component:
    """The switch that decides whether fans may ask."""
    return _section(
        _("Availability"),
        "",
        ui.switch(
            _("Taking calls"),
            hint=_("While this is off, nobody can ask you for a call. You can still start one yourself."),
            on=SettingsState.card.taking_calls,
            on_change=SettingsState.take_calls,
        ),
        rx.el.div(
            ui.switch(
                _("Cameras start covered"),
                hint=_("You see a fan's camera only after you press “Show”. You can choose anew for each call."),
                on=SettingsState.card.covers_camera,
                on_change=SettingsState.cover_cameras,
            ),
            class_name="mt-5 border-t border-line pt-5",
        ),
    )


def rate_card() -> rx.Component:
    """The usual terms."""
    return _section(
        _("Rate card"),
        _("What a new call starts from. You can change it for each call. 0 is a free call."),
        rx.el.form(
            ui.select_field(
                _("Currency"),
                SettingsState.currencies,
                name="currency",
                hint=_("For all your calls and tips. It can change while no money is open."),
                error=SettingsState.error.get("currency", ""),
                value=SettingsState.card.currency,
                on_change=SettingsState.choose_currency,
            ),
            _kind(_("Video call"), "video", SettingsState.card.video_price, SettingsState.card.video_minutes),
            _kind(_("Audio call"), "audio", SettingsState.card.audio_price, SettingsState.card.audio_minutes),
            ui.checkbox(
                _("Tips are welcome in my calls"),
                name="tips_allowed",
                default_checked=SettingsState.card.tips_allowed,
                key=rx.cond(SettingsState.card.tips_allowed, "welcome", "off"),
            ),
            rx.el.div(ui.button(_("Save rate card"), type="submit"), class_name="flex justify-end"),
            on_submit=SettingsState.save_rate_card,
            class_name="flex flex-col gap-6",
        ),
    )


def language_and_look() -> rx.Component:
    """What they read, and in which light."""
    return _section(
        _("Language and look"),
        _("The language also goes for letters and notifications. The look is this browser’s alone."),
        rx.el.div(
            _named(_("Language"), ui.language_row()),
            _named(_("Appearance"), ui.theme_choice()),
            class_name="flex flex-col gap-6",
        ),
    )


def region() -> rx.Component:
    """In whose manner amounts are written."""
    return _section(
        _("Amounts"),
        _("How sums of money are written for you, in every currency."),
        ui.select_field(
            _("Written as in"),
            SettingsState.locales,
            name="locale",
            value=SettingsState.locale,
            on_change=SettingsState.speak_as,
        ),
    )


def payouts() -> rx.Component:
    """The way to the page of its own."""
    return _section(
        _("Payouts"),
        _("How your earnings get to your bank: your account at Stripe, and what was paid out."),
        ui.button(_("Payouts"), variant="secondary", icon_name="landmark", href=routes.PAYOUTS),
    )


def offers() -> rx.Component:
    """The way to named terms."""
    return _section(
        _("Offers"),
        _("Terms that you use often, under a name of their own. Pick one when you start a 1:1."),
        ui.button(_("Offers"), variant="secondary", icon_name="bookmark", href=routes.OFFERS),
    )


def reaching() -> rx.Component:
    """The way to notifications, e-mail and quiet hours."""
    return _section(
        _("Reaching you"),
        _("Notifications on this device, e-mail, and when nobody should disturb you."),
        ui.button(_("Reaching you"), variant="secondary", icon_name="bell", href=routes.REACHING),
    )


def safety() -> rx.Component:
    """The way to those whom this person has blocked."""
    return _section(
        _("Safety"),
        _("Whom you have blocked, and what a block does."),
        ui.button(_("Safety"), variant="secondary", icon_name="shield", href=routes.SAFETY),
    )


def your_data() -> rx.Component:
    """The way to a copy of everything, and to leaving."""
    return _section(
        _("Your data"),
        _("Take a copy along, or delete your account."),
        ui.button(_("Your data"), variant="secondary", icon_name="archive", href=routes.YOUR_DATA),
    )


def become_creator() -> rx.Component:
    """What a fan may also be."""
    return _section(
        _("Take calls yourself"),
        _("As a creator you get a page, a rate card and subscribers. You stay a fan all the same."),
        ui.button(
            _("Become a creator"), variant="secondary", icon_name="sparkles", on_click=SettingsState.become_creator
        ),
    )


def operator() -> rx.Component:
    """The way to the operators' page, also on a phone, whose bar has no menu."""
    return _section(
        _("Operator"),
        _("What needs a person: payments, refunds, disputes, reports and the ledger."),
        ui.button(_("Operator"), variant="secondary", icon_name="scale", href=routes.OPERATOR),
    )


def leaving() -> rx.Component:
    """The way out, also on a phone."""
    return _section(
        _("This device"),
        "",
        rx.el.div(
            ui.button(_("Sign out"), variant="secondary", icon_name="log_out", on_click=sign_out()),
            rx.cond(
                MeState.is_creator,
                ui.button(
                    _("See your page"),
                    variant="quiet",
                    href=routes.to(routes.CREATOR, handle="") + MeState.handle,
                ),
                rx.fragment(),
            ),
            class_name="flex flex-wrap gap-3",
        ),
    )


def _named(name: ui.Text, choice: rx.Component) -> rx.Component:
    # The choice says the name itself to those who listen.
    return rx.el.div(rx.el.p(name, aria_hidden=True, class_name="mb-2 text-small font-[600] text-ink"), choice)


def _kind(label: ui.Text, kind: str, price: rx.Var[str], minutes: rx.Var[int]) -> rx.Component:
    error = SettingsState.error
    return rx.el.fieldset(
        rx.el.legend(label, class_name="mb-3 font-[600] text-ink"),
        rx.el.div(
            ui.money_field(
                _("Price"),
                name=f"{kind}_price",
                symbol=SettingsState.card.symbol,
                id=f"{kind}-price",
                default_value=price,
                error=error.get(f"{kind}_price", ""),
                key=price,
            ),
            ui.text_field(
                _("Length"),
                name=f"{kind}_minutes",
                id=f"{kind}-minutes",
                default_value=minutes.to_string(),
                after=_("min"),
                input_mode="numeric",
                auto_complete="off",
                error=error.get(f"{kind}_minutes", ""),
                key=minutes.to_string(),
            ),
            class_name="ui-pair gap-4",
        ),
        class_name="min-w-0",
    )


def _section(title: ui.Text, line: ui.Text, *children: rx.Component) -> rx.Component:
    return ui.card(
        rx.el.h2(title, class_name="text-heading text-ink"),
        ui.when(line, lambda text: rx.el.p(text, class_name="mt-1 text-muted text-pretty")),
        rx.el.div(*children, class_name="mt-5"),
    )
