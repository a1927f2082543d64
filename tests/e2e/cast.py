"""The cast of a story: a creator and a fan who are new to each test, each in a browser context of their own."""

import asyncio
import email
import json
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from itertools import count
from typing import Any, Literal

import stripe
from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import delete
from sqlmodel import Session, col, create_engine, select

from onetoone.models import Account, Call, Entry, Payment, Payout, SignIn, Thread, Throttle
from onetoone.models.payment import Paid
from onetoone.security.passwords import hashed
from tests import factories
from tests.e2e.person import Person
from tests.stack import Stack

_number = count(1)


@dataclass(frozen=True)
class Look:
    """The window of everybody who comes in from now on, whether it is day or night there, and what it asks to read."""

    width: int = 1280
    height: int = 720
    scheme: Literal["light", "dark"] = "light"
    locale: str = "en-US"


@dataclass
class Cast:
    """Makes people, and looks at what really happened in the database and at Stripe."""

    stack: Stack
    browser: Browser
    look: Look = field(default_factory=Look)
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._engine = create_engine(self.stack.database_url)

    def creator(self, name: str = "Mara") -> Person:
        return self._enters(name, self.stack.creator_url, is_creator=True)

    def fan(self, name: str = "Leo", of: Person | None = None, browser: Browser | None = None) -> Person:
        person = self._enters(name, self.stack.fan_url, is_creator=False, browser=browser)
        if of is not None:
            with self._session() as session:
                creator, fan = self._account(session, of), self._account(session, person)
                factories.subscription(session, creator, fan)
                thread = factories.thread(session, creator, fan)
                factories.message(session, thread, fan, "Hello!")
                session.commit()
        return person

    def gives_a_password(self, person: Person, password: str) -> None:
        """To sign in with, by the e-mail address."""
        with ThreadPoolExecutor() as elsewhere, self._session() as session:  # Playwright's own loop runs in this thread
            kept = elsewhere.submit(asyncio.run, hashed(password)).result()
            self._account(session, person).password_hash = kept
            session.commit()

    def talked(self, creator: Person, fan: Person, said: list[str]) -> None:
        """They wrote this to each other, by turns."""
        with self._session() as session:
            two = self._account(session, creator), self._account(session, fan)
            thread = session.exec(
                select(Thread).where(Thread.creator_id == two[0].id, Thread.fan_id == two[1].id)
            ).one()
            for number, body in enumerate(said):
                factories.message(session, thread, two[number % 2], body, datetime.now(UTC))
            session.commit()

    def payments(self, call_of: Person) -> list[Payment]:
        """The payments of the call whose address the person knows, in order."""
        with self._session() as session:
            made = select(Payment).where(Payment.call_id == call_of.call_address.rsplit("/", 1)[-1])
            return list(session.exec(made.order_by("created_at")))

    def call(self, call_of: Person) -> Call:
        with self._session() as session:
            return session.get_one(Call, call_of.call_address.rsplit("/", 1)[-1])

    def until_payment(self, call_of: Person, *standings: Paid) -> None:
        """Wait until the call's newest payment stands at one of these."""
        _until(lambda: self.payments(call_of)[-1].status in standings)

    def until_call(self, call_of: Person, condition: Callable[[Call], bool]) -> None:
        _until(lambda: condition(self.call(call_of)))

    def payouts(self, creator: Person) -> list[Payout]:
        """A creator's payouts, in order."""
        with self._session() as session:
            own = select(Payout).where(Payout.account_id == self._account(session, creator).id)
            return list(session.exec(own.order_by("created_at")))

    def books(self, creator: Person) -> dict[str, int]:
        """A creator's balances in the ledger, by account; what is zero is left out."""
        sums: dict[str, int] = {}
        with self._session() as session:
            id = self._account(session, creator).id
            for entry in session.exec(select(Entry).where(col(Entry.account).contains(id))):
                name = entry.account.replace(f"creator:{id}:", "").replace(f":{id}", "")
                sums[name] = sums.get(name, 0) + entry.amount
        return {name: amount for name, amount in sums.items() if amount}

    def until_books(self, creator: Person, **amounts: int) -> None:
        """Wait until a creator's balances are these, and no others."""
        _until(lambda: self.books(creator) == amounts)

    def stripe_clock(self, offset: float) -> None:
        """Put the sandbox's clock so many seconds from ours."""
        request = urllib.request.Request(
            f"{self.stack.sandbox_url}/_sandbox/clock",
            json.dumps({"offset": offset}).encode(),
            {"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=10).close()

    def at_stripe(self, payment: Payment) -> Any:
        """What Stripe itself says of the payment."""
        client = self._stripe()
        assert payment.intent_id
        return client.v1.payment_intents.retrieve(payment.intent_id)

    def refunds_at_stripe(self, payment: Payment) -> list[tuple[int, str]]:
        """Amount and status of the payment's refunds, as Stripe has them."""
        client = self._stripe()
        assert payment.intent_id
        return [(row.amount, row.status) for row in client.v1.refunds.list({"payment_intent": payment.intent_id})]

    def _stripe(self) -> Any:
        return stripe.StripeClient(
            "sk_test_sandbox",
            http_client=stripe.HTTPXClient(allow_sync_methods=True),
            base_addresses={"api": self.stack.sandbox_url},
        )

    def leave(self) -> None:
        self.stripe_clock(0)
        for person in self.people:
            person.context.close()
        self._engine.dispose()

    def kept_still(self) -> None:
        """No page of anybody's moved by itself by more than it may."""
        moved = [f"{person.name}: {words}" for person in self.people for words in person.steadiness.complaints()]
        assert not moved, "\n".join(moved)

    def _session(self) -> Session:
        return Session(self._engine, expire_on_commit=False)

    def _account(self, session: Session, person: Person) -> Account:
        return session.exec(select(Account).where(Account.handle == person.handle)).one()

    def visitor(self, base: str, *, name: str = "Visitor") -> Person:
        """Somebody whom nobody knows yet."""
        return self._sits_down(name, "", self._window(), base)

    def acquainted(self, creator: Person, fan_email: str) -> None:
        """The one who signed up with that address is subscribed, and both can write."""
        with self._session() as session:
            fan = session.exec(select(Account).where(Account.email == fan_email)).one()
            of = self._account(session, creator)
            factories.subscription(session, of, fan)
            factories.message(session, factories.thread(session, of, fan), fan, "Hello!")
            session.commit()

    def ends_the_sessions_of(self, person: Person) -> None:
        """Nothing is said to their open pages, as when time runs out."""
        with self._session() as session:
            session.exec(delete(SignIn).where(col(SignIn.account_id) == self._account(session, person).id))
            session.commit()

    def has_tried_often(self, email: str) -> None:
        """Somebody guessed at the password behind that address, as often as is allowed."""
        with self._session() as session:
            tries = [Throttle(key=f"sign-in:account:{email}", at=datetime.now(UTC)) for _ in range(1000)]
            session.add_all(tries)
            session.commit()

    def letter_to(self, address: str) -> EmailMessage:
        """The newest letter to that address, once there is one."""
        _until(lambda: bool(self._letters(address)))
        return self._letters(address)[-1]

    def _letters(self, address: str) -> list[EmailMessage]:
        files = sorted((self.stack.folder / "mail").glob("*.eml"))
        letters = [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [letter for letter in letters if address in letter["To"]]

    def _sits_down(self, name: str, handle: str, context: BrowserContext, base: str) -> Person:
        person = Person(name, handle, context, base)
        self.people.append(person)
        return person

    def _window(self, browser: Browser | None = None) -> BrowserContext:
        return (browser or self.browser).new_context(
            locale=self.look.locale,
            permissions=["camera", "microphone"],
            reduced_motion="reduce",
            color_scheme=self.look.scheme,
            viewport={"width": self.look.width, "height": self.look.height},
        )

    def _enters(self, name: str, base: str, *, is_creator: bool, browser: Browser | None = None) -> Person:
        handle = f"{name.lower()}-{next(_number)}"
        with self._session() as session:
            make = factories.creator if is_creator else factories.fan
            cookie_name, _, token = factories.signed_in(session, make(session, name, handle=handle)).partition("=")
            session.commit()
        context = self._window(browser)
        context.add_cookies([{"name": cookie_name, "value": token, "url": base}])
        return self._sits_down(name, handle, context, base)


def _until(condition: Callable[[], bool], seconds: float = 45) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it didn't come to that"
        time.sleep(0.1)
