"""The hosted page, as a browser without JavaScript sends it, and as a person sees it in Chromium."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import EXECUTABLE, FLAGS
from tests.sandbox.running import Running

Make = Callable[..., Any]
GOOD = {"email": "leo@example.com", "number": "4242 4242 4242 4242", "expiry": "12/34", "cvc": "123", "name": "Leo"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a phone; a script error fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def pay(sandbox: Running, session: Any, **changes: str) -> tuple[int, str, str]:
    """Sends the form: status, text, where to."""
    status, text, headers = sandbox.submit(f"/c/pay/{session.id}", **(GOOD | changes))
    return status, text, headers["Location"] or ""


def test_the_form_alone_pays_and_leads_back(sandbox: Running, make_session: Make) -> None:
    session = make_session()
    back = f"http://localhost:3000/return?session_id={session.id}"
    assert pay(sandbox, session)[::2] == (303, back)
    # A second click, or the other tab, arrives at the same place and pays nothing.
    assert pay(sandbox, session)[::2] == (303, back)
    assert len(sandbox.client.v1.payment_intents.list().data) == 1
    assert "all done" in sandbox.http("GET", f"/c/pay/{session.id}")[1]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", "4242 4242 4242 4241", "Your card number is incorrect."),
        ("number", "", "Your card number is incorrect."),
        ("expiry", "13/34", "expiration date is incomplete"),
        ("expiry", "01/20", "expiration date is in the past"),
        ("cvc", "12", "security code is incomplete"),
        ("name", " ", "Enter the name on your card."),
        ("email", "leo", "Enter your email"),
    ],
)
def test_a_slip_is_told_beside_its_field(
    sandbox: Running, make_session: Make, field: str, value: str, words: str
) -> None:
    session = make_session()
    status, text, _ = pay(sandbox, session, **{field: value})
    assert status == 200
    assert re.search(rf'id="{field}-wrong" role="alert">[^<]*{re.escape(words)}', text.replace("&#x27;", "'"))
    assert sandbox.client.v1.payment_intents.list().data == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("4000000000000002", "Your card was declined."),
        ("4000000000009995", "Your card has insufficient funds."),
        ("4000000000000069", "Your card has expired."),
        ("4000000000000127", "security code is incorrect."),
        ("4000000000000341", "Your card was declined."),
        ("4111111111111111", "used a non test (live) card"),
    ],
)
def test_after_a_no_another_card_pays(sandbox: Running, make_session: Make, number: str, words: str) -> None:
    session = make_session()
    status, text, _ = pay(sandbox, session, number=number)
    assert status == 200
    assert words in text.replace("&#x27;", "'")
    assert sandbox.client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert pay(sandbox, session)[0] == 303
    intents = sandbox.client.v1.payment_intents.list().data
    assert [intent.status for intent in intents] == ["requires_capture"]


def test_words_from_outside_stay_words(sandbox: Running, make_session: Make) -> None:
    session = make_session(cancel_url='http://localhost:3000/?"><script>alert(1)</script>')
    _, text, headers = sandbox.http("GET", f"/c/pay/{session.id}?error=%3Cscript%3Ealert(2)%3C/script%3E")
    assert "<script>alert" not in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_page_that_is_not_there(sandbox: Running) -> None:
    assert sandbox.http("GET", "/c/pay/cs_test_nope")[0] == 404
    assert sandbox.submit("/c/pay/cs_test_nope", **GOOD)[0] == 404


@pytest.mark.parametrize(
    ("amount", "currency", "button"), [(2500, "jpy", "Pay ¥2,500"), (9990, "kwd", "Pay KWD 9.990")]
)
def test_the_button_names_the_price(
    sandbox: Running, make_session: Make, page: Page, amount: int, currency: str, button: str
) -> None:
    page.goto(make_session(amount=amount, currency=currency).url)
    expect(page.get_by_role("button", name=button)).to_be_visible()


def test_a_person_pays_in_a_browser(sandbox: Running, make_session: Make, page: Page) -> None:
    home = f"{sandbox.url}/?paid="
    session = make_session(success_url=home + "{CHECKOUT_SESSION_ID}", cancel_url=f"{sandbox.url}/?back")
    # The app may know this machine by its other name: everything stays on the one the browser came with.
    page.goto(session.url.replace("127.0.0.1", "localhost"))
    expect(page.get_by_text("TEST MODE – no real money")).to_be_visible()
    expect(page.get_by_role("heading", name="Video call with Mara, 15 min")).to_be_visible()
    expect(page.get_by_text("only held now")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value("leo@example.com")

    page.get_by_role("button", name="Use 0002").click()
    page.get_by_role("button", name="Pay $25.00").click()
    expect(page.get_by_role("alert")).to_have_text("Your card was declined.")

    page.get_by_label("Card number").fill("4000002760003184")
    page.get_by_role("button", name="Pay $25.00").click()
    page.get_by_role("button", name="Fail").click()
    expect(page.get_by_role("alert")).to_contain_text("unable to authenticate")
    assert page.url.startswith("http://localhost:")

    page.get_by_role("button", name="Use 3184").click()
    page.get_by_role("button", name="Pay $25.00").click()
    page.get_by_role("button", name="Complete").click()
    page.wait_for_url(home + session.id)
    expect(page.get_by_role("heading", name="Payments sandbox")).to_be_visible()
    expect(page.get_by_text("requires_capture")).to_be_visible()


def test_typing_a_card_by_hand(sandbox: Running, make_session: Make, page: Page) -> None:
    session = make_session(success_url=f"{sandbox.url}/?paid")
    page.goto(session.url)
    page.get_by_label("Card number").press_sequentially("4242424242424242")
    expect(page.get_by_label("Card number")).to_have_value("4242 4242 4242 4242")
    page.get_by_label("Expiry").press_sequentially("1234")
    expect(page.get_by_label("Expiry")).to_have_value("12 / 34")
    page.get_by_label("CVC").fill("123")
    page.get_by_label("Name on card").fill("Leo")
    page.get_by_label("Name on card").press("Enter")
    page.wait_for_url("**/?paid")
    assert sandbox.client.v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_without_javascript_use_still_fills(make_session: Make, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(make_session().url)
    page.get_by_role("button", name="Use 4242").click()
    expect(page.get_by_label("Card number")).to_have_value("4242424242424242")
    context.close()


def test_back_leads_to_the_app(sandbox: Running, make_session: Make, page: Page) -> None:
    page.goto(make_session(cancel_url=f"{sandbox.url}/?back").url)
    page.get_by_role("link", name="Back").click()
    page.wait_for_url("**/?back")


def test_a_session_expired_under_the_person(sandbox: Running, make_session: Make, page: Page) -> None:
    session = make_session()
    page.goto(session.url)
    sandbox.client.v1.checkout.sessions.expire(session.id)
    page.get_by_role("button", name="Use 4242").click()
    page.get_by_role("button", name="Pay $25.00").click()
    expect(page.get_by_role("heading", name="This page has expired")).to_be_visible()
    assert sandbox.client.v1.payment_intents.list().data == []


def test_expired_while_the_bank_was_asking(sandbox: Running, make_session: Make, page: Page) -> None:
    session = make_session()
    page.goto(session.url)
    page.get_by_role("button", name="Use 3184").click()
    page.get_by_role("button", name="Pay $25.00").click()
    expect(page.get_by_role("button", name="Complete")).to_be_visible()
    sandbox.client.v1.checkout.sessions.expire(session.id)
    page.get_by_role("button", name="Complete").click()
    expect(page.get_by_role("heading", name="This page has expired")).to_be_visible()
    assert sandbox.client.v1.payment_intents.list().data[0].status == "canceled"
