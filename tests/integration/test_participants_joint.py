"""What coordinator and adviser answer together: everything, or a part that keeps what nobody else has."""

from sqlalchemy import select

from app.models import Participation
from tests.factories import make_answers
from tests.integration.test_participants_person import DETAILS, assessment, cells, member

__all__ = ["assessment", "member"]


def joint_of(session):
    """The coordinator's own part: its id, and whether it is everything."""
    found = session.execute(
        select(Participation.id, Participation.everything).where(Participation.role == "coordinator")
    ).one()
    session.rollback()
    return found


def test_the_joint_part_can_be_narrowed_but_keeps_the_general_questions(session, people, client_as, assessment, member):
    people_page = f"/inventarisaties/{assessment.id}/deelnemers"
    person = f"{people_page}/{member.id}"
    joint, everything = joint_of(session)
    assert everything
    path = f"{people_page}/{joint}"
    client = client_as(people.coordinator)
    page = client.get(path)
    assert page.h1 == "Samen invullen" and page.fields["everything"] == "yes"
    client.post(path, {"everything": "no", "parts": ["geld:bestuur"], "seen": page.fields["seen"]})
    assert joint_of(session)[1] is False
    assert cells(session, joint) == {"geld:bestuur", "algemeen:"}
    # Somebody else gets them: then the coordinator can let go, until that person loses them again.
    give = {**DETAILS, "parts": ["algemeen:"], "seen": client.get(person).fields["seen"]}
    client.post(person, give)
    client.post(path, {"everything": "no", "parts": [], "seen": client.get(path).fields["seen"]})
    assert cells(session, joint) == set()
    client.post(person, {**DETAILS, "parts": ["geld:beleid"], "seen": client.get(person).fields["seen"]})
    assert cells(session, joint) == {"algemeen:"}
    client.post(path, {"everything": "yes", "parts": [], "seen": client.get(path).fields["seen"]})
    assert joint_of(session)[1] is True and cells(session, joint) == set()


def test_narrowing_the_joint_part_asks_about_its_answers(session, people, client_as, assessment):
    joint = session.scalars(select(Participation)).one()
    make_answers(session, joint, {"geld/A.BE": 2, "algemeen/GA.1": 1})
    path = f"/inventarisaties/{assessment.id}/deelnemers/{joint.id}"
    client = client_as(people.coordinator)
    page = client.post(
        path, {"everything": "no", "parts": ["algemeen:"], "seen": client.get(path).fields["seen"]}, status=200
    )
    assert "Geldzaken, bestuur: 1 antwoord" in page.text and "Maar jullie kunnen ze" in page.text
    assert joint_of(session)[1] is True


def test_the_joint_part_needs_a_choice(people, client_as, session, assessment):
    path = f"/inventarisaties/{assessment.id}/deelnemers/{joint_of(session)[0]}"
    client_as(people.coordinator).post(path, {"everything": "", "parts": []}, status=422)
