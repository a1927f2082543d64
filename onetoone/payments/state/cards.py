"""The cards that Stripe keeps for a person: looked at, and forgotten when they wish."""

import reflex as rx

from onetoone import db, runtime, ui
from onetoone.domain.errors import VendorDown
from onetoone.domain.ports import SavedCard
from onetoone.domain.words import _
from onetoone.payments import views
from onetoone.payments.service import cards
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow


class CardsState(rx.State):
    """`leaving` is the card that the open question is about."""

    rows: list[views.CardRow] = []
    loaded: bool = False
    trouble: str = ""
    leaving: views.CardRow = views.CardRow()
    removing: bool = False

    @rx.event(background=True)
    @allow(Who.MEMBER)
    async def load(self) -> None:
        """In the background: the page doesn't wait for Stripe."""
        async with self:
            self.reset()
            actor = await acting(self)
        rows: list[views.CardRow] = []
        trouble = ""
        try:
            rows = views.card_rows(await _saved(await db.look(lambda s: cards.customer_of(s, actor))))
        except VendorDown:
            trouble = _("We can't reach the payment service right now. Your cards will be here again in a moment.")
        async with self:
            self.rows, self.trouble, self.loaded = rows, trouble, True

    @rx.event
    @allow(Who.MEMBER)
    async def ask(self, card_id: str) -> None:
        """Open the question before a card is removed."""
        self.leaving = next((row for row in self.rows if row.id == card_id), views.CardRow())

    @rx.event
    @allow(Who.MEMBER)
    async def keep(self) -> None:
        """Close the question; nothing changes."""
        self.leaving = views.CardRow()

    @rx.event(background=True)
    @allow(Who.MEMBER)
    async def remove(self) -> None:
        """Have Stripe forget the card, every copy of it. Which cards are theirs, Stripe is asked anew."""
        async with self:
            if self.removing or not self.leaving.id:
                return
            self.removing = True
            actor, wish = await acting(self), self.leaving.id
        trouble = ""
        try:
            saved = await _saved(await db.look(lambda s: cards.customer_of(s, actor)))
            copies = [each.id for each in saved if each.same_as == _same_as(saved, wish)]
            for card_id in copies:
                await runtime.current().checkout.forget_card(card_id)
            await runtime.perform(lambda s: cards.forgot(s, actor=actor, card_ids=copies, now=runtime.now()))
            saved = [each for each in saved if each.id not in copies]
        except VendorDown as down:
            trouble = down.user_message
        async with self:
            self.removing, self.leaving, self.trouble = False, views.CardRow(), trouble
            if not trouble:
                self.rows = views.card_rows(saved)
                await ui.tell(self, _("The card is removed"), "success")


async def _saved(customer: str) -> list[SavedCard]:
    return await runtime.current().checkout.saved_cards(customer) if customer else []


def _same_as(saved: list[SavedCard], card_id: str) -> str:
    """What all copies of that card have in common; nothing has it when the card isn't theirs."""
    return next((each.same_as for each in saved if each.id == card_id), "\0")
