"""Past calls, played through the product's own verbs: only the clock, the relay and Stripe are told by us."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, select

from onetoone.calls import service as calls
from onetoone.config import settings
from onetoone.demo.beats import Missed, NeverConnected, Outcome, TakenBack, Talked, TurnedDown, Waiting
from onetoone.domain.calls import Ended, Side, Status
from onetoone.domain.money import Money, step
from onetoone.domain.people import Actor
from onetoone.domain.ports import Intent, MediaEvent
from onetoone.models import Call, Operation, Payment, RateCard
from onetoone.models.payment import For
from onetoone.payments import service as payments

NODE = "demo"
"""The media node that these calls never had."""

_UNTIL_AVAILABLE = timedelta(days=2)
_seq = count(1)
_tips = count(1)


def price(amount: int, currency: str) -> int:
    """`amount` within what this deployment allows for a call; 0 stays free."""
    prices = settings().prices(currency)
    return min(max(amount, prices.least), prices.most) // step(currency) * step(currency) if amount else 0


def play(session: Session, beat: Outcome, *, creator: Actor, fan: Actor, now: datetime) -> None:
    """Have the call of a beat happen, `beat.terms.at` days before `now`."""
    past = _Past(session, creator, fan, now - timedelta(days=beat.terms.at))
    past.begin(beat)
    match beat:
        case Talked():
            past.let_in(beat.card)
            past.talk(beat)
            past.rate(4 if len(beat.spans) > 1 else 5)
        case NeverConnected():
            past.let_in(beat.card)
            past.until_deadline()
            past.stripe_says("canceled")
        case TurnedDown():
            past.wait(40)
            answering = fan if past.rings else creator
            calls.decline(session, actor=answering, call_id=past.call.id, reason=beat.reason, now=past.at)
        case Missed():
            past.until_deadline()  # it has rung
            past.until_deadline()  # and the card in the thread has run out
        case TakenBack():
            past.wait(25)
            take_back, by = (calls.cancel, creator) if past.rings else (calls.withdraw, fan)
            take_back(session, actor=by, call_id=past.call.id, now=past.at)
        case Waiting():
            pass


@dataclass
class _Past:
    """A call under way; `at` is where its time stands."""

    session: Session
    creator: Actor
    fan: Actor
    at: datetime

    @property
    def rings(self) -> bool:
        return self.call.status is Status.RINGING

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def begin(self, beat: Outcome) -> None:
        """The request or the invitation, and the creator's yes to a request that led somewhere."""
        terms, session = beat.terms, self.session
        currency = session.get_one(RateCard, self.creator.id).currency
        cost = Money(price(terms.price, currency), currency).decimal
        if terms.by is Side.CREATOR:
            self.call: Call = calls.invite(
                session,
                actor=self.creator,
                fan_id=self.fan.id,
                kind=str(terms.kind),
                note=terms.note,
                price=cost,
                minutes=terms.minutes,
                tips_allowed=True,
                now=self.at,
            )
            return
        self.call = calls.request(
            session,
            actor=self.fan,
            creator_id=self.creator.id,
            kind=str(terms.kind),
            note=terms.note,
            now=self.at,
        )
        if isinstance(beat, Talked | NeverConnected | Missed):
            self.wait(95)
            agreed: dict[str, Any] = {"price": cost, "minutes": terms.minutes, "tips_allowed": True}
            calls.accept(session, actor=self.creator, call_id=self.call.id, now=self.at, **agreed)

    def let_in(self, card: str) -> None:
        """The fan sees the ring, joins, reviews and pays, or just enters when it's free."""
        me: dict[str, Any] = {"actor": self.fan, "call_id": self.call.id}
        self.wait(4)
        calls.saw_ring(self.session, now=self.at, **me)
        self.wait(7)
        calls.join(self.session, now=self.at, **me)
        self.wait(16)
        if self.call.price == 0:
            calls.enter(self.session, now=self.at, **me)
            return
        calls.pay(self.session, origin=settings().origins[0], now=self.at, **me)
        self.wait(33)
        self.stripe_says("requires_capture", card=card)

    def talk(self, beat: Talked) -> None:
        """Media both ways, span after span; a tip near the end; then whoever ended it, and the capture."""
        self.wait(5)
        for i, seconds in enumerate(beat.spans):
            if i:
                self._relay_says("two_way_stopped", missing=str(beat.missing))
                self.wait(beat.pause)
            self._relay_says("two_way_started")
            last = i == len(beat.spans) - 1
            self.wait(seconds - 45 if last else seconds)
        if beat.tip:
            self._tip(beat)
        if beat.ended is Ended.BY_CLOCK:
            self.until_deadline()
        else:
            self.wait(45)
            by = self.creator if beat.ended is Ended.BY_CREATOR else self.fan
            calls.hang_up(self.session, actor=by, call_id=self.call.id, now=self.at)
        self.wait(2)
        if self.call.price:
            self.stripe_says("succeeded", card=beat.card)

    def rate(self, stars: int) -> None:
        """What the fan thought of it: a line that dropped costs a star."""
        self.wait(40)
        calls.rate(self.session, actor=self.fan, call_id=self.call.id, stars=stars, now=self.at)

    def until_deadline(self) -> None:
        """Nobody does anything until the status moves on by itself."""
        self.session.refresh(self.call)
        assert self.call.deadline_at is not None
        self.at = self.call.deadline_at
        calls.run_out(self.session, self.call.id, self.at)

    def stripe_says(self, status: str, *, card: str = "") -> None:
        """What Stripe would have told us of the call's hold."""
        held = select(Payment).where(Payment.call_id == self.call.id, Payment.purpose == For.CALL)
        self._say(self.session.exec(held).one(), status, card)

    def _tip(self, beat: Talked) -> None:
        s, currency = settings(), self.call.currency
        prices = s.prices(currency)
        amount = Money(
            min(max(beat.tip, prices.least_tip), prices.most_tip) // step(currency) * step(currency), currency
        )
        payment = calls.tip(
            self.session,
            actor=self.fan,
            call_id=self.call.id,
            amount=amount.decimal,
            client_tip_id=f"demo-tip-{next(_tips)}",
            origin=s.origins[0],
            now=self.at,
        )
        self._say(payment, "succeeded", beat.card)

    def _say(self, payment: Payment, status: str, card: str) -> None:
        took = self._owed(payment) if status == "succeeded" else 0
        intent = Intent(
            id=f"demo_{payment.id}",
            status=status,
            amount=payment.amount,
            currency=payment.currency,
            received=took,
            metadata={"payment_id": payment.id, "call_id": payment.call_id},
            card=card,
            payment_method="demo",  # so that a tip takes the saved card's way
            processing=min(took, (took * 29 + 500) // 1000 + 30),
            available_on=self.at + _UNTIL_AVAILABLE if took else None,
        )
        calls.follow(self.session, payments.saw_intent(self.session, payment.id, intent, self.at), self.at)

    def _owed(self, payment: Payment) -> int:
        """What the outbox would have had Stripe capture."""
        if payment.purpose is For.TIP:
            return payment.amount
        capture = self.session.exec(select(Operation).where(Operation.key == f"capture:{payment.id}")).one()
        return int(capture.parameters["amount"])

    def _relay_says(self, kind: str, **data: str) -> None:
        event = MediaEvent(next(_seq), "demo", self.at, self.call.id, None, kind, data)
        self.call.node, self.call.node_boot = NODE, event.boot
        calls.hear(self.session, event, node=NODE, now=self.at)
        self.call.node = self.call.node_boot = None  # nobody is asked to close a room that never was
