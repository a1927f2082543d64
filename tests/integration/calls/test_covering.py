"""A fan's camera that starts covered: the creator's choice, for all calls or for one, and nobody else's business."""

from sqlmodel import Session

from onetoone import db
from onetoone.accounts import service as accounts
from onetoone.calls import service, views
from onetoone.domain.people import Actor
from onetoone.models import Call
from tests.integration.calls.conftest import Cast


def covered(call: Call, actor: Actor, cast: Cast) -> bool:
    with Session(db.engine()) as session:
        return views.call(session, actor, call.id, cast.clock.now()).covers_camera


def usually(cast: Cast) -> bool:
    with Session(db.engine()) as session:
        return views.set_up(session, cast.mara, fan_id=cast.leo.id).covers_camera


def test_a_call_is_covered_for_its_creator_only(cast: Cast) -> None:
    call = cast.seated(covers_camera=True)
    assert covered(call, cast.mara, cast)
    assert not covered(call, cast.leo, cast)


def test_it_is_off_unless_chosen_and_never_there_without_pictures(cast: Cast) -> None:
    chosen = cast.invites()
    assert not covered(chosen, cast.mara, cast)
    cast.mara_does(service.cancel, chosen)
    assert not covered(cast.invites(kind="audio", covers_camera=True), cast.mara, cast)


def test_the_creators_usual_choice_is_where_new_calls_start_from(cast: Cast) -> None:
    assert not usually(cast)
    cast.does(accounts.cover_cameras, cast.mara, on=True)
    assert usually(cast)
    call = cast.asks(kind="video")
    assert covered(call, cast.mara, cast)
    cast.mara_does(service.accept, call, price="0", minutes="10", tips_allowed=True, covers_camera=False)
    assert not covered(call, cast.mara, cast)
