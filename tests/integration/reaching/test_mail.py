"""E-mail: what is written, to whom, once; into a folder, and over SMTP to a server that is really there."""

import email
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, urlsplit

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from onetoone import config, db, runtime
from onetoone.calls import service as calls
from onetoone.domain.errors import NotFound, VendorDown
from onetoone.domain.reaching import Letter, NotReached
from onetoone.integrations.mail import SmtpMailer
from onetoone.models import Account, Call, Operation, Reach
from onetoone.reaching import service
from onetoone.web.reaching import reaching_routes
from onetoone.workers.post import reach_people_once
from tests import factories
from tests.sandbox.running import free_port


def in_(folder) -> list[EmailMessage]:
    files = sorted(folder.glob("*.eml")) if folder.exists() else []
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]


def plain(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return part.get_content()


def html(letter: EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part is not None
    return part.get_content()


def account(who) -> Account:
    with Session(db.engine(), expire_on_commit=False) as session:
        return session.get_one(Account, who.id)


def misses_a_call(cast) -> Call:
    call = cast.invites()
    cast.passes(61)
    return call


async def test_a_missed_call_is_a_letter(letters, cast):
    call = misses_a_call(cast)
    await reach_people_once()
    (letter,) = in_(letters)
    assert (letter["To"], letter["Subject"]) == (account(cast.leo).email, "You missed Mara’s call")
    for text in (plain(letter), html(letter)):
        assert "Mara called you for a video call." in text
        assert "you can join until 12:15 (UTC)" in text
        assert f"http://localhost:3000/call/{call.id}" in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"


async def test_it_says_why_nothing_rang(letters, cast):
    cast.does(service.be_left_alone, cast.leo, how_long="hour")
    misses_a_call(cast)
    await reach_people_once()
    assert "You had asked not to be disturbed" in plain(in_(letters)[0])


async def test_who_answers_gets_no_letter(letters, cast):
    cast.leo_does(calls.decline, cast.invites())
    cast.passes(1000)
    assert await reach_people_once() == 0


async def test_who_wants_none_gets_none(letters, cast):
    cast.does(service.choose_mail, cast.leo, about="missed", on=False)
    misses_a_call(cast)
    assert await reach_people_once() == 0


async def test_a_letter_is_the_same_however_often_it_is_sent(letters, cast):
    misses_a_call(cast)
    with db.unit_of_work() as session:
        written = session.exec(select(Operation)).one().parameters
    await reach_people_once()
    with db.unit_of_work() as session:  # the worker died before it could write down that it had sent it
        operation = session.exec(select(Operation)).one()
        operation.done_at, operation.parameters = None, written
    cast.clock.forward(60)
    await reach_people_once()
    assert len(in_(letters)) == 1


async def test_what_was_sent_is_kept_by_nobody_but_its_reader(letters, cast):
    misses_a_call(cast)
    await reach_people_once()
    with Session(db.engine()) as session:
        assert session.exec(select(Operation)).one().parameters == {}


def captured(session, cast, **more):
    call = factories.call(session, session.get_one(Account, cast.mara.id), session.get_one(Account, cast.leo.id))
    return factories.payment(session, call, **more)


async def test_a_receipt_has_its_number_amount_and_link(letters, cast):
    with db.unit_of_work() as session:
        payment = captured(session, cast, captured=2000)
        service.charged(session, payment, cast.clock.now())
        service.charged(session, payment, cast.clock.now())
    await reach_people_once()
    (letter,) = in_(letters)
    code = payment.id.rpartition("_")[2].upper()
    assert letter["Subject"] == "Your receipt: $20"
    for text in (plain(letter), html(letter)):
        for part in ("$20", "$25 had been held", "Visa", "Mara", "May 1, 2026", f"{code[:4]}-{code[4:8]}-{code[8:12]}"):
            assert part in text
        assert f"http://localhost:3000/payments/{payment.id}" in text
    assert letter["List-Unsubscribe"] is None, "a receipt is no newsletter; the settings end it"


async def test_amounts_are_written_as_their_reader_does(letters, cast):
    with db.unit_of_work() as session:
        session.get_one(Account, cast.leo.id).locale = "de_DE"
        service.charged(session, captured(session, cast, captured=2000), cast.clock.now())
    await reach_people_once()
    assert "20\u00a0$" in plain(in_(letters)[0]).replace(",00", "")
    assert "May 1, 2026" in plain(in_(letters)[0]), "an English letter has English dates"


async def test_a_letter_is_in_the_language_of_its_reader(letters, cast):
    with db.unit_of_work() as session:
        session.get_one(Account, cast.leo.id).language = "es"
        service.charged(session, captured(session, cast, captured=2000), cast.clock.now())
    await reach_people_once()
    (letter,) = in_(letters)
    assert '<html lang="es" dir="ltr">' in html(letter)
    for text in (plain(letter), html(letter)):
        assert "Videollamada, " in text
        assert "20\u00a0US$" in text, "amounts too, unless another manner is chosen"
        assert "1 de mayo de 2026" in text


async def test_by_night_no_colour_of_the_day_is_left(letters, cast):
    """In a mail program a rule wins over what stands in the element only if it says so, each declaration by itself."""
    misses_a_call(cast)
    await reach_people_once()
    night = html(in_(letters)[0]).partition("prefers-color-scheme:dark){")[2].partition("</style>")[0]
    declared = [one for rule in night.split("}") if "{" in rule for one in rule.partition("{")[2].split(";")]
    assert len(declared) >= 8
    assert all(one.endswith("!important") for one in declared)


async def test_what_people_call_themselves_is_no_markup(letters, cast):
    with db.unit_of_work() as session:
        session.get_one(Account, cast.mara.id).name = "<b>Mara</b> & Co"
    misses_a_call(cast)
    await reach_people_once()
    assert "&lt;b&gt;Mara&lt;/b&gt; &amp; Co" in html(in_(letters)[0])
    assert "<b>" not in html(in_(letters)[0])


class Server:
    """Takes mail, or answers as it is told."""

    def __init__(self):
        self.taken, self.answer = [], ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 Taken"


@pytest.fixture
def server(monkeypatch):
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{controller.port}")
    monkeypatch.setenv("MAIL_FROM", "onetoone <hello@calls.example>")
    config.settings.cache_clear()
    yield handler
    controller.stop()


async def test_it_goes_over_smtp(server, cast):
    misses_a_call(cast)
    await reach_people_once()
    ((sender, to, content),) = server.taken
    assert (sender, to) == ("hello@calls.example", [account(cast.leo).email])
    assert email.message_from_bytes(content, policy=default)["Message-ID"].endswith("@localhost>")


async def test_a_server_that_is_busy_is_asked_again(server, cast):
    server.answer = "451 Try again later"
    misses_a_call(cast)
    assert await reach_people_once() == 1
    assert await reach_people_once() == 0
    server.answer = ""
    cast.clock.forward(10)
    await reach_people_once()
    assert len(server.taken) == 1


async def test_an_address_that_is_refused_for_good_is_not_tried_again(server, cast):
    server.answer = "550 Nobody here"
    misses_a_call(cast)
    await reach_people_once()
    server.answer = ""
    cast.clock.forward(1000)
    assert await reach_people_once() == 0


async def test_a_password_is_not_sent_in_the_clear(cast):
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.2", port=free_port())  # not this machine, as far as we know
    controller.start()
    try:
        with pytest.raises(VendorDown, match="in the clear"):
            await SmtpMailer(f"smtp://me:secret@127.0.0.2:{controller.port}", "a@b.example").send(a_letter())
    finally:
        controller.stop()
    assert handler.taken == []


def a_letter():
    return Letter("<1@x>", "a@b.example", "Hi", "Hi", "<p>Hi", factories.NOON)


async def test_without_a_post_office_nothing_is_written_down(cast):
    misses_a_call(cast)
    assert await reach_people_once() == 0
    with pytest.raises(NotReached):
        await runtime.current().mail.send(a_letter())


@pytest.fixture
def http(letters, cast):
    return TestClient(Starlette(routes=reaching_routes))


def stop_link(letters) -> str:
    return str(in_(letters)[0]["List-Unsubscribe"]).strip("<>")


def wants(cast) -> bool:
    with Session(db.engine()) as session:
        kept = session.get(Reach, cast.leo.id)
        return kept is None or kept.mail_missed


async def test_one_click_ends_them_and_a_look_does_not(letters, cast, http):
    misses_a_call(cast)
    await reach_people_once()
    link = urlsplit(stop_link(letters))
    address = f"{link.path}?{link.query}"
    looked = http.get(address)
    assert looked.status_code == 200
    assert 'method="post"' in looked.text
    assert wants(cast)
    assert http.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not wants(cast)
    with Session(db.engine()) as session:
        assert session.get_one(Reach, cast.leo.id).mail_receipts, "receipts still come"


async def test_nobody_ends_anothers(letters, cast, http):
    misses_a_call(cast)
    await reach_people_once()
    link = parse_qs(urlsplit(stop_link(letters)).query)["link"][0]
    for forged in (link.replace(cast.leo.id, cast.ana.id), link.replace("missed", "receipts"), link[:-1], "", "a.b.c"):
        assert http.post(f"/reaching/stop?link={forged}").status_code == 404
    with Session(db.engine()) as session:
        assert session.exec(select(Reach)).all() == []
    with pytest.raises(NotFound), db.unit_of_work() as session:
        service.stop_mail(session, "")
