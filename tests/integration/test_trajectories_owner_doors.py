"""An owner of an action tries every door: all of the municipality is closed but the own action."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.doors.access import PUBLIC
from app.models import ImprovementAction, Trajectory
from tests.factories import make_user
from tests.guards.doors import VALUES
from tests.owners import OWNER, make_owned
from tests.trajectories import make_action, make_appointment, make_hours, make_partner

OPEN = {
    *("accounts", "instrument", "pages"),
    *("trajectories.show_own_action", "trajectories.report_own_action", "trajectories.list_own_actions"),
    *("trajectories.list_trajectories", "trajectories.list_boards", "assessments.list_assessments"),
    *("paper.questionnaire_file", "meetings.consider_joining", "meetings.join_by_code"),
}
"""Features and endpoints that are for everybody who is signed in, or for the owner."""


def is_open(endpoint: str) -> bool:
    """Whether this is for everybody."""
    return endpoint in PUBLIC | OPEN or endpoint.split(".")[0] in OPEN


@pytest.fixture
def ids(session, people):
    """What stands in addresses: of the own municipality, and an action of somebody else."""
    owner = make_user(session, OWNER, "Olga Werkplein")
    own = make_owned(session, people, owner_id=owner.id)
    trajectory, by = session.scalars(select(Trajectory)).one(), people.coordinator
    rows = {
        "trajectory": trajectory,
        "action": make_action(session, trajectory, by, title="Van een ander"),
        "partner": make_partner(session, trajectory, by),
        "hour": make_hours(session, trajectory, by),
        "appointment": make_appointment(session, trajectory, by),
        "assessment": trajectory.assessment_id,
        "municipality": people.municipality,
    }
    found = {f"{name}_id": getattr(row, "id", row) for name, row in rows.items()}
    session.commit()
    return {**VALUES, **found, "own": own, "owner": owner}


def doors(app: Flask, ids):
    """(endpoint, method, address) of everything with an address that can be made of these."""
    for rule in app.url_map.iter_rules():
        if not is_open(rule.endpoint) and rule.arguments <= ids.keys():
            with app.test_request_context():
                address = app.url_for(rule.endpoint, **{name: ids[name] for name in rule.arguments})
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                yield rule.endpoint, method, address


def test_every_other_door_is_closed(app, client_as, ids):
    client = client_as(ids["owner"])
    tried = list(doors(app, ids))
    assert len(tried) > 90
    for endpoint, method, address in tried:
        data = {"csrf_token": client.token} if method == "POST" else {}
        response = client.ask(address, method=method, data=data)
        response.close()
        assert response.status_code in (403, 404), (endpoint, method, response.status_code)


def test_of_the_own_action_only_the_own_page_is_open(app, session, client_as, ids):
    client = client_as(ids["owner"])
    own = {**ids, "action_id": ids["own"]}
    tried = [one for one in doors(app, own) if str(ids["own"]) in one[2]]
    assert len(tried) > 6
    for endpoint, method, address in tried:
        data = {"csrf_token": client.token} if method == "POST" else {}
        response = client.ask(address, method=method, data=data)
        response.close()
        assert response.status_code == 404, (endpoint, method, response.status_code)
    client.get(f"/mijn-acties/{ids['own']}")
    client.get(f"/mijn-acties/{ids['action_id']}", 404)
    assert session.scalars(select(ImprovementAction.owner_id)).all().count(None) == 1
