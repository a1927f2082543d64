"""A block keeps two people apart in everything, without the blocked being told; a report reaches the operators."""

from typing import Any

import pytest
from sqlmodel import Session, select

from onetoone import db
from onetoone.accounts.views import is_online
from onetoone.calls import service, views
from onetoone.community import service as community
from onetoone.community import views as people
from onetoone.domain.calls import Ended, Status
from onetoone.domain.conduct import Standing
from onetoone.domain.errors import Invalid, NotFound, Refused, TooMany
from onetoone.domain.ports import Notice
from onetoone.messages import service as messages
from onetoone.messages import views as threads
from onetoone.models import Account, Block, ConductReport, Message, OperatorAction, Presence, Subscription
from onetoone.models.account import Role
from onetoone.models.payment import Paid
from onetoone.operators import service as operators
from onetoone.operators import views as desks
from tests import factories
from tests.factories import NOON
from tests.integration.calls.after import ended
from tests.integration.calls.conftest import Cast, call_now, payments_of, status
from tests.integration.calls.money import paid
from tests.sandbox.running import Running

NEUTRAL = "{} can’t be reached right now."
OWN = "You have blocked {}. Under Settings → Safety you can unblock them."


def blocks(cast: Cast, by: Any, whom: Any) -> None:
    cast.does(service.block, by, other_id=whom.id)


def seen(reading: Any, *args: Any, **how: Any) -> Any:
    with Session(db.engine()) as session:
        return reading(session, *args, **how)


def thread_id(cast: Cast) -> str:
    return str(cast.does(messages.thread_between, creator_id=cast.mara.id, fan_id=cast.leo.id).id)


def what_leo_tries(cast: Cast) -> dict[str, Any]:
    handle = seen(lambda s: s.get_one(Account, cast.mara.id).handle)
    thread = thread_id(cast)
    return {
        "write": lambda: cast.does(messages.send, cast.leo, thread_id=thread, body="Hello?"),
        "ask": lambda: cast.asks(),
        "subscribe": lambda: cast.does(community.subscribe, cast.leo, creator_handle=handle),
    }


def what_mara_tries(cast: Cast) -> dict[str, Any]:
    thread = thread_id(cast)
    return {
        "write": lambda: cast.does(messages.send, cast.mara, thread_id=thread, body="Hello?"),
        "invite": lambda: cast.invites(),
    }


@pytest.mark.parametrize("by", ["mara", "leo"])
def test_neither_reaches_the_other_and_only_who_blocked_is_told_why(cast: Cast, by: str) -> None:
    blocker, other = (cast.mara, cast.leo) if by == "mara" else (cast.leo, cast.mara)
    blocks(cast, blocker, other)
    both = ((what_leo_tries(cast), cast.leo, cast.mara), (what_mara_tries(cast), cast.mara, cast.leo))
    for tries, actor, whom in both:
        words = (OWN if actor is blocker else NEUTRAL).format(whom.name)
        for step, attempt in tries.items():
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.user_message == words, step


def test_a_conversation_is_not_begun_across_a_block(cast: Cast) -> None:
    blocks(cast, cast.mara, cast.leo)
    handle = seen(lambda s: s.get_one(Account, cast.mara.id).handle)
    with pytest.raises(Refused, match="can’t be reached right now"):
        cast.does(messages.open_with, cast.leo, other_handle=handle)


def test_unblocked_everything_is_possible_again(cast: Cast) -> None:
    blocks(cast, cast.mara, cast.leo)
    blocks(cast, cast.mara, cast.leo)  # twice is once
    cast.does(service.unblock, cast.mara, other_id=cast.leo.id)
    cast.does(service.unblock, cast.mara, other_id=cast.leo.id)
    for attempt in what_leo_tries(cast).values():
        attempt()


def test_only_who_blocked_can_lift_it_and_two_blocks_are_two(cast: Cast) -> None:
    blocks(cast, cast.mara, cast.leo)
    cast.does(service.unblock, cast.leo, other_id=cast.mara.id)
    with pytest.raises(Refused):
        cast.asks()
    blocks(cast, cast.leo, cast.mara)
    cast.does(service.unblock, cast.mara, other_id=cast.leo.id)
    with pytest.raises(Refused):
        cast.asks()


def test_strangers_can_not_be_blocked_or_reported(cast: Cast) -> None:
    for verb, how in ((service.block, {}), (service.report_person, {"reason": "scam"})):
        for nobody in (cast.ana.id, "acc_nobody", None, 7):
            with pytest.raises(NotFound):
                cast.does(verb, cast.leo, other_id=nobody, **how)
        with pytest.raises(Refused):
            cast.does(verb, cast.leo, other_id=cast.leo.id, **how)


