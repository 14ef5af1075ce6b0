"""A trajectory with a partner, and what a browser posts about one, for the tests."""

import pytest
from sqlalchemy import select, update

from app.models import Partner, PartnerDomain, Trajectory
from app.web.clock import now
from tests.factories import make_assessment
from tests.trajectories import make_partner, make_trajectory

TYPED = {
    "organisation": "GGD Voorbeeldregio",
    "kind": "health",
    "contact": "teamleider preventie",
    "domains": ["geld", "inclusie"],
    "agreements": "Zij verwijzen door.\r\nElke maand overleg.",
    "seen": "",
    "confirmed": "",
}


@pytest.fixture
def trajectory(session, people):
    """The ten months of an agreed inventory about two domains."""
    made = make_assessment(session, people, state="agreed", agreed_at=now())
    return make_trajectory(session, made, people.coordinator)


@pytest.fixture
def where(trajectory, session):
    """The address of the list."""
    found = f"/traject/{trajectory.id}/partners"
    session.commit()
    return found


@pytest.fixture
def partner(session, people, trajectory):
    """The library, which contributes to money matters; its id."""
    found = make_partner(session, trajectory, people.coordinator).id
    session.commit()
    return found


@pytest.fixture
def coordinator(people, client_as):
    """The coordinator."""
    return client_as(people.coordinator)


def partners(session):
    """All partners as they stand in the database now."""
    found = session.execute(select(Partner.__table__).order_by(Partner.created_at, Partner.organisation)).all()
    session.rollback()
    return found


def domains_of(session, partner_id):
    """To what a partner contributes."""
    query = select(PartnerDomain.domain).where(PartnerDomain.partner_id == partner_id)
    found = sorted(session.scalars(query))
    session.rollback()
    return found


def close(session):
    """Close the trajectory."""
    session.execute(update(Trajectory).values(ended_at=now()))
    session.commit()
