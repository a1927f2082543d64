"""A creator's offers: kept, changed, removed by nobody else, and twelve at most."""

from typing import Any

import pytest
from sqlmodel import Session, select

from onetoone import db
from onetoone.calls import service, views
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.models import OfferTemplate, RateCard
from tests import factories
from tests.integration.calls.conftest import Cast

USUAL = {
    "name": "Quick hello",
    "kind": "audio",
    "price": "12.50",
    "minutes": "5",
    "message": "Hi!",
    "tips_allowed": False,
}


def keeps(cast: Cast, actor: Any = None, **how: Any) -> OfferTemplate:
    made: OfferTemplate = cast.does(service.keep_offer, actor or cast.mara, **(USUAL | how))
    return made


def hers(cast: Cast) -> list[views.Offer]:
    with Session(db.engine()) as session:
        return views.offers(session, cast.mara)


def test_an_offer_is_kept_changed_and_removed(cast: Cast) -> None:
    made = keeps(cast)
    [offer] = hers(cast)
    assert (offer.line, offer.price_typed, offer.message, offer.tips_allowed) == (
        "Audio call · 5 min · $12.50", "12.50", "Hi!", False,
    )  # fmt: skip
    keeps(cast, offer_id=made.id, name="Long talk", kind="video", price="0", minutes="60", tips_allowed=True)
    [offer] = hers(cast)
    assert (offer.name, offer.line, offer.tips_allowed) == ("Long talk", "Video call · 60 min · Free", True)
    cast.does(service.remove_offer, cast.mara, offer_id=made.id)
    assert hers(cast) == []


def test_what_is_no_offer(cast: Cast) -> None:
    wrong = ({"name": " "}, {"name": "x" * 41}, {"kind": "smoke"}, {"price": "-1"}, {"price": "0.5"}, {"minutes": "0"})
    for how in (*wrong, {"minutes": "9999"}, {"message": "x" * 501}, {"name": None}, {"price": None}):
        with pytest.raises(Invalid):
            keeps(cast, **how)
    assert hers(cast) == []


def test_it_is_nobody_elses(cast: Cast) -> None:
    made = keeps(cast)
    with db.unit_of_work() as session:
        theo = factories.actor(factories.creator(session, "Theo"))
    for verb, how in ((service.remove_offer, {}), (service.keep_offer, USUAL)):
        with pytest.raises(NotFound):
            cast.does(verb, theo, offer_id=made.id, **how)
    with pytest.raises(Refused):
        keeps(cast, cast.leo)
    assert len(hers(cast)) == 1


def test_twelve_at_most(cast: Cast) -> None:
    for number in range(12):
        last = keeps(cast, name=f"no. {number}")
    with pytest.raises(Refused, match="12 offers"):
        keeps(cast)
    keeps(cast, offer_id=last.id, name="changed")
    assert "changed" in {offer.name for offer in hers(cast)}
    assert len(hers(cast)) == 12


def test_an_offer_in_a_currency_of_old_has_no_price_to_start_from(cast: Cast) -> None:
    keeps(cast)
    with db.unit_of_work() as session:
        session.exec(select(RateCard).where(RateCard.account_id == cast.mara.id)).one().currency = "eur"
    assert hers(cast)[0].price_typed == ""