@pytest.mark.parametrize(("by", "then"), [("mara", Status.DECLINED), ("leo", Status.WITHDRAWN)])
def test_a_request_ends_as_by_hand(cast: Cast, by: str, then: Status) -> None:
    call = cast.asks()
    blocker, other = (cast.mara, cast.leo) if by == "mara" else (cast.leo, cast.mara)
    blocks(cast, blocker, other)
    assert status(call) is then


@pytest.mark.parametrize(("by", "then"), [("mara", Status.CANCELLED), ("leo", Status.DECLINED)])
def test_what_rings_stops_ringing(cast: Cast, by: str, then: Status) -> None:
    call = cast.invites()
    blocker, other = (cast.mara, cast.leo) if by == "mara" else (cast.leo, cast.mara)
    blocks(cast, blocker, other)
    assert status(call) is then
    assert not seen(views.ringing, cast.leo, cast.clock.now()).call_id


@pytest.mark.parametrize(("by", "ended_by"), [("mara", Ended.BY_CREATOR), ("leo", Ended.BY_FAN)])
def test_a_running_call_ends_as_if_the_blocker_had_hung_up(cast: Cast, by: str, ended_by: Ended) -> None:
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.clock.forward(60)
    blocker, other = (cast.mara, cast.leo) if by == "mara" else (cast.leo, cast.mara)
    blocks(cast, blocker, other)
    over = call_now(call)
    assert (over.status, over.ended, over.two_way_ms) == (Status.ENDED, ended_by, 60_000)


async def test_a_held_card_is_let_go(stripe: Running, cast: Cast) -> None:
    call, payment = await paid(cast, stripe)
    assert payment.status is Paid.HELD
    blocks(cast, cast.mara, cast.leo)
    assert call_now(call).status is Status.UNCONNECTED
    assert payments_of(call)[-1].status is Paid.RELEASING


async def test_what_was_paid_can_still_be_refunded(stripe: Running, cast: Cast) -> None:
    call = await ended(cast, stripe)
    blocks(cast, cast.mara, cast.leo)
    cast.leo_does(service.report, call, what="poor_line", words="")
    cast.mara_does(service.refund, call, amount="25")
    assert payments_of(call)[-1].refunded == 2500


def test_calls_with_others_are_none_of_it(cast: Cast) -> None:
    call = cast.invites(cast.ana)
    blocks(cast, cast.mara, cast.leo)
    assert status(call) is Status.RINGING


@pytest.mark.parametrize("by", ["mara", "leo"])
def test_neither_sees_whether_the_other_is_here(cast: Cast, by: str) -> None:
    now = cast.clock.now()
    with db.unit_of_work() as s:
        s.add_all([Presence(account_id=person.id, last_seen_at=now) for person in (cast.mara, cast.leo)])
    handle = seen(lambda s: s.get_one(Account, cast.mara.id).handle)
    thread = thread_id(cast)
    for actor in (cast.mara, cast.leo):
        said = cast.does(messages.send, actor, thread_id=thread, body="Hello")
        assert said.id
    before = seen(threads.thread, cast.leo, thread, now)
    assert before.online
    assert seen(people.creator_page, handle, cast.leo, now).online
    blocker, other = (cast.mara, cast.leo) if by == "mara" else (cast.leo, cast.mara)
    blocks(cast, blocker, other)
    for actor in (cast.mara, cast.leo):
        view = seen(threads.thread, actor, thread, now)
        assert not view.online
        assert not view.last_seen_at
        assert view.blocked is (actor is blocker)
        assert not any(row.online for row in seen(threads.inbox, actor, now))
    page = seen(people.creator_page, handle, cast.leo, now)
    assert not page.online
    assert not page.taking_calls
    assert seen(people.discover, cast.leo, now) == []
    rows = seen(people.subscribers, cast.mara, now).rows
    assert not any(row.online or row.busy for row in rows)
    assert (cast.leo.id in {row.account_id for row in rows}) is (by == "leo")  # a creator's own block takes them away
    assert seen(is_online, cast.leo.id, now)  # nothing else of it changed


