"""Web push, sealed for real and opened by the browser at the other end."""

import time

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import Session, select

from onetoone import config, db
from onetoone.accounts import service as accounts
from onetoone.calls import service as calls
from onetoone.domain.errors import Invalid
from onetoone.domain.reaching import Device, NotReached
from onetoone.integrations.web_push import WebPush, sealed
from onetoone.messages import service as messages
from onetoone.models import Account, Operation, PushSubscription
from onetoone.reaching import service
from onetoone.security import sessions
from onetoone.workers.post import reach_people_once
from tests.integration.reaching.conftest import sits_at
from tests.integration.reaching.push_service import Browser, decoded, encoded, point, signed_claims


@pytest.fixture
def cast(pushes, cast):
    return cast


def subscriptions():
    with Session(db.engine(), expire_on_commit=False) as session:
        return list(session.exec(select(PushSubscription)))


async def test_a_ring_reaches_the_browser_and_nobody_on_the_way_can_read_it(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    call = cast.invites(note="Wear the red hat")
    cast.clock.forward(10)
    await reach_people_once()
    (pushed,) = pushes.pushed
    (told,) = pushes.told(phone)
    assert told == {
        "kind": "ringing",
        "tag": f"call:{call.id}",
        "href": f"/call/{call.id}",
        "call": call.id,
        "title": "Mara is calling you",
        "body": "Video call",
        "actions": [["join", "Join"], ["decline", "Decline"]],
    }
    assert b"Mara" not in pushed.body
    assert "red hat" not in str(told)
    assert (pushed.headers["TTL"], pushed.headers["Urgency"]) == ("50", "high"), "the rest of the ring"
    assert pushed.headers["Content-Encoding"] == "aes128gcm"
    assert len(pushed.headers["Topic"]) <= 32


async def test_it_is_told_in_the_language_of_whoever_is_called(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    with db.unit_of_work() as session:
        session.get_one(Account, cast.leo.id).language = "es"
    cast.invites()
    await reach_people_once()
    (told,) = pushes.told(phone)
    assert (told["title"], told["body"]) == ("Mara te está llamando", "Videollamada")
    assert told["actions"] == [["join", "Unirme"], ["decline", "Rechazar"]]


async def test_the_push_service_can_tell_who_we_are(cast, pushes):
    sits_at(cast, cast.leo, pushes.browser())
    cast.invites()
    await reach_people_once()
    claims, key = signed_claims(pushes.pushed[0].headers["Authorization"])
    assert (claims["aud"], claims["sub"]) == (pushes.url, "mailto:ops@calls.example")
    assert time.time() < claims["exp"] <= time.time() + 24 * 3600
    assert key == encoded(point(ec.derive_private_key(7, ec.SECP256R1()).public_key()))


def test_it_is_sealed_as_the_rfc_has_it():
    """RFC 8291, appendix A."""
    device = Device(
        "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )
    sender = ec.derive_private_key(
        int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    text, salt = b"When I grow up, I want to be a watermelon", decoded("DGv6ra1nlYgDCS1FRnbzlw")
    assert encoded(sealed(text, device, key=sender, salt=salt)) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3"
        "jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


async def test_what_was_answered_elsewhere_rings_no_more(cast, pushes):
    phone, desk = pushes.browser("phone"), pushes.browser("desk")
    sits_at(cast, cast.leo, phone)
    sits_at(cast, cast.leo, desk)
    call = cast.invites()
    await reach_people_once()
    cast.leo_does(calls.join, call)
    await reach_people_once()
    for browser in (phone, desk):
        assert [told["kind"] for told in pushes.told(browser)] == ["ringing", "over"]
    topics = {one.headers["Topic"] for one in pushes.pushed if one.to.endswith("phone")}
    assert len(topics) == 1, "an undelivered ring is replaced by its end"


async def test_a_ring_that_was_over_before_it_was_told_is_never_told(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    cast.mara_does(calls.cancel, cast.invites())
    await reach_people_once()
    assert pushes.told(phone) == []


async def test_nobody_answered_so_it_was_missed(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    cast.invites()
    await reach_people_once()
    cast.passes(61)
    await reach_people_once()
    assert [told["title"] for told in pushes.told(phone)] == ["Mara is calling you", "You missed Mara’s call"]


async def test_a_request_reaches_the_creator_and_its_answer_the_fan(cast, pushes):
    hers, his = pushes.browser("hers"), pushes.browser("his")
    sits_at(cast, cast.mara, hers)
    sits_at(cast, cast.leo, his)
    call = cast.asks()
    await reach_people_once()
    cast.mara_does(calls.accept, call, price="10", minutes="10", tips_allowed=True)
    await reach_people_once()
    assert [told["title"] for told in pushes.told(hers)] == ["Leo asks for an audio call"]
    assert [told["title"] for told in pushes.told(his)] == ["Mara said yes and is calling you"]


async def test_without_names_on_the_lock_screen(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    cast.does(service.show_names, cast.leo, on=False)
    cast.invites()
    await reach_people_once()
    assert pushes.told(phone)[0]["title"] == "You are being called"
    assert "Mara" not in str(pushes.told(phone))


def writes(cast, body="Are you there?"):
    with db.unit_of_work() as session:
        thread = messages.thread_between(session, creator_id=cast.mara.id, fan_id=cast.leo.id, now=cast.clock.now())
        messages.send(session, actor=cast.mara, thread_id=thread.id, body=body, now=cast.clock.now())
        return thread


async def test_a_message_reaches_who_has_no_tab_open_and_one_note_stands_for_several(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    writes(cast)
    thread = writes(cast, "A secret")
    await reach_people_once()
    told = pushes.told(phone)
    assert {one["tag"] for one in told} == {f"thread:{thread.id}"}
    assert {one["title"] for one in told} == {"Mara wrote to you"}
    assert "secret" not in str(told)


async def test_a_message_doesnt_reach_who_has_a_tab_open(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    cast.does(accounts.beat, cast.leo)
    cast.clock.forward(5)
    writes(cast)
    assert await reach_people_once() == 0, "whether the tab is still there isn't known yet"
    cast.clock.forward(15)
    cast.does(accounts.beat, cast.leo)
    cast.clock.forward(11)
    await reach_people_once()
    assert pushes.told(phone) == []


async def test_a_message_reaches_who_has_just_closed_the_tab(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    cast.does(accounts.beat, cast.leo)
    cast.clock.forward(5)
    writes(cast)
    cast.clock.forward(26)
    await reach_people_once()
    assert [one["kind"] for one in pushes.told(phone)] == ["message"]


async def test_nothing_rings_for_who_is_not_to_be_disturbed(cast, pushes):
    phone = pushes.browser()
    sits_at(cast, cast.leo, phone)
    cast.does(service.be_left_alone, cast.leo, how_long="hour")
    cast.invites()
    assert await reach_people_once() == 0
    cast.clock.forward(3601)
    cast.passes(1)
    writes(cast)
    await reach_people_once()
    assert [one["kind"] for one in pushes.told(phone)] == ["message"]


async def test_a_browser_that_was_signed_out_is_told_nothing(cast, pushes):
    phone = pushes.browser()
    cookie, _ = sits_at(cast, cast.leo, phone)
    cast.invites()
    cast.does(lambda s, now: sessions.end(s, cookie, now))
    await reach_people_once()
    assert (pushes.told(phone), subscriptions()) == ([], [])


async def test_a_browser_whose_session_ran_out_is_told_nothing(cast, pushes):
    sits_at(cast, cast.leo, pushes.browser())
    cast.clock.forward(config.settings().session_seconds + 1)
    cast.invites()
    assert await reach_people_once() == 0


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_gone_is_forgotten(cast, pushes, status):
    pushes.answers["one"] = status
    sits_at(cast, cast.leo, pushes.browser())
    cast.invites()
    await reach_people_once()
    assert subscriptions() == []
    assert await reach_people_once() == 0


@pytest.mark.parametrize(("status", "wait"), [(503, 2), (429, 7)])
async def test_a_push_service_that_is_down_or_busy_is_asked_again(cast, pushes, status, wait):
    phone = pushes.browser()
    pushes.answers["one"] = status
    sits_at(cast, cast.leo, phone)
    cast.invites()
    assert await reach_people_once() == 1
    assert await reach_people_once() == 0
    pushes.answers.clear()
    cast.clock.forward(wait)
    await reach_people_once()
    assert [told["kind"] for told in pushes.told(phone)] == ["ringing"]


async def test_a_ring_that_is_over_is_not_tried_for_ever(cast, pushes):
    pushes.answers["one"] = 503
    sits_at(cast, cast.leo, pushes.browser())
    cast.invites()
    await reach_people_once()
    cast.clock.forward(120)
    await reach_people_once()
    with Session(db.engine()) as session:
        (ring,) = session.exec(select(Operation).where(Operation.kind == "push.send")).all()
        assert ring.done_at is not None
    assert pushes.pushed == []


async def test_a_browser_belongs_to_whoever_signed_in_there_last(cast, pushes):
    shared = pushes.browser()
    sits_at(cast, cast.leo, shared)
    sits_at(cast, cast.ana, shared)
    cast.invites(cast.leo)
    await reach_people_once()
    assert pushes.told(shared) == []
    assert [one.account_id for one in subscriptions()] == [cast.ana.id]


ELSEWHERE = [
    "http://push.example.com/x",
    "https://127.0.0.1/x",
    "https://10.0.0.8/x",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/x",
    "https://[fd00::1]/x",
    "https://localhost/x",
    "https://db.internal/x",
    "https://push.example.com:5432/x",
    "https://user@push.example.com/x",
    "file:///etc/passwd",
    "https://push.example.com/" + "x" * 1000,
    "",
]


@pytest.mark.parametrize("endpoint", ELSEWHERE)
async def test_we_speak_to_public_services_only(cast, endpoint):
    with pytest.raises(Invalid):
        WebPush(config.settings()).check(Browser(endpoint).device)


async def test_a_name_that_leads_into_our_own_network_leads_nowhere(cast, monkeypatch):
    """Checked at the moment of connecting: what it resolved to earlier says nothing."""
    from onetoone.integrations.web_push import _OnlyPublic

    with pytest.raises(OSError, match="no public address"):
        await _OnlyPublic(()).resolve("localhost", 443)


@pytest.mark.parametrize("change", [{"p256dh": "AAAA"}, {"p256dh": "?"}, {"auth": "AAAA"}, {"auth": "!"}])
async def test_keys_that_are_none_are_refused(cast, pushes, change):
    device = Device(**{"endpoint": f"{pushes.url}/x", "p256dh": pushes.browser().device.p256dh,
                       "auth": pushes.browser().device.auth} | change)  # fmt: skip
    with pytest.raises(Invalid):
        WebPush(config.settings()).check(device)
    with pytest.raises(NotReached):
        await WebPush(config.settings()).push(device, b"", seconds=1, urgent=False, topic="t")
