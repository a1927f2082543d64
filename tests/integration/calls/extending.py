"""A call is made longer in tests: asked for, held and looked at."""

from sqlmodel import Session

from onetoone import db
from onetoone.calls import service, views
from onetoone.calls.service import operations
from onetoone.domain.calls import Side
from onetoone.models.payment import For
from tests.integration.calls.conftest import ORIGIN, payments_of


def asks(cast, call, name="more-0001", price=1250):
    return cast.leo_does(service.extend, call, client_id=name, price=price, origin=ORIGIN)


async def extended(cast, call, name="more-0001", price=1250):
    return await operations.charge(asks(cast, call, name, price).id)


def seen(cast, call, side=Side.FAN):
    with Session(db.engine()) as session:
        return views.call(session, cast.leo if side is Side.FAN else cast.mara, call.id, cast.clock.now())


def shares(call):
    """What was captured of each hold, in order."""
    return [one.captured for one in (*payments_of(call), *payments_of(call, For.EXTENSION))]
