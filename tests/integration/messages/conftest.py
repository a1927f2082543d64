"""Mara, her fan Leo, and their conversation."""

import pytest
from sqlmodel import Session

from onetoone.models import Account, Thread
from tests import factories


@pytest.fixture
def mara(session: Session) -> Account:
    return factories.creator(session, "Mara")


@pytest.fixture
def leo(session: Session, mara: Account) -> Account:
    return factories.fan(session, "Leo", subscribed_to=mara)


@pytest.fixture
def thread(session: Session, mara: Account, leo: Account) -> Thread:
    return factories.thread(session, mara, leo)
