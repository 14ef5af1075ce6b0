"""Dividing the questions about one domain over everybody at once."""

import pytest
from sqlalchemy import select, update

from app.models import Answer, Assessment, AuditEntry, Participation
from tests.colleagues import id_of, make_member, participation_id, parts_of
from tests.factories import make_answers, make_assessment
from tests.integration.test_assessments_statements import statements


@pytest.fixture
def assessment(session, people):
    """An open assessment about two domains."""
    return make_assessment(session, people)


@pytest.fixture
def members(session, assessment):
    """Two colleagues."""
    made = [
        make_member(session, assessment, 1, "Anna Bakker", (("geld", "beleid"), ("inclusie", "beleid"))),
        make_member(session, assessment, 2, "Bo Visser", ()),
    ]
    session.commit()
    return made


@pytest.fixture
def path(assessment, members):
    """The address of the division of one domain."""
    return f"/inventarisaties/{assessment.id}/deelnemers/verdelen/geld"


def cells(session, member):
    """The cells of somebody."""
    return {f"{domain}:{level}" for domain, level, _, _ in parts_of(session, participation_id(member))}


def values(**chosen):
    """What the form posts for somebody."""
    return [f"{id_of(member)}:{level}" for member, level in chosen["pairs"]]


def test_everybody_gets_what_was_chosen_and_keeps_the_rest(session, people, client_as, members, path):
    anna, bo = members
    client = client_as(people.coordinator)
    page = client.get(path)
    assert page.fields["parts"] == f"{id_of(anna)}:beleid" and "Anna Bakker" in page.text
    data = {"parts": values(pairs=[(anna, "bestuur"), (bo, "beleid"), (bo, "uitvoering")]), "seen": page.fields["seen"]}
    assert "De verdeling van Geldzaken is opgeslagen." in client.follow(client.post(path, data)).text
    assert cells(session, anna) == {"geld:bestuur", "inclusie:beleid"}
    assert cells(session, bo) == {"geld:beleid", "geld:uitvoering"}
    (row,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "give_cells"))
    assert len(row.new) == 2
    session.rollback()
    client.post(path, data)
    assert len(session.scalars(select(AuditEntry)).all()) == 1
    session.rollback()


def test_the_general_questions_are_one_cell(session, people, client_as, assessment, members, path):
    path = path.replace("geld", "algemeen")
    client = client_as(people.coordinator)
    client.post(path, {"parts": values(pairs=[(members[1], "")]), "seen": client.get(path).fields["seen"]})
    assert cells(session, members[1]) == {"algemeen:"}


def test_a_change_that_meets_another_shows_both(session, people, client_as, members, path):
    anna, bo = members
    client = client_as(people.coordinator)
    seen = client.get(path).fields["seen"]
    client.post(path, {"parts": values(pairs=[(anna, "bestuur")]), "seen": seen})
    mine = values(pairs=[(bo, "uitvoering")])
    page = client.post(path, {"parts": mine, "seen": seen}, status=409)
    assert page.title.startswith("Fout: ") and "Anna Bakker: Bestuur" in page.text
    assert [page.fields["parts"]] == mine
    assert cells(session, bo) == set()
    client.post(path, {"parts": mine, "seen": page.fields["seen"]})
    assert (cells(session, anna), cells(session, bo)) == ({"inclusie:beleid"}, {"geld:uitvoering"})


def test_questions_with_answers_are_taken_away_after_a_second_click(session, people, client_as, members, path):
    anna, bo = members
    make_answers(session, anna, {"geld/A.BL": 2})
    client = client_as(people.coordinator)
    page = client.post(
        path, {"parts": values(pairs=[(bo, "beleid")]), "seen": client.get(path).fields["seen"]}, status=200
    )
    assert "Anna Bakker: Geldzaken, beleid: 1 antwoord" in page.text
    assert cells(session, anna) == {"geld:beleid", "inclusie:beleid"}
    client.post(path, {**page.fields, "action": "save"})
    assert (cells(session, anna), cells(session, bo)) == ({"inclusie:beleid"}, {"geld:beleid"})
    assert len(session.scalars(select(Answer)).all()) == 1
    session.rollback()


def test_the_joint_part_is_in_it_when_it_is_a_part(session, people, client_as, members, path):
    client = client_as(people.coordinator)
    assert "Samen invullen" not in client.get(path).text
    session.execute(update(Participation).where(Participation.role == "coordinator").values(everything=False))
    session.commit()
    joint = session.scalars(select(Participation.id).where(Participation.role == "coordinator")).one()
    session.rollback()
    page = client.get(path)
    assert "Samen invullen" in page.text
    client.post(path, {"parts": [f"{joint}:bestuur"], "seen": page.fields["seen"]})
    # Nobody had the general questions any more.
    assert {(domain, level) for domain, level, _, _ in parts_of(session, joint)} == {
        ("geld", "bestuur"),
        ("algemeen", ""),
    }


@pytest.mark.parametrize("made_up", ["x", "geld:beleid", "00000000-0000-0000-0000-000000000000:beleid"])
def test_who_or_what_is_not_there_is_refused(session, people, client_as, members, path, made_up):
    client = client_as(people.coordinator)
    page = client.post(path, {"parts": [made_up], "seen": client.get(path).fields["seen"]}, status=422)
    assert "bestaat niet" in page.text
    assert cells(session, members[0]) == {"geld:beleid", "inclusie:beleid"}


def test_without_colleagues_the_page_says_what_to_do(session, people, client_as, assessment):
    page = client_as(people.coordinator).get(f"/inventarisaties/{assessment.id}/deelnemers/verdelen/geld")
    assert "Voeg eerst collega’s toe." in page.text


def test_a_domain_that_was_not_chosen_is_not_found(people, client_as, path):
    client_as(people.coordinator).get(path.replace("geld", "wonen"), status=404)
    client_as(people.coordinator).post(path.replace("geld", "wonen"), status=404)


@pytest.mark.parametrize("state", ["in_review", "agreed"])
def test_nothing_changes_after_the_review_has_begun(session, people, client_as, members, path, state):
    session.execute(update(Assessment).values(state=state))
    session.commit()
    client = client_as(people.coordinator)
    assert "Anna Bakker: Beleid" in client.get(path).text
    client.post(path, {"parts": []}, status=409)
    assert cells(session, members[0]) == {"geld:beleid", "inclusie:beleid"}


def test_only_the_own_coordinator_divides(session, people, client_as, members, path):
    client_as(people.adviser).post(path, {"parts": []}, status=403)
    for user in (people.other, people.reader, people.participant):
        client_as(user).post(path, {"parts": []}, status=404)
    assert cells(session, members[0]) == {"geld:beleid", "inclusie:beleid"}


def test_pages_take_few_statements_with_many_people(session, people, client_as, assessment, members, path):
    for number in range(3, 20):
        made = make_member(
            session, assessment, number, f"Persoon {number}", (("geld", "beleid"), ("inclusie", "beleid"))
        )
        make_answers(session, made, {"geld/A.BL": 2, "geld/S.BL": 3})
    overview = path.split("/verdelen")[0]
    client = client_as(people.coordinator)
    pages = (path, overview, f"{overview}?domein=geld", f"{overview}/plakken", f"{overview}/{id_of(members[0])}")
    for page in pages:
        with statements() as sent:
            client.get(page)
        assert 0 < len(sent) <= 6, (page, sent)
