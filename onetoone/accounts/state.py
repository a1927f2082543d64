"""Who this tab belongs to; the forms of signing in and up, and of the settings."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from onetoone import db, routes, runtime, ui
from onetoone.accounts import service, views
from onetoone.config import settings
from onetoone.domain.errors import Invalid, Refused
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.prices import currency_of
from onetoone.domain.words import _
from onetoone.security.acting import acting, visiting
from onetoone.security.policy import Who, allow

_LONGEST = 60  # of an id or a name


class MeState(rx.State):
    """The signed-in person, as their own screen shows them. All of it is theirs to see."""

    signed_in: bool = False
    name: str = ""
    handle: str = ""
    picture: str = ""
    line: str = ""
    is_creator: bool = False
    is_operator: bool = False
    unread: int = 0

    @rx.event
    @allow(Who.ANYONE)
    async def refresh(self) -> None:
        """Read the person again; a visitor leaves it empty."""
        actor = await visiting(self)
        if actor is None:
            self.reset()
            return
        me = await db.look(lambda session: views.me(session, actor))
        self.signed_in = True
        self.name, self.handle, self.picture, self.line = me.name, me.handle, me.picture, me.line
        self.is_creator, self.is_operator, self.unread = me.is_creator, me.is_operator, me.unread


class AboutState(rx.State):
    """Whom the sheet is about by which one blocks or reports somebody. Any page may open it, with an id and a name that
    it shows; the room of calls draws it and acts, because a block ends what is open between the two."""

    asking: str = ""  # "block", "report", "thanks"; empty: closed
    id: str = ""
    name: str = ""

    @rx.event
    @allow(Who.MEMBER)
    async def ask(self, asking: str, account_id: str, name: str) -> None:
        """Open the sheet. Nothing is done yet, and whether it can be is decided then."""
        texts = all(isinstance(text, str) for text in (asking, account_id, name))
        if texts and asking in ("block", "report"):
            self.asking, self.id, self.name = asking, account_id[:_LONGEST], name[:_LONGEST]

    @rx.event
    @allow(Who.MEMBER)
    async def close(self) -> None:
        """Nothing is done."""
        self.asking = ""


class EntryState(rx.State):
    """Signing in and up. The forms post themselves (web/auth); what came back is shown here."""

    waiting: bool = False
    form_error: str = ""
    name_error: str = ""
    email_error: str = ""
    password_error: str = ""
    people: list[views.DemoPerson] = []

    @rx.event
    @allow(Who.ANYONE)
    async def load(self) -> Any:
        """Somebody who is signed in has no business here."""
        if await visiting(self) is not None:
            return rx.redirect(routes.MESSAGES, replace=True)
        self.people = await db.look(views.demo_people)
        return None

    @rx.event
    @allow(Who.ANYONE)
    def begin(self) -> None:
        """A form has come onto the screen: nothing is wrong with it yet."""
        self.waiting = False
        self._say({})

    @rx.event
    @allow(Who.ANYONE)
    def sent(self) -> None:
        """The form is on its way."""
        self.waiting = True
        self._say({})

    @rx.event
    @allow(Who.ANYONE)
    def refused(self, errors: dict[str, str]) -> None:
        """The form came back. What it says is shown to its own person only."""
        self.waiting = False
        self._say(errors if isinstance(errors, dict) else {})

    def _say(self, errors: dict[str, Any]) -> None:
        def error(field: str) -> str:
            return str(errors.get(field, ""))[:200]

        self.form_error, self.name_error = error(""), error("name")
        self.email_error, self.password_error = error("email"), error("password")


class SettingsState(rx.State):
    """The settings page: one's own profile and, for creators, the rate card."""

    loaded: bool = False
    name: str = ""
    line: str = ""
    card: views.Terms = views.Terms("", 0, "", 0, True, True)
    currencies: list[tuple[str, str]] = []  # code and words
    locale: str = ""
    locales: list[tuple[str, str]] = []
    error: dict[str, str] = {}

    @rx.event
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """What is kept, into the forms."""
        actor = await acting(self)
        me = await db.look(lambda session: views.me(session, actor))
        self.name, self.line, self.error = me.name, me.line, {}
        self.locale, self.locales = actor.locale, views.locales()
        if actor.is_creator:
            self.card = await db.look(lambda session: views.rate_card(session, actor))
            self.currencies = views.currencies()
        self.loaded = True

    @rx.event
    @allow(Who.MEMBER)
    async def save_profile(self, form: dict[str, Any]) -> None:
        """{name, line}."""
        actor = await acting(self)
        kept, self.error = _checked(form, name=service.name, line=service.line)
        if self.error:
            return
        await runtime.perform(lambda s: service.save_profile(s, actor=actor, **kept, now=runtime.now()))
        await ui.tell(self, _("Your profile is saved"), "success")

    @rx.event
    @allow(Who.CREATOR)
    async def save_rate_card(self, form: dict[str, Any]) -> None:
        """{video_price, video_minutes, audio_price, audio_minutes, tips_allowed}, as typed."""
        actor = await acting(self)
        currency = form.get("currency") or self.card.currency
        terms, self.error = _terms(form, currency)
        if self.error:
            return
        try:
            await self._save_rates(actor, terms, bool(form.get("tips_allowed")))
        except Refused as told:
            self.error = {"currency": told.user_message}
            return
        self.card = await db.look(lambda session: views.rate_card(session, actor))
        await ui.tell(self, _("Your rate card is saved"), "success")

    async def _save_rates(self, actor: Actor, terms: dict[str, tuple[Money, int]], tips_allowed: bool) -> None:
        await runtime.perform(
            lambda s: service.save_rate_card(
                s,
                actor=actor,
                video=terms["video"],
                audio=terms["audio"],
                tips_allowed=tips_allowed,
                now=runtime.now(),
            )
        )

    @rx.event
    @allow(Who.CREATOR)
    async def choose_currency(self, currency: str) -> None:
        """Look at the rate card in another currency, with its usual prices; nothing is kept until it's saved."""
        actor = await acting(self)
        kept = await db.look(lambda session: views.rate_card(session, actor))
        self.error = {}
        if currency == kept.currency:
            self.card = kept
            return
        try:
            await db.look(lambda session: service.require_no_open_money(session, actor))
            self.card = views.in_currency(kept, currency)
        except (Refused, Invalid) as told:
            self.error = {"currency": told.user_message}
            self.card = kept

    @rx.event
    @allow(Who.MEMBER)
    async def speak_as(self, locale: str) -> Any:
        """In whose manner amounts are written."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.speak_as(s, actor=actor, locale=locale, now=runtime.now()))
        await ui.tell(self, _("Saved"), "success")
        return SettingsState.load

    @rx.event
    @allow(Who.CREATOR)
    async def take_calls(self, on: bool) -> None:
        """The switch."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.take_calls(s, actor=actor, on=on is True, now=runtime.now()))
        self.card = await db.look(lambda session: views.rate_card(session, actor))
        await ui.tell(
            self, _("You are taking calls") if on is True else _("You are not taking calls for now"), show=False
        )

    @rx.event
    @allow(Who.CREATOR)
    async def cover_cameras(self, on: bool) -> None:
        """The switch."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.cover_cameras(s, actor=actor, on=on is True, now=runtime.now()))
        self.card = await db.look(lambda session: views.rate_card(session, actor))
        said = _("Fans' cameras start covered") if on is True else _("You see fans' cameras at once")
        await ui.tell(self, said, show=False)

    @rx.event
    @allow(Who.MEMBER)
    async def become_creator(self) -> Any:
        """A page and a rate card of one's own."""
        actor = await acting(self)
        await runtime.perform(lambda s: service.become_creator(s, actor=actor, now=runtime.now()))
        return [MeState.refresh, SettingsState.load]


def _checked(form: dict[str, Any], **checks: Callable[[object], str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the checks made of the fields of that name, and what is wrong by field."""
    kept: dict[str, str] = {}
    errors: dict[str, str] = {}
    for field, check in checks.items():
        try:
            kept[field] = check(form.get(field))
        except Invalid as told:
            errors[field] = told.user_message
    return kept, errors


def _terms(form: dict[str, Any], currency: str) -> tuple[dict[str, tuple[Money, int]], dict[str, str]]:
    """The two kinds of call out of the form, and what is wrong by field."""
    terms: dict[str, tuple[Money, int]] = {}
    errors: dict[str, str] = {}
    try:
        prices = settings().prices(currency_of(currency))
    except Invalid as told:
        return terms, {"currency": told.user_message}
    for kind in ("video", "audio"):
        price, minutes = Money(0, currency), 0
        try:
            price = prices.price(form.get(f"{kind}_price"))
        except Invalid as told:
            errors[f"{kind}_price"] = told.user_message
        try:
            minutes = service.minutes(form.get(f"{kind}_minutes"))
        except Invalid as told:
            errors[f"{kind}_minutes"] = told.user_message
        terms[kind] = (price, minutes)
    return terms, errors
