"""The network of the example: enough made-up municipalities to see all of it, and nobody in them."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.example.data import make_example
from app.example.network import STEPS, make_network
from app.models import Membership, Municipality, NetworkFigure, SharedPractice, User
from app.web.clock import now
from questionnaires.catalogue import current
from tests.pages import Client

ClientAs = Callable[[User | None], Client]


@pytest.fixture
def made(session: Session) -> Session:
    """The example with its network."""
    moment = now()
    make_example(session, moment)
    make_network(session, moment)
    session.commit()
    return session


def somebody(session: Session, email: str) -> User:
    """Who signs in with this address."""
    return session.scalars(select(User).where(User.email == email)).one()


def test_the_network_of_the_example_shows_all_of_it(made: Session, client_as: ClientAs) -> None:
    asked = current("iba")
    shown = made.scalars(select(NetworkFigure.cell).where(NetworkFigure.low.is_not(None))).all()
    assert sum(not cell.startswith("vraag/") for cell in shown) == len(asked.domains) * len(asked.dimensions)
    town, bea = (somebody(made, name) for name in ("coordinator@voorbeeldstad.example", "beheerder@stichting.example"))
    made.commit()
    page = client_as(town).get("/netwerk")
    assert "Digitaal staat hoog, Wmo staat laag" in page.text and "Houd een Taalmeterdag" in page.text
    assert "Niet in jullie ronde: " in page.text and "Hierover is nog niets te tonen" not in page.text
    country = client_as(bea).get("/netwerk/landelijk")
    assert "De meesten mobiliseren en voeren uit" in country.text and "Herkennen" in country.text


def test_what_is_made_up_for_the_network_says_so_and_has_nobody_in_it(made: Session) -> None:
    places = select(Municipality.id, Municipality.name).where(Municipality.name.startswith("Voorbeeldwijk"))
    found = dict(made.execute(places).all())
    assert len(found) == len(STEPS) and len(found) + 4 == made.scalar(select(func.count(Municipality.id)))
    assert not made.scalars(select(Membership).where(Membership.municipality_id.in_(found))).all()
    shared = made.scalars(select(SharedPractice)).all()
    assert len(shared) == 6 and {one.municipality_id for one in shared} <= set(found)
