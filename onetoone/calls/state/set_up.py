"""The creator's set-up of a 1:1."""

from typing import Any

import reflex as rx

from onetoone import db, routes, runtime
from onetoone.calls import service, views
from onetoone.calls.service import terms
from onetoone.calls.state.address import asked_again, last_part
from onetoone.calls.state.terms_form import fields, minutes_error, price_error, ticked
from onetoone.domain.errors import Invalid, NotFound, OneToOneError
from onetoone.domain.words import _
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class SetUpState(rx.State):
    """`price` and `minutes` are what the fields show as long as nobody types in them, which only a browser knows: on a
    slow line somebody types while an answer is on its way. Whenever `filled` changes, all fields start anew."""

    view: views.SetUpView = views.SetUpView()
    lost: bool = False
    kind: str = "video"
    first_kind: str = "video"  # what the choice starts from
    filled: int = 0
    tips: bool = True
    offers: list[views.Offer] = []
    offer_id: str = ""  # the one that was picked
    note: str = ""  # what the message starts from, anew whenever `noted` changes
    noted: int = 0
    price: str = ""
    minutes: str = ""
    line: str = ""
    price_error: str = ""
    minutes_error: str = ""
    problem: str = ""
    checking: bool = False  # the camera check is open
    _touched: bool = False

    @rx.event
    @allow(Who.CREATOR)
    async def load(self) -> None:
        """Start from the rate card, or with `?again=` from an earlier call."""
        self.reset()
        actor = await acting(self)
        fan_id, again = last_part(self), asked_again(self)
        try:
            self.view, self.offers = await db.look(
                lambda s: (views.set_up(s, actor, fan_id=fan_id, again=again), views.offers(s, actor))
            )
        except NotFound:
            self.lost = True
            return
        self.tips = self.view.video.tips_allowed
        if self.view.again.price:
            before = self.view.again
            self._start_from(before.kind, before.price_typed, before.minutes, before.tips_allowed)
        else:
            self._take_over("video")

    @rx.event
    @allow(Who.CREATOR)
    async def choose_kind(self, kind: str) -> None:
        """Video or audio; the usual price and length come along as long as nobody typed others."""
        if kind not in ("video", "audio"):
            raise Invalid(_("A call is by video or by audio."))
        self.kind = kind
        if not self._touched:
            self._take_over(kind)

    @rx.event
    @allow(Who.CREATOR)
    async def pick(self, offer_id: str) -> None:
        """Fill the form in from one of the creator's offers. A message that was typed stays when the offer has none."""
        offer = next((one for one in self.offers if one.id == offer_id), None)
        if offer is None:
            return
        self.offer_id = offer.id
        self._start_from(offer.kind, offer.price_typed, offer.minutes, offer.tips_allowed)
        if offer.message:
            self.note, self.noted = offer.message, self.noted + 1

    @rx.event
    @allow(Who.CREATOR)
    async def type_price(self, text: str) -> None:
        """Say at once what the fan pays and what the creator keeps."""
        self._touched = True
        self.price_error = price_error(text, self.view.currency)
        self._say(text)

    @rx.event
    @allow(Who.CREATOR)
    async def type_minutes(self, text: str) -> None:
        self._touched = True
        self.minutes_error = minutes_error(text)

    @rx.event
    @allow(Who.CREATOR)
    async def check_devices(self) -> None:
        """Open or close the look at one's own camera and microphone."""
        self.checking = not self.checking

    @rx.event
    @allow(Who.CREATOR)
    async def start(self, form: dict[str, Any]) -> Any:
        """Send the invitation and wait for the fan."""
        actor, form = await acting(self), fields(form)
        price, minutes, fan_id = form.get("price"), form.get("minutes"), last_part(self)
        self.price_error, self.minutes_error, self.problem = (
            price_error(price, self.view.currency),
            minutes_error(minutes),
            "",
        )
        if self.price_error or self.minutes_error:
            return None
        try:
            call = await runtime.perform(
                lambda s: service.invite(
                    s,
                    actor=actor,
                    fan_id=fan_id,
                    kind=form.get("kind"),
                    note=form.get("note", ""),
                    price=price,
                    minutes=minutes,
                    tips_allowed=ticked(form, "tips"),
                    covers_camera=ticked(form, "cover"),
                    now=runtime.now(),
                )
            )
        except OneToOneError as told:
            self.problem = told.user_message
            return None
        return rx.redirect(routes.to(routes.CALL, call_id=call.id))

    def _take_over(self, kind: str) -> None:
        usual = self.view.audio if kind == "audio" else self.view.video
        self.price, self.minutes = usual.price_typed, str(usual.minutes)
        self.price_error = self.minutes_error = ""
        self._say(self.price)

    def _start_from(self, kind: str, price: str, minutes: int, tips: bool) -> None:
        """Fill the form in with terms of old, or of an offer; without a price, the usual one stays."""
        self.kind = self.first_kind = kind
        usual = self.view.audio if kind == "audio" else self.view.video
        self.price, self.minutes, self.tips = price or usual.price_typed, str(minutes), tips
        self.price_error = self.minutes_error = ""
        self._touched = True
        self.filled += 1
        self._say(self.price)

    def _say(self, text: object) -> None:
        try:
            price = terms.price_of(text, self.view.currency)
        except Invalid:
            self.line = ""
        else:
            self.line = views.paid_line(self.view.other.name, price, self.view.fee_basis_points)
