"""The addresses behind notifications: whose browser it is, "Decline", and the service worker with its page."""

import re

import pytest
from sqlmodel import Session, select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from launcher.paths import ROOT
from onetoone import db, runtime
from onetoone.calls import service as calls
from onetoone.calls import views
from onetoone.domain.calls import Status
from onetoone.messages import service as messages
from onetoone.models import Account, PushSubscription
from onetoone.reaching import service
from onetoone.reaching import views as reaching_views
from onetoone.web import service_worker
from onetoone.web.language import Speaking
from onetoone.web.reaching import reaching_routes
from onetoone.web.service_worker import service_worker_routes
from tests import factories
from tests.integration.calls.conftest import status

OURS = {"Origin": "http://localhost:3000"}


@pytest.fixture
def cast(pushes, cast):
    return cast


@pytest.fixture
def http(cast):
    return TestClient(Starlette(routes=[*reaching_routes, *service_worker_routes]), raise_server_exceptions=True)


def as_(cast, who):
    with db.unit_of_work() as session:
        cookie = factories.signed_in(session, session.get_one(Account, who.id), now=cast.clock.now())
    return {**OURS, "Cookie": cookie}


def device_of(browser):
    return {"endpoint": browser.endpoint, "keys": {"p256dh": browser.device.p256dh, "auth": browser.device.auth}}


def owners():
    with Session(db.engine()) as session:
        return list(session.exec(select(PushSubscription.account_id)))


def test_a_browser_is_its_persons_until_taken_back(cast, http, pushes):
    device = device_of(pushes.browser())
    leo, ana = as_(cast, cast.leo), as_(cast, cast.ana)
    for _ in range(2):
        assert http.post("/reaching/subscribe", json=device, headers=leo).status_code == 200
    assert owners() == [cast.leo.id]
    http.post("/reaching/unsubscribe", json={"endpoint": device["endpoint"]}, headers=ana)
    assert owners() == [cast.leo.id], "another's is not hers to take back"
    http.post("/reaching/unsubscribe", json={"endpoint": device["endpoint"]}, headers=leo)
    assert owners() == []


def test_nobody_keeps_more_browsers_than_a_person_has(cast, http, pushes):
    leo = as_(cast, cast.leo)
    for number in range(15):
        http.post("/reaching/subscribe", json=device_of(pushes.browser(str(number))), headers=leo)
        cast.clock.forward(1)
    assert len(owners()) == 12


@pytest.mark.parametrize("what", [{}, [], None, {"endpoint": 1, "keys": "x"}, {"endpoint": "https://10.0.0.1/"}])
def test_what_is_no_browser_is_refused(cast, http, what):
    assert http.post("/reaching/subscribe", json=what, headers=as_(cast, cast.leo)).status_code == 422
    assert owners() == []


@pytest.mark.parametrize("path", ["/reaching/subscribe", "/reaching/unsubscribe", "/reaching/decline"])
def test_a_cookie_speaks_for_our_own_pages_only(cast, http, pushes, path):
    call = cast.invites()
    what = {**device_of(pushes.browser()), "call": call.id}
    cookie = {"Cookie": as_(cast, cast.leo)["Cookie"]}
    for headers in (cookie, {**cookie, "Origin": "https://evil.example"}):
        assert http.post(path, json=what, headers=headers).status_code == 403
    assert http.post(path, json=what, headers=OURS).status_code == 401
    assert (owners(), status(call)) == ([], Status.RINGING)


def test_decline_on_a_notification_is_the_fans_own(cast, http):
    call = cast.invites()
    for stranger in (cast.ana, cast.mara):
        answer = http.post("/reaching/decline", json={"call": call.id}, headers=as_(cast, stranger))
        assert answer.status_code in (404, 409)
    assert status(call) is Status.RINGING
    leo = as_(cast, cast.leo)
    assert http.post("/reaching/decline", json={"call": call.id}, headers=leo).status_code == 200
    assert status(call) is Status.DECLINED
    assert http.post("/reaching/decline", json={"call": call.id}, headers=leo).status_code == 409