def test_the_blocked_person_is_told_nothing(cast: Cast, bulletin: Any) -> None:
    thread_id(cast)
    before = seen(threads.thread, cast.leo, thread_id(cast), cast.clock.now()).said
    blocks(cast, cast.mara, cast.leo)
    assert seen(threads.thread, cast.leo, thread_id(cast), cast.clock.now()).said == before
    assert seen(views.blocked, cast.leo) == []
    assert [row.id for row in seen(views.blocked, cast.mara)] == [cast.leo.id]
    with Session(db.engine()) as s:
        theirs = select(Subscription).where(Subscription.fan_id == cast.leo.id)
        assert s.exec(theirs).one().ended_at is None
        assert s.exec(select(Block)).one().blocker_id == cast.mara.id


async def test_both_tabs_read_again(cast: Cast, bulletin: Any, running: Any) -> None:
    from onetoone import runtime

    await runtime.perform(lambda s: service.block(s, actor=cast.mara, other_id=cast.leo.id, now=cast.clock.now()))
    assert {Notice(cast.mara.id, "people", cast.leo.id), Notice(cast.leo.id, "people", cast.mara.id)} <= set(
        bulletin.heard
    )


def reports(cast: Cast, **how: Any) -> ConductReport:
    usual = {"other_id": cast.mara.id, "reason": "harassment", "words": "Rude"}
    made: ConductReport = cast.does(service.report_person, cast.leo, **(usual | how))
    return made


def test_a_report_has_messages_only_if_wished_and_as_they_stood(cast: Cast) -> None:
    thread = thread_id(cast)
    for number in range(22):
        cast.does(messages.send, cast.mara, thread_id=thread, body=f"no. {number}")
    assert reports(cast).said == []
    shown = reports(cast, with_messages=True).said
    assert [said["text"] for said in shown] == [f"no. {number}" for number in range(2, 22)]
    assert {said["by"] for said in shown} == {"Mara"}


def test_of_a_picture_a_report_has_its_description(cast: Cast) -> None:
    with db.unit_of_work() as session:
        for alt in ("A rude sign", ""):
            picture = {"picture": f"pic_{alt[:1]}", "width": 4, "height": 3, "alt": alt}
            shown = Message(thread_id=thread_id(cast), kind="picture", author_id=cast.mara.id, data=picture, at=NOON)
            session.add(shown)
    report = reports(cast, with_messages=True)
    assert [(said["text"], said["picture"]) for said in report.said] == [("A rude sign", True), ("", True)]
    with Session(db.engine()) as session:
        [line] = desks.reports.open_reports(session)
    assert line.said == ["Mara: Picture: A rude sign", "Mara: Picture: no description"]


def test_a_report_names_a_call_only_if_it_is_theirs(cast: Cast) -> None:
    own, other = cast.asks(), cast.asks(fan=cast.ana)
    assert reports(cast, call_id=own.id).call_id == own.id
    for strange in (other.id, "call_x", None, 7):
        assert reports(cast, call_id=strange).call_id is None


def test_what_is_no_report_is_refused(cast: Cast) -> None:
    for how in ({"reason": "nonsense"}, {"reason": ""}, {"reason": "other", "words": " "}, {"words": "x" * 3000}):
        with pytest.raises(Invalid):
            reports(cast, **how)


def test_reports_are_so_many_a_day(cast: Cast) -> None:
    for _ in range(10):
        reports(cast)
    with pytest.raises(TooMany):
        reports(cast)
    cast.clock.forward(24 * 3600 + 1)
    reports(cast)


def test_an_operator_reads_it_and_deals_with_it_once(cast: Cast) -> None:
    with db.unit_of_work() as s:
        olive = factories.actor(factories.account(s, "Olive", role=Role.ADMIN))
    made = reports(cast)
    desk = seen(desks.desk, olive, now=cast.clock.now())
    [line] = desk.reports
    assert line in desk.anomalies
    assert (line.words, line.said, line.action) == ("Rude", [], "close_report")
    assert "Leo reported Mara" in line.title
    with pytest.raises(NotFound):
        cast.does(operators.close_report, cast.mara, ref=made.id, why="let me")
    with pytest.raises(Invalid):
        cast.does(operators.close_report, olive, ref=made.id, why="")
    cast.does(operators.close_report, olive, ref=made.id, why="Warned by e-mail")
    with pytest.raises(Refused):
        cast.does(operators.close_report, olive, ref=made.id, why="Warned by e-mail")
    with Session(db.engine()) as s:
        assert s.get_one(ConductReport, made.id).standing is Standing.CLOSED
        assert s.exec(select(OperatorAction)).one().why == "Warned by e-mail"
    assert seen(desks.desk, olive, now=cast.clock.now()).reports[0].action == ""