def test_the_key_is_for_everybody(http):
    assert re.fullmatch(r"[\w-]{87}", http.get("/reaching/key").json()["key"])


def test_the_service_worker_stands_at_the_root_and_is_asked_for_again(http):
    answer = http.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "__" not in answer.text
    for file in service_worker.files("en"):
        assert f'"{file}"' in answer.text


def test_it_keeps_the_offline_page_and_what_that_needs_and_nothing_else(http):
    page, *needed = service_worker.files("en")
    text = http.get(page).text
    assert page == "/offline?in=en"
    loaded = {*re.findall(r'src="([^"]+)"', text), *re.findall(r"url\(([^)]+)\)", text)}
    assert loaded == set(needed)
    for file in needed:
        assert (ROOT / "assets" / file.partition("?")[0].lstrip("/")).is_file()


def test_another_language_has_an_offline_page_of_its_own_which_replaces_the_one_before(cast):
    app = Starlette(routes=service_worker_routes, middleware=[Middleware(Speaking)])
    http = TestClient(app, headers={"accept-language": "de-AT"})
    english = TestClient(app).get("/sw.js").text
    german = http.get("/sw.js").text
    assert '"/offline?in=de"' in german
    assert service_worker.version("de") != service_worker.version("en")
    assert service_worker.version("en") in english
    assert '"/offline?in=es"' in http.get("/sw.js", headers={"cookie": "language=es"}).text
    # Asked for without cookies, by a browser that may have another language.
    page = TestClient(app).get("/offline?in=de").text
    assert '<html lang="de"' in page
    assert "Du bist offline" in page
    assert '<html lang="en"' in TestClient(app).get("/offline?in=xx").text


def test_who_is_left_alone_sees_it_quietly_and_the_others_are_told(cast):
    call = cast.invites()
    cast.does(service.be_left_alone, cast.leo, how_long="open")
    now = cast.clock.now()
    with Session(db.engine()) as session:
        assert views.ringing(session, cast.leo, now).hushed
        assert views.under_way(session, cast.leo, now).act == "See the invitation"
        assert views.call(session, cast.mara, call.id, now).other_hushed
        assert not views.call(session, cast.mara, call.id, now).hushed
    cast.does(service.be_left_alone, cast.leo, how_long="")
    with Session(db.engine()) as session:
        assert not views.ringing(session, cast.leo, now).hushed
        assert views.under_way(session, cast.leo, now).line == ""
    assert cast.leo_does(calls.join, call).status is Status.REVIEWING


async def test_word_of_it_reaches_both_at_once(cast, bulletin):
    call = cast.invites()
    await runtime.perform(lambda s: service.be_left_alone(s, actor=cast.leo, how_long="hour", now=cast.clock.now()))
    assert {notice.account_id for notice in bulletin.heard if notice.ref == call.id} == {cast.mara.id, cast.leo.id}


def test_what_others_did_meanwhile_is_told_once_for_each_conversation_and_request(cast):
    with db.unit_of_work() as session:
        before = reaching_views.newest(session, cast.mara)
        thread = messages.thread_between(session, creator_id=cast.mara.id, fan_id=cast.leo.id, now=cast.clock.now())
        for body in ("Hello", "Are you there?"):
            messages.send(session, actor=cast.leo, thread_id=thread.id, body=body, now=cast.clock.now())
        messages.send(session, actor=cast.mara, thread_id=thread.id, body="I am", now=cast.clock.now())
    call = cast.asks(kind="video", fan=cast.ana)
    with Session(db.engine()) as session:
        told = {(one.words, one.href) for one in reaching_views.news(session, cast.mara, before)}
        assert told == {
            ("Leo wrote to you", f"/messages/{thread.id}"),
            ("Ana asks for a video call", f"/call/{call.id}"),
        }
        assert reaching_views.news(session, cast.mara, reaching_views.newest(session, cast.mara)) == []
        assert reaching_views.news(session, cast.ana, before) == [], "what is between others is theirs"
